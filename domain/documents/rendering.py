"""Fills a template with values, in a sandbox: what an administrator writes can read values and nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound
from jinja2.environment import Environment
from jinja2.sandbox import ImmutableSandboxedEnvironment

import resources
from domain.documents.faults import SUFFIX, fault
from domain.documents.formats import FILTERS, FUNCTIONS
from domain.documents.words import words
from domain.language import tr

FOLDER = Path(resources.__file__).parent / "documents"
MOST_ROUNDS = 1000
"""Of a loop over `range`: with more, a template could keep its thread for ever."""
LONGEST = 5_000_000
"""Letters of a filled template; nobody prints more."""


def built_in(name: str) -> str:
    """The source of a template that comes with the program."""
    return (FOLDER / f"{name}.html").read_text(encoding="utf-8")


def built_in_names() -> frozenset[str]:
    """The templates that come with the program."""
    return frozenset(path.stem for path in FOLDER.glob("*.html"))


def render(name: str, values: Mapping[str, Any], own: Mapping[str, str] | None = None) -> str:
    """The HTML of template `name` filled with `values`; `own` are sources in place of the built-in ones.

    Raises TemplateFault.
    """
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=_Missing, loader=_Sources(own or {}))
    environment.filters.update(FILTERS)
    environment.globals.update(FUNCTIONS, range=_short_range)
    try:
        return _filled(environment, name, values)
    except Exception as error:  # anything may go wrong in what somebody wrote
        raise fault(error, name) from error


def _filled(environment: Environment, name: str, values: Mapping[str, Any]) -> str:
    parts, length = [], 0
    for part in environment.get_template(name).generate(**values, words=words()):
        length += len(part)
        if length > LONGEST:
            raise ValueError(tr("The paper would be endless."))
        parts.append(part)
    return "".join(parts)


def _short_range(*bounds: int) -> range:
    rounds = range(*bounds)
    if len(rounds) > MOST_ROUNDS:
        raise ValueError(tr("A loop has at most {most} rounds.", most=MOST_ROUNDS))
    return rounds


class _Missing(StrictUndefined):
    """A name that means nothing, told in words that are not those of the program's inside."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_obj is None:
            return tr("“{name}” is asked of something that may be empty.", name=self._undefined_name)
        return tr("There is nothing called “{name}” here.", name=self._undefined_name)


class _Sources(BaseLoader):
    """Own sources first, then those of the program. File names end such that faults find their line."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._own = own

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._own and template not in built_in_names():
            raise TemplateNotFound(template)
        source = self._own[template] if template in self._own else built_in(template)
        return source, f"{template}{SUFFIX}", bool
