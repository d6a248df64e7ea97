"""Real documents, from the file to the pages of the register."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from tests.builders.documents import AT, an_office, an_officer

from nhanai.documents import actions
from nhanai.documents.models import Document
from nhanai.documents.vocab import MarkKind, ReadingState

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FILES = sorted(path for path in SAMPLES.glob("[0-9]*.*") if path.is_file())

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.samples,
    pytest.mark.skipif(not FILES, reason="the sample documents are not beside the project"),
]


def read(path: Path) -> Document:
    owner = an_office()
    document = actions.register(
        file=ContentFile(path.read_bytes(), name=path.name),
        owner=owner,
        by=an_officer(unit=owner),
        at=AT,
    )
    actions.read_now(document=document, at=AT)
    document.refresh_from_db()
    return document


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:20])
def test_every_sample_is_read_and_every_page_of_it_opens(path: Path, client: Client) -> None:
    document = read(path)

    client.force_login(document.registered_by, "django.contrib.auth.backends.ModelBackend")
    address = reverse("documents:detail", args=[document.pk])
    answers = [
        client.get(address, {"muc": tab}).status_code
        for tab in ("nguyen-van", "vien-dan", "phat-hien", "noi-nhan")
    ]
    assert (document.reading_state, document.reading_error) == (ReadingState.READ, "")
    assert answers == [200] * 4
    assert all(mark.end <= len(mark.node.text) for mark in document.marks.select_related("node"))


def test_marks_of_the_provincial_plan_stand_on_their_words() -> None:
    document = read(SAMPLES / "00-laichau-ctd-895.txt")

    marks = document.marks.filter(node__address__startswith="III").select_related("node")
    words: dict[str, set[str]] = {kind: set() for kind in MarkKind}
    for mark in marks:
        words[mark.kind].add(mark.node.text[mark.start : mark.end])
    assert {"Sở Y tế", "Sở Tài chính", "Hội Chữ thập đỏ tỉnh"} <= words[MarkKind.AGENCY]
    assert any("07/2017/TT-BGDĐT" in found for found in words[MarkKind.CITATION])
    assert "thi đua thi đua" in words[MarkKind.FINDING]
