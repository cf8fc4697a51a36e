"""The unit of work: changes and the facts that tell of them, committed together or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import TextClause, event, func, insert, select, text
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from domain.clock import Clock
from domain.errors import Gone
from domain.language import tr
from domain.store.base import Entity
from domain.store.changes import Change, flushed
from domain.store.inserting import FEW, insert_many
from domain.store.journal import journal
from domain.store.subjects import word_for

E = TypeVar("E", bound=Entity)
NOTIFY_CHANNEL = "callout_journal"
_OWN_NUMBER: TextClause = text("pg_current_xact_id()::text::bigint")


class UnrecordedChangeError(Exception):
    """A mistake in the program: an entity was changed and no fact tells of it."""


@dataclass(frozen=True, slots=True)
class _Note:
    """What happened to an entity, when and by whom; `details` go beside what changed in it."""

    kind: str
    entity: Entity
    at: datetime
    actor: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Told:
    """What happened to a record that was changed in bulk; the difference is given, not found."""

    kind: str
    subject: type[Entity]
    key: int
    at: datetime
    actor: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class UnitOfWork:
    """One transaction by one actor. Service functions change entities through `session` and `note` why."""

    def __init__(self, session: Session, actor: str, clock: Clock) -> None:
        self.session = session
        self.actor = actor
        self.now: datetime = clock.now()
        self._changes: dict[Entity, Change] = {}
        self._notes: list[_Note | _Told] = []
        event.listen(session, "after_flush", self._collect)

    def get(self, kind: type[E], key: int, *, lock: bool = False) -> E:
        """The entity with that id; `lock` holds its row until commit. Raises Gone."""
        entity = self._locked(kind, key) if lock else self.session.get(kind, key)
        if entity is None:
            raise Gone(tr("This {subject} is not there any more.", subject=word_for(kind.subject)))
        return entity

    def _locked(self, kind: type[E], key: int) -> E | None:
        """The entity as its row is from the moment it is held: somebody may have written it since it was read here."""
        known = self.session.identity_map.get(identity_key(kind, key))
        if known is None or known in self.session.deleted or self.session.is_modified(known):
            return self.session.get(kind, key, with_for_update=True)
        try:
            self.session.refresh(known, with_for_update=True)
        except InvalidRequestError:  # the row is gone
            return None
        return known

    def add(self, entity: E, kind: str, **details: Any) -> E:
        """Store a new entity, note the fact, and give it its id."""
        self.session.add(entity)
        self.note(kind, entity, **details)
        self.session.flush()
        return entity

    def add_all(self, entities: Iterable[E], kind: str) -> list[E]:
        """Like `add` for many at once, in one flush."""
        added = list(entities)
        self.session.add_all(added)
        for entity in added:
            self.note(kind, entity)
        self.session.flush()
        return added

    def note(self, kind: str, entity: Entity, **details: Any) -> None:
        """Tell the journal what happened to `entity`; `details` go beside what changed in it."""
        self._notes.append(_Note(kind, entity, self.now, self.actor, details))

    def recount(self, kind: str, entity: Entity, at: datetime, actor: str, **details: Any) -> None:
        """Like `note`, for what happened elsewhere and is taken over with the time and actor it had there."""
        self._notes.append(_Note(kind, entity, at, actor, details))

    def tell(
        self, kind: str, subject: type[Entity], key: int, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        """Like `note`, for a record changed by a statement and not as an entity; what changed in it is given."""
        self._notes.append(_Told(kind, subject, key, self.now, self.actor, before, after))

    def commit(self) -> None:
        """Write the facts beside the changes and commit. Raises UnrecordedChangeError before anything is kept."""
        self.session.flush()
        noted = {note.entity for note in self._notes if isinstance(note, _Note)}
        forgotten = sorted({entity.subject for entity in self._changes if entity not in noted})
        if forgotten:
            raise UnrecordedChangeError(f"changed without a fact: {', '.join(forgotten)}")
        self._write_facts()
        self.session.commit()

    def _collect(self, session: Session, _context: object) -> None:
        # After the flush, not before: only then do foreign keys that follow from relationships have their values.
        for entity, change in flushed(session):
            self._changes.setdefault(entity, Change()).fold(change)

    def _write_facts(self) -> None:
        if not self._notes:
            return
        told: set[Entity] = set()
        rows = []
        for note in self._notes:
            if isinstance(note, _Told):
                rows.append(_told(note))
                continue
            change = self._changes.get(note.entity, Change()) if note.entity not in told else Change()
            told.add(note.entity)
            rows.append(_row(note, change))
        if self._on_postgresql:
            self._write_with_own_number(rows)
            self.session.execute(func.pg_notify(NOTIFY_CHANNEL, "").select())
        else:
            insert_many(self.session.connection(), journal, rows)

    def _write_with_own_number(self, rows: Sequence[dict[str, Any]]) -> None:
        if len(rows) <= FEW:
            self.session.execute(insert(journal).values(transaction_id=_OWN_NUMBER), rows)
            return
        own = self.session.scalar(select(_OWN_NUMBER))
        insert_many(self.session.connection(), journal, [{**row, "transaction_id": own} for row in rows])

    @property
    def _on_postgresql(self) -> bool:
        return self.session.get_bind().dialect.name == "postgresql"


def _row(note: _Note, change: Change) -> dict[str, Any]:
    return {
        "at": note.at,
        "actor": note.actor,
        "kind": note.kind,
        "subject": note.entity.subject,
        "subject_id": note.entity.id,
        "before": change.before,
        "after": {**change.after, **note.details},
    }


def _told(note: _Told) -> dict[str, Any]:
    return {
        "at": note.at,
        "actor": note.actor,
        "kind": note.kind,
        "subject": note.subject.subject,
        "subject_id": note.key,
        "before": dict(note.before),
        "after": dict(note.after),
    }
