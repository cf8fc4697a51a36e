"""The words of the program's own source, as the tests of its texts read them."""

import ast
from collections.abc import Iterator

from tests.support.source import Source

#: Calls that show text, and which of their arguments is the text; by name alone it may be in either kind of call.
SHOWN_AT = {
    "setText": 0, "setWindowTitle": 0, "setToolTip": 0, "setStatusTip": 0, "setWhatsThis": 0, "setTitle": 0,
    "setPlaceholderText": 0, "setAccessibleName": 0, "setAccessibleDescription": 0, "setInformativeText": 0,
    "setSuffix": 0, "setPrefix": 0, "setSpecialValueText": 0, "setTabText": 1, "setItemText": 1, "addTab": 1,
    "add_tab": 1, "addMenu": 0, "addSection": 0, "set_menu": 0,
    "QLabel": 0, "QPushButton": 0, "QToolButton": 0, "QCheckBox": 0, "QRadioButton": 0, "QGroupBox": 0, "QMenu": 0,
    "QAction": 0, "Action": 1, "Column": 1, "Filter": 1, "Notice": 0, "Refusal": 0, "Unavailable": 0,
}  # fmt: skip


def calls(file: Source, *names: str) -> Iterator[ast.Call]:
    """Every call of functions or methods with these names."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and _name(node.func) in names:
            yield node


def bare_words(file: Source) -> Iterator[tuple[int, str]]:
    """Line and words of each literal that is shown to a user without a translation."""
    for call in calls(file, *SHOWN_AT):
        at = SHOWN_AT[_name(call.func)]
        for literal in _literals(call.args[at]) if len(call.args) > at else ():
            if any(map(str.isalpha, literal)):
                yield call.lineno, literal


def at_import(file: Source, *names: str) -> Iterator[int]:
    """The lines in which one of these functions is called while the module is being imported."""
    yield from _at_import(file.tree, names)


def _at_import(node: ast.AST, names: tuple[str, ...]) -> Iterator[int]:
    if isinstance(node, ast.Lambda):
        return
    within = ast.iter_child_nodes(node)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        within = iter([*node.decorator_list, *node.args.defaults, *node.args.kw_defaults])  # type: ignore[list-item]
    for child in within:
        if isinstance(child, ast.Call) and _name(child.func) in names:
            yield child.lineno
        if child is not None:
            yield from _at_import(child, names)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literals(node: ast.expr) -> Iterator[str]:
    """The literal parts of an expression that is shown; not those that a call inside it deals with."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.BinOp(left=left, right=right):
            yield from (*_literals(left), *_literals(right))
        case ast.IfExp(body=body, orelse=other):
            yield from (*_literals(body), *_literals(other))
        case ast.BoolOp(values=values):
            for value in values:
                yield from _literals(value)
