"""What is wrong with a template, and in which line."""

import traceback

from jinja2 import TemplateNotFound, TemplateSyntaxError

from domain.documents.papers import PARTS, template_label
from domain.errors import Refusal
from domain.language import tr

SUFFIX = ".paper"
"""How the file names of templates end in a traceback."""


class TemplateFault(Refusal):
    """A template that cannot be used; `line` is the one to look at, 0 where none is known."""

    def __init__(self, template: str, line: int, why: str) -> None:
        place = tr("“{template}”, line {line}: {why}", template=template_label(template), line=line, why=why)
        super().__init__(place if line else why, field="source")
        self.template = template
        self.line = line


def fault(error: Exception, template: str) -> TemplateFault:
    """What `error`, raised while `template` was read or filled, means to who wrote it."""
    if isinstance(error, TemplateNotFound):
        return TemplateFault(template, 0, tr("There is no template “{name}”.", name=error.name))
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.name or template, error.lineno, error.message or str(error))
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        (frame.filename.removesuffix(SUFFIX), frame.lineno) for frame in frames if frame.filename.endswith(SUFFIX)
    ]
    # Pieces that several papers use cannot be changed: what is wrong is how they are called.
    name, line = next((place for place in reversed(places) if place[0] != PARTS), (template, None))
    return TemplateFault(name, line or 0, str(error))
