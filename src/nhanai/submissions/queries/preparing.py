"""A report made ready: its figures, its words, what is found, what still keeps it from going."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nhanai.base.findings import Finding
from nhanai.base.memory import remembering
from nhanai.submissions.models import Submission
from nhanai.submissions.queries.answers import Answers, answers_of, replies_in, sheet_of
from nhanai.submissions.queries.around import around
from nhanai.submissions.queries.filling import counted, filled_from
from nhanai.submissions.queries.passages import passages_of, with_passages
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.queries.together import together_of
from nhanai.submissions.rules import checks
from nhanai.submissions.rules.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Prepared:
    """The report of a slot as it would be sent now."""

    slot: Slot
    submission: Submission | None
    answers: Answers
    sheet: Sheet
    findings: Sequence[Finding]
    replies: Mapping[str, str]

    @property
    def standing(self) -> Sequence[Finding]:
        """What keeps it from being sent."""
        return checks.standing(self.findings, self.replies)


def prepared(slot: Slot, submission: Submission | None) -> Prepared:
    """Ask for everything; some eleven queries, however much is in it, also within an act."""
    with remembering():
        answers = answers_of(submission)
        found = counted(slot)
        figures = filled_from(found)
        made = together_of(slot, found, figures.figures)
        if made is not None:
            figures = replace(figures, figures=made.figures)
        sheet = sheet_of(slot.form, figures.figures, answers)
        if made is not None:
            sheet = with_passages(replace(sheet, together=made.together), passages_of(submission))
        surroundings = around(slot, submission, figures, sheet)
    findings = checks.findings(slot.form, sheet, surroundings)
    replies = checks.replies_to(findings, replies_in(answers))
    return Prepared(slot, submission, answers, sheet, findings, replies)


def figures_now(slot: Slot) -> Sheet:
    """The figures as they would be sent today, to be held against what was sent.

    Those of the period and of the year so far; what was before is not asked again.
    """
    with remembering():
        found = counted(slot, looks_back=False)
        figures = filled_from(found).figures
        made = together_of(slot, found, figures)
        return sheet_of(slot.form, made.figures if made else figures, {})
