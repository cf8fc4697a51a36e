"""The tree of stages: where an order may go from where it stands, and which trees make sense."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refusal
from domain.language import tr
from domain.orders.lifecycle import may_follow
from domain.orders.model import StageMeaning


class Step(StrEnum):
    """How a stage lies to the one an order stands in; the first ones come first on screen."""

    NEXT = "next"
    PREVIOUS = "previous"
    FURTHER = "further"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class StageNode:
    """A stage as its tree needs it."""

    id: int
    name: str
    meaning: StageMeaning
    position: int
    parent_id: int | None = None
    order_type_id: int | None = None
    allows_cancel: bool = True


class StageTree:
    """The stages of one tree, by id, with what lies above and below each."""

    def __init__(self, nodes: Iterable[StageNode]) -> None:
        self.nodes: Mapping[int, StageNode] = {node.id: node for node in sorted(nodes, key=lambda node: node.position)}

    def above(self, stage_id: int) -> list[int]:
        """The stages from the parent of one to the root."""
        found: list[int] = []
        parent = self.nodes[stage_id].parent_id
        while parent is not None and parent in self.nodes and parent not in found:
            found.append(parent)
            parent = self.nodes[parent].parent_id
        return found

    def below(self, stage_id: int) -> list[int]:
        """The stages that lie under one, the nearest first."""
        found: list[int] = []
        level = [stage_id]
        while level:
            level = [each.id for each in self.nodes.values() if each.parent_id in level and each.id not in found]
            found += level
        return found

    def branch(self, stage_id: int) -> frozenset[int]:
        """A stage with all above and below it."""
        return frozenset({stage_id, *self.above(stage_id), *self.below(stage_id)})

    def in_order(self) -> list[tuple[StageNode, int]]:
        """Every stage after the one it follows, with its depth; brothers by their position."""
        return [pair for root in self.nodes.values() if root.parent_id is None for pair in self._walk(root, 0)]

    def _walk(self, node: StageNode, depth: int) -> Iterable[tuple[StageNode, int]]:
        yield node, depth
        for child in self.nodes.values():
            if child.parent_id == node.id:
                yield from self._walk(child, depth + 1)


def tree_of(nodes: Iterable[StageNode], order_type_id: int | None) -> StageTree:
    """The tree for orders of a type: its own if it has one, else the one for all."""
    everything = list(nodes)
    own = [node for node in everything if node.order_type_id == order_type_id]
    return StageTree(own or [node for node in everything if node.order_type_id is None])


def reachable(tree: StageTree, present_id: int) -> dict[int, Step]:
    """Where an order may go from `present_id`, and what kind of step that is.

    On its branch it moves up and down as far as the meanings of the stages allow; it is cancelled from anywhere that
    allows it, and what was cancelled begins anew.
    """
    present = tree.nodes[present_id]
    branch = tree.branch(present_id)
    found: dict[int, Step] = {}
    for node in tree.nodes.values():
        if node.id == present_id or node.meaning not in may_follow(present.meaning):
            continue
        step = _step(present, node)
        if step is Step.CANCEL and present.meaning is not StageMeaning.CANCELLED:
            if present.allows_cancel:
                found[node.id] = step
        elif node.id in branch or present.meaning is StageMeaning.CANCELLED:
            found[node.id] = step
    return found


def nearest(tree: StageTree, present_id: int, meaning: StageMeaning) -> StageNode | None:
    """The stage of a meaning that an order gets to first from where it stands."""
    steps = reachable(tree, present_id) if present_id in tree.nodes else {}
    candidates = [tree.nodes[key] for key in steps if tree.nodes[key].meaning is meaning]
    distance = [*tree.below(present_id), *tree.above(present_id)] if present_id in tree.nodes else []
    candidates.sort(key=lambda node: distance.index(node.id) if node.id in distance else len(distance))
    return next(iter(candidates), None) or first(tree, meaning)


def first(tree: StageTree, meaning: StageMeaning) -> StageNode | None:
    """The first stage of a tree that means `meaning`."""
    return next((node for node in tree.nodes.values() if node.meaning is meaning), None)


def check_tree(tree: StageTree) -> None:
    """Refuse a tree that goes in a circle, has several beginnings, or lacks a stage the program needs."""
    for node in tree.nodes.values():
        if node.parent_id is not None and node.parent_id not in tree.nodes:
            raise Refusal(tr("“{stage}” would follow a stage of another tree.", stage=node.name), field="parent")
        if _in_a_circle(tree, node):
            raise Refusal(tr("“{stage}” would come after itself.", stage=node.name), field="parent")
    roots = [node for node in tree.nodes.values() if node.parent_id is None]
    if len(roots) > 1:
        sentence = tr(
            "Stages begin with one stage; “{stage}” must follow another one.",
            stage=max(roots, key=lambda root: root.position).name,
        )
        raise Refusal(sentence, field="parent")
    if roots and roots[0].meaning is not StageMeaning.NEW:
        raise Refusal(tr("The first stage, “{stage}”, must mean “new”.", stage=roots[0].name), field="meaning")
    missing = [meaning for meaning in StageMeaning if first(tree, meaning) is None]
    if missing:
        sentence = tr("At least one stage must mean “{meaning}”.", meaning=missing[0].label)
        raise Refusal(sentence, field="meaning")


def _in_a_circle(tree: StageTree, node: StageNode) -> bool:
    seen = {node.id}
    parent = node.parent_id
    while parent is not None:
        if parent in seen:
            return True
        seen.add(parent)
        parent = tree.nodes[parent].parent_id if parent in tree.nodes else None
    return False


def _step(present: StageNode, node: StageNode) -> Step:
    if node.meaning is StageMeaning.CANCELLED:
        return Step.CANCEL
    if node.parent_id == present.id:
        return Step.NEXT
    return Step.PREVIOUS if present.parent_id == node.id else Step.FURTHER
