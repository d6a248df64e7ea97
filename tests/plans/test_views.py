"""Pages as people meet them: what they show, what they refuse, and that they stay light."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.plans import (
    AT,
    Desk,
    Said,
    a_confirmed_plan,
    a_document,
    a_review,
    an_office,
    an_officer_at,
    finish,
    many_said,
)
from tests.builders.units import unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions
from nhanai.plans.models import Addition, Assignment, Plan
from nhanai.plans.rules.cutting import cut_points
from nhanai.plans.vocab import PlanState, TaskState

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def page(client: Client, name: str, *args: int, **query: str | int) -> BeautifulSoup:
    """The page as a reader has it."""
    answer = client.get(reverse(f"plans:{name}", args=args), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(soup: BeautifulSoup, selector: str) -> str:
    """What stands there, on one line."""
    found = soup.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ").split())


def opened(soup: BeautifulSoup) -> str:
    """The address of the open task."""
    return words(soup, "#muc h3 span")


def test_a_read_document_leads_to_its_review(sign_in: SignIn) -> None:
    office = an_office()
    officer = an_officer_at(office)
    document = a_document(office=office, officer=officer)
    client = sign_in(officer)

    answer = client.post(reverse("plans:start", args=[document.pk]))

    assert answer.headers["Location"] == reverse("plans:review", args=[Plan.objects.get().pk])


def test_the_review_opens_the_first_task_that_waits_beside_its_words(sign_in: SignIn) -> None:
    desk = a_review()
    soup = page(sign_in(desk.officer), "review", desk.plan.pk)

    assert opened(soup) == "II.1.-1"
    assert words(soup, ".p.now [data-node]") == desk.task("II.1.-1").text
    assert len(soup.select(".tks > li.tk")) == 5
    assert "Chưa có cơ quan nào thực hiện" in words(soup, "#muc")


def test_confirming_a_task_goes_on_to_the_next(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    task = desk.task("III.4.-1")

    answer = client.post(reverse("plans:check", args=[task.pk]), follow=True)

    soup = BeautifulSoup(answer.content, "html.parser")
    assert opened(soup) == "III.4.-2"
    assert "III.4.-1: đã xác nhận" in words(soup, ".done-just")


def test_an_act_over_htmx_answers_with_the_moving_part_and_its_address(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    task = desk.task("III.4.-1")

    answer = client.post(
        reverse("plans:check", args=[task.pk]),
        headers={"HX-Request": "true", "HX-Target": "review"},
    )

    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("html") is None
    assert [dock["hx-swap-oob"] for dock in soup.select("#dock")] == ["true"]
    following = desk.task("III.4.-2").pk
    assert answer.headers["HX-Push-Url"] == (
        f"{reverse('plans:review', args=[desk.plan.pk])}?muc={following}&vua={task.pk}"
    )


def test_a_task_without_an_agency_is_refused_beside_its_button(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)

    answer = client.post(reverse("plans:check", args=[desk.task("II.1.-1").pk]))

    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert "Chưa xác nhận được nhiệm vụ II.1.-1." in words(soup, ".dock [role=alert]")
    assert opened(soup) == "II.1.-1"


@pytest.mark.parametrize(
    ("act", "state"),
    [("drop", TaskState.DROPPED), ("general", TaskState.GENERAL)],
)
def test_a_decision_is_taken_and_taken_back(sign_in: SignIn, act: str, state: str) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    task = desk.task("II.1.-1")

    client.post(reverse(f"plans:{act}", args=[task.pk]))
    assert desk.task("II.1.-1").state == state
    client.post(reverse("plans:undo", args=[task.pk]))

    assert desk.task("II.1.-1").state == TaskState.PROPOSED


def test_the_page_offers_the_places_where_the_words_part(sign_in: SignIn) -> None:
    desk = a_review()
    task = desk.task("III.4.-1")
    soup = page(sign_in(desk.officer), "review", desk.plan.pk, muc=task.pk, tach=1)

    offered = [int(str(box["value"])) for box in soup.select("#split [name=cho]")]

    assert offered == list(cut_points(task.text))


def test_a_task_is_split_and_joined_through_the_page(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    task = desk.task("III.4.-1")
    point = cut_points(task.text)[0]

    client.post(reverse("plans:split", args=[task.pk]), {"cho": [point]})
    assert "III.4.-1/2" in desk.standing()
    client.post(reverse("plans:join", args=[desk.task("III.4.-1/2").pk]))

    assert "III.4.-1" in desk.standing()


def test_an_agency_is_looked_for_and_chosen_without_a_script(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    task = desk.task("II.1.-1")
    address = reverse("plans:assign", args=[task.pk])

    answer = client.post(address, {"giao": "moi", "vai_tro": "LEAD", "tim": "so y te"})
    found = BeautifulSoup(answer.content, "html.parser").select("#found [name=don_vi]")
    chosen = [str(box["value"]) for box in found]
    client.post(address, {"giao": "moi", "vai_tro": "LEAD", "don_vi": chosen})

    assert desk.named("II.1.-1") == [("Sở Y tế", "LEAD", ["so-y-te"])]


def test_searching_as_one_types_answers_with_what_is_found_only(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)

    asked: dict[str, str | int] = {
        "muc": desk.task("II.1.-1").pk,
        "giao": "moi",
        "tim": "giao duc",
    }
    answer = client.get(
        reverse("plans:review", args=[desk.plan.pk]),
        asked,
        headers={"HX-Request": "true", "HX-Target": "found"},
    )

    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("#review") is None
    assert words(soup, "label") == "Sở Giáo dục và Đào tạo Sở GD&ĐT"


def test_a_wrong_agency_is_corrected_given_a_role_and_taken_off(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    task = desk.task("III.5.-1")
    assignment = Assignment.objects.get(task=task)

    client.post(
        reverse("plans:assign", args=[task.pk]),
        {"giao": assignment.pk, "don_vi": [unit("so-y-te").pk]},
    )
    client.post(reverse("plans:set-role", args=[assignment.pk]), {"vai_tro": "COORDINATING"})
    assert desk.named("III.5.-1") == [("Sở Giáo dục và Đào tạo", "COORDINATING", ["so-y-te"])]
    client.post(reverse("plans:remove", args=[assignment.pk]))

    assert desk.named("III.5.-1") == []


def test_what_is_added_is_kept_at_once_and_shown_as_ours(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    task = desk.task("III.5.-1")

    answer = client.post(
        reverse("plans:add", args=[task.pk]),
        {"DUE": "31/5/2027", "RECURRENCE": "annual", "SUMMARY": "Chữ thập đỏ trường học"},
        headers={"HX-Request": "true"},
    )

    assert "Đã lưu" in answer.content.decode()
    assert Addition.objects.get(task=task, field="DUE").value == "2027-05-31"
    soup = page(client, "review", desk.plan.pk, muc=task.pk)
    assert "III.5.-1: Chữ thập đỏ trường học" in words(soup, "#muc h3")
    assert soup.select_one(".added[open]") is not None


def test_a_day_that_does_not_exist_is_said_in_words_and_nothing_is_kept(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)

    answer = client.post(
        reverse("plans:add", args=[desk.task("III.5.-1").pk]),
        {"DUE": "31/02/2027", "TARGET": "38 trường"},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 422
    assert "Tháng 2 năm 2027 có 28 ngày" in answer.content.decode()
    assert not Addition.objects.exists()


def test_selected_words_become_a_task_that_is_then_open(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)

    answer = client.post(
        reverse("plans:add-task", args=[desk.plan.pk]),
        {"doan": "III", "tu": "0", "den": "7"},
        follow=True,
    )

    assert opened(BeautifulSoup(answer.content, "html.parser")) == "III"
    assert desk.task("III").text == "TỔ CHỨC"


def test_several_tasks_are_settled_at_once(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    address = reverse("plans:settle-many", args=[desk.plan.pk])

    client.post(address, {"nhiem_vu": [desk.task("II.1.-1").pk], "chung": "1"})
    client.post(address, {"nhiem_vu": [desk.task("II.2.-1").pk], "don_vi": [desk.office.pk]})

    assert desk.task("II.1.-1").state == TaskState.GENERAL
    assert desk.named("II.2.-1") == [("Hội Chữ thập đỏ tỉnh", "ASSIGNED", ["hoi-tinh"])]


def test_what_blocks_the_plan_is_shown_once_each_with_a_way_to_its_task(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)

    answer = client.post(reverse("plans:confirm", args=[desk.plan.pk]))

    assert answer.status_code == 422
    note = BeautifulSoup(answer.content, "html.parser").select_one(".note.bad")
    assert note is not None
    assert [link.get_text() for link in note.select("a[href*=muc]")] == [
        "II.1.-1",
        "II.2.-1",
        "III.4.-1",
        "III.4.-2",
        "III.5.-1",
    ]


def test_the_whole_way_from_review_to_the_agencys_list(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)
    client.post(reverse("plans:check-sure", args=[desk.plan.pk]))
    waiting = [desk.task("II.1.-1").pk, desk.task("II.2.-1").pk]
    client.post(
        reverse("plans:settle-many", args=[desk.plan.pk]), {"nhiem_vu": waiting, "chung": "1"}
    )

    client.post(reverse("plans:confirm", args=[desk.plan.pk]))

    assert Plan.objects.get().state == PlanState.CONFIRMED
    health = sign_in(an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER))
    soup = page(health, "mine")
    assert words(soup, "h1") == "Sở Y tế"
    assert [row.get_text() for row in soup.select("tbody td.k")] == ["III.4.-1", "III.4.-2"]


def test_a_task_opens_to_its_sentence_in_the_document(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    client = sign_in(an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER))
    task = desk.task("III.4.-2")

    soup = page(client, "task", task.pk)
    link = soup.select_one(".quote cite a")

    assert link is not None
    assert link["href"] == f"{reverse('plans:source', args=[task.pk])}#n-III.4.-2"
    assert words(page(client, "source", task.pk), "[id='n-III.4.-2'].now > p") == task.text


def test_a_province_officer_opens_the_list_of_any_agency(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    client = sign_in(desk.officer)

    soup = page(client, "mine", **{"don-vi": "so-gddt"})

    assert words(soup, "h1") == "Sở Giáo dục và Đào tạo"
    assert [row.get_text() for row in soup.select("tbody td.k")] == ["III.5.-1"]


def test_the_matrix_counts_what_each_agency_has_in_each_group(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    soup = page(sign_in(desk.officer), "detail", desk.plan.pk)

    heads = [cell.get_text().strip() for cell in soup.select(".mx thead th")]
    lines = [
        [" ".join(cell.get_text(" ").split()) for cell in line.select("th, td")]
        for line in soup.select(".mx tbody tr")
    ]

    assert heads == [
        "Cơ quan",
        "1. Tuyên truyền, nâng cao nhận thức",
        "Chưa xếp nhóm",
        "Cộng",
    ]
    assert lines == [
        ["Sở Y tế", "0/1", "0/1", "0/2"],
        ["Sở Giáo dục và Đào tạo", "", "0/1", "0/1"],
        ["Hội Chữ thập đỏ tỉnh", "", "0/1 ph", "0/1"],
    ]


@pytest.mark.parametrize(
    ("query", "addresses"),
    [
        ({"don-vi": "so-y-te"}, ["III.4.-1", "III.4.-2"]),
        ({"q": "truong hoc"}, ["III.5.-1"]),
        ({"vai-tro": "COORDINATING"}, ["III.4.-1"]),
        ({"trang-thai": "GENERAL"}, ["II.1.-1", "II.2.-1"]),
        ({"don-vi": "khong-co"}, []),
        ({"nhom": "x", "vai-tro": "y", "trang": "99"}, None),
    ],
)
def test_the_list_of_a_plan_is_narrowed_by_its_address(
    sign_in: SignIn, query: dict[str, str], addresses: list[str] | None
) -> None:
    desk = a_confirmed_plan()
    soup = page(sign_in(desk.officer), "detail", desk.plan.pk, **query)

    shown = [row.get_text() for row in soup.select(".t.fold tbody td.k")]

    assert shown == (desk.standing() if addresses is None else addresses)


def test_a_confirmed_plan_is_opened_again_with_a_reason(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    client = sign_in(desk.officer)
    address = reverse("plans:reopen", args=[desk.plan.pk])

    client.post(address, {"ly_do": ""})
    assert Plan.objects.get().state == PlanState.CONFIRMED
    answer = client.post(address, {"ly_do": "Sở Y tế đề nghị tách."})

    assert Plan.objects.get().state == PlanState.REOPENED
    assert answer.headers["Location"] == reverse("plans:review", args=[desk.plan.pk])


def test_a_plan_is_renamed(sign_in: SignIn) -> None:
    desk = a_review()
    client = sign_in(desk.officer)

    client.post(reverse("plans:rename", args=[desk.plan.pk]), {"ten": "Kế hoạch 895"})

    assert words(page(client, "list"), "tbody th a") == "Kế hoạch 895"


def test_a_confirmed_plan_shows_no_review(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()

    answer = sign_in(desk.officer).get(reverse("plans:review", args=[desk.plan.pk]))

    assert answer.headers["Location"] == reverse("plans:detail", args=[desk.plan.pk])


@pytest.mark.parametrize("name", ["detail", "review", "many"])
def test_a_plan_of_others_is_not_there(sign_in: SignIn, name: str) -> None:
    desk = a_review()
    stranger = an_officer_at(unit("so-gddt"))

    answer = sign_in(stranger).get(reverse(f"plans:{name}", args=[desk.plan.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["check", "drop", "general", "undo", "split", "join", "assign"])
def test_a_task_of_others_cannot_be_changed(sign_in: SignIn, name: str) -> None:
    desk = a_review()
    task = desk.task("III.4.-1")
    stranger = an_officer_at(unit("so-gddt"))

    answer = sign_in(stranger).post(reverse(f"plans:{name}", args=[task.pk]))

    assert answer.status_code == 404
    assert desk.task("III.4.-1").state == TaskState.PROPOSED


@pytest.mark.parametrize("name", ["task", "source"])
def test_a_task_of_another_agency_is_not_there(sign_in: SignIn, name: str) -> None:
    desk = a_confirmed_plan()
    schools = sign_in(an_officer_at(unit("so-gddt"), role=Role.AGENCY_OFFICER))

    answer = schools.get(reverse(f"plans:{name}", args=[desk.task("III.4.-1").pk]))

    assert answer.status_code == 404


def test_what_the_document_says_wrong_in_a_task_stands_beside_it(sign_in: SignIn) -> None:
    desk = a_review(findings=[("words-repeated", "III.5.-1", "Lặp từ: “thi đua thi đua”.")])
    soup = page(sign_in(desk.officer), "review", desk.plan.pk, muc=desk.task("III.5.-1").pk)

    assert "Lặp từ: “thi đua thi đua”." in words(soup, "#muc .fd")


@pytest.mark.parametrize(
    ("wanted", "addresses"),
    [("trong", ["II.1.-1", "II.2.-1"]), ("bo", ["III.5.-1"]), ("cho", 4), ("không rõ", 4)],
)
def test_the_list_of_the_review_is_filtered(
    sign_in: SignIn, wanted: str, addresses: list[str] | int
) -> None:
    desk = a_review()
    actions.drop(task=desk.task("III.5.-1"), by=desk.officer, at=AT)
    soup = page(sign_in(desk.officer), "review", desk.plan.pk, loc=wanted)

    shown = [opened(soup), *(row.get_text().strip() for row in soup.select(".tk > a .k"))]

    assert (sorted(shown) if isinstance(addresses, list) else len(shown)) == addresses


HEAVY = ("review", "detail", "many")


def queries_of(client: Client, desk: Desk, name: str) -> int:
    """How many queries the page takes, once the session stands."""
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(reverse(f"plans:{name}", args=[desk.plan.pk])).status_code == 200
    return len(captured)


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_a_page_of_many_tasks_takes_as_many_queries_as_one_of_few(
    sign_in: SignIn, name: str
) -> None:
    desk = a_review(said=many_said(5))
    client = sign_in(desk.officer)
    few = queries_of(client, desk, name)
    more = many_said(60)
    document = a_document(office=desk.office, officer=desk.officer, said=more)
    plan = actions.start_review(document=document, by=desk.officer, at=AT)

    many = queries_of(client, Desk(plan, desk.officer, desk.office), name)

    assert many == few


@pytest.mark.slow
def test_the_lists_take_as_many_queries_for_many_as_for_few(sign_in: SignIn) -> None:
    desk = a_review(said=many_said(3))
    finish(desk)
    actions.confirm(plan=desk.plan, by=desk.officer, at=AT)
    client = sign_in(an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER))
    page(client, "list")
    with CaptureQueriesContext(connection) as few:
        page(client, "mine")
        page(client, "list")
    document = a_document(office=desk.office, officer=desk.officer, said=many_said(24))
    plan = actions.start_review(document=document, by=desk.officer, at=AT)
    finish(Desk(plan, desk.officer, desk.office))
    actions.confirm(plan=plan, by=desk.officer, at=AT)

    with CaptureQueriesContext(connection) as many:
        page(client, "mine")
        page(client, "list")

    assert len(many) == len(few)


@pytest.mark.slow
def test_the_review_of_a_long_plan_stays_light(sign_in: SignIn) -> None:
    long = "Tổ chức khám bệnh, cấp thuốc lưu động tại các xã biên giới của tỉnh. " * 6
    said = [Said(f"III.4.-{n}", f"{long}Đợt {n}.", by=("Sở Y tế",)) for n in range(1, 301)]
    desk = a_review(said=said)
    client = sign_in(desk.officer)

    answer = client.get(
        reverse("plans:review", args=[desk.plan.pk]), {"muc": desk.task("III.4.-150").pk}
    )

    assert len(answer.content) < 60 * 1024
    soup = BeautifulSoup(answer.content, "html.parser")
    assert opened(soup) == "III.4.-150"
    assert soup.select_one(".p.now") is not None
    assert "nhiệm vụ phía trên" in words(soup, ".tks")
    assert "nhiệm vụ phía dưới" in words(soup, ".tks")
