"""Why a message was rejected and what to do about it, in a sentence each."""

from contextlib import suppress

from devices.messages import Reason
from domain.language import tr


def known(reason: str) -> Reason | None:
    """The reason stored as `reason`; None for one of a newer listener."""
    with suppress(ValueError):
        return Reason(reason)
    return None


def title(reason: str) -> str:
    """The reason in two or three words."""
    found = known(reason)
    return reason.replace("_", " ").capitalize() if found is None else found.label


def explanation(reason: str) -> str:
    """What was wrong."""
    return _WHAT[found]() if (found := known(reason)) else tr("A newer listener rejected this message.")


def advice(reason: str) -> str:
    """What to do about it."""
    return _ADVICE[found]() if (found := known(reason)) else tr("Update this console to read more about it.")


_WHAT = {
    Reason.BAD_TOPIC: lambda: tr("The topic is not one that Callout listens to."),
    Reason.NOT_JSON: lambda: tr("The message is not valid JSON."),
    Reason.NOT_AN_OBJECT: lambda: tr("The message is JSON, but neither an object nor a list of objects."),
    Reason.NO_VALUES: lambda: tr("The message has no value in it."),
    Reason.BAD_TIME: lambda: tr("The time in the message cannot be right: its values have that of arrival."),
    Reason.OLD_RETAINED: lambda: tr("The broker had kept this message, and it does not say from when it is."),
    Reason.NOT_FINITE: lambda: tr("A value is infinite or not a number (NaN)."),
    Reason.NOT_A_VALUE: lambda: tr("A value is neither a number nor a text."),
    Reason.BAD_METRIC: lambda: tr("The name of a metric is empty, too long, or has characters that cannot be used."),
    Reason.BAD_STATUS: lambda: tr("The status of the device is neither online nor offline."),
    Reason.TOO_LARGE: lambda: tr("The message is larger than what a listener takes."),
    Reason.TOO_DEEP: lambda: tr("Objects are nested in each other too deeply."),
    Reason.BAD_PAYLOAD: lambda: tr("The message is not of the form that its topic promises."),
    Reason.NOT_TAKEN: lambda: tr("The value is of a kind that is no reading, such as a table, a file or an array."),
    Reason.UNANNOUNCED: lambda: tr("The message stands for something that the device has not announced before."),
    Reason.DEVIATION: lambda: tr("The message was taken, but the device does not keep to the specification."),
    Reason.BROKEN: lambda: tr("The message could not be read at all."),
    Reason.REFUSED: lambda: tr("The report of a technician cannot be true as things stand."),
}

_ADVICE = {
    Reason.BAD_TOPIC: lambda: tr("Let the device publish to callout/v1/<device>/telemetry, without spaces or signs."),
    Reason.NOT_JSON: lambda: tr('Let the device send JSON, such as {"supply_temperature": 9.5}.'),
    Reason.NOT_AN_OBJECT: lambda: tr('Put the value under its name, such as {"supply_temperature": 9.5}.'),
    Reason.NO_VALUES: lambda: tr("Check the program of the device: it sends, but it does not measure."),
    Reason.BAD_TIME: lambda: tr("Check the clock of the device. Times are milliseconds since 1970, or ISO 8601."),
    Reason.OLD_RETAINED: lambda: tr("Let the device send without the retain flag, or with a time (ts) in the message."),
    Reason.NOT_FINITE: lambda: tr("Check the sensor: such values come when it is broken or not connected."),
    Reason.NOT_A_VALUE: lambda: tr("Send each value by itself: no lists, objects or empty values."),
    Reason.BAD_METRIC: lambda: tr("Name the metric with letters, digits and underscores."),
    Reason.BAD_STATUS: lambda: tr('Let the device send {"online": true} or {"online": false} as its status.'),
    Reason.TOO_LARGE: lambda: tr("Send fewer values at a time, and no pictures or files."),
    Reason.TOO_DEEP: lambda: tr("Send names and values on one level."),
    Reason.BAD_PAYLOAD: lambda: tr("Check the format that the device is set to, and what else uses its topic."),
    Reason.NOT_TAKEN: lambda: tr("Let the device publish each number or text of it as a metric of its own."),
    Reason.UNANNOUNCED: lambda: tr("Nothing, if it happens once: the device is asked to announce itself again."),
    Reason.DEVIATION: lambda: tr("Tell the makers of the device, or switch the strict reading of the format off."),
    Reason.BROKEN: lambda: tr("Look at the message below. If it looks right, tell the makers of Callout."),
    Reason.REFUSED: lambda: tr("Look at the booking: it may be cancelled, or with somebody else by now."),
}
