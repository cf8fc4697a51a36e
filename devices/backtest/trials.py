"""Files of rules to be tried: a definition alone, or several with names and what each of them foretells."""

from pathlib import Path

import msgspec

from devices.backtest.scoring import Trial
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.checking import check
from domain.monitoring.definitions.definition import Definition


class Written(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """One rule of a file; `foretells` is a kind of trouble, None any."""

    name: str
    definition: Definition
    foretells: str | None = None


class File(msgspec.Struct, forbid_unknown_fields=True):
    """A file of several rules."""

    rules: list[Written]


def read_trials(file: Path) -> list[Trial]:
    """The rules of a file. Raises Refusal."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Refusal(tr("“{file}” cannot be read: {reason}", file=file, reason=error.strerror or "")) from None
    found = _decoded(raw, file)
    for rule in found:
        try:
            check(rule.definition)
        except Refusal as refusal:
            raise Refusal(tr("The rule “{name}”: {refusal}", name=rule.name, refusal=refusal)) from None
    return [Trial(rule.name, rule.definition, rule.foretells) for rule in found]


def written(trials: list[Trial]) -> bytes:
    """Rules as a file has them."""
    rules = [Written(trial.name, trial.definition, trial.foretells) for trial in trials]
    return msgspec.json.format(msgspec.json.encode(File(rules)), indent=2) + b"\n"


def _decoded(raw: bytes, file: Path) -> list[Written]:
    try:
        if b'"rules"' in raw:
            return msgspec.json.decode(raw, type=File).rules
        return [Written(file.stem, msgspec.json.decode(raw, type=Definition))]
    except msgspec.DecodeError as error:
        raise Refusal(tr("“{file}” holds no rule: {reason}", file=file, reason=error)) from None
