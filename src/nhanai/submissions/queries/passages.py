"""What the units below answered, gathered into the words of the level above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nhanai.reporting.rules.merging import Words
from nhanai.submissions.models import GatheredPassage, Submission
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.queries.together import accepted_of
from nhanai.submissions.rules.sheets import Sheet
from nhanai.submissions.vocab import LineKind


@dataclass(frozen=True, slots=True)
class Answer:
    """What one unit answered to one question, in the version that stands."""

    line: str
    unit: int
    version: int
    text: str


def answers_below(slot: Slot) -> Sequence[Answer]:
    """Every answer that is gathered, the unit named before its words; as the form asks."""
    gathered = [line.key for line in slot.form.of(LineKind.TEXT) if line.is_gathered]
    return [
        Answer(key, unit, held.version.pk, f"{name}: {text.text.strip()}")
        for unit, (name, held) in accepted_of(slot).items()
        for key in gathered
        if (text := held.sheet.texts.get(key)) is not None and text.text.strip()
    ]


def passages_of(submission: Submission | None) -> Sequence[GatheredPassage]:
    """The passages of a report, by the unit's name within each question; one query."""
    if submission is None:
        return ()
    rows = GatheredPassage.objects.filter(submission=submission).order_by("line", "gathered", "pk")
    return list(rows.select_related("unit", "version", "edited_by"))


def words_of(passage: GatheredPassage) -> Words:
    """Its words as a value."""
    is_edited = passage.edited_at is not None
    return Words(passage.gathered, passage.standing, is_edited, passage.offered)


def with_passages(sheet: Sheet, passages: Iterable[GatheredPassage]) -> Sheet:
    """The report with what was gathered behind its own words of each question."""
    told: dict[str, list[str]] = {}
    for one in passages:
        if not one.is_left_out and one.standing.strip():
            told.setdefault(one.line, []).append(one.standing.strip())
    return _with(sheet, told) if told else sheet


def _with(sheet: Sheet, told: Mapping[str, Sequence[str]]) -> Sheet:
    blocks = tuple(
        replace(
            block,
            texts=tuple(
                replace(one, text="\n".join(filter(None, (one.text, *told.get(one.key, ())))))
                for one in block.texts
            ),
        )
        for block in sheet.blocks
    )
    return replace(sheet, blocks=blocks)
