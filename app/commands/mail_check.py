"""Whether the mail server that is set up would take a mail."""

import os

from domain.documents.mail import parse_mail, reach
from domain.language import tr
from domain.settings import Settings


def mail(settings: Settings) -> str:
    """What `callout check` says of it. Raises Unavailable."""
    if settings.mail is None:
        return tr("none is set; days are not sent to technicians without one (docs/dispatch.md)")
    server = parse_mail(settings.mail, settings.mail_sender or "")
    reach(server, os.environ)
    return f"{server.host}:{server.port}"
