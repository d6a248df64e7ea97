"""Bringing in a list through its pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.people import AT, TODAY, a_society
from tests.builders.sheets import HEAD, a_book, an_import

from nhanai.identity.models import User
from nhanai.people.models import ImportRow, PeopleImport, Person
from nhanai.people.tasks import go_on_with_import
from nhanai.people.vocab import ImportState

pytestmark = pytest.mark.django_db
ROW = (1, "LÒ VĂN PÂNG", "5/6/1990", "Nam", 12090004321, 912345678, 2015)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_list_goes_from_the_file_to_people_and_back() -> None:
    society = a_society()
    client = signed_in(society.clerk)
    file = SimpleUploadedFile("ds.xlsx", a_book(("HỘI VIÊN NĂM 2024",), HEAD, ROW))

    answer = client.post(reverse("people:imports"), {"file": file, "unit": "Hội xã Pa Tần"})
    one = PeopleImport.objects.get()
    page = reverse("people:import", args=[one.key])
    assert answer["Location"] == page
    asked = client.get(page).content.decode()
    assert "31/12/2024" in asked
    said = {"kind": "MEMBER", "listed_on": "31/12/2024", "c1": "full_name", "c2": "birth",
            "c4": "citizen_number"}  # fmt: skip
    client.post(page, said)
    go_on_with_import.func(one.pk)
    shown = client.get(f"{page}?dong=NEW").content.decode()
    number = ImportRow.objects.get().number
    assert "Lò Văn Pâng" in shown
    assert "Đã chọn ở mọi thẻ: 1 dòng mới." in shown
    assert "…4321" in shown
    assert "012090004321" not in shown
    client.post(reverse("people:import-choose", args=[one.key]),
                {"among": number, "row": number, "take": "1"})  # fmt: skip
    assert "Đang ghi" in client.get(page).content.decode()
    go_on_with_import.func(one.pk)
    assert "1</b> hồ sơ mới" in client.get(page).content.decode()
    assert Person.objects.count() == 1
    client.post(reverse("people:import-undo", args=[one.key]))
    go_on_with_import.func(one.pk)
    one.refresh_from_db()

    assert one.state == ImportState.UNDONE
    assert not Person.objects.exists()
    assert "Đã hoàn tác" in client.get(page).content.decode()


def test_a_refused_file_says_why_beside_the_field() -> None:
    society = a_society()
    file = SimpleUploadedFile("ds.pdf", b"%PDF-1.7")

    answer = signed_in(society.clerk).post(
        reverse("people:imports"), {"file": file, "unit": "Hội xã Pa Tần"}
    )

    assert answer.status_code == 422
    assert "không phải là bảng tính" in answer.content.decode()
    assert not PeopleImport.objects.exists()


def test_an_import_of_another_chapter_is_not_there() -> None:
    society = a_society()
    one = an_import(society.other, society.officer, a_book(HEAD, ROW), at=AT, on=TODAY)

    answer = signed_in(society.clerk).get(reverse("people:import", args=[one.key]))

    assert answer.status_code == 404


def test_the_questions_of_the_page_do_not_grow_with_the_rows() -> None:
    society = a_society()
    client = signed_in(society.clerk)
    counts = []
    for many in (1, 20):
        rows = [(n, "Lò Văn Pâng", 1950 + n, "Nam", "", "", "") for n in range(many)]
        one = an_import(society.chapter, society.clerk, a_book(HEAD, *rows), at=AT, on=TODAY)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"{reverse('people:import', args=[one.key])}?dong=NEW")
        counts.append(len(asked))

    assert counts[1] <= counts[0] <= 15
