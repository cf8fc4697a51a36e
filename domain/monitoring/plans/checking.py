"""Plans that cannot be meant are refused, with a sentence at the field.

Raises Refusal; its field is `steps`, or the place of the step and the name of its value: `2.url`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from domain.documents.mail import is_address
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.command_fields import Fields, fitting
from domain.monitoring.plans.plan import (
    END,
    AnyStep,
    Escalate,
    Mail,
    Notify,
    Office,
    OpenOrder,
    SendCommand,
    Steps,
    Until,
    Wait,
    Webhook,
    target,
)
from domain.orders.header import check_minutes

MOST_STEPS = 50
LONGEST_TEXT = 2000
LONGEST_WAIT = 30 * 24 * 3600.0

#: By the name of a command, the values it takes, for each of the models that know it.
Commands = Mapping[str, Sequence[Fields]]


def check(steps: Steps, commands: Commands | None) -> None:
    """Refuse what cannot be meant. `commands` are those that are known; None is where that cannot be said."""
    if not 1 <= len(steps) <= MOST_STEPS:
        raise Refusal(tr("A plan has 1 to {most} steps.", most=MOST_STEPS), field="steps")
    _check_names(steps)
    for place, step in enumerate(steps):
        _check_step(place, step, commands)
    _check_ways(steps)


def check_url(url: str, field: str) -> None:
    """Refuse what is no address of a web server."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or not url.isascii() or not url.isprintable() or " " in url:
        raise Refusal(tr("“{url}” is no address of a web server: write https://host/path.", url=url), field=field)
    if "@" in parts.netloc:
        raise Refusal(tr("An address that everybody can read must not hold a user or password."), field=field)


def _check_names(steps: Steps) -> None:
    seen: set[str] = set()
    for place, step in enumerate(steps):
        if step.name in seen or step.name == END:
            raise Refusal(tr("Another step is called “{name}” already.", name=step.name), field=f"{place}.name")
        if step.name:
            seen.add(step.name)
    for place, step in enumerate(steps):
        for field, name in (("then", step.then), ("otherwise", step.otherwise)):
            if name and name != END and name not in seen:
                raise Refusal(tr("There is no step called “{name}”.", name=name), field=f"{place}.{field}")


def _check_step(place: int, step: AnyStep, commands: Commands | None) -> None:
    if step.only.office is not Office.ANY and step.only.calendar_id is None:
        raise Refusal(tr("Choose the calendar of the office hours."), field=f"{place}.calendar_id")
    match step:
        case Notify() if not step.text.strip():
            raise Refusal(tr("Say what the desk is told."), field=f"{place}.text")
        case Mail() if not step.to and not step.technician:
            raise Refusal(tr("Say who gets the mail."), field=f"{place}.to")
        case Webhook():
            check_url(step.url, f"{place}.url")
        case Wait() if step.until is Until.TIME and step.seconds == 0:
            raise Refusal(tr("Say for how long a time."), field=f"{place}.seconds")
        case SendCommand() if not step.command.strip():
            raise Refusal(tr("Choose the command."), field=f"{place}.command")
        case SendCommand() if commands is not None and step.command not in commands:
            raise Refusal(tr("No model has a command “{name}”.", name=step.command), field=f"{place}.command")
        case SendCommand() if commands is not None:
            _check_values(place, step, commands[step.command])
        case OpenOrder():
            _check_minutes(place, step)
    _check_texts(place, step)
    _check_length(place, step)


def _check_values(place: int, step: SendCommand, models: Sequence[Fields]) -> None:
    """The values have to suit one of the models that know the command."""
    refused: Refusal | None = None
    for fields in models:
        try:
            fitting(fields, step.values)
        except Refusal as refusal:
            refused = refused or refusal
        else:
            return
    if refused is not None:
        raise Refusal(str(refused), field=f"{place}.values.{refused.field}")


def _check_texts(place: int, step: AnyStep) -> None:
    if isinstance(step, Notify | Mail | Escalate) and len(step.text) > LONGEST_TEXT:
        raise Refusal(tr("The text is too long: at most {most} letters.", most=LONGEST_TEXT), field=f"{place}.text")
    if isinstance(step, Mail | Escalate):
        for address in step.to:
            if not is_address(address):
                raise Refusal(tr("“{address}” is no address of a mail.", address=address), field=f"{place}.to")


def _check_minutes(place: int, step: OpenOrder) -> None:
    if step.minutes is None:
        return
    try:
        check_minutes(step.minutes)
    except Refusal as refusal:
        raise Refusal(str(refusal), field=f"{place}.minutes") from refusal


def _check_length(place: int, step: AnyStep) -> None:
    """The lengths are those of a plan that somebody will see the end of."""
    if isinstance(step, Escalate):
        field, seconds = "minutes", step.minutes * 60
    elif isinstance(step, Wait | SendCommand):
        field, seconds = "seconds", step.seconds
    else:
        return
    if not 0 <= seconds <= LONGEST_WAIT:
        raise Refusal(tr("A step waits for 30 days at most."), field=f"{place}.{field}")


def _check_ways(steps: Steps) -> None:
    """No way through the plan may come by the same step twice, or it might never end."""
    done: set[int] = set()

    def walk(place: int, way: tuple[int, ...]) -> None:
        if place in way:
            _refuse_circle(steps, (*way[way.index(place) :], place))
        if place >= len(steps) or place in done:
            return
        for following in _after(steps, place):
            walk(following, (*way, place))
        done.add(place)

    for place in range(len(steps)):
        walk(place, ())


def _after(steps: Steps, place: int) -> Iterator[int]:
    step = steps[place]
    yield target(steps, place, step.then)
    yield target(steps, place, step.otherwise)


def _refuse_circle(steps: Steps, circle: tuple[int, ...]) -> None:
    back, to = next((one, other) for one, other in pairwise(circle) if other <= one)
    field = "then" if target(steps, back, steps[back].then) == to else "otherwise"
    raise Refusal(
        tr("Step {back} leads back to step {to}: the plan might never end.", back=back + 1, to=to + 1),
        field=f"{back}.{field}",
    )
