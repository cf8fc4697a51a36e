"""A folder of CSV files as a source: tables of time, machine, and columns that are numbers or texts.

Every column beside time and machine is a metric of its name (`domain.monitoring.tabular`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from devices.backtest.readings import NONE, NUMBER, Readings
from devices.backtest.source import Period, anything, together
from devices.backtest.surroundings import OnePlace
from devices.engine.building import From, Slot
from domain.errors import Refusal, Unavailable
from domain.language import tr
from domain.monitoring.readings_table import NoTableError, ReadingsTable, read_table
from domain.monitoring.tabular import Moments
from domain.monitoring.telemetry.bulk import Column


class Folder:
    """The tables of a folder; those without time and machine are let by. Raises Refusal.

    `trouble` is the metric that tells of failures, as texts.
    """

    def __init__(self, folder: Path, trouble: str = "failure") -> None:
        self._trouble = trouble
        self._readings: Mapping[str, Mapping[str, Readings]] = {
            machine: {metric: _readings(column) for metric, column in columns.items()}
            for machine, columns in _tables(folder).columns.items()
        }
        numbers = {machine: self._numbers(machine) for machine in self._readings}
        self._assets = [machine for machine, several in numbers.items() if several]
        if not self._assets:
            raise Refusal(tr("There are no readings of numbers in “{folder}”.", folder=folder))
        ends = [(int(each.times[0]), int(each.times[-1])) for several in numbers.values() for each in several]
        self._period = Period(min(first for first, _ in ends), max(last for _, last in ends) + 1)
        self._around = OnePlace(self._assets)

    @property
    def assets(self) -> Sequence[str]:
        """The machines that have readings of numbers, in the order of the tables."""
        return self._assets

    @property
    def period(self) -> Period:
        """From the first number to after the last."""
        return self._period

    @property
    def surroundings(self) -> OnePlace:
        """Tables tell of nothing around the machines."""
        return self._around

    def limits(self, _asset: str) -> dict[str, float]:
        """Tables have none."""
        return {}

    def readings(self, asset: str, slot: Slot) -> Readings:
        """The readings of one slot; sisters are all other machines of the folder."""
        if slot.source is From.PARENT:
            return NONE
        metrics = self._readings[asset]
        if slot.metric is None:
            return anything([each for name, each in metrics.items() if name != self._trouble])
        if slot.source is From.OWN:
            return metrics.get(slot.metric, NONE)
        others = [each for machine, each in self._readings.items() if machine != asset]
        return together([each[slot.metric] for each in others if slot.metric in each])

    def troubles(self, asset: str, kind: str | None) -> list[int]:
        """When the machine failed."""
        told = self._readings[asset].get(self._trouble, NONE)
        texts = [(int(at), told.words[code].split(", ")) for at, code in zip(told.times, _codes(told), strict=True)]
        return [at for at, kinds in texts if kind is None or kind in kinds]

    def _numbers(self, machine: str) -> list[Readings]:
        return [each for each in self._readings[machine].values() if each.codes is None and len(each)]


def _codes(told: Readings) -> list[int]:
    return [] if told.codes is None else told.codes.tolist()


def _tables(folder: Path) -> ReadingsTable:
    """All tables of a folder as one."""
    found, moments, tables = ReadingsTable(), Moments(), 0
    for file in sorted(folder.glob("*.csv")):
        try:
            read_table(found, file, moments)
            tables += 1
        except NoTableError:
            continue
        except Unavailable as error:
            raise Refusal(str(error)) from None
        for wrong in found.wrong:
            raise Refusal(tr("{file}, line {number}: {why}", file=file.name, number=wrong.at, why=wrong.why))
    if not tables:
        raise Refusal(tr("There is no table with time and machine in “{folder}”.", folder=folder))
    return found


def _readings(column: Column) -> Readings:
    """In the order of their time; of several numbers of one moment the first."""
    words = tuple(dict.fromkeys(column.texts.values()))
    places = {word: code for code, word in enumerate(words)}
    codes = [NUMBER] * len(column.times) + [places[word] for word in column.texts.values()]
    times = np.array([*column.times, *column.texts], np.int64) if words else np.frombuffer(column.times, np.int64)
    values = np.frombuffer(column.values, np.float64)
    values = np.concatenate((values, np.full(len(column.texts), np.nan)))
    order = np.argsort(times, kind="stable")
    order = order[np.diff(times[order], prepend=np.iinfo(np.int64).min) != 0]
    return Readings(times[order], values[order], np.array(codes, np.int32)[order] if words else None, words)
