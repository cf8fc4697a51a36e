"""The program of the children that search: our engines, judged by the compiled evaluator."""

from domain.optimising.choosing import Chosen
from domain.optimising.engine import Engine
from domain.optimising.engines import Greedy, Ruin
from domain.optimising.evaluation import Evaluator
from domain.optimising.running.child import serve
from domain.optimising.running.messages import Search
from domain.optimising.served import Served


def engine(search: Search) -> Engine:
    """The one of the name that is asked for."""
    ours: tuple[Engine, ...] = (Chosen(), Ruin(search.iterations or 0), Served(), Greedy())
    return {each.name: each for each in ours}[search.engine]


if __name__ == "__main__":
    serve(engine, Evaluator)
