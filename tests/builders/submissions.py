"""Chapters that report: one with a clerk and a head, below the province's office."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.builders.activities import at as somebody_at
from tests.builders.facts import a_fact
from tests.builders.figures import measures
from tests.builders.units import a_unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.periods.vocab import Level
from nhanai.submissions import actions
from nhanai.submissions.actions import load_forms
from nhanai.submissions.models import ReportForm, Submission, SubmissionVersion
from nhanai.submissions.queries import Slot, prepared, slot_of
from nhanai.submissions.rules.answering import Said
from nhanai.submissions.rules.checks import reply_key
from nhanai.submissions.rules.sheets import Heading, Sheet, fingerprint, frozen
from nhanai.submissions.vocab import SubmissionState
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
WORK = "bao-cao-cong-tac"
SCORES = "cham-diem-cap-xa"
OCTOBER = "ND09:MONTH:2026-10"
YEAR = "ND09:YEAR:2025"
"""15/9 – 14/10/2026 and 15/12/2024 – 14/12/2025."""

DAY = dt.date(2026, 10, 5)
AFTER = dt.datetime(2026, 10, 16, 9, 0, tzinfo=HERE)


@dataclass(frozen=True, slots=True)
class Reporting:
    """The office with one chapter, and who works there."""

    office: Unit
    chapter: Unit
    officer: User
    clerk: User
    head: User

    def slot(self, key: str = OCTOBER, code: str = WORK) -> Slot:
        """The report of the chapter for a period."""
        found = slot_of(self.chapter, code, key)
        assert found is not None
        return found


def forms() -> None:
    """The catalogue and the forms, as an installation has them."""
    measures()
    if not ReportForm.objects.exists():
        load_forms()


def a_reporting() -> Reporting:
    """The smallest world in which a report goes up."""
    forms()
    office = a_unit("Hội Chữ thập đỏ tỉnh", key="hoi-tinh", kind=UnitKind.CHAPTER)
    chapter = a_chapter(office, "Hội Chữ thập đỏ xã Bum Tở", "hoi-bum-to")
    return Reporting(
        office, chapter, somebody_at(office, Role.PROVINCE_OFFICER), somebody_at(chapter),
        somebody_at(chapter, Role.CHAPTER_HEAD),
    )  # fmt: skip


def a_chapter(office: Unit, name: str, key: str, *, end: dt.date | None = None) -> Unit:
    """A chapter of a commune below the office."""
    return a_unit(name, key=key, kind=UnitKind.CHAPTER, parent=office, line=Line.RED_CROSS, end=end)


def gave(unit: Unit, measure: str, quantity: int | Decimal, *, day: dt.date = DAY) -> None:
    """Something counted there, in the period of October unless the day says otherwise."""
    source = "figures.figure" if measure[:2] in {"KT", "DS"} else "activities.activity"
    a_fact(unit, measure, quantity, day=day, source=source)


def wrote(world: Reporting, *said: Said, slot: Slot | None = None, by: User | None = None) -> None:
    """The clerk writes into the report."""
    actions.save(slot=slot or world.slot(), said=said, by=by or world.clerk, at=AFTER)


def ahead(text: str = "Vận động Tết Nhân ái.") -> Said:
    """The one answer that the report cannot go without."""
    return Said("text:phuong-huong", text)


def replied(slot: Slot, text: str = "Đúng như sổ ghi.") -> list[Said]:
    """A sentence for everything that asks for one."""
    row = slot.rows().first()
    return [
        Said(reply_key(one), text, about=one.message)
        for one in prepared(slot, row).standing
        if one.severity.value == "warning"
    ]


def sent(
    world: Reporting, *, slot: Slot | None = None, by: User | None = None,
    at: dt.datetime = AFTER,
) -> Submission:  # fmt: skip
    """The head sends what the clerk wrote."""
    slot = slot or world.slot()
    if not slot.rows().filter(answers__key="text:phuong-huong").exists():
        wrote(world, ahead(), slot=slot)
    wrote(world, *replied(slot), slot=slot)
    return actions.submit(slot=slot, by=by or world.head, at=at)


def accepted(world: Reporting, *, slot: Slot | None = None) -> Submission:
    """The officer accepts what the head sent."""
    row = sent(world, slot=slot)
    assert row.current is not None
    return actions.accept(submission=row, number=row.current.number, by=world.officer, at=AFTER)


def a_submission_of(unit: Unit, receiver: Unit, by: User) -> Submission:
    """A report that lies sent at `receiver`, whoever may send it."""
    forms()
    found = Submission.objects.filter(unit=unit).first()
    if found is not None:
        return found
    form = ReportForm.objects.get(code=WORK)
    row = Submission.objects.create(
        form=form, code=WORK, unit=unit, level=Level.CHAPTER, period_key=OCTOBER,
        period_label="tháng 10/2026", start=dt.date(2026, 9, 15), end=dt.date(2026, 10, 15),
        begun_by=by, begun_at=AFTER,
    )  # fmt: skip
    content = frozen(Heading(WORK, 1, "", unit.key, "", OCTOBER, "", 1), Sheet(()))
    version = SubmissionVersion.objects.create(
        submission=row, number=1, content=content, sha256=fingerprint(content), receiver=receiver,
        receipt_year=2026, receipt_number=1, sent_by=by, sent_at=AFTER,
    )  # fmt: skip
    row.current, row.first_sent_at, row.state = version, AFTER, SubmissionState.SUBMITTED
    row.save()
    return row
