"""The program of the children that search: our engines, judged by the compiled evaluator."""

from domain.optimising.choosing import engine
from domain.optimising.engine import Engine
from domain.optimising.evaluation import Evaluator
from domain.optimising.running.child import serve
from domain.optimising.running.messages import Search


def wanted(search: Search) -> Engine:
    """The one of the name that is asked for."""
    return engine(search.engine, search.iterations)


if __name__ == "__main__":
    serve(wanted, Evaluator)
