"""What the paper of a report is made of: the version that was sent, else the draft as it stands."""

import datetime as dt

from django.urls import reverse

from nhanai.base.days import written
from nhanai.mail.links import whole
from nhanai.paper.values import OfficialPaper
from nhanai.paper.wording import dated
from nhanai.submissions.models import IssuedReport, Submission, SubmissionVersion
from nhanai.submissions.queries.framing import frame_of, small
from nhanai.submissions.queries.illustrating import illustrated
from nhanai.submissions.queries.preparing import prepared
from nhanai.submissions.queries.sent import sheet_in
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules import wording
from nhanai.submissions.rules.moves import OPEN
from nhanai.submissions.rules.official import Origins, Replaced, official_paper
from nhanai.submissions.rules.origins import code_of
from nhanai.submissions.rules.sheets import Sheet
from nhanai.submissions.rules.wording import Titled


def paper_of(slot: Slot, submission: Submission | None, *, today: dt.date) -> OfficialPaper:
    """The report of the slot on paper."""
    if submission is not None and submission.current is not None and submission.state not in OPEN:
        return version_paper(slot, submission.current, today=today)
    sheet = illustrated(slot, prepared(slot, submission).sheet, slot.form.main_lines)
    frame = frame_of(slot, submission, today=today)
    replaced = _replaced(submission.accepted) if submission and submission.accepted else ""
    return _paper(slot, sheet, frame, None, replaced, today=today)


def version_paper(slot: Slot, version: SubmissionVersion, *, today: dt.date) -> OfficialPaper:
    """The paper of a version that was sent: of what was frozen and of nothing else."""
    sheet = sheet_in(version)
    frame = version.content.get("frame") or frame_of(slot, version.submission, today=today)
    replaced = _replaced(version) if sheet.corrects else ""
    return _paper(slot, sheet, frame, version, replaced, today=today)


def _paper(
    slot: Slot, sheet: Sheet, frame: dict[str, str], version: SubmissionVersion | None,
    replaced: str, *, today: dt.date,
) -> OfficialPaper:  # fmt: skip
    titled = _titled(slot, sheet, frame, today=today)
    if sheet.together is None:
        return wording.paper_of(titled, sheet, version.council if version else {})
    origins = Origins(address_of_figure, version.pk if version else 0)
    return official_paper(titled, sheet, slot.form.main_lines, origins, Replaced(replaced))


def _titled(slot: Slot, sheet: Sheet, frame: dict[str, str], *, today: dt.date) -> Titled:
    label, days = slot.period.label.partition(" (")[0], slot.period.period
    until = f"từ ngày {written(days.start)} đến hết ngày {written(slot.cut_off)}"
    opening = f"{frame['issuer']} báo cáo {small(slot.form.subject)} {label} ({until}) như sau:"
    again = " (đính chính)" if sheet.corrects and sheet.together is not None else ""
    return Titled(frame, f"{slot.form.subject} {label}{again}", opening, today.year)


def address_of_figure(version: int, line: str) -> str:
    """The whole address behind a figure on paper."""
    return whole(reverse("submissions:origin", kwargs={"code": code_of(version, line)}))


def issued_before(version: SubmissionVersion) -> IssuedReport | None:
    """The newest issued report of an earlier version of the same report, or of this one."""
    rows = IssuedReport.objects.filter(
        version__submission=version.submission_id, version__number__lte=version.number
    )
    return rows.select_related("document").exclude(version=version).order_by("-pk").first()


def _replaced(version: SubmissionVersion) -> str:
    """`Báo cáo số 12/BC-CTĐ ngày 05 tháng 3 năm 2026`; "" where none was issued."""
    earlier = issued_before(version) or IssuedReport.objects.filter(version=version).first()
    if earlier is None:
        return ""
    return f"Báo cáo số {earlier.document.reference} {dated(earlier.document.day)}"
