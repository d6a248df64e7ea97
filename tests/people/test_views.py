"""Pages of people: who sees what, what stays masked, what a form leads to."""

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.builders.identity import a_user, an_appointment
from tests.builders.people import (
    HEALTH,
    NUMBER,
    PEOPLE,
    PHONE,
    PeopleParts,
    Society,
    a_person,
    a_role,
    a_society,
    some_people,
)
from tests.builders.units import a_unit

from nhanai.facts.models import Fact
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal import queries as journal
from nhanai.people import actions
from nhanai.people.models import Consent, DataRequest, Incident, Person, PersonRole
from nhanai.people.rules.cards import check_of
from nhanai.people.vocab import RoleKind
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def everyone(society: Society) -> Mapping[Role, User]:
    """Somebody in each role, where that role is held."""
    places = {Role.INSPECTOR: society.province, Role.ADMINISTRATOR: society.province}
    users = {Role.CHAPTER_CLERK: society.clerk, Role.CHAPTER_HEAD: society.head,
             Role.PROVINCE_OFFICER: society.officer}  # fmt: skip
    for role in Role:
        if role not in users and role != Role.AGENCY_OFFICER:
            unit = places.get(role, society.office)
            user = a_user(full_name="Hoàng Thị Duyên")
            users[role] = an_appointment(user=user, role=role, unit=unit).user
    return users


def addresses(parts: PeopleParts) -> list[str]:
    """Every page of the room that is only looked at."""
    key, club = {"key": parts.person.key}, {"key": parts.club.key}
    plain = ("list", "add", "members", "officers", "groups", "open-group", "privacy",
             "requests", "receive", "incidents", "report-incident", "past-retention")  # fmt: skip
    found = [reverse(f"people:{name}") for name in plain]
    found += [
        reverse(f"people:{name}", kwargs=key)
        for name in ("person", "edit", "give-role", "appoint", "training", "merit", "erase")
    ]
    found += [reverse(f"people:{name}", kwargs=club) for name in ("group", "close-group")]
    found += [reverse(f"people:{name}", args=[parts.role.pk]) for name in ("end-role", "transfer")]
    found.append(reverse("people:request", args=[parts.request.pk]))
    found.append(reverse("people:incident", args=[parts.incident.pk]))
    found.append(f"{reverse('people:list')}?q={NUMBER[-4:]}")
    found.append(f"{reverse('people:receive')}?nguoi={parts.person.key}")
    return found


def test_what_is_masked_stands_on_no_page_of_anybody(client: Client) -> None:
    society = a_society()
    parts = some_people(society.chapter)
    leaks, opened = [], 0

    for role, user in everyone(society).items():
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for address in [*addresses(parts), "/", "/tim/?q=Pang", "/nhat-ky/"]:
            response = client.get(address)
            opened += response.status_code == 200
            text = response.content.decode()
            leaks += [(role, address, one) for one in (NUMBER, PHONE, PEOPLE, HEALTH, "Hộ 17B")
                      if one in text.replace(f"<option value=\"{PEOPLE}\">", "")]  # fmt: skip

    assert leaks == []
    assert opened > 60


def test_the_same_list_costs_the_same_however_many_there_are(
    sign_in: SignIn,
) -> None:
    society = a_society()
    client = sign_in(society.clerk)
    pages = [reverse(f"people:{name}") for name in ("list", "members", "officers", "groups")]
    a_person(society.chapter)
    some_people(society.chapter)
    a_role(a_person(society.chapter), society.chapter, kind=RoleKind.OFFICER)
    client.get("/")
    counted = [_queries(client, page) for page in pages]
    for _ in range(12):
        a_role(a_person(society.chapter), society.chapter, kind=RoleKind.OFFICER)

    assert [_queries(client, page) for page in pages] == counted


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_people_of_other_chapters_are_not_there(sign_in: SignIn) -> None:
    society = a_society()
    other = a_person(society.other, "Tao Văn Ún")

    client = sign_in(society.clerk)

    assert "Tao Văn Ún" not in client.get(reverse("people:list")).content.decode()
    assert client.get(reverse("people:person", kwargs={"key": other.key})).status_code == 404
    officer = sign_in(society.officer)
    assert "Tao Văn Ún" in officer.get(reverse("people:list")).content.decode()


def test_a_name_is_found_without_accents_and_a_number_by_its_end(sign_in: SignIn) -> None:
    society = a_society()
    some_people(society.chapter)
    a_person(society.chapter, "Giàng Thị Dợ")
    client = sign_in(society.clerk)

    def found(query: str) -> set[str]:
        text = client.get(f"{reverse('people:list')}?{query}").content.decode()
        return {name for name in ("Lò Văn Pâng", "Giàng Thị Dợ") if name in text}

    assert found("q=pang lo") == {"Lò Văn Pâng"}
    assert found("q=4321") == {"Lò Văn Pâng"}
    assert found("q=0123") == {"Lò Văn Pâng"}
    assert found("vai-tro=GROUP_MEMBER") == {"Lò Văn Pâng"}
    assert found("vai-tro=DONOR") == set()
    assert found("tuoi=31-60") == {"Lò Văn Pâng", "Giàng Thị Dợ"}
    assert found("tuoi=duoi-16") == set()
    assert found("tinh-trang=thoi") == set()


def test_an_inspector_finds_nobody_by_number(sign_in: SignIn) -> None:
    society = a_society()
    some_people(society.chapter)
    inspector = everyone(society)[Role.INSPECTOR]

    text = sign_in(inspector).get(f"{reverse('people:list')}?q=4321").content.decode()

    assert "Lò Văn Pâng" not in text


def test_four_answers_make_a_member(sign_in: SignIn) -> None:
    society = a_society()
    client = sign_in(society.clerk)
    page = client.get(reverse("people:add")).content.decode()
    assert 'value="Hội xã Pa Tần"' in page

    said = {"full_name": "lò thị sua", "birth": "1994", "kind": "MEMBER",
            "unit": "hoi xa pa tan", "start": "01/3/2026"}  # fmt: skip
    response = client.post(reverse("people:add"), said)

    person = Person.objects.get()
    assert response.headers["Location"] == reverse("people:person", kwargs={"key": person.key})
    assert (person.full_name, person.birth_year) == ("Lò Thị Sua", 1994)
    assert person.roles.get().start == dt.date(2026, 3, 1)


def test_a_twin_is_shown_while_typing_and_asked_about_when_saving(sign_in: SignIn) -> None:
    society = a_society()
    a_person(society.chapter, "Lò Thị Sua")
    client = sign_in(society.clerk)
    said = {"full_name": "Lò Thị Sua", "birth": "1990", "kind": "MEMBER",
            "unit": "Hội xã Pa Tần", "start": "01/3/2026"}  # fmt: skip

    fragment = client.post(reverse("people:alike"), said).content.decode()
    asked = client.post(reverse("people:add"), said)
    saved = client.post(reverse("people:add"), {**said, "despite": "1"})

    assert "Lò Thị Sua" in fragment
    assert asked.status_code == 422
    assert "Tôi đã xem, vẫn lưu" in asked.content.decode()
    assert (saved.status_code, Person.objects.count()) == (302, 2)


def test_every_wrong_answer_says_what_to_do(sign_in: SignIn) -> None:
    society = a_society()
    said = {"full_name": "Lò 2", "birth": "31/02/1990", "kind": "MEMBER", "unit": "Hội không có",
            "start": "40/1/2026", "citizen_number": "12", "phone": "abc"}  # fmt: skip

    response = sign_in(society.clerk).post(reverse("people:add"), said)

    text = response.content.decode()
    assert response.status_code == 422
    for sentence in ("Bỏ chữ số và ký hiệu", "không có trong lịch", "Chưa rõ đơn vị nào",
                     "Thiếu 10 chữ số", "Số điện thoại chỉ gồm chữ số"):  # fmt: skip
        assert sentence in text
    assert not Person.objects.exists()


def test_opening_shows_once_and_leaves_a_line(sign_in: SignIn) -> None:
    society = a_society()
    parts = some_people(society.chapter)
    address = reverse("people:open", kwargs={"key": parts.person.key, "part": "nhay-cam"})

    response = sign_in(society.head).post(address)
    refused = sign_in(society.clerk).post(address)

    text = response.content.decode()
    line = journal.of_subject(journal.key_of(parts.person))[0]
    assert all(value in text for value in (NUMBER, PEOPLE, HEALTH, "Hộ nghèo"))
    assert response.headers["Cache-Control"] == "no-store"
    assert line.verb == "people.opened"
    assert NUMBER not in str(line.content())
    assert refused.status_code == 422
    assert NUMBER not in refused.content.decode()


def test_a_correction_keeps_what_was_left_masked(sign_in: SignIn) -> None:
    society = a_society()
    parts = some_people(society.chapter)
    said = {"full_name": "Lò Văn Păng", "birth": "1990", "phone": "", "empty": "household"}

    sign_in(society.clerk).post(reverse("people:edit", kwargs={"key": parts.person.key}), said)

    person = Person.objects.get(pk=parts.person.pk)
    assert (person.full_name, person.phone, person.citizen_number, person.household) == (
        "Lò Văn Păng",
        PHONE,
        NUMBER,
        "",
    )


def test_a_member_is_carried_to_another_chapter_with_a_slip(sign_in: SignIn) -> None:
    society = a_society()
    person = a_person(society.chapter)
    role = person.roles.get()
    client = sign_in(society.clerk)
    said = {"unit": "Hội xã Sìn Hồ", "on": "01/10/2026", "note": "Chuyển nhà"}

    response = client.post(reverse("people:transfer", args=[role.pk]), said)
    slip = client.get(reverse("people:slip", args=[role.pk]))

    person.refresh_from_db()
    new = person.roles.get(end__isnull=True)
    assert response.status_code == 302
    assert (new.unit, new.since, new.follows, person.keeper) == (
        society.other,
        role.since,
        role,
        society.other,
    )
    assert slip.content.startswith(b"%PDF")


def test_cards_are_numbered_printed_and_checked(sign_in: SignIn) -> None:
    society = a_society()
    for _ in range(3):
        a_person(society.chapter)
    client = sign_in(society.clerk)

    client.post(reverse("people:number-cards"), {"don-vi": society.chapter.key})
    sheet = client.get(reverse("people:cards"))
    numbers = list(PersonRole.objects.order_by("card_number").values_list("card_number", flat=True))
    prefix = f"H{society.chapter.pk}"
    check = check_of(numbers[0], settings.SECRET_KEY)
    good = client.get(reverse("people:card", args=[numbers[0], check])).content.decode()
    bad = client.get(reverse("people:card", args=[numbers[0], "AAAAAAAA"])).content.decode()

    assert numbers == [f"{prefix}-00001", f"{prefix}-00002", f"{prefix}-00003"]
    assert sheet.content.startswith(b"%PDF")
    assert "Đang là hội viên" in good
    assert "Không khớp" in bad


def test_the_roll_of_a_past_day_has_who_was_a_member_then(sign_in: SignIn) -> None:
    society = a_society()
    left = a_person(society.chapter, "Vàng A Chở", kind=None)
    a_role(left, society.chapter, end=dt.date(2026, 6, 1))
    a_person(society.chapter, "Lý A Sử", start=dt.date(2026, 7, 1))
    client = sign_in(society.clerk)

    def names(day: str) -> set[str]:
        text = client.get(f"{reverse('people:members')}?ngay={day}").content.decode()
        return {name for name in ("Vàng A Chở", "Lý A Sử") if name in text}

    assert names("31/5/2026") == {"Vàng A Chở"}
    assert names("01/7/2026") == {"Lý A Sử"}
    printed = client.get(f"{reverse('people:roll')}?ngay=31/5/2026")
    assert printed.content.startswith(b"%PDF")


def test_a_head_sets_up_a_club_and_closes_it(sign_in: SignIn) -> None:
    society = a_society()
    client = sign_in(society.head)
    said = {"kind": "CLUB", "name": "Câu lạc bộ Ngân hàng máu sống", "chapter": "Hội xã Pa Tần",
            "on": "01/9/2026", "reference": "12/QĐ-CTĐ"}  # fmt: skip

    made = client.post(reverse("people:open-group"), said)
    club = Unit.objects.get(kind="CLUB")
    a_role(a_person(society.chapter), club, kind=RoleKind.GROUP_MEMBER, start=dt.date(2026, 9, 2))
    page = client.get(made.headers["Location"]).content.decode()
    closing = {"last_day": "31/10/2026", "reference": "20/QĐ-CTĐ"}
    client.post(reverse("people:close-group", kwargs={"key": club.key}), closing)

    club.refresh_from_db()
    role = PersonRole.objects.get(kind=RoleKind.GROUP_MEMBER)
    assert "Vàng Thị" in page
    assert (club.end, role.end) == (dt.date(2026, 11, 1), dt.date(2026, 11, 1))


def test_a_clerk_sets_up_nothing(sign_in: SignIn) -> None:
    society = a_society()

    assert sign_in(society.clerk).get(reverse("people:open-group")).status_code == 403


def test_an_office_is_listed_with_its_kind_of_work(sign_in: SignIn) -> None:
    society = a_society()
    person = a_person(society.chapter, "Tao Thị Mẩy")
    said = {"title": "Chủ tịch", "employment": "PART_TIME", "unit": "Hội xã Pa Tần",
            "start": "01/3/2026", "term_last_day": "28/02/2031"}  # fmt: skip
    client = sign_in(society.clerk)

    client.post(reverse("people:appoint", kwargs={"key": person.key}), said)

    page = client.get(f"{reverse('people:officers')}?che-do=PART_TIME").content.decode()
    assert "Tao Thị Mẩy" in page
    assert "28/02/2031" in page
    other = client.get(f"{reverse('people:officers')}?che-do=FULL_TIME").content.decode()
    assert "Tao Thị Mẩy" not in other


def test_agreeing_and_withdrawing_take_one_form_each(sign_in: SignIn) -> None:
    society = a_society()
    person = a_person(society.chapter)
    client = sign_in(society.clerk)
    said = {"purpose": "CONTACT", "channel": "PAPER", "given_on": "01/9/2026"}

    client.post(reverse("people:consent", kwargs={"key": person.key}), said)
    consent = Consent.objects.get()
    client.post(reverse("people:withdraw", args=[consent.pk]), {"channel": "SMS"})

    consent.refresh_from_db()
    assert (consent.text_version, consent.withdrawn_by) == ("2026-01", "SMS")


def test_a_request_is_received_confirmed_and_answered(sign_in: SignIn) -> None:
    society = a_society()
    person = a_person(society.chapter)
    client = sign_in(society.head)
    today = timezone.localdate()
    said = {"kind": "ACCESS", "text": "Cho xem dữ liệu.", "channel": "PAPER",
            "received_on": f"{today:%d/%m/%Y}", "unit": "Hội xã Pa Tần",
            "nguoi": str(person.key)}  # fmt: skip

    client.post(reverse("people:receive"), said)
    request = DataRequest.objects.get()
    client.post(reverse("people:acknowledge", args=[request.pk]))
    client.post(reverse("people:answer", args=[request.pk]),
                {"outcome": "DONE", "answer": "Đã trao bản sao."})  # fmt: skip

    request.refresh_from_db()
    assert (request.person, request.outcome) == (person, "DONE")
    assert request.acknowledged_at is not None
    assert "Đã giải quyết" in client.get(f"{reverse('people:requests')}?loc=xong").content.decode()


def test_a_copy_holds_everything_and_is_journalled(sign_in: SignIn) -> None:
    society = a_society()
    parts = some_people(society.chapter)
    client = sign_in(society.head)

    made = client.post(reverse("people:copy", kwargs={"key": parts.person.key, "kind": "json"}))
    printed = client.post(reverse("people:copy", kwargs={"key": parts.person.key, "kind": "doc"}))

    assert made.json()["Hồ sơ"]["Số căn cước"] == NUMBER
    assert NUMBER in printed.content.decode()
    verbs = [line.verb for line in journal.of_subject(journal.key_of(parts.person))]
    assert verbs.count("people.taken_out") == 2


def test_an_incident_counts_its_hours(sign_in: SignIn) -> None:
    society = a_society()
    client = sign_in(society.head)
    found = timezone.localtime() - dt.timedelta(hours=80)
    said = {"found_on": f"{found:%d/%m/%Y}", "clock": f"{found:%H:%M}", "unit": "Hội xã Pa Tần",
            "what": "Gửi nhầm danh sách.", "data": "họ tên", "affected": "họ tên"}  # fmt: skip

    client.post(reverse("people:report-incident"), said)
    incident = Incident.objects.get()
    late = client.get(reverse("people:incidents")).content.decode()
    now = timezone.localtime()
    notice = {"notified_on": f"{now:%d/%m/%Y}", "clock": f"{now:%H:%M}", "to": "A05"}
    refused = client.post(reverse("people:notify-incident", args=[incident.pk]), notice)
    client.post(reverse("people:notify-incident", args=[incident.pk]),
                {**notice, "late_reason": "Mất mạng"})  # fmt: skip

    incident.refresh_from_db()
    assert "Quá 72 giờ" in late
    assert refused.status_code == 422
    assert (incident.notified_to, incident.late_reason) == ("A05", "Mất mạng")


def test_erasing_asks_for_ended_roles_and_leaves_what_counts(sign_in: SignIn) -> None:
    society = a_society()
    person = a_person(society.chapter, "Lò Văn Pâng", kind=None, phone=PHONE)
    a_role(person, society.chapter, end=dt.date(2026, 6, 1))
    client = sign_in(society.head)

    client.post(reverse("people:erase", kwargs={"key": person.key}), {"reason": "Yêu cầu 3"})
    page = client.get(reverse("people:person", kwargs={"key": person.key})).content.decode()

    assert "Lò Văn Pâng" not in page
    assert "05/01/2026 – 31/5/2026" in page
    with pytest.raises(actions.CannotKeepPerson):
        actions.change_person(person=person, values=actions.values_of(person), by=society.head,
                              at=timezone.now())  # fmt: skip


def test_a_volunteer_of_another_grade_is_counted_once(sign_in: SignIn) -> None:
    society = a_society()
    person = a_person(society.chapter, kind=None)
    role = a_role(person, society.chapter, kind=RoleKind.VOLUNTEER)
    client = sign_in(society.clerk)
    address = reverse("people:regrade", args=[role.pk])

    early = client.post(address, {"grade": "GOLD", "on": "05/01/2026"})
    client.post(address, {"grade": "GOLD", "on": "01/9/2026"})

    old, new = person.roles.order_by("start")
    assert early.status_code == 422
    assert (old.end, old.end_reason, new.grade, new.since) == (
        dt.date(2026, 9, 1),
        "GRADE_CHANGED",
        "GOLD",
        role.since,
    )
    said = Fact.objects.filter(measure__code="TC06").values_list("quantity", flat=True)
    assert (sorted(said), Fact.objects.filter(measure__code="TC07").count()) == ([-1, 1, 1], 1)


def test_clubs_of_one_name_are_told_apart(sign_in: SignIn) -> None:
    society = a_society()
    clubs = [
        a_unit("Câu lạc bộ 25", kind=UnitKind.CLUB, parent=chapter, line=Line.RED_CROSS)
        for chapter in (society.chapter, society.other)
    ]
    person = a_person(society.chapter)
    client = sign_in(society.officer)
    address = reverse("people:give-role", kwargs={"key": person.key})
    said = {"kind": "GROUP_MEMBER", "start": "01/9/2026"}

    asked = client.post(address, {**said, "unit": "Câu lạc bộ 25"})
    client.post(address, {**said, "unit": f"Câu lạc bộ 25 ({clubs[1].key})"})

    assert asked.status_code == 422
    assert f"Câu lạc bộ 25 ({clubs[1].key})" in asked.content.decode()
    assert person.roles.get(kind=RoleKind.GROUP_MEMBER).unit == clubs[1]
