"""The page that checks a layout, through the client."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from tests.builders.documents import an_office, an_officer
from tests.paper.papers import a_report

from nhanai.documents.models import Document
from nhanai.identity.models import User
from nhanai.paper.docx import docx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(sign_in: Callable[[User], Client]) -> Client:
    return sign_in(an_officer(unit=an_office()))


def sent(desk: Client, data: bytes) -> HttpResponseBase:
    file = SimpleUploadedFile("bao-cao.docx", data)
    return desk.post(reverse("documents:check-layout"), {"file": file})


def words(response: HttpResponseBase) -> str:
    assert hasattr(response, "content")
    main = BeautifulSoup(response.content, "html.parser").main
    assert main is not None
    return main.get_text(" ", strip=True)


def test_the_register_leads_to_the_check(desk: Client) -> None:
    response = desk.get(reverse("documents:list"))

    assert reverse("documents:check-layout") in response.content.decode()


def test_each_fault_is_told_and_nothing_is_kept(desk: Client) -> None:
    paper = a_report(kind="KH", addressees=(), recipients=("Như trên", "Văn phòng"))

    response = sent(desk, docx_of(paper))

    text = words(response)
    assert response.status_code == 200
    assert "bao-cao.docx: 1 chỗ cần sửa." in text
    assert "Ghi dòng cuối của nơi nhận: “- Lưu: VT, …” (Phụ lục I Nghị định 30" in text
    assert Document.objects.count() == 0


def test_a_file_without_fault_is_told_so(desk: Client) -> None:
    assert "bao-cao.docx: không thấy chỗ nào sai thể thức." in words(
        sent(desk, docx_of(a_report()))
    )


@pytest.mark.parametrize("data", [b"%PDF-1.7", b""])
def test_what_is_no_docx_is_refused_in_a_sentence(desk: Client, data: bytes) -> None:
    response = sent(desk, data)

    assert response.status_code == 422
    assert "không phải .docx" in words(response)


def test_without_a_file_it_asks_for_one(desk: Client) -> None:
    response = desk.post(reverse("documents:check-layout"))

    assert response.status_code == 422
    assert "Hãy chọn một tệp .docx hoặc .pdf." in words(response)
