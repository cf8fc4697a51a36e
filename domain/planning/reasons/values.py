"""Reasons in numbers: what stands against a job on a tour, and what would change that."""

from enum import StrEnum

import msgspec

from domain.optimising.insertion import Insertion


class Binding(StrEnum):
    """What stands against a job on a tour, the first that holds."""

    FORBIDDEN = "forbidden"
    """The technician may not do it."""
    BEFORE = "before"
    """What has to be done before is left out."""
    STOCK = "stock"
    """There is too little on board."""
    WINDOW = "window"
    """Even an empty tour does not come to it in its windows."""
    REST = "rest"
    """Even an empty tour has too few hours left for it, for some are over."""
    HOURS = "hours"
    """Even an empty tour has too few hours for it."""
    FULL = "full"
    """It would fit, were it not for the other jobs of the tour."""
    SEVERAL = "several"
    """More than one of these at once."""
    DEAR = "dear"
    """It fits, and costs more than leaving it out."""
    PAYS = "pays"
    """It fits, and costs less than leaving it out: a plan is not always the best one."""


class Remedy(StrEnum):
    """What would let a job fit, each by itself, in the order in which they are offered."""

    WINDOW = "window"
    OVERTIME = "overtime"
    STOCK = "stock"
    INSTEAD = "instead"
    ALLOWED = "allowed"


class Miss(msgspec.Struct, frozen=True, gc=False):
    """One change that lets the job fit.

    `ticks` is how much wider the windows or longer the hours must be, `other` the job that makes room, `more` what has
    to be on board of each kind besides. So done the job begins at `start` and costs `extra`.
    """

    remedy: Remedy
    start: int
    extra: float
    ticks: int = 0
    other: int | None = None
    more: tuple[int, ...] = ()


class Reason(msgspec.Struct, frozen=True):
    """Why a job is not on a tour: what it would cost there, where it fits, else what it would take."""

    job: int
    tour: int
    technician: int
    binding: Binding
    left_out: float
    insertion: Insertion | None = None
    misses: tuple[Miss, ...] = ()
