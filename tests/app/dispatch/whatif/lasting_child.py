"""The child of a comparison that goes on until it is stopped."""

from domain.optimising.engine import Engine
from domain.optimising.running.child import serve
from domain.optimising.running.messages import Search
from tests.domain.optimising.running.searching_child import Inserting, Slow


def engines(_search: Search) -> Engine:
    """One that ends only when it is told to, or when its time is up."""
    return Inserting()


if __name__ == "__main__":
    serve(engines, Slow)
