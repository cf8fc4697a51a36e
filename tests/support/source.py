"""The program's own source as the architecture test reads it: files, and what each imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("domain", "devices", "app", "bench", "resources", "main")


@dataclass(frozen=True)
class Import:
    """One imported name: `from domain.orders import service` aims at `domain.orders.service`."""

    target: str
    line: int
    in_function: bool

    def reaches(self, pattern: str) -> bool:
        """Whether it is, or is inside, what the dotted pattern names (`*` stands for one or more parts)."""
        parts = self.target.split(".")
        return any(fnmatch(".".join(parts[:end]), pattern) for end in range(1, len(parts) + 1))


@dataclass(frozen=True)
class Source:
    """One Python file of the program."""

    path: str
    text: str

    @property
    def module(self) -> str:
        """Its dotted name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return _parse(self.path, self.text)

    @property
    def imports(self) -> tuple[Import, ...]:
        """All it imports: at the top, under TYPE_CHECKING, in functions, and by name through importlib."""
        return _imports_of(self)


@cache
def _parse(path: str, text: str) -> ast.Module:
    return ast.parse(text, path)


@cache
def _imports_of(file: Source) -> tuple[Import, ...]:
    package = file.module if file.path.endswith("__init__.py") else file.module.rpartition(".")[0]
    return tuple(_imports(file.tree, package, in_function=False))


def _imports(node: ast.AST, package: str, *, in_function: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        yield from (Import(target, child.lineno, in_function) for target in _targets(child, package))  # type: ignore[attr-defined]
        deeper = in_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(child, package, in_function=deeper)


def _targets(node: ast.AST, package: str) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module, names=names, level=level):
            above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
            base = ".".join([*above, *([module] if module else [])])
            return [f"{base}.{alias.name}" for alias in names]
        case ast.Call(func=ast.Name(id="__import__" | "import_module"), args=[ast.Constant(value=str(name)), *_]):
            return [name]
        case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(name)), *_]):
            return [name]
    return []


def sources(*patterns: str) -> list[Source]:
    """The files that match ("domain", "app/*/view.py"); a folder means all below it."""
    paths = sorted({path for pattern in patterns for path in _paths(pattern)})
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths]


def _paths(pattern: str) -> Iterator[Path]:
    for found in ROOT.glob(pattern):
        yield from found.rglob("*.py") if found.is_dir() else [found]


def is_own(target: str) -> bool:
    """Whether an imported name belongs to the program itself."""
    return target.partition(".")[0] in ROOMS
