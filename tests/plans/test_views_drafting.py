"""The pages on which a plan is written."""

import datetime as dt
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.documents import a_law
from tests.builders.drafting import AT, Writing, a_whole_draft, a_writer, a_writing
from tests.builders.units import unit

from nhanai.documents.extraction.own import read_own
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions
from nhanai.plans.models import DraftSection, DraftTask, Plan, PlanDraft
from nhanai.plans.vocab import DraftSectionKind, DraftState

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HTMX = {"hx-request": "true"}


def at(writing: Writing, rest: str = "") -> str:
    return f"/ke-hoach/soan/{writing.draft.pk}/{rest}"


def text_of(content: bytes) -> str:
    return " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())


def test_a_plan_is_begun_from_an_earlier_one(sign_in: SignIn) -> None:
    writing = a_whole_draft()
    client = sign_in(writing.officer)
    page = client.get(f"/ke-hoach/soan/moi/?theo=soan-{writing.draft.pk}")
    chosen = BeautifulSoup(page.content, "html.parser").select_one("option[selected]")
    assert chosen is not None
    said = {"trich_yeu": "Năm 2028", "don_vi": unit("lc-hoi-tinh").pk, "dua_theo": chosen["value"]}

    answer = client.post("/ke-hoach/soan/moi/", said)

    made = PlanDraft.objects.get(subject="Năm 2028")
    assert answer["Location"] == f"/ke-hoach/soan/{made.pk}/"
    assert made.sections.count() == 3
    refused = client.post("/ke-hoach/soan/moi/", {**said, "trich_yeu": ""})
    assert refused.status_code == 422
    assert "Hãy ghi trích yếu" in text_of(refused.content)
    listed = client.get("/ke-hoach/soan/?q=thang nhan dao&trang-thai=DRAFT")
    assert "Tổ chức Tháng Nhân đạo năm 2027" in text_of(listed.content)
    assert "Năm 2028" not in text_of(listed.content)


def test_a_field_saves_itself_and_says_so(sign_in: SignIn) -> None:
    writing = a_whole_draft()
    client = sign_in(writing.officer)
    words = {"subject": "Tết Nhân ái", "purpose": "Không ai bị bỏ lại", "closing": "Hết"}

    answer = client.post(at(writing, "luu/"), {"phan": "chung", **words}, headers=HTMX)

    draft = PlanDraft.objects.get()
    assert (draft.subject, draft.purpose) == ("Tết Nhân ái", "Không ai bị bỏ lại")
    soup = BeautifulSoup(answer.content, "html.parser")
    assert "Đã lưu lúc" in soup.text
    before = soup.select_one("#truoc-purpose[hx-swap-oob]")
    assert before is not None
    assert before["value"] == "Không ai bị bỏ lại"
    late = {"phan": "chung", **words, "purpose": "Khác", "truoc-purpose": "Cũ"}
    refused = client.post(at(writing, "luu/"), late, headers=HTMX)
    assert refused.status_code == 422
    assert "vừa được người khác sửa" in text_of(refused.content)


def test_without_scripts_every_form_still_works(sign_in: SignIn) -> None:
    writing = a_writing()
    client = sign_in(writing.officer)
    client.post(at(writing, "them-muc/"), {"loai": "GROUP", "tieu_de": "Tuyên truyền"})
    group = DraftSection.objects.get()
    before = {"tieu_de": "Tuyên truyền", "y": "- Treo băng rôn;\n+ Phát thanh"}
    client.post(f"/ke-hoach/soan/muc/{group.pk}/luu/", before)
    client.post(at(writing, "them-muc/"), {"loai": "BLOCK"})
    block = DraftSection.objects.get(kind=DraftSectionKind.BLOCK)
    health = unit("lc-so-y-te")
    client.post(f"/ke-hoach/soan/muc/{block.pk}/don-vi/", {"don_vi": [health.pk]})
    client.post(
        f"/ke-hoach/soan/muc/{block.pk}/nhiem-vu/", {"nhiem_vu": "- Khám bệnh\n- Cấp thuốc"}
    )
    first, second = DraftTask.objects.order_by("order")
    said = {"text": "Khám bệnh.", "due": "30/4/2027", "recurrence": "annual", "target": "400"}
    client.post(f"/ke-hoach/soan/nhiem-vu/{first.pk}/luu/", {**said, "truoc-text": first.text})
    client.post(f"/ke-hoach/soan/nhiem-vu/{second.pk}/chuyen/", {"len": "1"})

    group.refresh_from_db()
    assert group.bullets == "Treo băng rôn.\nPhát thanh."
    assert list(block.units.all()) == [health]
    rows = DraftTask.objects.order_by("order").values_list("text", "due", "target")
    assert list(rows) == [
        ("Cấp thuốc.", None, ""),
        ("Khám bệnh.", dt.date(2027, 4, 30), "400"),
    ]
    wrong = client.post(f"/ke-hoach/soan/nhiem-vu/{first.pk}/luu/", {**said, "due": "31/2/2027"})
    assert wrong.status_code == 422
    client.post(f"/ke-hoach/soan/muc/{block.pk}/don-vi/", {"nhom": "ubnd"})
    block.refresh_from_db()
    assert (block.heading, block.units.count()) == ("Ủy ban nhân dân các xã, phường", 39)
    client.post(f"/ke-hoach/soan/nhiem-vu/{first.pk}/chuyen/", {"len": "bo"})
    client.post(f"/ke-hoach/soan/muc/{group.pk}/bo/")
    assert (DraftTask.objects.count(), DraftSection.objects.count()) == (1, 1)


def test_bases_are_found_in_the_catalogue_and_units_as_one_types(sign_in: SignIn) -> None:
    writing = a_whole_draft()
    client = sign_in(writing.officer)
    law = a_law()
    page = client.get(at(writing), {"muc": "chung", "tim": law.title[:12]})
    button = BeautifulSoup(page.content, "html.parser").select_one("button[name=can_cu]")
    assert button is not None

    client.post(at(writing, "can-cu/"), {"can_cu": button["value"]})

    assert PlanDraft.objects.get().bases.splitlines()[-1] == button["value"]
    block = DraftSection.objects.filter(kind=DraftSectionKind.BLOCK)[0]
    found = client.get(
        at(writing),
        {"muc": f"m{block.pk}", "tim": "so tu phap"},
        headers={**HTMX, "hx-target": "found"},
    )
    assert text_of(found.content).startswith("Sở Tư pháp")


def test_the_paper_is_looked_at_and_goes_to_the_leader_and_out(sign_in: SignIn) -> None:
    writing = a_whole_draft()
    client = sign_in(writing.officer)
    pdf, docx = client.get(at(writing, "ban-xem.pdf")), client.get(at(writing, "ban-xem.docx"))
    assert pdf.content.startswith(b"%PDF-")
    assert read_own(docx.content)["title"] == "Tổ chức Tháng Nhân đạo năm 2027"
    client.post(at(writing, "trinh/"))
    client = sign_in(writing.leader)
    client.post(at(writing, "tra-lai/"), {"y_kien": "Ghi rõ kinh phí."})
    assert "Ghi rõ kinh phí." in text_of(client.get(at(writing)).content)
    client = sign_in(writing.officer)
    opinion = PlanDraft.objects.get().opinions.get()
    client.post(f"/ke-hoach/soan/y-kien/{opinion.pk}/tiep-thu/")
    client.post(at(writing, "trinh/"))
    client = sign_in(writing.leader)
    client.post(at(writing, "duyet/"))
    client = sign_in(writing.officer)

    answer = client.post(at(writing, "ban-hanh/"), {"gui": [unit("lc-so-y-te").pk]}, follow=True)

    draft = PlanDraft.objects.get()
    assert draft.state == DraftState.ISSUED
    assert "Đã ban hành kế hoạch." in text_of(answer.content)
    assert f"/ke-hoach/{Plan.objects.get().pk}/" in answer.content.decode()
    assert draft.issued is not None
    assert [one.unit.key for one in draft.issued.dispatches.all()] == ["lc-so-y-te"]


def test_a_refusal_shows_on_the_page_with_every_place_to_mend(sign_in: SignIn) -> None:
    writing = a_writing()
    client = sign_in(writing.officer)

    answer = client.post(at(writing, "trinh/"))

    assert answer.status_code == 422
    assert "Kế hoạch chưa trình được" in text_of(answer.content)
    assert "Chưa giao nhiệm vụ cho cơ quan nào" in text_of(answer.content)


def test_the_page_asks_no_more_for_many_sections_than_for_few(sign_in: SignIn) -> None:
    writing = a_whole_draft()
    client = sign_in(writing.officer)
    block = DraftSection.objects.filter(kind=DraftSectionKind.BLOCK)[0]
    client.get(at(writing))
    with CaptureQueriesContext(connection) as few:
        client.get(at(writing), {"muc": f"m{block.pk}"})
    for number in range(8):
        writing.block("lc-so-noi-vu", "lc-so-tai-chinh", text=f"Việc {number}\nViệc khác {number}")
        writing.group(f"Nhóm {number}", "Một ý")

    with CaptureQueriesContext(connection) as many:
        page = client.get(at(writing), {"muc": f"m{block.pk}"})

    assert len(many) <= len(few) + 1
    assert len(page.content) < 60_000


def test_an_upper_task_is_found_chosen_and_let_go(sign_in: SignIn) -> None:
    writing = a_whole_draft()
    commune = unit("lc-ubnd-xa-03478-2025")
    writing.block(commune.key, text="Rà soát, lập danh sách hộ khó khăn")
    above = writing.issued().plan
    assert above is not None
    upper = above.tasks.get(text__startswith="Rà soát")
    officer = a_writer(commune, Role.AGENCY_OFFICER, "Giàng A Chứ")
    draft = actions.start_draft(unit=commune, subject="Trợ giúp", by=officer, at=AT)
    own = Writing(draft, officer, officer)
    own.block("lc-hoi-xa-03478-2025", text="Lập danh sách hộ khó khăn ở từng bản")
    task, client = own.task("Lập danh sách"), sign_in(officer)
    address = f"/ke-hoach/soan/nhiem-vu/{task.pk}/cap-tren/"
    assert upper.text in text_of(client.get(address, {"q": "ra soat"}).content)
    assert upper.text not in text_of(client.get(address, {"q": "hien mau"}).content)

    client.post(f"{address}ghi/", {"cap_tren": upper.pk, "noi": "1"})
    assert list(task.uppers.all()) == [upper]

    client.post(f"{address}ghi/", {"cap_tren": upper.pk, "noi": "0"})
    assert list(task.uppers.all()) == []
