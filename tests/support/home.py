"""A home of its own: no test reads or writes what belongs to the person who runs it."""

import os
from collections.abc import Iterator

import pytest

# What steers the tests themselves.
KEPT = {"CALLOUT_SKIP_POSTGRES"}
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


@pytest.fixture(scope="session", autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Points settings, caches and the keyring away from the user's, and drops CALLOUT_... settings
    and the user's language."""
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        for name in FOLDERS:
            patch.setenv(name, str(home))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        for name in ("LC_ALL", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        for name in {name for name in os.environ if name.startswith("CALLOUT_")} - KEPT:
            patch.delenv(name)
        yield
