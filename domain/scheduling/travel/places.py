"""Where work is, and where days begin: places on the earth."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place in degrees; `site_id` lets ways between two sites be known better than by their distance."""

    latitude: float
    longitude: float
    site_id: int | None = None
