"""Whole plans of many layouts: what is found in each is written below its text."""

from pathlib import Path

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine
from nhanai.documents.reading.model import DateParts, Reading, Task

EXAMPLES = sorted((Path(__file__).parent / "examples").iterdir())


def said(value: str | None) -> str:
    return value or "-"


def day(date: DateParts | None) -> str:
    return f"{date.year or 0}-{date.month or 0}-{date.day or 0}" if date else "-"


def heading_of(reading: Reading) -> list[str]:
    """The heading fields in the notation of the examples."""
    signer = reading.signer
    signed = (signer.authority, signer.capacity, signer.position, signer.name) if signer else ()
    return [
        (
            f"kind {said(reading.kind and reading.kind[0])} | number {said(reading.number)}"
            f" | symbol {said(reading.symbol)} | issuer {said(reading.issuer)}"
            f" | place {said(reading.place)} | date {day(reading.date)}"
        ),
        f"title {said(reading.title)}",
        f"signer {' | '.join(map(said, signed))}",
        f"recipients {len(reading.recipients)}",
    ]


def line_of(task: Task) -> str:
    """A task in the notation of the examples."""
    agencies = "; ".join(
        f"{'*' if one.lead else ''}{'?' if one.requested else ''}{one.agency}"
        for one in task.assignees
    )
    pieces = [task.address, said(agencies)]
    if task.coordinating:
        pieces.append("+" + "; ".join(task.coordinating))
    if task.due:
        pieces.append(f"due {said(task.due.date)}")
    if task.recurrence:
        pieces.append(f"every {task.recurrence}")
    if task.product:
        pieces.append(f"product {task.product}")
    return " | ".join([*pieces, task.text])


def expected_of(example: Path) -> tuple[str, list[str], list[str]]:
    """The text of an example, and the heading and task lines that it should give."""
    text, _, wanted = example.read_text(encoding="utf-8").partition("\n=====\n")
    lines = wanted.strip().split("\n")
    names = ("kind ", "title ", "signer ", "recipients ")
    headings = [line for line in lines if line.startswith(names)]
    return text, headings, [line for line in lines if line not in headings]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_tasks_of_an_example_are_those_written_below_it(example: Path) -> None:
    text, _, wanted = expected_of(example)

    found = [line_of(task) for task in engine.read(a_source(text)).tasks]

    shown = [
        line[: len(want)] if line.startswith(want) else line
        for line, want in zip(found, wanted, strict=False)
    ]
    assert [*shown, *found[len(wanted) :]] == wanted


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_heading_of_an_example_is_that_written_below_it(example: Path) -> None:
    text, wanted, _ = expected_of(example)

    found = heading_of(engine.read(a_source(text)))

    assert [line for line in found if line.split(" ")[0] in {w.split(" ")[0] for w in wanted}] == (
        wanted
    )
