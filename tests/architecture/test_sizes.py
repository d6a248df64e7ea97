"""What needs scrolling twice holds two things; an exception is a line here, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "nhanai"
MODULE, CLASS, FUNCTION, VIEW, PARAMETERS = 400, 150, 40, 25, 7

EXCEPTIONS: dict[str, str] = {}
"""`path::name` → why it may be longer."""


def modules() -> Iterator[tuple[str, ast.Module, int]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            text = path.read_text(encoding="utf-8")
            yield str(path.relative_to(SOURCE)), ast.parse(text), len(text.splitlines())


def length(node: ast.stmt) -> int:
    """Lines of the statement without its docstring."""
    first = node.body[0] if isinstance(node, ast.FunctionDef | ast.ClassDef) else None
    said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if first and said else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def too_long() -> Iterator[str]:
    for name, tree, lines in modules():
        if lines > MODULE:
            yield f"{name}: {lines} lines"
        limit = VIEW if "views" in name else FUNCTION
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and length(node) > CLASS:
                yield f"{name}::{node.name}: {length(node)} lines"
            if isinstance(node, ast.FunctionDef) and length(node) > limit:
                yield f"{name}::{node.name}: {length(node)} lines"


def test_modules_classes_and_functions_stay_small() -> None:
    long = [line for line in too_long() if line.split(": ")[0] not in EXCEPTIONS]

    assert long == []


def test_a_function_takes_few_parameters_besides_who_and_when() -> None:
    many = [
        f"{name}::{node.name}"
        for name, tree, _ in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and len(
            [
                argument
                for argument in (*node.args.args, *node.args.kwonlyargs)
                if argument.arg not in {"self", "cls", "by", "at"}
            ]
        )
        > PARAMETERS
        and f"{name}::{node.name}" not in EXCEPTIONS
    ]

    assert many == []


def test_every_exception_is_still_needed() -> None:
    needed = {line.split(": ")[0] for line in too_long()}

    assert {name for name in EXCEPTIONS if name not in needed} == set()
