"""The letter that urges: drafted from what is late, corrected, issued."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.concerns import an_agency_officer
from tests.builders.plans import AT, Desk
from tests.builders.reporting import LATER, a_plan_at_work, tell, work
from tests.builders.units import unit

from nhanai.documents.actions import CannotIssue
from nhanai.identity.models import User
from nhanai.journal.models import Line
from nhanai.paper.storing import from_json
from nhanai.plans.vocab import ProgressState
from nhanai.reporting import actions
from nhanai.reporting.models import UrgingLetter
from nhanai.reporting.rules.urging import Late, subject_of, symbol_of

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 11, 10)


def a_late_plan() -> Desk:
    desk = a_plan_at_work()
    work(desk, due_on=DUE)
    work(desk, "III.4.-2", due_on=dt.date(2026, 11, 20))
    return desk


def a_letter(desk: Desk) -> UrgingLetter:
    rows = [work(desk), work(desk, "III.4.-2")]
    return actions.urge(unit=desk.office, occurrences=rows, by=desk.officer, at=AT)


def whole(letter: UrgingLetter) -> dict[str, str]:
    return {
        "body": "Đề nghị Sở Y tế báo cáo.",
        "symbol": "CTĐ-VP",
        "place": "Lai Châu",
        "signature": "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH",
        "signer": "Giàng A Tủa",
        "recipients": "\n".join(from_json(letter.paper).recipients),
    }


def test_the_letter_quotes_each_late_task_and_asks_for_a_report_in_five_working_days() -> None:
    letter = a_letter(a_late_plan())

    paper = from_json(letter.paper)
    lines = ["".join(run.text for run in block.runs) for block in paper.body]  # type: ignore[union-attr]  # paragraphs
    assert (paper.kind, paper.addressees) == ("CV", ("Sở Y tế",))
    assert paper.subject == "đôn đốc thực hiện nhiệm vụ của Kế hoạch số 3836/KH-UBND"
    assert lines[2].startswith("1. “Chủ trì khám bệnh nhân đạo tại các xã biên giới")
    assert lines[2].endswith("(gạch đầu dòng thứ 1, mục III.4, số 3836/KH-UBND); hạn 10/11/2026.")
    assert lines[3].startswith("2. “Tham gia tuyên truyền")
    assert letter.report_by == dt.date(2026, 12, 1)
    assert Line.objects.order_by("-sequence")[0].verb == "reporting.urged"


def test_only_late_work_of_one_other_unit_is_urged() -> None:
    desk = a_late_plan()
    other = work(desk, "III.5.-1", by="so-gddt", due_on=DUE)
    done = work(desk)
    tell(done, "Xong", state=ProgressState.DONE, by=desk.officer)

    for rows, said in (([], "đang quá hạn"), ([done], "đang quá hạn"),
                       ([work(desk, "III.4.-2"), other], "một đơn vị")):  # fmt: skip
        with pytest.raises(actions.CannotUrge, match=said):
            actions.urge(unit=desk.office, occurrences=rows, by=desk.officer, at=AT)
    with pytest.raises(actions.CannotUrge, match="chưa được giao quyền"):
        actions.urge(unit=desk.office, occurrences=[other], by=an_agency_officer(), at=AT)

    assert UrgingLetter.objects.count() == 0


@pytest.mark.slow
def test_a_letter_is_corrected_issued_under_01_and_then_stays() -> None:
    desk = a_late_plan()
    letter = a_letter(desk)
    with pytest.raises(CannotIssue):
        actions.issue_letter(letter=letter, by=desk.officer, at=AT)

    actions.set_letter(letter=letter, values=whole(letter), by=desk.officer, at=AT)
    issued = actions.issue_letter(letter=letter, by=desk.officer, at=LATER)

    assert issued.issued is not None
    assert issued.issued.reference == "01/CTĐ-VP"
    assert [one.unit for one in issued.issued.dispatches.all()] == [unit("so-y-te")]
    with pytest.raises(actions.CannotUrge, match="đã phát hành"):
        actions.set_letter(letter=letter, values=whole(letter), by=desk.officer, at=LATER)


def test_a_letter_without_words_is_not_kept() -> None:
    desk = a_late_plan()
    letter = a_letter(desk)

    with pytest.raises(actions.CannotUrge, match="chưa có nội dung"):
        actions.set_letter(
            letter=letter, values={**whole(letter), "body": " "}, by=desk.officer, at=AT
        )


def test_a_letter_about_several_plans_names_none_in_its_subject() -> None:
    lates = [Late(f"Kế hoạch {n}", f"số {n}/KH-UBND", "III.1", "Làm", "", DUE) for n in (1, 2)]

    assert subject_of(lates) == "đôn đốc thực hiện nhiệm vụ của các kế hoạch"
    assert symbol_of("BC-CTĐ") == "CTĐ-VP"


def test_the_office_sees_who_is_late_and_drafts_the_letter(
    sign_in: Callable[[User], Client],
) -> None:
    desk = a_plan_at_work()
    work(desk, due_on=dt.date(2026, 10, 20))
    client = sign_in(desk.officer)

    page = client.get(reverse("reporting:urging")).content.decode()
    arguments = {"sender": desk.office.key, "late": "so-y-te"}
    made = client.post(reverse("reporting:urge", kwargs=arguments))

    letter = UrgingLetter.objects.get()
    address = reverse("reporting:letter", kwargs={"pk": letter.pk})
    assert "1 phần việc quá hạn" in page
    assert made.headers["Location"] == address
    assert "III.4.-1" in client.get(address).content.decode()
    saved = client.post(reverse("reporting:write-letter", kwargs={"pk": letter.pk}), whole(letter))
    assert saved.status_code == 302
    again = {"sender": desk.office.key, "late": "so-gddt"}
    assert client.post(reverse("reporting:urge", kwargs=again)).status_code == 422
