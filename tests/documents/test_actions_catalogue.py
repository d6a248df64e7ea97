"""The shipped catalogue of legal documents, brought into the database."""

import datetime as dt

import pytest
from django.core.management import call_command
from tests.builders.documents import AT

from nhanai.documents import actions
from nhanai.documents.actions.catalogue import Loaded
from nhanai.documents.models import LegalDocument
from nhanai.journal.models import Line

pytestmark = pytest.mark.django_db

OLD = {
    "kind": "Nghị định",
    "reference": "93/2019/NĐ-CP",
    "issuer": "Chính phủ",
    "title": "Về tổ chức, hoạt động của quỹ xã hội, quỹ từ thiện",
    "date": dt.date(2019, 11, 25),
    "end": dt.date(2026, 3, 1),
    "replaced_by": ["03/2026/NĐ-CP"],
}
NEW = {
    "kind": "Nghị định",
    "reference": "03/2026/NĐ-CP",
    "issuer": "Chính phủ",
    "title": "Về quỹ xã hội, quỹ từ thiện",
    "verified": False,
}


def test_loading_writes_entries_and_who_replaced_whom() -> None:
    loaded = actions.load_legal(entries=[OLD, NEW], by="load_legal", at=AT)

    old = LegalDocument.objects.get(reference="93/2019/NĐ-CP")
    new = LegalDocument.objects.get(reference="03/2026/NĐ-CP")
    assert loaded == Loaded(new=2)
    assert list(old.successors.all()) == [new]
    assert (old.end, old.is_verified, new.is_verified) == (dt.date(2026, 3, 1), True, False)
    assert Line.objects.get().new == {"new": 2, "changed": 0}


def test_loading_again_changes_nothing_and_a_correction_only_what_it_corrects() -> None:
    actions.load_legal(entries=[OLD, NEW], by="load_legal", at=AT)
    corrected = {**NEW, "date": dt.date(2026, 1, 9), "verified": True}

    again = actions.load_legal(entries=[OLD, NEW], by="load_legal", at=AT)
    changed = actions.load_legal(entries=[OLD, corrected], by="load_legal", at=AT)

    assert (again, changed) == (Loaded(), Loaded(changed=1))
    assert LegalDocument.objects.count() == 2
    assert LegalDocument.objects.get(reference="03/2026/NĐ-CP").dated_on == dt.date(2026, 1, 9)
    assert Line.objects.count() == 2


def test_one_party_reference_of_two_years_stays_two_entries() -> None:
    first = {"kind": "Chỉ thị", "reference": "43-CT/TW", "title": "Về Hội Chữ thập đỏ"}
    entries = [
        {**first, "date": dt.date(2010, 6, 8)},
        {**first, "title": "Về việc khác", "date": dt.date(1998, 5, 4)},
    ]

    actions.load_legal(entries=entries, by="load_legal", at=AT)
    actions.load_legal(entries=entries, by="load_legal", at=AT)

    assert LegalDocument.objects.count() == 2


def test_the_shipped_catalogue_loads_and_loads_again() -> None:
    call_command("load_legal", verbosity=0)
    first = LegalDocument.objects.count()

    call_command("load_legal", verbosity=0)

    assert first > 50
    assert LegalDocument.objects.count() == first
    assert LegalDocument.objects.filter(successors__isnull=False).exists()
