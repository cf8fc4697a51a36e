"""A folder of CSV files as a source: tables of time, machine, and columns that are numbers or texts.

Every column beside time and machine is a metric of its name (`tabular`).
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from devices.backtest.readings import NONE, Readings
from devices.backtest.source import Period, anything, together
from devices.backtest.surroundings import OnePlace
from devices.engine.building import From, Slot
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring import tabular

_Cells = dict[str, dict[str, dict[int, float | str]]]


class Folder:
    """The tables of a folder; those without time and machine are let by. Raises Refusal.

    `trouble` is the metric that tells of failures, as texts.
    """

    def __init__(self, folder: Path, trouble: str = "failure") -> None:
        cells: _Cells = {}
        files = sorted(folder.glob("*.csv"))
        for file in files:
            try:
                _read(file, cells)
            except (OSError, UnicodeDecodeError, csv.Error) as error:
                raise Refusal(tr("“{file}” cannot be read: {reason}", file=file.name, reason=error)) from None
        if not cells:
            raise Refusal(tr("There is no table with time and machine in “{folder}”.", folder=folder))
        self._readings: Mapping[str, Mapping[str, Readings]] = {
            machine: {metric: Readings.of(sorted(values.items())) for metric, values in metrics.items()}
            for machine, metrics in cells.items()
        }
        self._trouble = trouble
        if not self.assets:
            raise Refusal(tr("There are no readings of numbers in “{folder}”.", folder=folder))
        self._around = OnePlace(self.assets)

    @property
    def assets(self) -> Sequence[str]:
        """The machines that have readings of numbers, in the order of the tables."""
        return [machine for machine in self._readings if len(anything(self._numbers(machine)))]

    @property
    def period(self) -> Period:
        """From the first number to after the last."""
        times = [each.times for machine in self._readings for each in self._numbers(machine)]
        return Period(min(int(each[0]) for each in times), max(int(each[-1]) for each in times) + 1)

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


def _read(file: Path, cells: _Cells) -> None:
    moments = tabular.Moments()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        columns = tabular.heading(next(rows, []))
        if columns is None:
            return
        for number, row in enumerate(rows, 2):
            if len(row) != columns.width:
                raise Refusal(tr("{file}, line {number}: it has other columns.", file=file.name, number=number))
            at = _moment(moments, row[columns.time], file, number)
            of_machine = cells.setdefault(row[columns.name], {})
            for place, name in columns.others:
                value = tabular.value_of(row[place])
                if value is not None:
                    values = of_machine.setdefault(name, {})
                    values[at] = tabular.together(values.get(at), value)


def _moment(moments: tabular.Moments, text: str, file: Path, number: int) -> int:
    try:
        return moments.of(text)
    except ValueError:
        raise Refusal(
            tr("{file}, line {number}: “{word}” is no time.", file=file.name, number=number, word=text)
        ) from None
