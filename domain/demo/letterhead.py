"""How the demo company signs its papers."""

from domain.parameters.service import change
from domain.store.unit_of_work import UnitOfWork

LETTERHEAD = {
    "centre_name": "Havelland Service GmbH (demo)",
    "centre_address": "Am Beispielufer 12\n13587 Berlin",
    "centre_contact": "+49 30 5550 0100\nservice@havelland.example\nIBAN DE00 0000 0000 0000 0000 00",
    "paper_footer": "A company that exists in this demo only. Register court Musterstadt, HRB 00000.",
}


def sign_papers(work: UnitOfWork) -> None:
    """Set name, address and foot of all papers."""
    for name, value in LETTERHEAD.items():
        change(work, name, value)
