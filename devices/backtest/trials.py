"""Files of rules to be tried: one as it was exported, a definition alone, or several and what each foretells."""

from pathlib import Path
from typing import Any

import msgspec

from devices.backtest.scoring import Trial
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring import rule_file
from domain.monitoring.answering import ALONE, Answer
from domain.monitoring.definitions.checking import check
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.plans.checking import check as check_plan


class Written(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """One rule of a file; `foretells` is a kind of trouble, None any; `answer` is what it does about its alerts."""

    name: str
    definition: Definition
    foretells: str | None = None
    answer: Answer = ALONE


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
            if rule.answer.plan:
                check_plan(rule.answer.plan, None)
        except Refusal as refusal:
            raise Refusal(tr("The rule “{name}”: {refusal}", name=rule.name, refusal=refusal)) from None
    return [Trial(rule.name, rule.definition, rule.foretells, answer=rule.answer) for rule in found]


def written(trials: list[Trial]) -> bytes:
    """Rules as a file has them."""
    rules = [Written(trial.name, trial.definition, trial.foretells, trial.answer) for trial in trials]
    return msgspec.json.format(msgspec.json.encode(File(rules)), indent=2) + b"\n"


def _decoded(raw: bytes, file: Path) -> list[Written]:
    try:
        content = msgspec.json.decode(raw, type=dict[str, Any])
        if "callout" in content:
            rule = rule_file.read(raw)
            return [Written(rule.name, rule.definition, answer=_answer(rule))]
        if "rules" in content:
            return msgspec.convert(content, File).rules
        return [Written(file.stem, msgspec.convert(content, Definition))]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(tr("“{file}” holds no rule: {reason}", file=file, reason=error)) from None


def _answer(rule: rule_file.RuleFile) -> Answer:
    return Answer(
        rule.severity,
        rule.opens_order,
        rule.priority,
        rule.grouping,
        rule.storm_limit,
        rule.storm_seconds,
        rule.quiet_while_visited,
    )
