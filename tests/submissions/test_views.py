"""The pages: a report is filled, sent and judged through them, and shows what it should."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from tests.builders.submissions import (
    AFTER,
    OCTOBER,
    SCORES,
    WORK,
    YEAR,
    Reporting,
    a_chapter,
    a_reporting,
    accepted,
    gave,
    sent,
)

from nhanai.identity.models import User
from nhanai.paper.values import Paragraph
from nhanai.submissions.models import Submission, SubmissionReminder
from nhanai.submissions.queries import sheet_in
from nhanai.submissions.queries.paper import paper_of
from nhanai.submissions.rules.answering import mark_of
from nhanai.submissions.vocab import SubmissionState

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def world() -> Reporting:
    """A chapter with twelve gifts; its people sign in on a day after the period."""
    made = a_reporting()
    gave(made.chapter, "XH03", 12)
    return made


def at(key: str = OCTOBER, code: str = WORK, rest: str = "") -> str:
    return f"/bao-cao/dinh-ky/{code}/{quote(key, safe=':')}/hoi-bum-to/{rest}"


def test_a_report_opens_filled_in_and_nothing_is_written(world: Reporting, sign_in: SignIn) -> None:
    text = sign_in(world.clerk).get(at()).content.decode()

    assert "tháng 10/2026" in text
    assert 'href="so/XH03/">12</a>' in text
    assert "Chưa viết “Phương hướng, nhiệm vụ kỳ tới”" in text
    assert not Submission.objects.exists()


def test_a_figure_of_the_report_opens_its_records(world: Reporting, sign_in: SignIn) -> None:
    client = sign_in(world.clerk)
    for rest in ("so/XH03/", "so/XH03/?nam"):
        page = client.get(at(rest=rest), follow=True)
        assert page.status_code == 200
        assert ">12<" in page.content.decode()
    assert client.get(at(rest="so/KHONG/")).status_code == 404


def test_a_finding_opens_the_records_that_it_is_mended_at(
    world: Reporting, sign_in: SignIn
) -> None:
    client = sign_in(world.clerk)

    assert 'href="so/XH03/?goc">Mở bản ghi</a>' in client.get(at()).content.decode()
    assert "Số liệu gốc" in client.get(at(rest="so/XH03/?goc"), follow=True).content.decode()
    made = client.get(at(rest="so/TH01/?goc"), follow=True)
    assert "Cách tính" in made.content.decode()


def test_words_are_saved_and_the_report_is_sent_by_the_same_form(
    world: Reporting, sign_in: SignIn
) -> None:
    words = {"loi-text:phuong-huong": "Tết Nhân ái.", "truoc-text:phuong-huong": ""}
    sign_in(world.clerk).post(at(rest="luu/"), words)
    text = sign_in(world.head).get(at()).content.decode()
    assert "Tết Nhân ái.</textarea>" in text

    about = "Số suất quà Tết nhiều hơn lượt người được trợ giúp (12 so với –)."
    reply = {"loi-reply:at-most-XH02:XH03": "Quà gửi qua xã.", "ve-reply:at-most-XH02:XH03": about}
    page = sign_in(world.head).post(at(rest="nop/"), reply, follow=True)
    row = Submission.objects.get()
    assert row.state == SubmissionState.SUBMITTED
    assert "1/2026" in page.content.decode()


def test_what_keeps_it_from_being_sent_is_told_and_the_words_stay(
    world: Reporting, sign_in: SignIn
) -> None:
    page = sign_in(world.head).post(at(rest="nop/"), {"loi-text:kho-khan": "Đường xa."})

    assert page.status_code == 422
    text = page.content.decode()
    assert "Chưa viết “Phương hướng, nhiệm vụ kỳ tới”" in text
    assert "Đường xa.</textarea>" in text
    assert Submission.objects.get().state == SubmissionState.DRAFT


def test_the_second_editor_sees_the_first_and_keeps_her_words(
    world: Reporting, sign_in: SignIn
) -> None:
    sign_in(world.clerk).post(at(rest="luu/"), {"loi-text:kho-khan": "Thiếu kinh phí."})
    page = sign_in(world.head).post(at(rest="luu/"), {"loi-text:kho-khan": "Đường xa."})

    text = page.content.decode()
    assert page.status_code == 422
    assert "Thiếu kinh phí." in text
    assert "Đường xa.</textarea>" in text
    assert ">text:kho-khan<" not in text
    again = {"loi-text:kho-khan": "Đường xa.", "truoc-text:kho-khan": mark_of("Thiếu kinh phí.")}
    sign_in(world.head).post(at(rest="luu/"), again)
    assert [one.text for one in Submission.objects.get().answers.all()] == ["Đường xa."]


def test_saving_as_it_is_typed_answers_with_the_new_marks(
    world: Reporting, sign_in: SignIn
) -> None:
    words = {"loi-text:kho-khan": "Đường xa.", "dong": "XH03", "giai-trinh": "Có chợ Tết."}
    page = sign_in(world.clerk).post(at(rest="luu/"), words, headers={"HX-Request": "true"})

    text = page.content.decode()
    assert "Đã lưu lúc" in text
    assert f'name="truoc-text:kho-khan" value="{mark_of("Đường xa.")}"' in text
    assert f'name="truoc-dong" value="XH03|{mark_of("Có chợ Tết.")}"' in text
    assert 'name="truoc-remark:XH03"' not in text, "a mark for a field that the page has not"
    shown = sign_in(world.clerk).get(at()).content.decode()
    assert "Giải trình: Có chợ Tết." in shown


def test_the_words_of_the_period_before_are_a_start(world: Reporting, sign_in: SignIn) -> None:
    client = sign_in(world.clerk)
    client.post(at("ND09:MONTH:2026-08", rest="luu/"), {"loi-text:kho-khan": "Đường xa."})
    fields = {"loi-text:kho-khan": "", "loi-text:uu-diem": "Đều.", "chep": "1"}
    client.post(at(rest="luu/"), fields)

    row = Submission.objects.get(period_key=OCTOBER)
    assert {one.key: one.text for one in row.answers.all()} == {
        "text:kho-khan": "Đường xa.", "text:uu-diem": "Đều.",
    }  # fmt: skip


def test_the_officer_returns_line_by_line_then_accepts_and_locks(
    world: Reporting, sign_in: SignIn
) -> None:
    sent(world)
    client = sign_in(world.officer)
    remarks = {"lan": "1", "y-kien": "", "dong": "XH03", "y-kien-dong": "Thiếu chợ Tết."}
    client.post(at(rest="tra-lai/"), remarks)
    assert "Trả lại: “Thiếu chợ Tết.”" in sign_in(world.clerk).get(at()).content.decode()

    sent(world)
    client = sign_in(world.officer)
    client.post(at(rest="duyet/"), {"lan": "2"})
    client.post(at(rest="khoa/"))
    assert Submission.objects.get().state == SubmissionState.LOCKED


def test_a_late_change_shows_as_a_difference_to_both_sides_and_is_corrected(
    world: Reporting, sign_in: SignIn
) -> None:
    accepted(world)
    gave(world.chapter, "XH03", 3)
    for who in (world.clerk, world.officer):
        text = sign_in(who).get(at()).content.decode()
        assert "Số liệu trong sổ nay khác bản đã nộp" in text
        assert "bản nộp 12, nay 15" in text

    client = sign_in(world.clerk)
    client.post(at(rest="dinh-chinh/"), {"vi-sao": "Sót chợ Tết."})
    assert "Đính chính vì:" in client.get(at()).content.decode()
    sent(world)
    text = sign_in(world.officer).get(at(rest="lan/2/")).content.decode()
    assert "Khác lần nộp 1" in text
    assert "đúng như lúc nộp" in text
    sign_in(world.clerk).post(at(rest="bo-dinh-chinh/"))
    assert Submission.objects.get().state == SubmissionState.SUBMITTED  # sent is not dropped


def test_the_council_scores_through_the_page(world: Reporting, sign_in: SignIn) -> None:
    keys = [key for key in world.slot(YEAR, SCORES).form.lines if "." in key]
    scores = {f"diem-score:{key}": "3" for key in keys}
    words = {f"loi-score:{key}": "Hồ sơ lưu" for key in keys}
    sign_in(world.head).post(at(YEAR, SCORES, "nop/"), {**scores, **words})
    client = sign_in(world.officer)
    assert (
        client.post(at(YEAR, SCORES, "hoi-dong/"), {"lan": "1", "hd-1.1": "x"}).status_code == 422
    )
    client.post(at(YEAR, SCORES, "hoi-dong/"), {"lan": "1", "hd-1.1": "2,5", "gc-1.1": "Thiếu"})

    text = client.get(at(YEAR, SCORES)).content.decode()
    assert "hội đồng <b>2,5</b>" in text
    assert "Tự chấm <b>54</b>/100" in text


def test_the_board_tells_who_has_sent_and_reminds_who_has_not(
    world: Reporting, sign_in: SignIn
) -> None:
    a_chapter(world.office, "Hội Chữ thập đỏ xã Pa Ủ", "hoi-pa-u")
    sent(world)
    client = sign_in(world.officer)
    where = f"/bao-cao/dinh-ky/tinh-hinh/?bc={WORK}|{OCTOBER}"
    text = client.get(where).content.decode()
    assert "<b>1/2</b> đơn vị đã nộp" in text
    assert "Nhắc 1 đơn vị" in text
    missing = client.get(f"{where}&loc=chua-nop").content.decode()
    assert "hoi-pa-u" in missing
    assert "hoi-bum-to" not in missing

    client.post("/bao-cao/dinh-ky/nhac/", {"bc": f"{WORK}|{OCTOBER}"})
    assert SubmissionReminder.objects.get().unit.key == "hoi-pa-u"
    part = client.get(where, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="bang"')


def test_the_list_shows_what_waits_and_what_there_is(world: Reporting, sign_in: SignIn) -> None:
    sent(world)
    text = sign_in(world.officer).get("/bao-cao/dinh-ky/?q=bum+to").content.decode()
    assert "1/1" not in text
    assert "Hội Chữ thập đỏ xã Bum Tở" in text
    assert "hoi-bum-to" in text

    where = f"/bao-cao/dinh-ky/mo/?bc={WORK}|{OCTOBER}&dv=hoi-bum-to"
    assert sign_in(world.clerk).get(where).headers["Location"] == at()
    assert sign_in(world.clerk).get("/bao-cao/dinh-ky/mo/?bc=/etc|x&dv=a").status_code == 404


def test_a_neighbour_finds_nothing(world: Reporting, sign_in: SignIn) -> None:
    from tests.builders.activities import at as somebody_at  # noqa: PLC0415 (only here)

    sent(world)
    neighbour = somebody_at(a_chapter(world.office, "Hội xã khác", "khac"))

    assert sign_in(neighbour).get(at()).status_code == 404
    assert sign_in(neighbour).post(at(rest="luu/"), {}).status_code == 404


@pytest.mark.parametrize("rest", ["bao-cao.docx", "bao-cao.pdf"])
def test_the_report_is_printed_as_it_was_sent(world: Reporting, sign_in: SignIn, rest: str) -> None:
    row = sent(world)
    page = sign_in(world.clerk).get(at(rest=rest))

    assert page.status_code == 200
    assert page.content[:4] in {b"PK\x03\x04", b"%PDF"}
    assert row.current is not None
    assert sheet_in(row.current).figures["XH03"].now == 12


def test_the_paper_goes_to_whom_the_report_goes_and_tells_its_figures(world: Reporting) -> None:
    row = sent(world)
    paper = paper_of(world.slot(), row, today=AFTER.date())
    lines = [run.text for one in paper.body if isinstance(one, Paragraph) for run in one.runs]

    assert paper.addressees == ("Hội Chữ thập đỏ tỉnh",)
    assert paper.symbol == "BC-CTĐ"
    assert "- Tết Nhân ái: suất quà: 12 suất" in lines
    assert [one.title for one in paper.annexes] == ["Biểu số liệu"]


def test_who_writes_for_a_chapter_is_told_that_it_is_on_its_behalf(
    world: Reporting, sign_in: SignIn
) -> None:
    words = "là làm thay"

    assert words in sign_in(world.officer).get(at()).content.decode()
    assert words not in sign_in(world.clerk).get(at()).content.decode()
