"""What an administrator does with templates: nothing is kept that could not be printed."""

from collections.abc import Mapping

from sqlalchemy import select

from domain.documents.model import PaperTemplate
from domain.documents.papers import LETTER, Paper, template_label
from domain.documents.rendering import built_in
from domain.documents.samples import samples
from domain.documents.sheets import Sheet, compose
from domain.documents.template_queries import NAMES, own_sources
from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.parameters import service as parameters
from domain.parameters.registry import Parameters
from domain.store.unit_of_work import UnitOfWork

LONGEST_SOURCE = 200_000


def save_template(work: UnitOfWork, name: str, source: str, version: int | None) -> None:
    """Use `source` in place of the template read as `version`, if every paper can be filled. Raises TemplateFault.

    None is the version of one that came with the program.
    """
    check(name, source, own_sources(work.session), parameters.read(work.session))
    template = work.session.scalar(select(PaperTemplate).where(PaperTemplate.name == name).with_for_update())
    if (None if template is None else template.version) != version:
        raise Overtaken(tr("Somebody else has changed “{name}” meanwhile; look again.", name=template_label(name)))
    if source == built_in(name):
        reset_template(work, name)
        return
    if template is None:
        template = PaperTemplate(name=name, source=source, changed_at=work.now, changed_by=work.actor)
        work.add(template, "paper_template.changed")
        return
    template.source, template.changed_at, template.changed_by = source, work.now, work.actor
    work.note("paper_template.changed", template)


def reset_template(work: UnitOfWork, name: str) -> None:
    """Go back to the template that came with the program; what was changed stays in the journal."""
    template = work.session.scalar(select(PaperTemplate).where(PaperTemplate.name == name).with_for_update())
    if template is not None:
        work.session.delete(template)
        work.note("paper_template.reset", template)


def check(name: str, source: str, own: Mapping[str, str], known: Parameters) -> Sheet:
    """Fill every paper that `source` concerns with all samples; returns the fullest one. Raises TemplateFault."""
    if name not in NAMES:
        raise Refusal(tr("There is no template “{name}”.", name=name))
    if len(source) > LONGEST_SOURCE:
        raise Refusal(tr("A template has at most {most} letters.", most=LONGEST_SOURCE), field="source")
    changed = {**own, name: source}
    concerned = list(Paper) if name == LETTER else [Paper(name)]
    sheets = [compose(paper, sample, known, changed) for paper in concerned for sample in samples(paper)]
    return sheets[0]


def preview(name: str, source: str, own: Mapping[str, str], known: Parameters) -> Sheet:
    """What `source` makes of the fullest sample, while it is being written. Raises TemplateFault."""
    paper = Paper.WORK_DESCRIPTION if name == LETTER else Paper(name)
    return compose(paper, samples(paper)[0], known, {**own, name: source})
