"""What a service does, followed through the functions it calls: does it write, does it leave a line in the trail?"""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.repo.source import functions, layer, tree

WRITES = {
    "abulk_create",
    "bulk_create",
    "bulk_update",
    "create",
    "create_user",
    "delete",
    "get_or_create",
    "save",
    "update_or_create",
}
Where = tuple[Path, str]


def leaves_line(path: Path, name: str) -> bool:
    """Whether the function writes a line of the trail, or calls one that does."""
    return _reaches((path, name), _writes_line, frozenset())


def changes_rows(path: Path, name: str) -> bool:
    """Whether the function changes rows, or calls one that does; a plain ``dict.update`` does not count."""
    return _reaches((path, name), _writes_rows, frozenset())


def callers(where: Where, among: list[Path]) -> list[Where]:
    """Return the functions of some files that call this one."""
    every = [(path, one.name) for path in among for one in functions(path)]
    return [other for other in every if where in _calls(other) and other != where]


def _reaches(where: Where, holds: Callable[[Where], bool], seen: frozenset[Where]) -> bool:
    if holds(where):
        return True
    return any(
        _reaches(called, holds, seen | {where}) for called in _calls(where) if called not in seen and called != where
    )


@cache
def _function(where: Where) -> ast.FunctionDef | None:
    path, name = where
    return next((one for one in functions(path) if one.name == name), None)


def _asked(where: Where) -> Iterator[ast.Call]:
    function = _function(where)
    yield from (node for node in ast.walk(function) if isinstance(node, ast.Call)) if function else ()


@cache
def _writes_line(where: Where) -> bool:
    names = _imports(where[0])
    for call in _asked(where):
        said = ast.unparse(call.func)
        if said == "audit.record" and names.get("audit") == "portal.core.audit":
            return True
        if said == "advance" and names.get("advance") == "portal.core.workflow.advance":
            return True
        if said == "workflow.advance" and names.get("workflow") == "portal.core.workflow":
            return True
    return False


@cache
def _writes_rows(where: Where) -> bool:
    return any(_writes(call, where[0]) for call in _asked(where) if isinstance(call.func, ast.Attribute))


def _writes(call: ast.Call, path: Path) -> bool:
    verb, on = call.func.attr, ast.unparse(call.func.value)
    if verb == "execute" and call.args:
        return re.search(r"\b(INSERT|UPDATE|DELETE)\b", _text(call.args[0], path)) is not None
    if verb == "update":
        return any(word in on for word in ("objects", "_manager", "filter("))
    return verb in WRITES


def _text(argument: ast.expr, path: Path) -> str:
    """Return the SQL of a call, be it written there or under a name above."""
    if not isinstance(argument, ast.Name):
        return ast.unparse(argument)
    given = (node for node in tree(path).body if isinstance(node, ast.Assign))
    return next((ast.unparse(node.value) for node in given if ast.unparse(node.targets[0]) == argument.id), "")


@cache
def _calls(where: Where) -> tuple[Where, ...]:
    """Return the services that a function calls: of its own file, or brought in by an import."""
    path, _name = where
    names, own = _imports(path), {one.name for one in functions(path)}
    found = []
    for call in _asked(where):
        said = ast.unparse(call.func)
        if said in own:
            found.append((path, said))
            continue
        first, _dot, rest = said.partition(".")
        full = names.get(first, "")
        found += _places(f"{full}.{rest}" if rest else full)
    return tuple(found)


@cache
def _places(full: str) -> tuple[Where, ...]:
    """Return where a service stands that is known as ``app.services[.noun].name``; a package passes names on."""
    parts = full.split(".")
    if len(parts) < 3 or parts[1] != "services":
        return ()
    return tuple((path, parts[-1]) for path in layer(parts[0], "services") if _function((path, parts[-1])))


@cache
def _imports(path: Path) -> dict[str, str]:
    """Return what each name that the file brings in stands for."""
    found: dict[str, str] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            found |= {one.asname or one.name: one.name for one in node.names}
    return found
