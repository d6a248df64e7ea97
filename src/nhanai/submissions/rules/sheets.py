"""A report as values: its figures, words and scores, live or as they were sent.

The same values stand on the page of a draft, in the version that was sent, and on paper; what is
frozen is their JSON, known again by the hash of its canonical text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from nhanai.base.numbers import MINUS, show
from nhanai.paper.fingerprint import hash_of
from nhanai.submissions.rules.together import Together, together_of

TENTH: Final = Decimal("0.1")
HUNDREDTH: Final = Decimal("0.01")
NOT_ADDED: Final = "không cộng"
FIGURE_PARTS: Final = {"kỳ này": "now", "lũy kế năm": "cumulative"}
"""What of a line is compared as a figure, as it is called, and where it stands."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One measure: this period, the same one a year ago, the year so far, the plan of the year.

    Numbers are in the measure's unit, rounded as printed; None is "no figure", which is not zero.
    `adds` tells whether the year so far means anything besides the period's own figure, `facts`
    from how many facts the figure comes. What stands in the year before is re-based: in the units
    of this period's last day.
    """

    key: str
    measure: str
    label: str
    measured_in: str
    now: Decimal | None = None
    is_estimated: bool = False
    facts: int = 0
    before: Decimal | None = None
    is_before_estimated: bool = False
    cumulative: Decimal | None = None
    adds: bool = True
    is_stock: bool = False
    planned: Decimal | None = None
    remark: str = ""
    is_recomputed: bool = False
    """In a report put together: not added up from the units' reports, but counted anew."""

    @property
    def change(self) -> Decimal | None:
        """By how many percent it grew over the year before, to one decimal."""
        if self.now is None or not self.before:
            return None
        return (100 * (self.now - self.before) / abs(self.before)).quantize(TENTH, ROUND_HALF_UP)

    @property
    def reached(self) -> Decimal | None:
        """How many percent of the plan of the year are there, to two decimals."""
        done = self.cumulative if self.adds else self.now
        if done is None or not self.planned:
            return None
        return (100 * done / self.planned).quantize(HUNDREDTH, ROUND_HALF_UP)

    @property
    def change_words(self) -> str:
        """`+14,4 %`, `không đổi`; "" where there is nothing to compare with."""
        if self.change is None:
            return ""
        return f"{signed(self.change)} %" if self.now != self.before else "không đổi"

    @property
    def cumulative_words(self) -> str:
        """The year so far, or that it is not added up."""
        return said(self.cumulative) if self.adds else NOT_ADDED

    @property
    def now_words(self) -> str:
        """The figure as printed, `–` where there is none."""
        return said(self.now)

    @property
    def before_words(self) -> str:
        """The figure of a year ago as printed."""
        return said(self.before)

    @property
    def planned_words(self) -> str:
        """The plan of the year, "" where none was set."""
        return "" if self.planned is None else show(self.planned)

    @property
    def reached_words(self) -> str:
        """`92,72 %`, "" without a plan."""
        return "" if self.reached is None else f"{show(self.reached)} %"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A question with the words that answer it."""

    key: str
    label: str
    text: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A criterion with the points that the unit gives itself, and what shows it."""

    key: str
    label: str
    most: Decimal
    points: Decimal | None = None
    evidence: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A block of the report."""

    label: str
    title: str
    figures: tuple[FigureLine, ...] = ()
    texts: tuple[TextLine, ...] = ()
    scores: tuple[ScoreLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding as it stood when the report was sent, with the sentence that answered it."""

    rule: str
    where: str
    severity: str
    message: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What of one line is other than before; both sides as printed."""

    key: str
    label: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole report; `corrects` and `why` stand where it corrects an earlier version.

    `together` is what it was put together from, where units below report to this one.
    """

    blocks: tuple[SheetBlock, ...]
    findings: tuple[Noted, ...] = ()
    corrects: int = 0
    why: str = ""
    changes: tuple[Difference, ...] = ()
    together: Together | None = None

    @property
    def figures(self) -> Mapping[str, FigureLine]:
        """Every figure by the key of its line."""
        return {line.key: line for block in self.blocks for line in block.figures}

    @property
    def texts(self) -> Mapping[str, TextLine]:
        """Every answer in words by the key of its line."""
        return {line.key: line for block in self.blocks for line in block.texts}

    @property
    def scores(self) -> Mapping[str, ScoreLine]:
        """Every score by the key of its line."""
        return {line.key: line for block in self.blocks for line in block.scores}

    @property
    def points(self) -> Decimal:
        """The points that the unit gives itself, together."""
        return sum((one.points or Decimal(0) for one in self.scores.values()), Decimal(0))

    @property
    def most(self) -> Decimal:
        """The points that there are."""
        return sum((one.most for one in self.scores.values()), Decimal(0))


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose report of what: stands in the frozen text, so that the hash covers it."""

    form: str
    version: int
    name: str
    unit: str
    unit_name: str
    period: str
    label: str
    number: int
    receiver: str = ""


def frozen(
    heading: Heading, sheet: Sheet, frame: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The version as JSON: what is stored, and what its hash is of.

    `frame` is that of the official paper, where the report will be issued as one.
    """
    plain: dict[str, Any] = {"heading": asdict(heading), "sheet": asdict(sheet)}
    if frame is not None:
        plain["frame"] = frame
    return {key: _plain(value) for key, value in plain.items()}


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical text of a frozen version."""
    return hash_of(content)


def sheet_of(content: Mapping[str, Any]) -> Sheet:
    """The report that was frozen."""
    held = content["sheet"]
    return Sheet(
        blocks=tuple(_block(one) for one in held["blocks"]),
        findings=tuple(Noted(**one) for one in held["findings"]),
        corrects=held["corrects"],
        why=held["why"],
        changes=tuple(Difference(**one) for one in held["changes"]),
        together=together_of(held.get("together")),
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever JSON holds)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _block(held: Mapping[str, Any]) -> SheetBlock:
    return SheetBlock(
        held["label"],
        held["title"],
        tuple(FigureLine(**_numbers(one, _FIGURE_NUMBERS)) for one in held["figures"]),
        tuple(TextLine(**one) for one in held["texts"]),
        tuple(ScoreLine(**_numbers(one, ("most", "points"))) for one in held["scores"]),
    )


_FIGURE_NUMBERS: Final = ("now", "before", "cumulative", "planned")


def _numbers(held: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    found = {name: held[name] for name in names if held.get(name) is not None}
    return {**held, **{name: Decimal(value) for name, value in found.items()}}


def differences(old: Sheet, new: Sheet, *, words: bool = True) -> tuple[Difference, ...]:
    """What changed from one to the other: figures of the period and of the year, then words.

    With `words` off only figures are compared: what people wrote is not a late change of a fact.
    """
    found = [*_figure_differences(old.figures, new.figures)]
    if words:
        found += _word_differences(old, new)
    return tuple(found)


def _figure_differences(
    old: Mapping[str, FigureLine], new: Mapping[str, FigureLine]
) -> Iterator[Difference]:
    for key in {**old, **new}:
        one, other = old.get(key), new.get(key)
        line = other or one
        if line is None:
            continue
        for what, name in FIGURE_PARTS.items():
            before, after = getattr(one, name, None), getattr(other, name, None)
            if before != after:
                yield Difference(key, line.label, what, said(before), said(after))


def _word_differences(old: Sheet, new: Sheet) -> Iterator[Difference]:
    for key, line in new.texts.items():
        before = old.texts[key].text if key in old.texts else ""
        if before != line.text:
            yield Difference(key, line.label, "lời", before, line.text)
    for key, score in new.scores.items():
        points = old.scores[key].points if key in old.scores else None
        if points != score.points:
            yield Difference(key, score.label, "điểm", said(points), said(score.points))
    for key, figure in new.figures.items():
        remark = old.figures[key].remark if key in old.figures else ""
        if remark != figure.remark:
            yield Difference(key, figure.label, "giải trình", remark, figure.remark)


def with_words(sheet: Sheet, findings: Sequence[Noted], **changed: Any) -> Sheet:  # noqa: ANN401 (fields of a sheet)
    """The sheet as it is sent, with its findings and what it corrects."""
    return replace(sheet, findings=tuple(findings), **changed)


def said(number: Decimal | None) -> str:
    """A number as printed, `–` for none."""
    return "–" if number is None else show(number)


def signed(number: Decimal) -> str:
    """With a plus before what is not negative."""
    text = show(number)
    return text if text.startswith(MINUS) else f"+{text}"
