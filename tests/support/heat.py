"""Tables of a machine over four days, read once an hour, and the rule that finds it hot."""

from collections.abc import Collection
from pathlib import Path

from domain.monitoring.definitions.definition import encode
from domain.monitoring.definitions.simple import above

HOT, USUAL, LIMIT = 90, 50, 60.0


def heat_tables(folder: Path, hot: Collection[int], failures: Collection[str]) -> Path:
    """A folder of tables: in which hours it was hot, and when its pump failed."""
    tables = folder / "tables"
    tables.mkdir()
    lines = [f"2026-01-{1 + at // 24:02d}T{at % 24:02d}:00,a,{HOT if at in hot else USUAL}" for at in range(96)]
    (tables / "telemetry.csv").write_text("\n".join(["time,machine,heat", *lines]))
    (tables / "failures.csv").write_text("\n".join(["time,machine,failure", *(f"{at},a,pump" for at in failures), ""]))
    return tables


def heat_rule(folder: Path) -> Path:
    """The file of the rule."""
    file = folder / "hot.json"
    file.write_text(encode(above("heat", LIMIT)))
    return file
