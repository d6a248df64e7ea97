"""A report made ready: its figures, its words, what is found, what still keeps it from going."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nhanai.base.findings import Finding
from nhanai.submissions.models import Submission
from nhanai.submissions.queries.answers import Answers, answers_of, replies_in, sheet_of
from nhanai.submissions.queries.around import around
from nhanai.submissions.queries.filling import filled
from nhanai.submissions.queries.slots import Slot
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
    """Ask for everything; some ten queries, however much is in it."""
    answers = answers_of(submission)
    figures = filled(slot)
    sheet = sheet_of(slot.form, figures.figures, answers)
    surroundings = around(slot, submission, figures, sheet)
    found = checks.findings(slot.form, sheet, surroundings)
    replies = checks.replies_to(found, replies_in(answers))
    return Prepared(slot, submission, answers, sheet, found, replies)


def figures_now(slot: Slot) -> Sheet:
    """The figures as the records have them today, to be held against what was sent."""
    return sheet_of(slot.form, filled(slot).figures, {})
