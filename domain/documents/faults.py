"""What is wrong with a template, and in which line."""

import traceback

from jinja2 import TemplateNotFound, TemplateSyntaxError

from domain.errors import Refusal
from domain.language import tr


class TemplateFault(Refusal):
    """A template that cannot be used; `line` is the one to look at, 0 where none is known."""

    def __init__(self, template: str, line: int, why: str) -> None:
        sentence = tr("Line {line}: {why}", line=line, why=why) if line else why
        super().__init__(sentence, field="source")
        self.template = template
        self.line = line


def fault(error: Exception, template: str) -> TemplateFault:
    """What `error`, raised while `template` was read or filled, means to who wrote it."""
    if isinstance(error, TemplateNotFound):
        return TemplateFault(template, 0, tr("There is no template “{name}”.", name=error.name))
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.name or template, error.lineno, error.message or str(error))
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".paper")]
    own = [frame for frame in frames if frame.filename == f"{template}.paper"] or frames
    name = own[-1].filename.removesuffix(".paper") if own else template
    return TemplateFault(name, (own[-1].lineno or 0) if own else 0, str(error))
