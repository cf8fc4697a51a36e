"""Steps of response plans in words that a person reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite

from domain.language import tr, trn
from domain.monitoring.plans.plan import (
    END,
    AnyStep,
    Awaited,
    CloseOrder,
    Covered,
    During,
    Escalate,
    Mail,
    Notify,
    Office,
    Only,
    OpenOrder,
    SendCommand,
    Step,
    Steps,
    Until,
    Wait,
    Webhook,
)

LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Names:
    """What steps speak of by key, under the names by which people know it."""

    calendars: Mapping[int, str] = field(default_factory=dict)
    order_types: Mapping[int, str] = field(default_factory=dict)
    slas: Mapping[int, str] = field(default_factory=dict)
    skills: Mapping[int, str] = field(default_factory=dict)
    articles: Mapping[int, str] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)


def describe(step: AnyStep, names: Names) -> str:
    """What a step does, when, and where it leads to unless to the next one."""
    conditions = _conditions(step.only, names)
    only = " ({conditions})".format(conditions=", ".join(conditions)) if conditions else ""
    return "; ".join((f"{_deed(step, names)}{only}", *_ways(step)))


def in_short(steps: Steps) -> str:
    """What a plan does, in a few words."""
    kinds = step_kinds()
    return " → ".join(kinds[kind_of(step)] for step in steps)


def kind_of(step: Step) -> str:
    """The kind of a step, as it is stored."""
    return str(type(step).__struct_config__.tag)


def step_kinds() -> Mapping[str, str]:
    """What the kinds of steps are called."""
    return {
        "notify": tr("tell the desk"),
        "mail": tr("send a mail"),
        "webhook": tr("tell another system"),
        "command": tr("send a command"),
        "wait": tr("wait"),
        "order": tr("see to an order"),
        "escalate": tr("escalate"),
        "close": tr("close the order"),
    }


def _deed(step: AnyStep, names: Names) -> str:
    match step:
        case SendCommand():
            return _command(step, names)
        case Wait():
            return _wait(step)
        case OpenOrder():
            return _order(step, names)
        case CloseOrder():
            return tr("Once the alert clears, cancel its order unless it was begun")
    return _told(step)


def _told(step: Notify | Mail | Webhook | Escalate) -> str:
    match step:
        case Notify():
            return tr("Tell the desk: “{words}”", words=_quote(step.text))
        case Mail():
            who = [*step.to, *([tr("the technician booked")] if step.technician else [])]
            return tr("Mail to {who}", who=", ".join(who) or "…")
        case Webhook():
            return tr("Tell {url}", url=step.url or "…")
        case Escalate():
            return _escalation(step)


def _command(step: SendCommand, names: Names) -> str:
    command = names.commands.get(step.command, step.command) or "…"
    words = {"command": command, "time": _time(step.seconds)}
    return {
        Awaited.NOTHING: tr("Send “{command}”", command=command),
        Awaited.REPLY: tr("Send “{command}”, wait up to {time} for its reply", **words),
        Awaited.CLEARED: tr("Send “{command}”, wait up to {time} for the alert to clear", **words),
    }[step.awaited]


def _wait(step: Wait) -> str:
    time = _time(step.seconds)
    return {
        Until.TIME: tr("Wait {time}", time=time),
        Until.ACKNOWLEDGED: tr("Wait up to {time} until somebody acknowledges", time=time),
        Until.CLEARED: tr("Wait up to {time} until the alert clears", time=time),
    }[step.until]


def _order(step: OpenOrder, names: Names) -> str:
    deed = tr("Join the open order of the asset, or open one") if step.attach else tr("Open an order")
    details = [
        "" if step.priority is None else tr("priority {priority}", priority=step.priority.label),
        "" if step.order_type_id is None else names.order_types.get(step.order_type_id, "?"),
        _listed(step.skill_ids, names.skills),
        _listed(step.article_ids, names.articles),
        "" if step.sla_id is None else tr("SLA {sla}", sla=names.slas.get(step.sla_id, "?")),
        "" if step.minutes is None else _time(step.minutes * 60),
        "" if step.calendar_id is None else _within(step.calendar_id, names),
    ]
    said = ", ".join(filter(None, details))
    return f"{deed}: {said}" if said else deed


def _escalation(step: Escalate) -> str:
    words = {"time": _time(step.minutes * 60), "who": ", ".join(step.to)}
    if step.to:
        return tr("Unless somebody acknowledges within {time}, tell the desk and mail to {who}", **words)
    return tr("Unless somebody acknowledges within {time}, tell the desk", **words)


def _conditions(only: Only, names: Names) -> list[str]:
    found = [
        "" if only.severity is None else tr("from {severity} on", severity=only.severity.label),
        {
            During.OPEN: "",
            During.UNACKNOWLEDGED: tr("while nobody has acknowledged"),
            During.CLEARED: tr("once it has cleared"),
            During.ALWAYS: tr("cleared or not"),
        }[only.during],
        {
            Office.ANY: "",
            Office.WITHIN: _within(only.calendar_id, names),
            Office.OUTSIDE: tr("outside the hours of {calendar}", calendar=_calendar(only.calendar_id, names)),
        }[only.office],
        {
            Covered.ANY: "",
            Covered.BY_WARRANTY: tr("under warranty"),
            Covered.BY_AGREEMENT: tr("under an agreement"),
            Covered.BY_EITHER: tr("under warranty or agreement"),
            Covered.NOT_AT_ALL: tr("covered by nothing"),
        }[only.covered],
    ]
    return list(filter(None, found))


def _ways(step: AnyStep) -> list[str]:
    waits = isinstance(step, Wait) or (isinstance(step, SendCommand) and step.awaited is not Awaited.NOTHING)
    then, otherwise = _place(step.then), _place(step.otherwise)
    vain = tr("in vain → {step}", step=otherwise) if waits else tr("else → {step}", step=otherwise)
    return [*([tr("then → {step}", step=then)] if then else []), *([vain] if otherwise else [])]


def _place(name: str) -> str:
    return tr("end") if name == END else name


def _within(calendar_id: int | None, names: Names) -> str:
    return tr("within the hours of {calendar}", calendar=_calendar(calendar_id, names))


def _calendar(calendar_id: int | None, names: Names) -> str:
    return "…" if calendar_id is None else names.calendars.get(calendar_id, "?")


def _listed(keys: Iterable[int], names: Mapping[int, str]) -> str:
    return ", ".join(names.get(key, "?") for key in keys)


def _time(seconds: float) -> str:
    """A length of time, exactly, in the largest unit that does."""
    if not isfinite(seconds):
        return "…"
    whole = round(seconds)
    if whole and whole % 3600 == 0:
        return trn("{count} hour", "{count} hours", whole // 3600)
    if whole and whole % 60 == 0:
        return trn("{count} minute", "{count} minutes", whole // 60)
    return trn("{count} second", "{count} seconds", whole)


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"
