"""Where the data files of the program lie."""

from pathlib import Path

import resources


def resource(*parts: str) -> Path:
    """The path of a file under `resources/`."""
    return Path(resources.__file__).parent.joinpath(*parts)
