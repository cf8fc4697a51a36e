"""The arrows of docs/architecture.md, as sentences that fail.

Each sentence names the files it speaks of and what they must not reach; an import counts wherever it stands.
"""

import ast
import subprocess
import sys

import pytest

from tests.support.source import ROOT, Source, is_own, sources

SUBJECTS = (
    "parameters",
    "calendars",
    "sla",
    "parties",
    "workforce",
    "assets",
    "meters",
    "catalogue",
    "agreements",
    "pricing",
    "orders",
    "optimising",
    "scheduling",
    "repairs",
    "parts",
    "visits",
    "planning",
    "subscriptions",
    "billing",
    "documents",
    "monitoring",
    "reporting",
    "demo",
)
BASICS = ("children", "errors", "clock", "language", "money", "settings", "words", "store")
LONGEST_FILE = 350


def breaches(files: list[Source], *forbidden: str, within_functions_only: bool = False) -> list[str]:
    """Where the files import what they must not, as `path:line imports target`."""
    return [
        f"{file.path}:{each.line} imports {each.target}"
        for file in files
        for each in file.imports
        if any(each.reaches(pattern) for pattern in forbidden) and (each.in_function or not within_functions_only)
    ]


def folders(room: str) -> list[str]:
    """The names of the folders and modules directly in a room."""
    entries = (ROOT / room).iterdir()
    return sorted(
        {path.stem for path in entries if path.is_dir() or path.suffix == ".py"} - {"__init__", "__pycache__"}
    )


def pages() -> list[str]:
    """The names of the console's pages."""
    return [name for name in folders("app") if name not in {"shell", "shared", "commands"}]


# --- rooms ---


def test_the_domain_knows_no_screen_no_broker_and_no_other_room() -> None:
    files = sources("domain")
    assert len(files) > 10
    assert not breaches(files, "PySide6", "pyqtgraph", "paho", "amqtt", "devices", "app", "bench")


def test_devices_know_no_screen_and_no_sql() -> None:
    files = sources("devices")
    assert files
    assert not breaches(files, "PySide6", "pyqtgraph", "sqlalchemy", "psycopg", "sqlite3", "app", "bench")


def test_the_console_does_not_speak_mqtt_itself() -> None:
    files = sources("app")
    assert files
    assert not breaches(files, "paho", "amqtt", "bench")


def test_nobody_imports_main() -> None:
    files = sources("domain", "devices", "app", "bench", "resources")
    assert files
    assert not breaches(files, "main")


def test_resources_are_data_only() -> None:
    files = sources("resources")
    assert files
    assert not [f"{file.path}:{each.line}" for file in files for each in file.imports]


# --- inside the domain ---


def test_every_part_of_the_domain_has_its_place_in_the_order() -> None:
    assert set(folders("domain")) <= {*SUBJECTS, *BASICS}


@pytest.mark.parametrize("place", range(len(SUBJECTS)), ids=SUBJECTS)
def test_a_subject_imports_only_those_before_it(place: int) -> None:
    later = [f"domain.{subject}" for subject in SUBJECTS[place + 1 :]]
    files = sources(f"domain/{SUBJECTS[place]}", f"domain/{SUBJECTS[place]}.py")
    assert files
    assert not breaches(files, *later)


def test_what_is_open_to_all_knows_no_subject() -> None:
    files = sources(*(f"domain/{basic}" for basic in BASICS), *(f"domain/{basic}.py" for basic in BASICS))
    assert len(files) >= len(BASICS)
    assert not breaches(files, *(f"domain.{subject}" for subject in SUBJECTS))


# --- inside the console ---


def test_a_page_imports_no_other_page() -> None:
    assert not [
        breach
        for page in pages()
        for other in pages()
        if other != page
        for breach in breaches(sources(f"app/{page}", f"app/{page}.py"), f"app.{other}")
    ]


def test_what_pages_share_knows_no_page() -> None:
    assert not breaches(sources("app/shared"), "app.shell", *(f"app.{page}" for page in pages()))


def test_only_the_commands_import_the_shell() -> None:
    own = ("app/shell/", "app/commands/")
    files = [file for file in sources("domain", "devices", "app") if not file.path.startswith(own)]
    assert files
    assert not breaches(files, "app.shell")


def test_nobody_imports_the_commands() -> None:
    files = [file for file in sources("domain", "devices", "app") if not file.path.startswith("app/commands/")]
    assert files
    assert not breaches(files, "app.commands")


def test_views_and_tables_see_rows_and_never_services_or_entities() -> None:
    files = sources("app/*/view.py", "app/*/table.py")
    assert files or not pages()
    assert not breaches(files, "domain.*.service", "domain.*.model", "sqlalchemy")


def test_presenters_hold_no_widgets() -> None:
    files = sources("app/*/presenter.py")
    assert files or not pages()
    assert not breaches(files, "PySide6.QtWidgets")


# --- everywhere ---


def test_nothing_without_a_window_loads_qt() -> None:
    modules = [file.module for file in sources("main.py", "domain", "devices") if "/migrations/" not in file.path]
    assert {"domain", "devices"} <= set(modules)
    # __main__ modules run when imported; what they lead to is in the list anyway.
    lines = [f"import {module}" for module in modules if not module.endswith("__main__")]
    script = "\n".join([*lines, "import sys", "print(*(name for name in sys.modules if name.startswith('PySide6')))"])
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == ""


def test_no_own_import_hides_in_a_function_except_in_main() -> None:
    files = sources("domain", "devices", "app", "bench", "tests")
    assert files
    hidden = [
        f"{file.path}:{each.line} imports {each.target}"
        for file in files
        for each in file.imports
        if each.in_function and is_own(each.target)
    ]
    assert not hidden


def test_only_what_talks_to_a_terminal_prints() -> None:
    files = [file for file in sources("domain", "devices", "app") if not file.path.startswith("devices/simulator")]
    assert files
    assert not [f"{file.path}:{line} prints" for file in files for line in _prints(file)]


def test_every_module_says_what_it_is_for() -> None:
    files = [file for file in sources("main.py", "domain", "devices", "app", "bench") if file.text.strip()]
    assert len(files) > 10
    assert not [file.path for file in files if not ast.get_docstring(file.tree) and "/versions/" not in file.path]


def test_no_file_grows_too_long_to_read() -> None:
    files = sources("main.py", "domain", "devices", "app", "bench", "tests")
    assert len(files) > 10
    lengths = {file.path: file.text.count("\n") for file in files if "/versions/" not in file.path}
    assert not {path: length for path, length in lengths.items() if length > LONGEST_FILE}


# --- the test's own eyes ---


@pytest.mark.parametrize(
    "text",
    [
        "import PySide6.QtCore",
        "from PySide6 import QtCore",
        "from PySide6.QtCore import QObject",
        "def late():\n    from PySide6.QtCore import QObject",
        "if TYPE_CHECKING:\n    from PySide6.QtCore import QObject",
        "importlib.import_module('PySide6.QtCore')",
        "try:\n    import PySide6\nexcept ImportError:\n    pass",
    ],
)
def test_an_import_is_seen_wherever_it_stands(text: str) -> None:
    assert breaches([Source("domain/clock.py", text)], "PySide6")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("from . import service", "domain.orders.service"),
        ("from .service import open_order", "domain.orders.service.open_order"),
        ("from ..parties import model", "domain.parties.model"),
        ("from domain.orders import service", "domain.orders.service"),
    ],
)
def test_an_import_is_told_by_its_full_name(text: str, target: str) -> None:
    assert [each.target for each in Source("domain/orders/queries.py", text).imports] == [target]


def test_a_name_that_only_begins_alike_is_not_meant() -> None:
    assert not breaches([Source("app/x.py", "import mainland, domain.orders.model_names")], "main", "domain.*.model")


def _prints(file: Source) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
