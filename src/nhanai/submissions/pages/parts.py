"""The parts of the page of a report: fields, rows, findings, doors, versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nhanai.base.findings import Finding
from nhanai.submissions.models import ReturnRemark, SubmissionVersion
from nhanai.submissions.queries.answers import Answers
from nhanai.submissions.rules.answering import NOTHING, REMARK, Held, Said
from nhanai.submissions.rules.sheets import FigureLine, ScoreLine, Sheet


@dataclass(frozen=True, slots=True)
class Field:
    """A field in which words are written: what stands in it, and the mark of what was there."""

    key: str
    label: str
    text: str
    mark: str
    points: str = ""
    hint: str = ""
    is_required: bool = False
    faults: Sequence[str] = ()
    said: Sequence[str] = ()
    """What the level above said of it when it returned the report."""

    @property
    def line(self) -> str:
        """The line of the form that it is about."""
        return self.key.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of figures."""

    line: FigureLine
    tone: str = ""
    said: Sequence[str] = ()

    @property
    def opens(self) -> bool:
        """Whether there is something to open."""
        return self.line.now is not None


@dataclass(frozen=True, slots=True)
class Group:
    """A block: its figures, its questions, its criteria."""

    label: str
    title: str
    rows: Sequence[Row]
    texts: Sequence[Field]
    scores: Sequence[tuple[ScoreLine, Field, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the field for its answer, where one may be given."""

    finding: Finding
    field: Field | None
    reply: str = ""
    line: str = ""
    """The figure whose records it is mended at; "" for what is none."""
    anchor: str = ""
    """Where on the page something has to be written."""
    is_together: bool = False
    """Whether it is about the reports of the units below."""

    @property
    def activity(self) -> int | None:
        """The activity that it speaks of."""
        kind, _, key = (self.finding.where or "").partition("activity-")
        return int(key) if not kind and key.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Sending:
    """A version that was sent, with what was said of it: the line, if any, and the words."""

    version: SubmissionVersion
    remarks: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Doors:
    """What she may do now."""

    writes: bool = False
    sends: bool = False
    judges: bool = False
    locks: bool = False
    corrects: bool = False
    drops: bool = False
    is_on_behalf: bool = False
    """Whether she writes for a unit at which she is not appointed herself."""


def remarks_by_label(remarks: Iterable[ReturnRemark], sheet: Sheet) -> Sequence[tuple[str, str]]:
    """What was said on return, each with what its line is called; "" for the whole report."""
    labels = {key: line.label for key, line in sheet.figures.items()}
    labels |= {key: line.label for key, line in sheet.texts.items()}
    labels |= {key: line.label for key, line in sheet.scores.items()}
    return [(labels.get(one.line, one.line), one.text) for one in remarks]


@dataclass(frozen=True, slots=True)
class Fields:
    """Makes fields: what stands, what was typed and not saved, what is wrong, what was said."""

    answers: Answers
    typed: Mapping[str, Said]
    faults: Mapping[str, Sequence[str]]
    remarks: Sequence[ReturnRemark]

    def of(
        self, key: str, label: str, *, hint: str = "", is_required: bool = False, frozen: str = ""
    ) -> Field:
        """The field of one answer; of a version that was sent what was `frozen`."""
        held, typed = self.answers.get(key, NOTHING), self.typed.get(key)
        text = typed.text if typed else held.text or frozen
        points = typed.points if typed else _points(held)
        return Field(
            key, label, text, held.mark, points, hint, is_required,
            self.faults.get(key, ()), self.said_of(key.partition(":")[2]),
        )  # fmt: skip

    def remarks_of(self, sheet: Sheet) -> list[Field]:
        """A field for each remark on a line that stands, or that could not be saved."""
        keys = [f"{REMARK}:{key}" for key in sheet.figures]
        return [
            self.of(key, f"Giải trình: {sheet.figures[key.partition(':')[2]].label}")
            for key in keys
            if key in self.typed or self.answers.get(key, NOTHING).text
        ]

    def said_of(self, line: str) -> Sequence[str]:
        """What was said of one line on return."""
        return [one.text for one in self.remarks if one.line and one.line == line]


def _points(held: Held) -> str:
    return "" if held.points is None else f"{held.points.normalize():f}".replace(".", ",")
