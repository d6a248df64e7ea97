"""Every icon that a page or a component names is in the sprite: one that is not draws nothing."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.nodb

SOURCE = Path(__file__).parents[2] / "src" / "nhanai"
SPRITE = SOURCE / "web" / "static" / "nhanai" / "icons.svg"
TAG = re.compile(r"\{%\s*(ui_\w+)\s([^%]*)%\}")
NAMED = re.compile(r"""\b(icon|name)=(["'])([^"']*)\2""")
USED = re.compile(r"icons\.svg[^\"']*#i-([\w-]+)")


def in_templates() -> Iterator[tuple[str, str]]:
    """Where an icon is named in a tag, or drawn from the sprite by hand."""
    for path in sorted(SOURCE.rglob("*.html")):
        text, place = path.read_text("utf-8"), str(path.relative_to(SOURCE))
        for tag, said in TAG.findall(text):
            for word, _, name in NAMED.findall(said):
                if name and (word == "icon" or tag == "ui_icon"):
                    yield place, name
        for name in USED.findall(text):
            yield place, name


def in_python() -> Iterator[tuple[str, str]]:
    """Where an icon is named: as `icon`, in that place of a value that has one, or in a table."""
    trees = {
        str(path.relative_to(SOURCE)): ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }
    nodes = [(place, node) for place, tree in trees.items() for node in ast.walk(tree)]
    found = [node for _, node in nodes if isinstance(node, ast.ClassDef)]
    several = Counter(node.name for node in found)
    classes = {node.name: place_in(node) for node in found if several[node.name] == 1}
    tables = {name: at for _, node in nodes for name, at in unpacked(node)}
    for place, node in nodes:
        for value in (*said_as_icon(node), *in_call(node, classes), *in_table(node, tables)):
            for one in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value:
                    yield place, one.value


def place_in(node: ast.ClassDef) -> int | None:
    """At which place of its values a class has its icon."""
    names = [
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    ]
    return names.index("icon") if "icon" in names else None


def targets(node: ast.AST) -> list[ast.expr]:
    """What is assigned to."""
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def icon_place(target: ast.expr) -> int | None:
    """At which place of a tuple that is assigned to its icon stands."""
    if not isinstance(target, ast.Tuple):
        return None
    names = [one.id if isinstance(one, ast.Name) else "" for one in target.elts]
    return names.index("icon") if "icon" in names else None


def unpacked(node: ast.AST) -> Iterator[tuple[str, int]]:
    """A table whose values are unpacked with an icon among them, as in `tone, icon = LOOKS[it]`."""
    for target in targets(node):
        at, value = icon_place(target), getattr(node, "value", None)
        table = value.value if isinstance(value, ast.Subscript) else None
        if at is not None and isinstance(table, ast.Name):
            yield table.id, at


def said_as_icon(node: ast.AST) -> Iterator[ast.expr]:
    """`icon=…`, `icon = …`, `state, icon = …, …`, and `ICONS = {…}`."""
    if isinstance(node, ast.keyword) and node.arg == "icon":
        yield node.value
    for target in targets(node):
        value = getattr(node, "value", None)
        name = target.id if isinstance(target, ast.Name) else ""
        if name == "icon" and value is not None:
            yield value
        if name.endswith("ICONS") and isinstance(value, ast.Dict):
            yield from value.values
        at = icon_place(target)
        if at is not None and isinstance(value, ast.Tuple):
            yield value.elts[at]


def in_call(node: ast.AST, classes: Mapping[str, int | None]) -> Iterator[ast.expr]:
    """The icon among the values of a class that has one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        at = classes.get(node.func.id)
        if at is not None and at < len(node.args):
            yield node.args[at]


def in_table(node: ast.AST, tables: Mapping[str, int]) -> Iterator[ast.expr]:
    """The icons of a table."""
    for target in targets(node):
        value = getattr(node, "value", None)
        at = tables.get(target.id) if isinstance(target, ast.Name) else None
        if at is not None and isinstance(value, ast.Dict):
            rows = [one for one in value.values if isinstance(one, ast.Tuple)]
            yield from (one.elts[at] for one in rows if at < len(one.elts))


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'id="i-([\w-]+)"', SPRITE.read_text("utf-8")))
    named = [*in_templates(), *in_python()]

    assert len(drawn) > 10
    assert len(named) > 60
    assert sorted({f"{place}: {name}" for place, name in named if name not in drawn}) == []
