"""How states and findings look, and where things open."""

from collections.abc import Mapping
from typing import Final

from nhanai.submissions.models import Submission
from nhanai.submissions.queries.addresses import address_of
from nhanai.submissions.vocab import SubmissionState

LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "": ("", "draft"),
    SubmissionState.DRAFT: ("hand", "draft"),
    SubmissionState.SUBMITTED: ("run", "half"),
    SubmissionState.RETURNED: ("hand", "back"),
    SubmissionState.ACCEPTED: ("ok", "tick"),
    SubmissionState.LOCKED: ("ok", "lock"),
    SubmissionState.CORRECTING: ("hand", "pen"),
}
"""Tone and icon of each state; "" where nothing was written yet."""


def address(row: Submission) -> str:
    """Where a report is that is there."""
    return address_of(row.code, row.period_key, row.unit.key)
