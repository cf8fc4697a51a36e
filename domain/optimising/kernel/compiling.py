"""How the inner loops are compiled: once, kept on disk, and without the interpreter's lock."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from numba import config, njit

from domain.optimising.kernel.caching import LOCATORS

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}

config.CACHE_LOCATOR_CLASSES = LOCATORS  # type: ignore[attr-defined]


def compiled(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """The same function as machine code, which must not make arrays.

    So nobody counts who holds which array (`_nrt`), which took most of the time and of that for compiling.
    """
    return cast("Callable[_Given, _Result]", njit(**_OPTIONS)(function))


def inlined(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """The same, as a part of the one function that calls it: handing all arrays over takes long to compile."""
    return cast("Callable[_Given, _Result]", njit(inline="always", **_OPTIONS)(function))
