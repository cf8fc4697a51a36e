"""How the inner loops are compiled: once, kept on disk, and without the interpreter's lock."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def compiled(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """The same function as machine code."""
    return cast("Callable[_Given, _Result]", njit(cache=True, nogil=True)(function))
