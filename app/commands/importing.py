"""`callout import`: lists and tables from a file, all of them or none, and why not."""

import argparse
import getpass
import sys
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from app.commands.import_tables import KINDS as TABLES
from app.commands.import_tables import Entered, take_table
from domain.errors import Unavailable
from domain.language import tr, trn
from domain.reporting.importing import rows
from domain.reporting.intake import KINDS, RowsRefusedError, Taken, Wrong, take_in
from domain.settings import Settings
from domain.store.store import Store

DONE, FAILED = 0, 1
MOST_TOLD = 100
"""Of a table with a million lines not each is worth a line."""


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Take in the list or table `words.kind` from `words.file`."""
    if words.kind in TABLES:
        with closing(Store.open(settings.database)) as store:
            return _tell_entered(take_table(settings, store, _user(), words))
    kind = KINDS.get(words.kind)
    if kind is None:
        kinds = ", ".join((*KINDS, *TABLES))
        raise Unavailable(tr("There is no list “{kind}”; there are {kinds}.", kind=words.kind, kinds=kinds))
    read = partial(rows, Path(words.file), kind.columns, kind.needed)
    with closing(Store.open(settings.database)) as store:
        try:
            taken = store.run(_user(), take_in, kind, read, skip_bad=words.skip_bad)
        except RowsRefusedError as refused:
            _tell_wrong(refused.wrong)
            return _tell_nothing()
    _tell_taken(taken)
    return DONE


def _tell_entered(entered: Entered) -> int:
    for each in entered.wrong[:MOST_TOLD]:
        sys.stderr.write(f"{tr('line {line}', line=each.at)}: {each.why}\n")
    if len(entered.wrong) > MOST_TOLD:
        sys.stderr.write(trn("and {count} line more", "and {count} lines more", len(entered.wrong) - MOST_TOLD) + "\n")
    if not entered.kept:
        return _tell_nothing()
    sys.stdout.writelines(f"{sentence}\n" for sentence in entered.said)
    return DONE


def _tell_nothing() -> int:
    sys.stderr.write(tr("callout: nothing was entered; mend these rows, or leave them out with --skip-bad.") + "\n")
    return FAILED


def _tell_taken(taken: Taken) -> None:
    _tell_wrong(taken.wrong)
    sys.stdout.write(trn("{count} row entered", "{count} rows entered", taken.entered) + "\n")


def _tell_wrong(wrong: Iterable[Wrong]) -> None:
    for each in wrong:
        place = tr("line {line}", line=each.at) + (f", {each.column}" if each.column else "")
        sys.stderr.write(f"{place}: {each.why}\n")


def _user() -> str:
    """In whose name the rows are entered."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without an entry in the system's list, as in some containers
        return tr("desk")
