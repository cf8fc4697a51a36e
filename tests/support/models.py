"""Every mapped class of the domain, brought in so that the metadata is whole."""

import importlib
import pkgutil

import domain


def import_all() -> None:
    """Import every module of the domain."""
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        if "migrations" not in module.name:
            importlib.import_module(module.name)
