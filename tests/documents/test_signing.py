"""Signing what was issued, and the signatures of what came in, as the office has them."""

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.builders.documents import an_officer
from tests.builders.identity import a_workplace
from tests.builders.outgoing import AT, a_docx_file, a_registration, a_society, an_issue, some_facts
from tests.builders.signing import OFFICE, PASSPHRASE, SIGNER, a_signer
from tests.builders.token import fill

from nhanai.documents import actions, queries, tasks
from nhanai.documents.models import Document, OutgoingDocument, SignatureCheck, SignedCopy
from nhanai.documents.rules.exchange import opened_package
from nhanai.documents.signatures import apart
from nhanai.documents.signatures.values import Chain, Integrity
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SignIn = Callable[[User], Client]
KEY = actions.KeyFile(a_signer().file(), PASSPHRASE)
OFFICE_KEY = actions.KeyFile(a_signer(name=OFFICE).file(), PASSPHRASE)
DRIVERS = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
)


def signed_once() -> tuple[OutgoingDocument, User]:
    """An issued document with the chairman's signature, and who put it there."""
    issued, officer = issued_by_an_officer()
    actions.sign(document=issued, key=KEY, by=officer, at=AT)
    return issued, officer


def issued_by_an_officer() -> tuple[OutgoingDocument, User]:
    owner = a_society()
    officer = an_officer(unit=owner)
    return an_issue(owner=owner, by=officer), officer


def nothing_was_signed() -> bool:
    """No row, no line, and no file but the two that were issued."""
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    told = Line.objects.filter(verb="documents.signed").exists()
    return len(files) <= 2 and not told and not SignedCopy.objects.exists()


def received(content: bytes, *, by: User, owner: Unit) -> Document:
    """A .pdf that came in and that the worker has looked at."""
    file = ContentFile(content, name="den.pdf")
    document = actions.register(file=file, owner=owner, by=by, at=AT)
    actions.note_signatures(document=document, at=AT)
    return document


def test_signing_adds_a_file_beside_the_unsigned_one_and_tells_the_journal() -> None:
    issued, officer = issued_by_an_officer()
    unsigned = queries.issued_file(issued, ".pdf")

    copy = actions.sign(document=issued, key=KEY, by=officer, at=AT)

    assert (copy.order, copy.holder_name, copy.holder_organisation) == (1, SIGNER, OFFICE)
    assert (copy.signed_by, copy.signed_at, copy.by_token) == (officer, AT, False)
    assert queries.unsigned_file(issued, ".pdf") == queries.signed_file(issued, 0) == unsigned
    assert queries.issued_file(issued, ".pdf") == queries.signed_file(issued, 1)
    assert queries.issued_file(issued, ".pdf").startswith(unsigned)
    line = Line.objects.get(verb="documents.signed")
    assert (line.unit_key, line.new["pdf_sha256"]) == (issued.owner.key, copy.pdf_sha256)
    assert PASSPHRASE not in str([*Line.objects.values()])


def test_the_signed_file_is_what_other_offices_get_and_can_verify() -> None:
    issued, officer = signed_once()
    signed = queries.issued_file(issued, ".pdf")

    package = opened_package(queries.package_of(issued, at=AT))

    assert [one.content for one in package.files if one.name.endswith(".pdf")] == [signed]
    came = received(signed, by=officer, owner=issued.owner)
    (verdict,) = came.signature_check.verdicts
    assert (verdict.name, verdict.integrity) == (SIGNER, Integrity.WHOLE)
    assert Line.objects.filter(verb="documents.signatures-checked").count() == 1


def test_two_persons_sign_one_after_the_other_and_both_signatures_hold() -> None:
    issued, officer = signed_once()
    head = an_officer(unit=issued.owner, role=Role.CHAPTER_HEAD)

    second = actions.sign(document=issued, key=OFFICE_KEY, by=head, at=AT + dt.timedelta(minutes=1))

    came = received(queries.issued_file(issued, ".pdf"), by=officer, owner=issued.owner)
    found = came.signature_check.verdicts
    assert second.order == 2
    assert [one.name for one in found] == [SIGNER, OFFICE]
    assert [one.integrity for one in found] == [Integrity.SIGNED_AFTER, Integrity.WHOLE]
    with pytest.raises(actions.CannotSign, match="đã ký văn bản này"):
        actions.sign(document=issued, key=KEY, by=officer, at=AT)
    assert SignedCopy.objects.count() == 2


def test_of_two_who_sign_at_once_the_later_is_told_and_her_signature_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issued, officer = issued_by_an_officer()
    head = an_officer(unit=issued.owner, role=Role.CHAPTER_HEAD)
    signs = apart.signed

    def signs_slowly(*given: object, **told: object) -> apart.Signed:
        """The officer's key takes so long that the head signs in between."""
        monkeypatch.setattr(apart, "signed", signs)
        actions.sign(document=issued, key=OFFICE_KEY, by=head, at=AT)
        return signs(*given, **told)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(apart, "signed", signs_slowly)
    with pytest.raises(actions.CannotSign, match="vừa được người khác ký thêm"):
        actions.sign(document=issued, key=KEY, by=officer, at=AT)

    assert [copy.signed_by for copy in SignedCopy.objects.all()] == [head]
    again = actions.sign(document=issued, key=KEY, by=officer, at=AT + dt.timedelta(minutes=1))
    assert again.order == 2


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (actions.KeyFile(KEY.content, "sai"), "Mật khẩu của tệp khóa không đúng"),
        (actions.KeyFile(b"abc", PASSPHRASE), "không phải PKCS#12"),
        (
            actions.KeyFile(a_signer(end=AT - dt.timedelta(days=1)).file(), PASSPHRASE),
            "đã hết hạn ngày 23/11/2026",
        ),
    ],
    ids=["passphrase", "no-key", "expired"],
)
def test_a_key_that_does_not_serve_leaves_nothing(key: actions.KeyFile, sentence: str) -> None:
    issued, officer = issued_by_an_officer()

    with pytest.raises(actions.CannotSign, match=sentence):
        actions.sign(document=issued, key=key, by=officer, at=AT)

    assert nothing_was_signed()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.PROVINCE_LEADER, True),
        (Role.PROVINCE_OFFICER, True),
        (Role.CHAPTER_HEAD, True),
        (Role.CHAPTER_CLERK, False),
        (Role.AGENCY_OFFICER, False),
        (Role.INSPECTOR, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_who_signs_documents_of_her_unit(role: Role, *, may: bool) -> None:
    issued, _ = issued_by_an_officer()
    person = an_officer(unit=issued.owner, role=role)

    if may:
        assert actions.sign(document=issued, key=KEY, by=person, at=AT).order == 1
    else:
        with pytest.raises(actions.CannotSign, match="không có quyền ký số"):
            actions.sign(document=issued, key=KEY, by=person, at=AT)
        assert nothing_was_signed()


def test_who_works_elsewhere_does_not_sign() -> None:
    issued, _ = issued_by_an_officer()

    with pytest.raises(actions.CannotSign, match="không có quyền ký số"):
        actions.sign(document=issued, key=KEY, by=an_officer(unit=a_workplace()), at=AT)

    assert nothing_was_signed()


def test_a_recalled_document_and_one_without_pdf_are_not_signed() -> None:
    issued, officer = issued_by_an_officer()
    actions.recall(document=issued, reason="Sai số liệu", by=officer, at=AT)
    issued.refresh_from_db()
    letter = a_registration(owner=issued.owner, by=officer, file=a_docx_file())

    with pytest.raises(actions.CannotSign, match="đã thu hồi, không ký số được"):
        actions.sign(document=issued, key=KEY, by=officer, at=AT)
    with pytest.raises(actions.CannotSign, match=r"không có tệp \.pdf"):
        actions.sign(document=letter, key=KEY, by=officer, at=AT)

    assert not SignedCopy.objects.exists()


def test_a_file_that_is_no_whole_pdf_takes_no_signature() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    broken = a_registration(owner=owner, by=officer)

    with pytest.raises(actions.CannotSign, match="Không ký thêm được vào tệp PDF này"):
        actions.sign(document=broken, key=KEY, by=officer, at=AT)

    assert nothing_was_signed()


def test_a_signed_file_of_another_maker_takes_one_signature_more() -> None:
    issued, officer = signed_once()
    other = a_society()
    head = an_officer(unit=other)
    file = ContentFile(queries.issued_file(issued, ".pdf"), name="da-ky.pdf")
    numbered = a_registration(owner=other, by=head, file=file, facts=some_facts())

    actions.sign(document=numbered, key=OFFICE_KEY, by=head, at=AT)

    came = received(queries.issued_file(numbered, ".pdf"), by=officer, owner=issued.owner)
    assert [one.is_sound for one in came.signature_check.verdicts] == [True, True]


def test_the_sweep_keeps_signed_files_and_the_check_names_one_that_changed() -> None:
    issued, _ = signed_once()
    copy = SignedCopy.objects.get()
    path = Path(copy.pdf.path)

    assert actions.sweep_files(at=dt.datetime.now(dt.UTC) + dt.timedelta(days=9)) == 0
    assert path.exists()
    assert list(queries.damages()) == []
    path.chmod(0o640)
    path.write_bytes(path.read_bytes() + b" ")
    assert [damage.file for damage in queries.damages()] == [copy.pdf.name]
    with pytest.raises(CommandError, match="Có 1 tệp"):
        call_command("check_files", verbosity=0)
    with pytest.raises(queries.Damaged, match="không còn như lúc phát hành"):
        queries.issued_file(issued, ".pdf")


def test_a_signed_file_is_not_given_a_second_number() -> None:
    issued, officer = signed_once()
    file = ContentFile(queries.issued_file(issued, ".pdf"), name="lai.pdf")

    with pytest.raises(actions.CannotIssue, match="đã phát hành với số 01/BC-CTĐ"):
        a_registration(owner=issued.owner, by=officer, file=file)


def test_changed_bytes_of_a_file_that_came_in_are_told(sign_in: SignIn) -> None:
    issued, officer = signed_once()
    content = bytearray(queries.issued_file(issued, ".pdf"))
    content[1000] ^= 1
    document = received(bytes(content), by=officer, owner=issued.owner)

    page = sign_in(officer).get(reverse("documents:detail", args=[document.pk]))

    (verdict,) = document.signature_check.verdicts
    assert verdict.integrity is Integrity.BROKEN
    assert "Có chữ ký số không còn đúng với tệp này" in page.content.decode()
    assert "Nội dung không còn đúng như lúc ký" in page.content.decode()
    assert "Chưa có danh sách chứng thư tin cậy" in page.content.decode()


def test_a_list_put_up_later_counts_when_the_check_is_asked_for_again(
    sign_in: SignIn, settings: Settings, tmp_path: Path
) -> None:
    issued, officer = signed_once()
    document = received(queries.issued_file(issued, ".pdf"), by=officer, owner=issued.owner)
    (tmp_path / "goc.pem").write_bytes(a_signer().root_pem)
    settings.TRUST_DIR = str(tmp_path)

    answer = sign_in(officer).post(reverse("documents:check-signatures", args=[document.pk]))

    assert answer.status_code == 302
    check = SignatureCheck.objects.get()
    assert (check.verdicts[0].chain, check.checked_by) == (Chain.TRUSTED, officer)
    clerk = an_officer(unit=issued.owner, role=Role.CHAPTER_CLERK)
    with pytest.raises(actions.CannotCheck, match="không có quyền"):
        actions.check_signatures(document=document, by=clerk, at=AT)


def test_the_worker_looks_at_the_signatures_when_a_document_comes_in() -> None:
    issued, officer = issued_by_an_officer()
    file = ContentFile(queries.issued_file(issued, ".pdf"), name="den.pdf")
    document = actions.register(file=file, owner=issued.owner, by=officer, at=AT)

    tasks.read.func(document.pk)

    check = SignatureCheck.objects.get()
    assert (check.document, check.verdicts, check.problem) == (document, [], "")
    assert not Line.objects.filter(verb="documents.signatures-checked").exists()


def test_the_page_signs_with_an_upload_and_offers_every_file(sign_in: SignIn) -> None:
    issued, officer = issued_by_an_officer()
    client = sign_in(officer)
    address = reverse("documents:outgoing-sign", args=[issued.pk])

    def post(passphrase: str, *, key: bytes = KEY.content) -> int:
        file = SimpleUploadedFile("khoa.p12", key)
        form = {"tep_khoa": file, "mat_khau": passphrase, "cach": "tep"}
        return client.post(address, form).status_code

    statuses = (post("sai"), post(PASSPHRASE, key=b"x"), post(PASSPHRASE), post(PASSPHRASE))
    without = client.post(address, {"cach": "tep"})
    by_token = client.post(address, {"cach": "thiet-bi", "ma_pin": "1234"})
    page = client.get(reverse("documents:outgoing", args=[issued.pk])).content.decode()
    offered, copies = (
        client.get(reverse("documents:outgoing-file", args=[issued.pk, "pdf"])),
        [
            client.get(reverse("documents:outgoing-copy", args=[issued.pk, order]))
            for order in (0, 1, 2)
        ],
    )

    assert statuses == (422, 422, 302, 422)
    assert "Hãy chọn tệp khóa" in without.content.decode()
    assert "chưa cài đặt thiết bị ký số" in by_token.content.decode()
    assert SIGNER in page
    assert "Ký số bằng thiết bị" not in page
    assert [copy.status_code for copy in copies] == [200, 200, 422]
    assert offered.content == copies[1].content != copies[0].content
    assert "01-BC-CT" in copies[0]["Content-Disposition"]


def test_who_may_not_sign_sees_no_form(sign_in: SignIn) -> None:
    issued, _ = signed_once()
    clerk = an_officer(unit=issued.owner, role=Role.CHAPTER_CLERK)
    client = sign_in(clerk)

    page = client.get(reverse("documents:outgoing", args=[issued.pk])).content.decode()

    assert SIGNER in page
    assert "Tệp khóa PKCS#12" not in page
    assert client.post(reverse("documents:outgoing-sign", args=[issued.pk])).status_code == 403


def test_a_pdf_given_to_the_layout_check_has_its_signatures_looked_at(sign_in: SignIn) -> None:
    issued, officer = signed_once()
    client = sign_in(officer)

    def words_for(content: bytes) -> str:
        file = SimpleUploadedFile("den.pdf", content)
        return client.post(reverse("documents:check-layout"), {"file": file}).content.decode()

    assert "tệp không có chữ ký số" in words_for(queries.unsigned_file(issued, ".pdf"))
    assert "Chữ ký bao trùm toàn bộ văn bản" in words_for(queries.issued_file(issued, ".pdf"))
    assert "dấu vết chữ ký số" in words_for(b"%PDF-1.7\n/ByteRange\n")
    assert not Document.objects.exists()


@pytest.fixture(params=[0, 2048], ids=["ecdsa", "rsa"])
def token(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """A token in software with the chairman's key; its PIN."""
    driver = next((path for path in DRIVERS if path.exists()), None)
    if driver is None or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM is not installed on this machine")
    (tmp_path / "tokens").mkdir()
    place = tmp_path / "softhsm2.conf"
    place.write_text(f"directories.tokendir = {tmp_path}/tokens\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(place))
    settings.PKCS11_MODULE, settings.PKCS11_TOKEN = str(driver), "van-phong"
    fill(driver, "van-phong", "246810", a_signer(rsa_bits=request.param), dict(os.environ))
    return "246810"


def test_a_token_signs_with_its_pin_and_its_key_stays_in_it(token: str, sign_in: SignIn) -> None:
    issued, officer = issued_by_an_officer()
    client = sign_in(officer)
    address = reverse("documents:outgoing-sign", args=[issued.pk])

    wrong = client.post(address, {"cach": "thiet-bi", "ma_pin": "000000"})
    right = client.post(address, {"cach": "thiet-bi", "ma_pin": token})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Mã PIN không đúng" in wrong.content.decode()
    copy = SignedCopy.objects.get()
    assert (copy.holder_name, copy.by_token) == (SIGNER, True)
    came = received(queries.issued_file(issued, ".pdf"), by=officer, owner=issued.owner)
    assert came.signature_check.verdicts[0].is_sound


def test_a_token_that_is_not_there_is_asked_for(token: str, settings: Settings) -> None:
    issued, officer = issued_by_an_officer()
    key = actions.Token(settings.PKCS11_MODULE, "khac", token)

    with pytest.raises(actions.CannotSign, match="Không thấy thiết bị ký số “khac”"):
        actions.sign(document=issued, key=key, by=officer, at=AT)

    assert nothing_was_signed()
