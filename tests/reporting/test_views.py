"""Pages: who sees what, with and without JavaScript, in a fixed number of queries."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.concerns import an_agency_officer
from tests.builders.plans import AT, Desk, many_said
from tests.builders.reporting import (
    YEAR,
    a_leader,
    a_plan_at_work,
    a_report,
    a_submitted_report,
    tell,
    work,
)

from nhanai.identity.models import User
from nhanai.reporting import actions
from nhanai.reporting.models import Opinion, Passage, ResultReport
from nhanai.reporting.vocab import ReportState

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def told(count: int = 1) -> Desk:
    desk = a_plan_at_work(tuple(many_said(count)))
    for number in range(1, count + 1):
        tell(work(desk, f"III.4.-{number}"), f"Đợt {number}", by=desk.officer)
    return desk


def at(report: ResultReport, name: str = "detail") -> str:
    return reverse(f"reporting:{name}", kwargs={"pk": report.pk})


def test_the_empty_list_says_what_would_be_here(sign_in: SignIn) -> None:
    desk = told()

    page = sign_in(desk.officer).get(reverse("reporting:list")).content.decode()

    assert "Chưa có báo cáo kết quả" in page
    assert reverse("reporting:start", kwargs={"plan": desk.plan.pk}) in page


def test_a_report_is_begun_from_the_plan_and_listed(sign_in: SignIn) -> None:
    desk = told()
    client = sign_in(desk.officer)
    start = reverse("reporting:start", kwargs={"plan": desk.plan.pk})

    offered = client.get(start).content.decode()
    answer = client.post(start, {"loai": "PERIODIC", "ky": YEAR, "don_vi": desk.office.pk})

    report = ResultReport.objects.get()
    assert f'value="{YEAR}"' in offered
    assert answer.headers["Location"] == at(report)
    assert report.title in client.get(reverse("reporting:list") + "?q=ket+qua").content.decode()
    assert (
        "Không có báo cáo nào" in client.get(reverse("reporting:list") + "?q=xyz").content.decode()
    )
    again = client.post(start, {"loai": "PERIODIC", "ky": YEAR, "don_vi": desk.office.pk})
    assert again.status_code == 422


def test_a_passage_is_written_without_javascript_and_with_it(sign_in: SignIn) -> None:
    desk = told()
    passage = Passage.objects.get(section__report=a_report(desk), key__startswith="viec-")
    client = sign_in(desk.officer)
    write = reverse("reporting:write", kwargs={"pk": passage.pk})

    plain = client.post(write, {"loi": "Một.", "truoc": passage.standing})
    fragment = client.post(write, {"loi": "Hai.", "truoc": "Một."}, headers={"HX-Request": "true"})
    clash = client.post(write, {"loi": "Ba.", "truoc": "Một."}, headers={"HX-Request": "true"})

    assert plain.status_code == 302
    assert (fragment.status_code, clash.status_code) == (200, 422)
    assert "<html" not in fragment.content.decode()
    passage.refresh_from_db()
    assert passage.standing == "Hai."


def test_the_small_acts_answer_with_the_report(sign_in: SignIn) -> None:
    desk = told()
    report = a_report(desk)
    passage = Passage.objects.get(section__report=report, key__startswith="viec-")
    client = sign_in(desk.officer)
    arguments = {"pk": passage.pk}

    for name, sent in (
        ("include", {"dua_vao": "0"}),
        ("include", {"dua_vao": "1"}),
        ("move", {"len": "0"}),
    ):
        answer = client.post(reverse(f"reporting:{name}", kwargs=arguments), sent)
        assert answer.status_code == 302
    add = reverse("reporting:add-passage", kwargs={"pk": passage.section_id})
    page = client.get(at(report), {"muc": passage.section.key})
    form = page.content.decode().partition(add)[2]
    token = form.partition('name="token" value="')[2].partition('"')[0]
    for _ in range(2):
        assert client.post(add, {"loi": "Thêm.", "token": token}).status_code == 302
    assert passage.section.passages.filter(standing="Thêm.").count() == 1
    assert client.post(add, {"loi": ""}).status_code == 422
    assert client.post(at(report, "gather")).status_code == 302
    refused = client.post(reverse("reporting:offer", kwargs=arguments), {"nhan": "1"})
    assert "không có lời mới" in refused.content.decode()
    assert "Đợt 1" in client.get(reverse("reporting:sources", kwargs=arguments)).content.decode()


def test_the_whole_way_through_the_pages(sign_in: SignIn) -> None:
    desk = told()
    report, leader = a_submitted_report(desk), a_leader(desk)

    client = sign_in(leader)
    assert "Duyệt báo cáo" in client.get(at(report)).content.decode()
    client.post(at(report, "give-back"), {"y_kien": "Nêu rõ hơn."})
    client = sign_in(desk.officer)
    page = client.get(at(report)).content.decode()
    assert "Nêu rõ hơn." in page
    refused = client.post(at(report, "submit"))
    assert refused.status_code == 422
    opinion = report.opinions.get()
    client.post(reverse("reporting:settle-opinion", kwargs={"pk": opinion.pk}))
    client.post(at(report, "submit"))
    sign_in(leader).post(at(report, "approve"))

    report.refresh_from_db()
    assert report.state == ReportState.APPROVED


def test_the_frame_is_saved_or_said_to_lack_something(sign_in: SignIn) -> None:
    desk = told()
    report = a_report(desk)
    client = sign_in(desk.officer)
    frame = {"symbol": "BC-CTĐ", "place": "Lai Châu", "signer": "Giàng A Tủa"}

    assert client.post(at(report, "frame"), frame).status_code == 302
    assert client.post(at(report, "frame"), {**frame, "symbol": ""}).status_code == 422

    report.refresh_from_db()
    assert report.signer == "Giàng A Tủa"


def test_a_draft_shows_to_its_unit_and_not_to_others(sign_in: SignIn) -> None:
    desk = told()
    report = a_report(desk)

    assert sign_in(an_agency_officer()).get(at(report)).status_code == 404


@pytest.mark.slow
def test_the_preview_opens_as_word_and_as_pdf(sign_in: SignIn) -> None:
    desk = told(3)
    report = a_report(desk)
    client = sign_in(desk.officer)

    word = client.get(at(report, "docx")).content
    pdf = client.get(at(report, "pdf")).content

    read = docx.Document(io.BytesIO(word))
    text = "\n".join(one.text for one in read.paragraphs)
    assert "Sở Y tế: Đợt 2." in text
    assert "BÁO CÁO" in text
    assert len(read.tables[-1].rows) == 3 + 1
    assert pdf.startswith(b"%PDF-")


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.slow
def test_the_pages_ask_no_more_for_many_passages_than_for_few(sign_in: SignIn) -> None:
    desk = told(1)
    report = a_report(desk)
    client = sign_in(desk.officer)
    section = f"{at(report)}?muc=II.khac"
    client.get(section)
    few = counted(client, section), counted(client, reverse("reporting:list"))
    added = Passage.objects.get(section__report=report, key__startswith="viec-").section
    for number in range(20):
        actions.add_passage(section=added, text=f"Đoạn {number}", by=desk.officer, at=AT)

    many = counted(client, section), counted(client, reverse("reporting:list"))

    assert many == few
    assert max(many) <= 15


@pytest.mark.slow
def test_the_leader_approves_and_the_office_issues(sign_in: SignIn) -> None:
    desk = told()
    report = actions.approve(report=a_submitted_report(desk), by=a_leader(desk), at=AT)
    client = sign_in(desk.officer)

    page = client.get(at(report)).content.decode()
    client.post(at(report, "issue"), {"gui": []})

    assert "Ban hành báo cáo" in page
    after = client.get(at(report)).content.decode()
    assert "01/BC-CTĐ" in after
    assert "Ban hành báo cáo" not in after


def test_a_leader_remarks_on_a_passage_and_the_writer_answers_there(sign_in: SignIn) -> None:
    desk = told()
    report, leader = a_submitted_report(desk), a_leader(desk)
    passage = Passage.objects.filter(section__report=report, key__startswith="viec-").get()
    section = f"{at(report)}?muc={passage.section.key}"
    client = sign_in(leader)

    assert "Góp ý đoạn này" in client.get(section).content.decode()
    client.post(reverse("reporting:remark", args=[passage.pk]), {"y_kien": "Nêu rõ xã nào."})
    client.post(at(report, "give-back"), {"y_kien": ""})
    client = sign_in(desk.officer)
    shown = client.get(section).content.decode()
    opinion = Opinion.objects.get()
    settle = reverse("reporting:settle-opinion", args=[opinion.pk])
    client.post(settle, {"giai_trinh": "Tại xã Sìn Hồ."})

    assert "Nêu rõ xã nào." in shown
    assert "Góp ý đoạn này" not in shown
    assert "“Tại xã Sìn Hồ.”" in client.get(section).content.decode()


def test_a_report_is_found_by_the_first_letters_of_its_words(sign_in: SignIn) -> None:
    desk = told()
    report = a_report(desk)
    client = sign_in(desk.officer)
    here = reverse("reporting:list")

    found = [
        [row.report.pk for row in client.get(here, {"q": asked}).context["page"].rows]
        for asked in ("ket qua nhan", "KẾT QUẢ 2026", "aet", "…")
    ]

    assert found == [[report.pk], [report.pk], [], []]


def test_the_annex_is_a_workbook_with_a_row_a_task(sign_in: SignIn) -> None:
    desk = told(3)

    content = sign_in(desk.officer).get(at(a_report(desk), "xlsx")).content

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 1 + 1 + 3
