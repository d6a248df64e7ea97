"""Pairs of records through their pages."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.people import AT, HEALTH, NUMBER, PEOPLE, PHONE, Society, a_person, a_society

from nhanai.identity.models import User
from nhanai.people.actions import merging
from nhanai.people.models import PersonMerge, PersonPair
from nhanai.people.rules.spelling import Birth
from nhanai.people.tasks import look_for_pairs
from nhanai.people.vocab import PairState

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def a_pair(society: Society) -> PersonPair:
    a_person(society.chapter, "Lò Văn Pâng", citizen_number=NUMBER, phone=PHONE, ethnicity=PEOPLE,
             health=HEALTH)  # fmt: skip
    a_person(society.chapter, "Lo Van Pang", phone=PHONE, hamlet="Nậm Tiến")
    look_for_pairs.func()
    return PersonPair.objects.get()


def test_a_clerk_merges_a_pair_and_parts_it_again() -> None:
    society = a_society()
    client, pair = signed_in(society.clerk), a_pair(society)
    listed = client.get(reverse("people:pairs")).content.decode()
    assert "Cùng họ tên không dấu, cùng ngày sinh" in listed

    client.post(reverse("people:merge", args=[pair.pk]), {"full_name": "second"})

    pair.refresh_from_db()
    assert pair.state == PairState.MERGED
    pair.first.refresh_from_db()
    assert (pair.first.full_name, pair.first.hamlet) == ("Lo Van Pang", "Nậm Tiến")
    done = PersonMerge.objects.get()
    answer = client.post(reverse("people:unmerge", args=[done.pk]), follow=True)
    assert "như trước khi gộp" in answer.content.decode()
    pair.first.refresh_from_db()
    assert pair.first.full_name == "Lò Văn Pâng"


def test_the_comparison_masks_what_a_clerk_may_not_open() -> None:
    society = a_society()
    pair = a_pair(society)

    page = signed_in(society.clerk).get(reverse("people:pair", args=[pair.pk])).content.decode()

    assert not [said for said in (NUMBER, PHONE, PEOPLE, HEALTH) if said in page]


def test_a_pair_across_chapters_is_only_for_the_province() -> None:
    society = a_society()
    for unit in (society.chapter, society.other):
        a_person(unit, "Lò Văn Pâng")
    merging.find_pairs(at=AT)
    pair = PersonPair.objects.get()

    assert signed_in(society.head).get(reverse("people:pair", args=[pair.pk])).status_code == 404
    shown = signed_in(society.officer).get(reverse("people:pair", args=[pair.pk]))
    assert shown.status_code == 200


def test_the_questions_of_the_queue_do_not_grow_with_the_pairs() -> None:
    society = a_society()
    client = signed_in(society.clerk)
    counts = []
    for _ in range(2):
        for year in range(1960, 1970):
            born = Birth(dt.date(year, 1, 2), year)
            for _ in range(2):
                a_person(society.chapter, "Vàng Thị Mẩy", birth=born, kind=None)
        merging.find_pairs(at=AT)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("people:pairs"))
        counts.append(len(asked))

    assert counts[1] <= counts[0] <= 15
