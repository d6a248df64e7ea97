"""Which versions went out as official documents, and which may."""

import datetime as dt
from dataclasses import dataclass

from nhanai.documents import queries as documents
from nhanai.identity.models import User
from nhanai.submissions.models import IssuedReport, Submission, SubmissionVersion
from nhanai.submissions.rules.origins import read_code
from nhanai.submissions.vocab import SubmissionState

_ACCEPTED = frozenset({SubmissionState.ACCEPTED, SubmissionState.LOCKED})


def issuable(row: Submission) -> SubmissionVersion | None:
    """The version that may be issued now: accepted, put together, and not out yet."""
    version = row.accepted
    if version is None or row.state not in _ACCEPTED or "frame" not in version.content:
        return None
    return None if IssuedReport.objects.filter(version=version).exists() else version


def may_issue(row: Submission, user: User, *, today: dt.date) -> bool:
    """Whether she may give it its number."""
    return documents.may_issue(user, row.unit, today=today)


def issued_of(submission: Submission | None) -> list[IssuedReport]:
    """What was issued of a report, the newest first; one query."""
    if submission is None:
        return []
    rows = IssuedReport.objects.filter(version__submission=submission)
    return list(rows.select_related("document", "version").order_by("-pk"))


@dataclass(frozen=True, slots=True)
class Origin:
    """The frozen line behind a figure on paper."""

    version: SubmissionVersion
    line: str


def origin_of(code: str) -> Origin | None:
    """What a short address names; None where there is no such version."""
    read = read_code(code)
    if read is None:
        return None
    version = (
        SubmissionVersion.objects.filter(pk=read[0])
        .select_related("submission__unit__territory", "submission__form", "receiver")
        .first()
    )
    return Origin(version, read[1]) if version is not None else None
