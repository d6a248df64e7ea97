"""What was written into a report."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from nhanai.submissions.models import ReportAnswer, Submission
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.answering import NOTHING, REMARK, REPLY, SCORE, TEXT, Held
from nhanai.submissions.rules.forms import Form, Line
from nhanai.submissions.rules.sheets import FigureLine, ScoreLine, Sheet, SheetBlock, TextLine
from nhanai.submissions.vocab import LineKind

Answers = Mapping[str, Held]


def answers_of(submission: Submission | None) -> Answers:
    """Every answer of a report by its key, with who wrote it last; one query."""
    if submission is None:
        return {}
    rows = ReportAnswer.objects.filter(submission=submission).select_related("changed_by")
    return {
        row.key: Held(row.text, _plain(row.points), row.about, row.changed_by.full_name)
        for row in rows
    }


def _plain(points: Decimal | None) -> Decimal | None:
    """Without the zeros that a column of two decimals adds."""
    return None if points is None else Decimal(f"{points.normalize():f}")


def replies_in(answers: Answers) -> dict[str, tuple[str, str]]:
    """The sentences that answer findings, each with the words it was written about."""
    return {
        key: (held.text, held.about) for key, held in answers.items() if key.startswith(f"{REPLY}:")
    }


def sheet_of(form: Form, figures: Mapping[str, FigureLine], answers: Answers) -> Sheet:
    """The report as it stands: live figures, and what was written beside them."""
    blocks = []
    for block in form.blocks:
        of = {kind: [line for line in block.lines if line.kind is kind] for kind in LineKind}
        blocks.append(
            SheetBlock(
                block.label,
                block.title,
                tuple(
                    _remarked(figures[line.key], answers)
                    for line in of[LineKind.MEASURE]
                    if line.key in figures
                ),
                tuple(_text(line, answers) for line in of[LineKind.TEXT]),
                tuple(_score(line, answers) for line in of[LineKind.SCORE]),
            )
        )
    return Sheet(tuple(blocks))


def _remarked(figure: FigureLine, answers: Answers) -> FigureLine:
    remark = answers.get(f"{REMARK}:{figure.key}", NOTHING).text
    return replace(figure, remark=remark) if remark else figure


def _text(line: Line, answers: Answers) -> TextLine:
    text = answers.get(f"{TEXT}:{line.key}", NOTHING).text
    return TextLine(line.key, line.label, text, line.is_required)


def _score(line: Line, answers: Answers) -> ScoreLine:
    held = answers.get(f"{SCORE}:{line.key}", NOTHING)
    return ScoreLine(line.key, line.label, line.most, held.points, held.text, line.wanted)


def words_before(slot: Slot) -> Mapping[str, str]:
    """What the unit wrote in its newest report of this form before this one, by question."""
    rows = Submission.objects.filter(
        unit=slot.unit, code=slot.form.code, end__lt=slot.period.period.end
    )
    before = rows.order_by("-end", "-start").first()
    if before is None:
        return {}
    texts = ReportAnswer.objects.filter(submission=before, key__startswith=f"{TEXT}:")
    return dict(texts.exclude(text="").values_list("key", "text"))
