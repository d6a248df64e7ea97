"""A step of the tables has a name that says what it is for."""

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "nhanai"


def test_no_step_carries_a_name_made_by_a_machine() -> None:
    automatic = [path.name for path in SOURCE.glob("*/migrations/*.py") if "_auto_" in path.name]

    assert automatic == []


def test_every_step_that_runs_python_can_be_taken_back() -> None:
    one_way = [
        path.name
        for path in SOURCE.glob("*/migrations/*.py")
        if "RunPython(" in (text := path.read_text("utf-8"))
        and "reverse_code" not in text
        and "noop" not in text
    ]

    assert one_way == []
