"""A console that is watched from outside: `python -m bench.console_child` starts it as `main.py` starts a command."""

import importlib

from app.commands.quick_start import quick_start

if __name__ == "__main__":
    with quick_start():
        watched = importlib.import_module("bench.watched_console")
    watched.main()
