"""The pages of the assistant behind the first one."""

from dataclasses import dataclass

from app.agreements.wizard.assets_step import AssetsStep
from app.agreements.wizard.cover_step import CoverStep
from app.agreements.wizard.services_step import ServicesStep
from app.agreements.wizard.step import Step
from app.agreements.wizard.summary_step import SummaryStep
from app.agreements.wizard.terms_step import TermsStep
from domain.agreements.refused_part import Part


@dataclass(frozen=True, slots=True)
class Pages:
    """Those that are made once customer and template are known."""

    terms: TermsStep
    assets: AssetsStep
    services: ServicesStep
    cover: CoverStep
    summary: SummaryStep

    @property
    def all(self) -> tuple[Step, ...]:
        """In their order."""
        return (self.terms, self.assets, self.services, self.cover, self.summary)

    def of_part(self, part: Part) -> Step:
        """The page that asks for a part of the agreement."""
        return {Part.TERMS: self.terms, Part.SERVICES: self.services, Part.COVER: self.cover}[part]
