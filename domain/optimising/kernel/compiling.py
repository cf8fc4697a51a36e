"""How the inner loops are compiled: once, kept on disk, and without the interpreter's lock."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from numba import config, njit

from domain.optimising.kernel import caching

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

config.CACHE_LOCATOR_CLASSES = f"{caching.__name__}.BesideTheSource,{caching.__name__}.OfTheUser"  # type: ignore[attr-defined]


def compiled(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """The same function as machine code, which must not make arrays.

    So nobody counts who holds which array (`_nrt`), which took most of the time and of that for compiling.
    """
    options: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
    return cast("Callable[_Given, _Result]", njit(**options)(function))
