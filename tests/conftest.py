"""What holds for every test; each fixture lives in a file of `tests/support/` that says what for."""

import os

from hypothesis import settings

pytest_plugins = [
    "pytester",
    "tests.support.garbage",
    "tests.support.home",
    "tests.support.leaks",
    "tests.support.moments",
    "tests.support.postgres",
    "tests.support.screen",
    "tests.support.silence",
    "tests.support.sqlite",
]

# The screen in memory, unless the caller wants to see the tests at work.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The machine that checks finds the same examples each time; a developer's finds new ones.
settings.register_profile("callout", deadline=None, database=None, derandomize="CI" in os.environ)
settings.load_profile("callout")
