"""A rule as a file of JSON: to be kept elsewhere, carried to another company, or tried on the past.

What it holds for, the skill and the plan stand there by their names, since ids mean nothing elsewhere.
"""

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.checking import check
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.model import Grouping
from domain.words import Priority, Severity

LARGEST = 1_000_000


class HoldsFor(msgspec.Struct, frozen=True, omit_defaults=True):
    """All assets, or those of a kind, model or group, or one asset, by the name people know it by."""

    what: str = "all"
    name: str = ""


class RuleFile(msgspec.Struct, frozen=True, tag_field="callout", tag="rule", forbid_unknown_fields=True):
    """All that a rule is but whether it is switched on."""

    name: str
    definition: Definition
    severity: Severity
    holds_for: HoldsFor = HoldsFor()
    opens_order: bool = True
    priority: Priority = Priority.NORMAL
    skill: str = ""
    minutes: int = 90
    advice: str = ""
    grouping: Grouping = Grouping.NONE
    storm_limit: int | None = None
    storm_seconds: int = 3600
    quiet_while_visited: bool = True
    plan: str = ""


_decoder = msgspec.json.Decoder(RuleFile)


def written(rule: RuleFile) -> bytes:
    """The file of a rule. Raises Refusal for one that cannot be meant, which could not be read again."""
    check(rule.definition)
    return msgspec.json.format(msgspec.json.encode(rule), indent=2) + b"\n"


def read(content: bytes) -> RuleFile:
    """The rule that a file tells. Raises Refusal for what is none, or cannot be meant."""
    if len(content) > LARGEST:
        raise Refusal(tr("This file is too large for a rule."))
    try:
        rule = _decoder.decode(content)
    except msgspec.ValidationError as error:
        where = str(error).rpartition(" - at ")[2].strip("`") if " - at " in str(error) else "$"
        raise Refusal(
            tr("This is no rule as it is exported here; look at {where} in the file.", where=where)
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(tr("This file cannot be read: it is not JSON, or nested too deep.")) from error
    check(rule.definition)
    return rule
