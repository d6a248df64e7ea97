"""The pages of units: the tree of a day, a life, an act from its form to its undoing."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Protocol

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.identity import an_appointment
from tests.builders.units import a_tree, a_unit, an_act, lai_chau, unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.models import Reorganisation, Unit

pytestmark = pytest.mark.django_db


class Answer(Protocol):
    """What the client gives back, as far as the tests look at it."""

    @property
    def content(self) -> bytes: ...


SignIn = Callable[[User], Client]
ACT = {"on": "01/01/2027", "reference": "9/QĐ-CTĐ"}


def into(name: str) -> dict[str, str]:
    """The answer that an existing unit receives."""
    return {"target": "existing", "into": name}


def into_new(name: str, kind: str = "CHAPTER", code: str = "") -> dict[str, str]:
    """The answer that a new unit receives."""
    return {"target": "new", "new_name": name, "new_kind": kind, "new_code": code}


def an_office(role: Role = Role.ADMINISTRATOR) -> User:
    """Somebody at the top of a tree of five chapters."""
    units = a_tree("T T.A T.B T.A.1 T.A.2")
    return an_appointment(role=role, unit=units["T"], start=dt.date(2021, 1, 1)).user


def main_of(response: Answer) -> str:
    """What the page says, as one line."""
    page = BeautifulSoup(response.content, "html.parser").find("main")
    assert page is not None
    return " ".join(page.get_text(" ").split())


def links(response: Answer, within: str) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [link.get_text() for link in page.select(within)]


def test_the_tree_shows_the_chapters_of_today_and_of_another_day(sign_in: SignIn) -> None:
    lai_chau()
    client = sign_in(an_appointment(role=Role.INSPECTOR, unit=unit("lc-tinh")).user)

    today = client.get("/don-vi/")
    then = client.get("/don-vi/", {"ngay": "15/9/2023"})

    assert len(links(today, ".rows b a")) == 38
    assert links(then, ".rows b a")[0] == "Hội Chữ thập đỏ huyện Mường Tè"
    assert len(links(then, ".rows b a")) == 8
    assert "Như ngày 15/9/2023" in main_of(then)


def test_a_day_that_is_none_is_pointed_out_and_today_is_shown(sign_in: SignIn) -> None:
    client = sign_in(an_office())

    page = client.get("/don-vi/", {"ngay": "31/2/2023", "he": "?"})

    assert "Viết ngày như 01/7/2025. Đang xem theo hôm nay." in main_of(page)
    assert links(page, ".rows b a") == ["Hội T.A", "Hội T.B"]


def test_a_day_before_everything_says_so(sign_in: SignIn) -> None:
    client = sign_in(an_office())

    assert "Ngày này chưa có đơn vị nào" in main_of(client.get("/don-vi/", {"ngay": "01/01/1990"}))


def test_search_finds_without_accents_and_by_former_names(sign_in: SignIn) -> None:
    user = an_office()
    an_act(unit("t-a"))

    page = sign_in(user).get("/don-vi/", {"q": "hoi t.a", "ngay": "01/6/2026"})

    assert links(page, ".rows b a")[-1] == "Tên mới"
    assert "trước 01/3/2026 tên là Hội T.A" in main_of(page)


def test_the_number_of_queries_of_the_tree_does_not_grow(sign_in: SignIn) -> None:
    client = sign_in(an_office())

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/don-vi/", {"duoi": "t"})
        return len(queries)

    asked()  # the first request of a process asks once more
    few = asked()
    for number in range(40):
        a_unit(f"Hội {number}", kind="CHAPTER", parent=unit("t"), line="RED_CROSS")

    assert asked() == few


def test_a_life_shows_where_an_ended_unit_went(sign_in: SignIn) -> None:
    lai_chau()
    client = sign_in(an_appointment(role=Role.AGENCY_OFFICER, unit=unit("lc-so-y-te")).user)

    page = main_of(client.get("/don-vi/lc-xa-03619/"))

    assert "Xã Mường Than Đã kết thúc từ ngày 01/7/2025" in page
    assert "Kế tục 1 đơn vị Xã Than Uyên" in page
    assert "Người được bổ nhiệm" not in page
    assert "Thay đổi tổ chức" not in page


def test_a_group_shows_its_members_of_the_day(sign_in: SignIn) -> None:
    lai_chau()
    client = sign_in(an_appointment(role=Role.INSPECTOR, unit=unit("lc-tinh")).user)

    page = main_of(client.get("/don-vi/lc-khoi-ubnd-huyen/", {"ngay": "15/9/2023"}))

    assert "8 đơn vị, ngày 15/9/2023" in page


def test_an_unknown_unit_or_act_is_not_found(sign_in: SignIn) -> None:
    client = sign_in(an_office())

    found = [
        client.get(address).status_code
        for address in ("/don-vi/x/", "/don-vi/t/xoa/", "/don-vi/thay-doi/9/")
    ]

    assert found == [404, 404, 404]


def seen(response: Answer) -> str:
    found = re.search(r'name="seen" value="(\w+)"', response.content.decode())
    return found[1] if found else ""


def test_an_act_is_previewed_then_done_then_undone(sign_in: SignIn) -> None:
    client = sign_in(an_office())
    clerk = an_appointment(role=Role.CHAPTER_CLERK, unit=unit("t-a")).user
    typed = {**ACT, "sources": "Hội T.A", **into("Hội T.B"), "step": "look"}

    preview = client.post("/don-vi/t-a/sap-nhap/", typed)
    assert preview.status_code == 200
    assert Reorganisation.objects.filter(kind="MERGE").count() == 0
    said = main_of(preview)
    assert "1 đơn vị kết thúc, 2 đơn vị bên dưới chuyển theo, 1 bổ nhiệm và 0 nhiệm vụ" in said
    assert clerk.full_name in said

    done = client.post("/don-vi/t-a/sap-nhap/", {**typed, "step": "do", "seen": seen(preview)})
    act = Reorganisation.objects.get(kind="MERGE")
    assert (done.status_code, done.headers["Location"]) == (302, f"/don-vi/thay-doi/{act.pk}/")
    assert unit("t-a").end == dt.date(2027, 1, 1)

    sheet = client.get(done.headers["Location"])
    assert "Hội T.A Bên tiếp nhận Hội T.A Hội T.B 100 %" in main_of(sheet)
    undone = client.post(f"/don-vi/thay-doi/{act.pk}/hoan-tac/")
    assert undone.status_code == 302
    assert unit("t-a").end is None
    assert "đã được hoàn tác" in main_of(client.get(f"/don-vi/thay-doi/{act.pk}/"))


def test_what_was_not_seen_in_a_preview_is_not_done(sign_in: SignIn) -> None:
    client = sign_in(an_office())
    typed = {**ACT, "name": "Hội Một"}
    preview = client.post("/don-vi/t-a/doi-ten/", typed)

    changed = {**typed, "name": "Hội Hai", "step": "do", "seen": seen(preview)}
    again = client.post("/don-vi/t-a/doi-ten/", changed)

    assert again.status_code == 200
    assert "Hội Hai" in main_of(again)
    assert Reorganisation.objects.filter(kind="RENAME").count() == 0


@pytest.mark.parametrize(
    ("verb", "typed", "said"),
    [
        ("doi-ten", {"name": "Hội T.B"}, "Đã có đơn vị khác tên “Hội T.B”"),
        ("doi-ten", {}, "Hãy ghi tên mới."),
        ("chuyen", {"parent": "Hội T.A.1", "line": "RED_CROSS"}, "đang đứng dưới chính nó"),
        ("chuyen", {"parent": "Hội Lạ", "line": "RED_CROSS"}, "Không rõ “Hội Lạ” là đơn vị nào"),
        ("ket-thuc", {}, "“Hội T.A.1” vẫn đứng dưới “Hội T.A”"),
        ("sap-nhap", {"sources": "Hội T.A", **into("Hội T.A")}, "vào chính nó"),
        ("sap-nhap", {"sources": "Hội T.A"}, "Hãy chọn đơn vị đang có hoặc đơn vị mới."),
        ("sap-nhap", {"sources": "Hội T.A", **into("")}, "Hãy tìm và chọn đơn vị tiếp nhận."),
        ("sap-nhap", {"sources": "Hội T.A", **into("Hội Lạ")}, "Không rõ “Hội Lạ” là đơn vị nào"),
        ("sap-nhap", {"sources": "Hội T.A", **into_new("")}, "Hãy ghi tên đơn vị mới."),
        ("chia-tach", {"parts": "Hội T.B = 40 %", "new_parts": "Hội X = 50 %"}, "cộng lại là 90 %"),
        (
            "chia-tach",
            {"parts": "Hội T.B", "new_parts": "Hội X = 50 %"},
            "Hãy ghi phần cho mọi đơn vị",
        ),
        (
            "chia-tach",
            {"parts": "Hội T.B", "new_parts": "Hội X"},
            "Hãy chọn đơn vị tiếp nhận các đơn vị dưới",
        ),
        ("chia-tach", {}, "Hãy ghi các đơn vị tiếp nhận, đang có hoặc mới."),
        ("chia-tach", {"parts": "Hội Lạ"}, "Không rõ “Hội Lạ” là đơn vị nào"),
        ("thanh-lap", {"unit_kind": "BRANCH", "line": "RED_CROSS"}, "Hãy ghi tên đơn vị."),
    ],
)
def test_a_refused_act_says_why_and_changes_nothing(
    sign_in: SignIn, verb: str, typed: dict[str, str], said: str
) -> None:
    client = sign_in(an_office())

    page = client.post(f"/don-vi/t-a/{verb}/", {**ACT, **typed, "step": "do"})

    assert page.status_code == 422
    assert said in main_of(page)
    assert set(Reorganisation.objects.values_list("kind", flat=True)) == {"LOAD"}


@pytest.mark.parametrize(
    ("verb", "typed", "key"),
    [
        (
            "thanh-lap",
            {"name": "Chi hội 1", "unit_kind": "BRANCH", "line": "RED_CROSS"},
            "chi-hoi-1-2027",
        ),
        (
            "sap-nhap",
            {
                "sources": "Hội T.A.1\nHội T.A.2 = 60 %",
                **into_new("Hội Mới"),
                "rest_to": "Hội T.B",
            },
            "hoi-moi-2027",
        ),
        (
            "sap-nhap",
            {"sources": "Hội T.A.1\nHội T.A.2", **into_new("Hội T.A.1")},
            "hoi-t-a-1-2027",
        ),
        (
            "chia-tach",
            {"parts": "Hội T.B", "new_parts": "Hội X", "children_to": "Hội X"},
            "hoi-x-2027-1",
        ),
    ],
)
def test_a_new_unit_gets_an_identity_of_its_name(
    sign_in: SignIn, verb: str, typed: dict[str, str], key: str
) -> None:
    client = sign_in(an_office())
    preview = client.post(f"/don-vi/t-a/{verb}/", {**ACT, **typed})

    done = client.post(
        f"/don-vi/t-a/{verb}/", {**ACT, **typed, "step": "do", "seen": seen(preview)}
    )

    assert (preview.status_code, done.status_code) == (200, 302)
    assert Unit.objects.get(key=key).start == dt.date(2027, 1, 1)


def test_the_new_unit_of_a_merger_is_of_the_kind_and_code_that_were_chosen(
    sign_in: SignIn,
) -> None:
    client = sign_in(an_office())
    sources = {"sources": "Hội T.A.1\nHội T.A.2"}
    typed = {**ACT, **sources, **into_new("Chi hội Mới", "BRANCH", "09999")}
    preview = client.post("/don-vi/t-a/sap-nhap/", typed)

    client.post("/don-vi/t-a/sap-nhap/", {**typed, "step": "do", "seen": seen(preview)})

    made = Unit.objects.get(key="chi-hoi-moi-2027")
    assert (made.kind, made.codes.get().code) == ("BRANCH", "09999")


def test_a_merger_proposes_the_names_of_units_and_the_own_kind(sign_in: SignIn) -> None:
    page = sign_in(an_office()).get("/don-vi/t-a/sap-nhap/")

    found = BeautifulSoup(page.content, "html.parser")
    proposed = [option["value"] for option in found.select("#unit-names option")]
    assert {"Hội T.A", "Hội T.B"} <= set(proposed)
    assert [field["list"] for field in found.select("#id_into")] == ["unit-names"]
    assert [one["value"] for one in found.select("#id_new_kind [selected]")] == ["CHAPTER"]
    assert [one["value"] for one in found.select("[name=target][checked]")] == ["existing"]


def test_who_administers_one_branch_leaves_the_other_alone(sign_in: SignIn) -> None:
    an_office()
    user = an_appointment(role=Role.ADMINISTRATOR, unit=unit("t-a"), start=dt.date(2021, 1, 1)).user
    client = sign_in(user)
    typed = {**ACT, "name": "Hội Mới"}

    own, other = (
        client.post(
            f"/don-vi/{key}/doi-ten/",
            {**typed, "step": "do", "seen": seen(client.post(f"/don-vi/{key}/doi-ten/", typed))},
        )
        for key in ("t-a-1", "t-b")
    )

    assert (own.status_code, other.status_code) == (302, 422)
    assert "Bạn không có quyền thay đổi tổ chức của các đơn vị này." in main_of(other)


def test_undoing_an_older_act_is_refused_with_the_newer_one(sign_in: SignIn) -> None:
    client = sign_in(an_office())
    for name, day in (("Hội Một", "01/01/2027"), ("Hội Hai", "01/02/2027")):
        typed = {"name": name, "on": day, "reference": "1/QĐ"}
        preview = client.post("/don-vi/t-a/doi-ten/", typed)
        client.post("/don-vi/t-a/doi-ten/", {**typed, "step": "do", "seen": seen(preview)})
    first = Reorganisation.objects.filter(kind="RENAME").order_by("pk")[0]

    page = client.post(f"/don-vi/thay-doi/{first.pk}/hoan-tac/")

    assert page.status_code == 422
    assert "Sau đó đã có “Đổi tên” từ ngày 01/02/2027 trên cùng đơn vị" in main_of(page)


def test_an_officer_neither_sees_nor_opens_the_acts(sign_in: SignIn) -> None:
    client = sign_in(an_office(Role.PROVINCE_OFFICER))

    assert client.get("/don-vi/t-a/doi-ten/").status_code == 403
    assert "Thay đổi tổ chức" not in main_of(client.get("/don-vi/t-a/"))
