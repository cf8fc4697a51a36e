"""What an order asks of the board, changed in a form: skills with ratings, who is needed together, what comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid
from sqlalchemy.orm import Session

from app.orders.asked_lines import AfterLine, RatedSkillLine, RequirementLine
from app.orders.order_work import OrderWork
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, told
from app.shared.rows_field import RowsField
from app.shared.type_ahead import Found, TypeAhead
from domain.errors import Refusal
from domain.language import tr
from domain.orders.permissions import Permission
from domain.reporting.order_choices import Choice, open_orders_matching, order_names
from domain.scheduling.needs.asking_service import Asked, ask, asked_of
from domain.workforce.queries import skill_rows

WIDE = 720


@dataclass(frozen=True, slots=True)
class _Read:
    """What is asked now, and the words for it."""

    asked: Asked
    skills: Sequence[Choice]
    orders: Mapping[int, str]


class OrderAsked(QObject):
    """Asks what the order needs, and keeps it."""

    def __init__(self, work: OrderWork, desk: Desk) -> None:
        super().__init__(work)
        self._work = work
        self._desk = desk
        self._entry = Entry(work.kit, desk, work.pane)
        self._entry.told.connect(work.deeds.told)

    def can_ask(self) -> bool:
        view = self._work.view
        return view is not None and view.detail.is_open and Permission.MODIFY in view.header.allowed

    def begin(self) -> None:
        """Show what is asked now."""
        detail = self._work.shown.detail
        self._entry.read(partial(_read, detail.id), partial(self._show, detail.id, detail.number))

    def _show(self, order_id: int, number: str, found: _Read) -> None:
        theme = self._work.kit.theme
        skills = RowsField("skills", tr("Skills needed"), partial(RatedSkillLine, theme), tr("Add a skill"))
        requirements = RowsField(
            "requirements", tr("Needed together"), partial(RequirementLine, theme), tr("Add somebody or something")
        )
        search = partial(self._search, order_id)
        after = RowsField("after", tr("Begins only after"), partial(AfterLine, search, theme), tr("Add an order"))
        skills.offer(found.skills)
        requirements.offer(found.skills)
        said = tr("Without anybody here, the order needs one person with its skills.")
        fields, title = (skills, requirements, after), tr("What {number} needs", number=number)
        dialog = FormDialog(title, fields, tr("Save"), self._work.pane, said, scrolls=True)
        dialog.setMinimumWidth(WIDE)
        self._entry.show("asked", dialog, partial(self._submit, order_id, number, found.asked), _values(found))

    def _submit(self, order_id: int, number: str, seen: Asked, dialog: FormDialog, values: dict[str, Any]) -> None:
        if None in values["after"]:
            raise Refusal(tr("Choose the order from the list, or remove the line."), field="after")
        wanted = Asked(
            frozenset(each for each in values["skills"] if each is not None),
            values["requirements"],
            frozenset((found.value, minutes) for found, minutes in values["after"]),
        )
        self._entry.keep(dialog, partial(told, tr("{name} saved.", name=number)), ask, order_id, seen, wanted)

    def _search(self, order_id: int, line: TypeAhead, words: str) -> None:
        query = partial(open_orders_matching, words=words, besides=order_id)
        self._entry.read(query, partial(_offer, line, words))


def _read(order_id: int, session: Session) -> _Read:
    asked = asked_of(session, order_id)
    names = order_names(session, [key for key, _ in asked.after])
    return _Read(asked, [(row.id, row.name) for row in skill_rows(session)], dict(names))


def _values(found: _Read) -> Mapping[str, Any]:
    names = dict(found.skills)
    links = sorted((found.orders[key], key, minutes) for key, minutes in found.asked.after)
    return {
        "skills": tuple(sorted(found.asked.skills, key=lambda each: names[each[0]])),
        "requirements": found.asked.requirements,
        "after": tuple((Found(key, title), minutes) for title, key, minutes in links),
    }


def _offer(line: TypeAhead, words: str, found: Sequence[Choice]) -> None:
    if isValid(line):
        line.offer(words, [Found(key, title) for key, title in found])
