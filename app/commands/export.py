"""`callout export`: a list as CSV, JSON or XLSX, or a calendar, into a file or onto standard output."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.commands.export_calendar import write_calendar
from domain.errors import Unavailable
from domain.language import tr
from domain.reporting.booking_tables import booking_table
from domain.reporting.exporting import Table, write, write_csv
from domain.reporting.fee_transactions import FeeSearch
from domain.reporting.money_tables import (
    article_table,
    invoice_table,
    margin_of_groups,
    margin_of_lines,
    posting_table,
    price_table,
)
from domain.reporting.order_margin import Grouping, MarginSearch
from domain.reporting.party_tables import asset_table, customer_table, site_table
from domain.reporting.subscription_tables import agreement_margin_table, fee_posting_table, transaction_table
from domain.settings import Settings
from domain.store.store import Store

CALENDAR = "calendar"


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Write the list `words.kind` into `words.file`."""
    if words.kind == CALENDAR:
        return write_calendar(settings, words.technician, _day(words.since), _day(words.until), words.file)
    table_of = _TABLES.get(words.kind)
    if table_of is None:
        kinds = ", ".join((*_TABLES, CALENDAR))
        raise Unavailable(tr("There is no list “{kind}”; there are {kinds}.", kind=words.kind, kinds=kinds))
    with closing(Store.open(settings.database)) as store, store.read() as session:
        table = table_of(session, words)
        if words.file is None:
            _print(table)
        else:
            write(table, Path(words.file))
    return 0


def _print(table: Table) -> None:
    """Write onto standard output, for as long as whoever reads there wants more."""
    try:
        write_csv(table, sys.stdout.buffer)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _margin(session: Session, words: argparse.Namespace) -> Table:
    if words.by is not None and words.by not in set(Grouping):
        names = ", ".join(Grouping)
        raise Unavailable(tr("The margin can be compared by {names}, not by “{word}”.", names=names, word=words.by))
    search = MarginSearch(
        by=Grouping(words.by or Grouping.ORDER),
        since=_day(words.since),
        until=_day(words.until),
        posted_only=words.posted,
    )
    return margin_of_groups(session, search) if words.by else margin_of_lines(session, search)


def _postings(session: Session, words: argparse.Namespace) -> Table:
    return posting_table(session, _day(words.since), _day(words.until))


def _fees(session: Session, words: argparse.Namespace) -> Table:
    return transaction_table(session, FeeSearch(_day(words.since), _day(words.until)))


def _fee_postings(session: Session, words: argparse.Namespace) -> Table:
    return fee_posting_table(session, _day(words.since), _day(words.until))


def _agreement_margin(session: Session, words: argparse.Namespace) -> Table:
    return agreement_margin_table(session, _day(words.since), _day(words.until), posted_only=words.posted)


def _bookings(session: Session, words: argparse.Namespace) -> Table:
    return booking_table(session, _day(words.since), _day(words.until))


def _day(word: str | None) -> date | None:
    try:
        return None if word is None else date.fromisoformat(word)
    except ValueError as error:
        raise Unavailable(tr("“{word}” is no day; write it like 2026-03-02.", word=word)) from error


_TABLES: Mapping[str, Callable[[Session, argparse.Namespace], Table]] = {
    "customers": lambda session, _words: customer_table(session),
    "sites": lambda session, _words: site_table(session),
    "assets": lambda session, _words: asset_table(session),
    "margin": _margin,
    "articles": lambda session, _words: article_table(session),
    "prices": lambda session, _words: price_table(session),
    "postings": _postings,
    "fees": _fees,
    "fee-postings": _fee_postings,
    "agreement-margin": _agreement_margin,
    "bookings": _bookings,
    "invoices": lambda session, _words: invoice_table(session),
}
