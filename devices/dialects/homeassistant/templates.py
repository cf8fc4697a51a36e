"""The usual part of the templates by which Home Assistant finds a value in a message.

They are Jinja as far as their form goes, but only paths into the message, a few filters, comparisons and plain
arithmetic are worked out: a template comes from the network, and a loop or a power in it could hold up the listener.
"""

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from domain.language import tr

LONGEST_TEMPLATE = 500
_parser = Environment(autoescape=True)
_COMPARED: dict[str, Callable[..., bool]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "lteq": operator.le, "gt": operator.gt,
    "gteq": operator.ge,
}  # fmt: skip
_COMPUTED: dict[type[nodes.BinExpr], Callable[[float, float], float]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Mul: operator.mul,
    nodes.Div: operator.truediv,
}
_NAMES = frozenset(("value", "value_json"))
_MOST_DIGITS = 15


class TemplateOutsideError(ValueError):
    """The template needs more than is worked out here; `str()` is a sentence."""


class MissingError(LookupError):
    """The message does not have what the template asks for."""


class Template:
    """One template, checked when it is made."""

    def __init__(self, text: str) -> None:
        self._body = _parsed(text)

    def of(self, values: Mapping[str, object]) -> object:
        """What the template makes of a message's `value` and `value_json`; raises MissingError."""
        try:
            return _written(self._body, values)
        except (TypeError, ValueError, ZeroDivisionError, OverflowError) as error:
            raise MissingError from error


@lru_cache(maxsize=4096)
def _parsed(text: str) -> list[nodes.Node]:
    if len(text) > LONGEST_TEMPLATE:
        raise TemplateOutsideError(
            tr("The template is longer than {limit} characters.", limit=LONGEST_TEMPLATE),
        )
    try:
        body = _parser.parse(text).body
        for node in body:
            _check(node)
    except (TemplateSyntaxError, RecursionError):
        raise TemplateOutsideError(tr("“{template}” is not a template.", template=text[:80])) from None
    return body


def _check(node: nodes.Node) -> None:
    usable = isinstance(node, _USABLE)
    if isinstance(node, nodes.Filter):
        usable = node.name in _FILTERS and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    elif isinstance(node, nodes.Name):
        usable = node.name in _NAMES
    elif isinstance(node, nodes.Operand):
        usable = node.op in _COMPARED
    elif isinstance(node, nodes.Test):
        usable = node.name == "defined"
    if not usable:
        detail = tr("A template with “{part}” is not worked out.", part=getattr(node, "name", type(node).__name__))
        raise TemplateOutsideError(detail)
    for child in node.iter_child_nodes():
        _check(child)


def _written(body: list[nodes.Node], values: Mapping[str, object]) -> object:
    """The value of a lone expression as it is, else all pieces as one text."""
    pieces: list[object] = []
    for node in body:
        if isinstance(node, nodes.If):
            pieces.append(_written(_branch(node, values), values))
        elif isinstance(node, nodes.Output):
            pieces.extend(
                each.data if isinstance(each, nodes.TemplateData) else _value(each, values) for each in node.nodes
            )
    telling = [piece for piece in pieces if not (isinstance(piece, str) and not piece.strip())]
    return telling[0] if len(telling) == 1 else "".join(str(piece) for piece in telling)


def _branch(node: nodes.If, values: Mapping[str, object]) -> list[nodes.Node]:
    for each in (node, *node.elif_):
        if _value(each.test, values):
            return each.body
    return node.else_


def _value(node: nodes.Node, values: Mapping[str, object]) -> object:
    for kind, worked_out in _WORKED_OUT.items():
        if isinstance(node, kind):
            return worked_out(node, values)
    return _computed(node, values)


def _named(node: nodes.Name, values: Mapping[str, object]) -> object:
    if node.name not in values:
        raise MissingError
    return values[node.name]


def _constant(node: nodes.Const, _values: Mapping[str, object]) -> object:
    return node.value


def _member(node: nodes.Getattr | nodes.Getitem, values: Mapping[str, object]) -> object:
    whole = _value(node.node, values)
    name = node.attr if isinstance(node, nodes.Getattr) else _value(node.arg, values)
    if isinstance(whole, dict) and name in whole:
        return whole[name]
    if isinstance(whole, list) and isinstance(name, int) and -len(whole) <= name < len(whole):
        return whole[name]
    raise MissingError


def _filtered(node: nodes.Filter, values: Mapping[str, object]) -> object:
    arguments = [_value(each, values) for each in node.args]
    fallback = node.name in {"default", "d"}
    try:
        value = _value(node.node, values) if node.node is not None else None
    except MissingError:
        if fallback:
            return arguments[0] if arguments else ""
        raise
    return value if fallback else _FILTERS[node.name](value, *arguments)


def _compared(node: nodes.Compare, values: Mapping[str, object]) -> bool:
    left = _value(node.expr, values)
    for operand in node.ops:
        right = _value(operand.expr, values)
        if not _COMPARED[operand.op](left, right):
            return False
        left = right
    return True


def _chosen(node: nodes.CondExpr, values: Mapping[str, object]) -> object:
    if _value(node.test, values):
        return _value(node.expr1, values)
    return _value(node.expr2, values) if node.expr2 is not None else ""


def _tested(node: nodes.Test, values: Mapping[str, object]) -> bool:
    try:
        _value(node.node, values)
    except MissingError:
        return False
    return True


def _both(node: nodes.And, values: Mapping[str, object]) -> object:
    return _value(node.left, values) and _value(node.right, values)


def _either(node: nodes.Or, values: Mapping[str, object]) -> object:
    return _value(node.left, values) or _value(node.right, values)


def _negated(node: nodes.Not, values: Mapping[str, object]) -> bool:
    return not _value(node.node, values)


def _minus(node: nodes.Neg, values: Mapping[str, object]) -> float:
    return -_number(_value(node.node, values))


def _computed(node: nodes.Node, values: Mapping[str, object]) -> float:
    left, right = (_number(_value(each, values)) for each in node.iter_child_nodes())
    return _COMPUTED[type(node)](left, right)  # type: ignore[index]


def _number(value: object, fallback: object = None) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        if isinstance(fallback, int | float):
            return fallback
        raise


def _whole(value: object, fallback: object = None) -> int:
    return int(_number(value, fallback))


def _rounded(value: object, digits: object = 0, *_method: object) -> float:
    return round(_number(value), max(-_MOST_DIGITS, min(_MOST_DIGITS, _whole(digits))))


def _lower(value: object) -> str:
    return str(value).lower()


def _upper(value: object) -> str:
    return str(value).upper()


def _trimmed(value: object) -> str:
    return str(value).strip()


def _as_it_is(value: object, *_arguments: object) -> object:
    return value


def _absolute(value: object) -> float:
    return abs(_number(value))


_FILTERS: dict[str, Callable[..., object]] = {
    "float": _number, "int": _whole, "round": _rounded, "default": _as_it_is, "d": _as_it_is, "lower": _lower,
    "upper": _upper, "trim": _trimmed, "is_defined": _as_it_is, "abs": _absolute, "string": str,
}  # fmt: skip
_WORKED_OUT: dict[type[nodes.Node], Callable[..., object]] = {
    nodes.Name: _named, nodes.Const: _constant, nodes.Getattr: _member, nodes.Getitem: _member,
    nodes.Filter: _filtered, nodes.Compare: _compared, nodes.CondExpr: _chosen, nodes.Test: _tested,
    nodes.And: _both, nodes.Or: _either, nodes.Not: _negated, nodes.Neg: _minus,
}  # fmt: skip
_USABLE: tuple[type[nodes.Node], ...] = (
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Operand,
    *_WORKED_OUT,
    *_COMPUTED,
)
