"""Packages between offices: out and in again, and everything that must not come in."""

import base64
import io
import uuid
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.builders.documents import AT, an_officer
from tests.builders.identity import a_workplace
from tests.builders.outgoing import a_society, an_issue

from nhanai.documents import actions, queries
from nhanai.documents.actions import CannotRegister
from nhanai.documents.models import Document
from nhanai.documents.rules.exchange import (
    CannotOpenPackage,
    Enclosed,
    Package,
    Party,
    opened_package,
    written_package,
)
from nhanai.identity.models import User
from nhanai.journal.models import Line

SignIn = Callable[[User], Client]

PACKAGE = Package(
    sender=Party("000.00.00.H35", "Hội Chữ thập đỏ tỉnh Lai Châu"),
    receivers=(Party("so-y-te", "Sở Y tế"), Party("so-tai-chinh", "Sở Tài chính & Đầu tư <1>")),
    number="05",
    symbol="BC-CTĐ",
    place="Lai Châu",
    day=AT.date(),
    kind_name="Báo cáo",
    subject="Kết quả công tác quý III",
    position="CHỦ TỊCH",
    signer="Lò Văn Mẫu",
    files=(Enclosed("05-BC-CTĐ.pdf", b"%PDF-1.7 \x00\xff noi dung"),),
)
WRITTEN = written_package(PACKAGE, at=AT)


def test_what_is_written_is_read_again_unchanged() -> None:
    assert opened_package(WRITTEN) == PACKAGE


def test_the_envelope_has_its_prefix_and_the_files_lie_outside_it_without() -> None:
    text = WRITTEN.decode()

    assert "<edXML:MessageHeader>" in text
    assert "<edXML:DocumentId>000.00.00.H35,2026/11/24,05/BC-CTĐ</edXML:DocumentId>" in text
    assert "<edXML:Bussiness>" in text
    root = etree.fromstring(WRITTEN)
    assert [child.tag.rpartition("}")[2] for child in root] == [
        "edXMLEnvelope",
        "AttachmentEncoded",
    ]
    assert root[1].tag == "AttachmentEncoded"


def test_a_file_that_the_sender_zipped_once_more_is_taken_out() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("x.pdf", PACKAGE.files[0].content)
    plain = base64.b64encode(PACKAGE.files[0].content)

    opened = opened_package(WRITTEN.replace(plain, base64.b64encode(packed.getvalue())))

    assert opened.files == PACKAGE.files


def changed(old: bytes, new: bytes) -> bytes:
    assert old in WRITTEN
    return WRITTEN.replace(old, new)


ENTITIES = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "hỏng hoặc không phải XML"),
        (b"PK\x03\x04\xff", "UTF-8"),
        (WRITTEN[:-30], "hỏng hoặc không phải XML"),
        (b"<a/>", "không phải gói tin"),
        (changed(b"<edXML>", ENTITIES + b"<edXML>"), "khai báo thực thể"),
        (changed(b"UTF-8", b"UTF-7"), "UTF-8"),
        (WRITTEN.decode().encode("utf-16"), "UTF-8"),
        (changed(base64.b64encode(b"%PDF-1.7 ")[:8], b"AAAAAAAA"), "không khớp mã băm"),
        (changed(b"</ContentTransferEncoded>", b"*</ContentTransferEncoded>"), "bị hỏng"),
        (changed(b"<ContentId>cid:1", b"<ContentId>cid:2"), "Danh sách tệp"),
        (changed(b"2026/11/24</edXML:Prom", b"24/11/2026</edXML:Prom"), "sai ngày ban hành"),
        (changed(b"From>", b"Form>"), "không ghi cơ quan gửi"),
        (changed(b"edXML:Reference>", b"edXML:Other>"), "từ 1 đến 20 tệp"),
    ],
)
def test_a_package_that_is_hostile_or_does_not_agree_with_itself_is_refused(
    content: bytes, said: str
) -> None:
    with pytest.raises(CannotOpenPackage, match=said):
        opened_package(content)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WRITTEN) - 1), st.integers(0, 255))
def test_one_changed_byte_never_changes_a_file_unseen_and_never_breaks_down(
    place: int, byte: int
) -> None:
    mutated = WRITTEN[:place] + bytes([byte]) + WRITTEN[place + 1 :]

    try:
        opened = opened_package(mutated)
    except CannotOpenPackage:
        return

    said_hash = b"SHA-256: " in mutated
    assert opened.files[0].content == PACKAGE.files[0].content or not said_hash


@pytest.mark.django_db
def test_an_issued_document_travels_to_the_register_of_another_office(sign_in: SignIn) -> None:
    agency = a_workplace(name="Sở Y tế")
    issued = an_issue(to=[agency])
    there = a_society()
    officer = an_officer(unit=there)
    sent = sign_in(issued.issued_by).get(f"/van-ban/di/{issued.pk}/goi-tin/")

    file = ContentFile(sent.content, name="goi.edxml")
    response = sign_in(officer).post("/van-ban/goi-tin/", {"file": file})

    document = Document.objects.get()
    assert response.status_code == 303
    assert (document.owner, document.arrival_number) == (there, 1)
    assert (document.reference, document.dated) == ("01/BC-CTĐ", "24/11/2026")
    assert (document.issuer, document.title) == ("Hội Chữ thập đỏ tỉnh Lai Châu", issued.subject)
    assert (document.sha256, document.file_name) == (issued.pdf_sha256, "01-BC-CTĐ.pdf")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed(b"05-BC-CT\xc4\x90.pdf", b"x.exe"), "Không nhận tệp “x.exe”"),
        (changed(b">05</edXML:CodeNumber", b">nam</edXML:CodeNumber"), "chưa đúng"),
        (changed(b"2026/11/24</edXML:Prom", b"2099/11/24</edXML:Prom"), "chưa đúng"),
        (WRITTEN[:-30], "hỏng"),
    ],
)
def test_a_refused_package_leaves_nothing_behind(content: bytes, said: str) -> None:
    owner = a_society()
    officer = an_officer(unit=owner)

    with pytest.raises((CannotRegister, CannotOpenPackage), match=said):
        actions.receive_package(
            owner=owner, file=ContentFile(content, name="goi.edxml"), by=officer, at=AT
        )

    assert Document.objects.count() == 0
    assert not queries.books_of(owner).exists()


@pytest.mark.django_db
def test_a_package_sent_twice_with_the_same_form_is_taken_in_once(sign_in: SignIn) -> None:
    officer = an_officer(unit=a_society())
    client = sign_in(officer)
    form = client.get("/van-ban/goi-tin/").content.decode()
    token = form.partition('name="token" value="')[2].partition('"')[0]

    answers = [
        client.post(
            "/van-ban/goi-tin/", {"file": ContentFile(WRITTEN, name="goi.edxml"), "token": token}
        )
        for _ in range(2)
    ]

    document = Document.objects.get()
    assert uuid.UUID(token)
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"] == f"/van-ban/{document.pk}/"
    received = Line.objects.filter(verb="documents.package-received")
    assert received.count() == 1


@pytest.mark.django_db
def test_a_package_is_taken_in_by_who_keeps_the_register_and_once() -> None:
    owner = a_society()

    def receive(by: User) -> None:
        file = ContentFile(WRITTEN, name="goi.edxml")
        actions.receive_package(owner=owner, file=file, by=by, at=AT)

    with pytest.raises(CannotRegister, match="không có quyền"):
        receive(an_officer())
    receive(an_officer(unit=owner))
    with pytest.raises(CannotRegister, match="đã có trong sổ"):
        receive(an_officer(unit=owner))

    assert Document.objects.count() == 1
