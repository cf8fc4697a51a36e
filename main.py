"""The program `callout`: reads the words of the command line and hands over to the command that does them."""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import resources
from app.commands.quick_start import quick_start
from domain import language, settings
from domain.errors import CalloutError
from domain.language import tr

LOCALES = Path(resources.__file__).parent / "locale"
FAILED = 1
#: What brings the libraries of the system that Qt needs, on Debian and Ubuntu.
QT_PACKAGES = (
    "libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)

#: Where each command is done: a function of (settings, words) that returns the exit status. They are imported only
#: when asked for, so that what a server runs never loads Qt.
COMMANDS = {
    "demo": "app.commands.demo:run",
    "desk": "app.commands.desk:run",
    "listen": "app.commands.listen:run",
    "check": "app.commands.check:run",
    "backup": "app.commands.backup:back_up",
    "restore": "app.commands.backup:restore",
    "tidy": "app.commands.tidy:run",
    "export": "app.commands.export:run",
    "import": "app.commands.importing:run",
    "mapping": "app.commands.mapping:run",
    "print": "app.commands.printing:run",
    "bench": "app.commands.bench:run",
    "backtest": "app.commands.backtest:run",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    asked = _language_asked_for(argv)
    language.speak(asked, LOCALES)
    words = parser().parse_args(argv)
    try:
        chosen = settings.load(vars(words), os.environ, name="callout-demo" if words.command == "demo" else "callout")
        if chosen.language not in (None, asked):
            language.speak(chosen.language, LOCALES)
        logging.basicConfig(level=chosen.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        module, function = COMMANDS[words.command].split(":")
        with quick_start():  # a fifth of the time to load everything would go into looking for garbage
            command = getattr(importlib.import_module(module), function)
        status: int = command(chosen, words)
    except CalloutError as error:
        sys.stderr.write(f"callout: {error}\n")
        return FAILED
    except ImportError as error:
        if (library := _missing_library(error)) is None:
            raise
        sentence = tr("This machine lacks {library}, which windows and pictures need.", library=library)
        remedy = tr("On Debian and Ubuntu: apt install {packages}", packages=QT_PACKAGES)
        sys.stderr.write(f"callout: {sentence} {remedy}\n")
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    return status


def _missing_library(error: ImportError) -> str | None:
    """The library of the system without which a module of Qt cannot be loaded, if that is what is wrong."""
    library, told, _ = str(error).partition(": cannot open shared object file")
    return library if told else None


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    shared = _shared_options()
    top = argparse.ArgumentParser(prog="callout", description=tr("The service centre console."))
    commands = top.add_subparsers(dest="command", required=True, metavar=tr("COMMAND"))

    demo = commands.add_parser("demo", parents=[shared], help=tr("a whole service centre on this machine"))
    demo.add_argument("--fresh", action="store_true", help=tr("forget the demo that was and start over"))
    demo.add_argument("--headless", action="store_true", help=tr("no window: pictures of every page instead"))
    demo.add_argument("--seconds", type=_positive, metavar="N", help=tr("how long a headless demo runs (30)"))
    demo.add_argument("--out", metavar="DIR", help=tr("where the pictures of a headless demo go"))
    demo.add_argument("--devices", type=_positive, metavar="N", help=tr("how many devices publish (all)"))
    demo.add_argument("--rate", type=_positive, metavar="N", help=tr("messages per second of the fleet"))

    commands.add_parser("desk", parents=[shared], help=tr("the console for daily work"))
    listen = commands.add_parser("listen", parents=[shared], help=tr("listener and jobs alone, for a server"))
    listen.add_argument("--name", default="callout-listener", help=tr("the name of this listener at the broker"))
    listen.add_argument(
        "--share", default="1/1", metavar="K/N", help=tr("take the K-th part of the fleet, as one of N listeners")
    )
    listen.add_argument("--attached", action="store_true", help=tr("end when standard input closes"))
    commands.add_parser("check", parents=[shared], help=tr("is everything reachable and in order?"))
    for name, text in (("backup", tr("a consistent copy")), ("restore", tr("bring a copy back"))):
        commands.add_parser(name, parents=[shared], help=text).add_argument("file", metavar=tr("FILE"))
    tidy = commands.add_parser("tidy", parents=[shared], help=tr("remove contents of files that no order refers to"))
    tidy.add_argument("--dry-run", action="store_true", help=tr("only say what would be removed"))
    export = commands.add_parser("export", parents=[shared], help=tr("a list as CSV, JSON or XLSX"))
    export.add_argument(
        "kind",
        metavar=tr("KIND"),
        help=tr("customers, sites, assets, bookings, margin, articles, prices, postings, invoices or calendar"),
    )
    export.add_argument("file", metavar=tr("FILE"), nargs="?", help=tr("its end says the format; without it, CSV"))
    export.add_argument("--by", metavar=tr("GROUP"), help=tr("what the margin is compared by, such as customer"))
    export.add_argument("--since", metavar=tr("DAY"), help=tr("the first day of the work or posting"))
    export.add_argument("--until", metavar=tr("DAY"), help=tr("the last day"))
    export.add_argument("--technician", metavar=tr("NAME"), help=tr("whose calendar"))
    export.add_argument("--posted", action="store_true", help=tr("only lines that are posted"))
    taken = commands.add_parser("import", parents=[shared], help=tr("records, readings or troubles from a file"))
    taken.add_argument("kind", metavar=tr("KIND"), help=tr("customers, sites, assets, readings or troubles"))
    taken.add_argument("file", metavar=tr("FILE"), help=tr("CSV or JSON, with the names of the columns"))
    taken.add_argument("--zone", metavar=tr("ZONE"), help=tr("of times without one in readings and troubles (UTC)"))
    taken.add_argument("--skip-bad", action="store_true", help=tr("leave out the rows that are wrong"))
    mapping = commands.add_parser("mapping", parents=[shared], help=tr("how messages of any shape are read, as files"))
    mapping.add_argument("deed", choices=("check", "import", "export"))
    mapping.add_argument("mapping", metavar=tr("FILE"), help=tr("a file; to export, the name of a mapping"))
    mapping.add_argument("rest", nargs="*", metavar=tr("WORDS"), help=tr("a topic and messages to try, or the file"))
    paper = commands.add_parser(
        "print", parents=[shared], help=tr("a paper of an order, invoice, agreement or technician as PDF")
    )
    paper.add_argument(
        "kind", metavar=tr("KIND"), help=tr("order, description, receipt, invoice, credit-note, visits or week")
    )
    paper.add_argument(
        "number",
        metavar=tr("NUMBER"),
        help=tr("the number of the order, invoice or agreement, or the name of the technician"),
    )
    paper.add_argument("file", metavar=tr("FILE"))
    bench = commands.add_parser("bench", parents=[shared], help=tr("the benchmarks"))
    bench.add_argument("name", metavar=tr("NAME"))
    bench.add_argument("--json", action="store_true", help=tr("print one object"))
    for option, text in (
        ("messages", tr("how many messages")),
        ("pairs", tr("how many runs to compare; 0 for none")),
        ("devices", tr("how many devices publish")),
        ("rules", tr("how many rules watch them")),
        ("minutes", tr("how long messages come for the figures of memory")),
        ("rate", tr("how many messages per second then")),
        ("slow", tr("how many milliseconds longer each transaction takes then")),
        ("listeners", tr("how many listeners divide the fleet")),
        ("seconds", tr("how long the optimiser may search")),
    ):
        bench.add_argument(f"--{option}", type=_count, metavar="N", help=text)
    bench.add_argument("--data", metavar="DIR", help=tr("a folder of public problems"))
    bench.add_argument("--parts", metavar=tr("NAMES"), help=tr("only these parts, with commas between"))
    bench.add_argument("--engines", metavar=tr("NAMES"), help=tr("only these engines, with commas between"))
    _describe_backtest(commands.add_parser("backtest", parents=[shared], help=tr("try rules on the past")))
    return top


def _describe_backtest(backtest: argparse.ArgumentParser) -> None:
    backtest.add_argument("rules", nargs="+", metavar=tr("RULE"), help=tr("a file of rules, or the name of a rule"))
    backtest.add_argument("--data", metavar="DIR", help=tr("a folder of CSV tables in the place of the store"))
    backtest.add_argument("--trouble", default="failure", metavar=tr("NAME"), help=tr("the column that tells failures"))
    backtest.add_argument("--horizon", type=float, default=48.0, metavar=tr("HOURS"), help=tr("how far ahead counts"))
    backtest.add_argument("--since", metavar=tr("DAY"), help=tr("the first day"))
    backtest.add_argument("--until", metavar=tr("DAY"), help=tr("the day after the last"))
    backtest.add_argument("--assets", metavar=tr("NAMES"), help=tr("only these assets, with commas between"))
    backtest.add_argument("--suggest", metavar=tr("DAY"), help=tr("choose limits from before this day, then try them"))
    backtest.add_argument("--precision", type=float, default=0.6, metavar="P", help=tr("at least this with --suggest"))
    backtest.add_argument("--leave-out", action="store_true", help=tr("choose limits of each asset from the others"))
    backtest.add_argument("--orders", action="store_true", help=tr("the orders that would have followed as well"))
    backtest.add_argument("--plan", metavar=tr("PLAN"), help=tr("the plan that answers alerts: a file, or its name"))
    backtest.add_argument("--against", metavar=tr("FILE"), help=tr("other rules, or another plan, side by side"))
    for option, default, unit, text in (
        ("acknowledged", None, tr("MINUTES"), tr("when people acknowledge (never)")),
        ("begun", None, tr("HOURS"), tr("when people begin an order (never)")),
        ("open", 72.0, tr("HOURS"), tr("how long an order is open unless its asset fails before (72)")),
    ):
        backtest.add_argument(f"--{option}", type=float, default=default, metavar=unit, help=text)
    backtest.add_argument(
        "--replies",
        choices=("succeeded", "failed", "none"),
        default="succeeded",
        help=tr("how devices answer commands"),
    )
    backtest.add_argument("--write", metavar=tr("FILE"), help=tr("where the rules go with the limits suggested"))
    backtest.add_argument("--alerts", action="store_true", help=tr("each alert as well"))
    backtest.add_argument("--json", action="store_true", help=tr("print one object"))


def _shared_options() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--database", metavar="URL", help=tr("where the data is (SQLAlchemy URL)"))
    shared.add_argument("--broker", metavar="URL", help=tr("where the broker is (mqtt:// or mqtts://)"))
    shared.add_argument("--profile", metavar="DIR", help=tr("the folder of settings and data"))
    shared.add_argument("--files", metavar="DIR", help=tr("the folder for attached files, shared by all machines"))
    shared.add_argument("--log-level", metavar="LEVEL", help=tr("debug, info, warning or error"))
    shared.add_argument("--language", metavar="LOCALE", help=tr("the language of all texts, such as de"))
    return shared


def _positive(word: str) -> int:
    if not word.isascii() or not word.isdigit() or int(word) == 0:
        raise argparse.ArgumentTypeError(tr("“{word}” is not a whole number above 0", word=word))
    return int(word)


def _count(word: str) -> int:
    if not word.isascii() or not word.isdigit():
        raise argparse.ArgumentTypeError(tr("“{word}” is not a whole number", word=word))
    return int(word)


def _language_asked_for(argv: Sequence[str] | None) -> str:
    """What words, environment or system ask for: the command line is described before any settings are read."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--language", nargs="?")
    words, _ = early.parse_known_args(argv)
    return words.language or os.environ.get("CALLOUT_LANGUAGE") or language.system_language(os.environ)


if __name__ == "__main__":
    sys.exit(main())
