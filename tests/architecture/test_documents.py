"""What is written about the house is true of the house."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nhanai"


def charters() -> dict[str, str]:
    """The first sentence of each room's docstring."""
    found = {}
    for path in SOURCE.glob("*/__init__.py"):
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        found[path.parent.name] = docstring.split("\n\n")[0].replace("\n", " ")
    return found


def test_the_table_of_rooms_says_what_the_rooms_say_of_themselves() -> None:
    lines = (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()
    table = {
        cells[1].strip().strip("`"): cells[2].strip()
        for line in lines
        if line.startswith("| `") and (cells := line.split("|"))[1].strip().strip("`") in charters()
    }

    assert table == charters()


def test_every_file_that_the_readme_points_to_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    targets = [part.split(")")[0] for part in text.split("](")[1:]]

    assert [target for target in targets if not (ROOT / target).exists()] == []
