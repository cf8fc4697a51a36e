"""`callout export calendar`: the jobs of a technician as a calendar file."""

import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from app.shared.saving import save_whole
from domain.documents.week_calendar import week_calendar
from domain.documents.week_loading import load_week
from domain.errors import Unavailable
from domain.language import tr
from domain.parameters import service as parameters
from domain.settings import Settings
from domain.store.store import Store
from domain.workforce.model import Technician

AHEAD = timedelta(days=27)


def write_calendar(
    settings: Settings, technician: str | None, first: date | None, last: date | None, file: str | None
) -> int:
    """Write what the technician of that name does; the coming four weeks unless other days are named."""
    if not technician:
        raise Unavailable(tr("Say whose calendar it is: --technician NAME."))
    with closing(Store.open(settings.database)) as store, store.read() as session:
        technician_id = session.scalar(select(Technician.id).where(Technician.name == technician.strip()))
        if technician_id is None:
            raise Unavailable(tr("There is no technician {name}.", name=technician))
        begin = first or store.clock.now().astimezone().date()
        week = load_week(session, technician_id, begin, last or begin + AHEAD, parameters.read(session), cancelled=True)
        content = week_calendar(week, store.clock.now())
    if file is None:
        sys.stdout.buffer.write(content)
        return 0
    save_whole(Path(file), content)
    return 0
