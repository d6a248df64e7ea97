"""Sending what was issued by e-mail: asked for once, delivered at most once, received by a link."""

import datetime as dt
import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.builders.documents import an_officer
from tests.builders.identity import a_workplace
from tests.builders.outgoing import AT, a_docx_file, a_registration, a_society, an_issue
from tests.builders.signing import PASSPHRASE, a_signer
from tests.builders.sink import Sink, a_sink

from nhanai.documents import actions, queries
from nhanai.documents.models import Dispatch, DispatchMail, MailAddress, OutgoingDocument
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.mail.vocab import MailState
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
ADDRESS = "vanthu@soyte.example"
LATER = AT + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def mail_is_sent_here(settings: Settings) -> None:
    settings.SENDS_MAIL = True
    settings.ADDRESS = "https://nhanai.laichau.example"


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    with a_sink() as one:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", one.port, 5
        yield one


@dataclass(frozen=True, slots=True)
class Office:
    """An issued document, who issued it, and the agency that it went to."""

    issued: OutgoingDocument
    officer: User
    agency: Unit

    def ask(self) -> DispatchMail:
        """The one mail, asked for."""
        actions.mail_out(document=self.issued, by=self.officer, at=AT)
        return DispatchMail.objects.get()


def an_office() -> Office:
    owner, agency = a_society(), a_workplace(name="Sở Y tế")
    officer = an_officer(unit=owner)
    actions.set_mail_address(unit=agency, address=ADDRESS, by=officer, at=AT)
    return Office(an_issue(owner=owner, by=officer, to=[agency]), officer, agency)


def deliver(at: dt.datetime = AT) -> int:
    return actions.deliver_mails(clock=lambda: at, may_go_on=lambda: True)


def state(of: DispatchMail) -> tuple[str, int]:
    of.refresh_from_db()
    return of.state, of.attempts


def verbs() -> list[str]:
    found = Line.objects.filter(verb__startswith="documents.").order_by("sequence")
    told = [verb.removeprefix("documents.") for verb in found.values_list("verb", flat=True)]
    return told[told.index("issued") + 1 :]


def link_in(body: str) -> str:
    found = re.search(r"https://nhanai\.laichau\.example(/van-ban/da-nhan/[0-9a-f]{64}/)", body)
    assert found is not None
    return found[1]


def test_every_unit_with_an_address_gets_one_letter_with_the_file(sink: Sink) -> None:
    office = an_office()
    asked = office.ask()

    sent = [deliver(), deliver(LATER)]

    assert sent == [1, 0]
    assert list(sink.taken.values()) == [1]
    letter = email.message_from_bytes(sink.raw[0], policy=email.policy.default)
    assert isinstance(letter, email.message.EmailMessage)
    assert letter["To"] == ADDRESS
    assert letter["Subject"].strip().startswith("Báo cáo số 01/BC-CTĐ ngày 24/11/2026: Kết quả")
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Kính gửi: Sở Y tế" in body.get_content()
    assert "ký số" not in body.get_content()
    (file,) = letter.iter_attachments()
    assert file.get_filename() == "01-BC-CTĐ.pdf"
    assert file.get_content() == queries.issued_file(office.issued, ".pdf")
    assert state(asked) == (MailState.SENT, 1)
    assert verbs() == ["mail-asked", "mail-sent"]


@pytest.mark.slow
def test_the_signed_file_goes_where_it_was_signed_before_the_mail_left() -> None:
    office = an_office()
    office.ask()
    key = actions.KeyFile(a_signer().file(), PASSPHRASE)
    actions.sign(document=office.issued, key=key, by=office.officer, at=AT)

    deliver()

    (letter,) = mail.outbox
    assert "Văn bản đã ký số, kèm theo" in str(letter.body)
    assert letter.attachments[0][1] == queries.signed_file(office.issued, 1)


def test_asking_again_mails_only_who_came_to_it_since() -> None:
    office = an_office()
    office.ask()
    other = a_workplace(name="Sở Nội vụ")
    actions.dispatch(document=office.issued, to=[other], by=office.officer, at=AT)

    with pytest.raises(actions.CannotMail, match="Không còn nơi nhận nào"):
        actions.mail_out(document=office.issued, by=office.officer, at=AT)
    actions.set_mail_address(unit=other, address="vt@noivu.example", by=office.officer, at=AT)
    actions.mail_out(document=office.issued, by=office.officer, at=AT)
    deliver()

    assert [letter.to for letter in mail.outbox] == [[ADDRESS], ["vt@noivu.example"]]


def test_a_document_and_a_unit_have_one_mail_by_the_database() -> None:
    asked = an_office().ask()
    asked.pk, asked.receipt_hash = None, "0" * 64

    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save(force_insert=True)


def test_who_may_not_issue_asks_for_nothing_and_without_a_server_nobody_does(
    settings: Settings,
) -> None:
    office = an_office()
    with pytest.raises(actions.CannotMail, match="không có quyền"):
        actions.mail_out(document=office.issued, by=an_officer(), at=AT)
    settings.SENDS_MAIL = False
    with pytest.raises(actions.CannotMail, match="máy chủ thư"):
        office.ask()

    assert not DispatchMail.objects.exists()
    assert verbs() == []


def test_a_refused_letter_is_tried_five_times_then_says_so_and_a_person_sends_it(
    sink: Sink,
) -> None:
    office = an_office()
    asked = office.ask()
    sink.refuses = True
    for hours in range(6):
        deliver(AT + dt.timedelta(hours=hours))
    failed = state(asked)
    assert asked.trouble == "Máy chủ thư 127.0.0.1 không nhận, mã 550: unknown"
    sink.refuses = False
    deliver(AT + dt.timedelta(hours=9))

    actions.mail_again(mail=asked, by=office.officer, at=LATER)
    deliver(LATER)

    assert failed == (MailState.FAILED, 5)
    assert state(asked) == (MailState.SENT, 1)
    assert list(sink.taken.values()) == [1]
    assert verbs() == ["mail-asked", "mail-failed", "mail-asked-again", "mail-sent"]


def test_a_line_that_breaks_leaves_it_unclear_until_a_person_decides(sink: Sink) -> None:
    office = an_office()
    asked = office.ask()
    sink.breaks = True
    deliver()
    sink.breaks = False
    deliver(LATER)
    unclear, before = state(asked), sum(sink.taken.values())

    actions.mail_again(mail=asked, by=office.officer, at=LATER)
    deliver(LATER)

    assert (unclear, before) == ((MailState.UNKNOWN, 1), 1)
    assert state(asked) == (MailState.SENT, 1)
    assert list(sink.taken.values()) == [2]  # one Message-ID: a mail box may know them as one


def test_what_was_sent_is_sent_again_only_where_the_address_was_another() -> None:
    office = an_office()
    asked = office.ask()
    deliver()

    with pytest.raises(actions.CannotMail, match="đã gửi thư, không gửi lại"):
        actions.mail_again(mail=asked, by=office.officer, at=LATER)
    new = "hanhchinh@soyte.example"
    actions.set_mail_address(unit=office.agency, address=new, by=office.officer, at=LATER)
    actions.mail_again(mail=asked, by=office.officer, at=LATER)
    deliver(LATER)

    assert [letter.to for letter in mail.outbox] == [[ADDRESS], [new]]


def test_a_document_recalled_before_its_mail_left_is_not_sent() -> None:
    office = an_office()
    asked = office.ask()
    actions.recall(document=office.issued, reason="Sai số", by=office.officer, at=AT)

    deliver()

    assert mail.outbox == []
    assert state(asked) == (MailState.FAILED, 1)
    assert "đã thu hồi" in asked.trouble


def test_a_file_that_is_not_as_it_was_is_not_sent() -> None:
    office = an_office()
    asked = office.ask()
    with office.issued.pdf.storage.open(str(office.issued.pdf.name), "wb") as file:
        file.write(b"khac")

    deliver()

    assert mail.outbox == []
    assert state(asked) == (MailState.FAILED, 1)
    assert "không còn như lúc phát hành" in asked.trouble


def test_a_document_that_came_as_docx_goes_as_docx() -> None:
    owner, agency = a_society(), a_workplace()
    officer = an_officer(unit=owner)
    actions.set_mail_address(unit=agency, address=ADDRESS, by=officer, at=AT)
    issued = a_registration(owner=owner, by=officer, file=a_docx_file())
    actions.dispatch(document=issued, to=[agency], by=officer, at=AT)
    actions.mail_out(document=issued, by=officer, at=AT)

    deliver()

    assert mail.outbox[0].attachments[0][0] == "01-KH-CTĐ.docx"


def test_looking_at_the_link_gives_no_receipt_and_the_button_gives_one(client: Client) -> None:
    office = an_office()
    office.ask()
    deliver()
    link = link_in(str(mail.outbox[0].body))

    looked = client.get(link)
    before = Dispatch.objects.get().received_at
    answers = [client.post(link), client.post(link)]

    assert looked.status_code == 200
    assert looked["Cache-Control"] == "no-store"
    # without any referrer browsers send the form as from nowhere, and it would be refused
    assert looked["Referrer-Policy"] == "same-origin"
    assert before is None
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Đã xác nhận nhận văn bản" in answers[1].content.decode()
    dispatch = Dispatch.objects.get()
    assert (dispatch.received_by, dispatch.received_by_link) == (None, True)
    assert verbs() == ["mail-asked", "mail-sent", "received"]


def test_a_link_that_was_revoked_or_guessed_opens_nothing(client: Client) -> None:
    office = an_office()
    asked = office.ask()
    deliver()
    link = link_in(str(mail.outbox[0].body))
    actions.revoke_receipt(mail=asked, by=office.officer, at=LATER)

    answers = [client.get(link), client.post(link), client.get(link[:-3] + "00/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert all("01/BC-CTĐ" not in answer.content.decode() for answer in answers)
    assert Dispatch.objects.get().received_at is None
    with pytest.raises(actions.CannotMail, match="không cần thu hồi"):
        actions.revoke_receipt(mail=asked, by=office.officer, at=LATER)
    assert verbs() == ["mail-asked", "mail-sent", "receipt-link-revoked"]


def test_the_tables_alone_open_no_link(settings: Settings) -> None:
    asked = an_office().ask()
    token = actions.receipt_token(asked.key)
    settings.SECRET_KEY = "another installation"

    assert queries.mail_by_receipt(token) == asked
    assert queries.mail_by_receipt(actions.receipt_token(asked.key)) is None
    assert queries.mail_by_receipt(asked.receipt_hash) is None


def test_an_address_is_noted_by_who_keeps_the_book_and_must_be_one(sign_in: SignIn) -> None:
    agency = a_workplace(name="Sở Y tế")
    officer, other = an_officer(), an_officer(role=Role.AGENCY_OFFICER)
    with pytest.raises(actions.CannotMail, match="chưa được giao quyền"):
        actions.set_mail_address(unit=agency, address=ADDRESS, by=other, at=AT)
    page = reverse("desk:unit-mail-address", args=[agency.key])
    client = sign_in(officer)

    wrong = client.post(page, {"dia_chi": "khong phai"})
    right = client.post(page, {"dia_chi": f" {ADDRESS} "})

    assert wrong.status_code == 422
    assert "Viết địa chỉ thư điện tử như" in wrong.content.decode()
    assert right.status_code == 302
    assert queries.address_of(agency) == ADDRESS
    assert ADDRESS in client.get(reverse("desk:unit", args=[agency.key])).content.decode()
    client.post(page, {"dia_chi": ""})
    assert not MailAddress.objects.exists()
    assert Line.objects.filter(verb="documents.mail-address-set").count() == 2


def test_the_page_asks_for_mails_shows_their_fate_and_sends_again(
    sign_in: SignIn, settings: Settings
) -> None:
    office = an_office()
    client, page = sign_in(office.officer), f"/van-ban/di/{office.issued.pk}/"
    assert "Gửi 1 thư điện tử" in client.get(page).content.decode()
    client.post(f"{page}gui-thu/")
    assert "Chờ gửi thư" in client.get(page).content.decode()
    assert client.post(f"{page}gui-thu/").status_code == 422
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for hours in range(5):
        deliver(timezone.now() + dt.timedelta(hours=hours))
    failed = client.get(page).content.decode()
    asked = DispatchMail.objects.get()

    client.post(reverse("documents:mail-again", args=[asked.pk]))

    assert "Không gửi được thư" in failed
    assert ">Gửi lại</button>" in failed
    assert "127.0.0.1" in failed
    assert state(asked) == (MailState.WAITING, 0)
    client.post(reverse("documents:revoke-receipt", args=[asked.pk]))
    asked.refresh_from_db()
    assert asked.revoked_at is not None
    address = reverse("documents:mail-address", args=[asked.dispatch_id])
    assert client.post(address, {"dia_chi": "x@y.example"}).status_code == 302
    assert "x@y.example" in client.get(page).content.decode()


def test_the_questions_do_not_grow_with_the_recipients(
    sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    office = an_office()
    units = [a_workplace() for _ in range(15)]
    for number, unit in enumerate(units):
        address = f"dv{number}@laichau.example"
        actions.set_mail_address(unit=unit, address=address, by=office.officer, at=AT)
    actions.dispatch(document=office.issued, to=units, by=office.officer, at=AT)
    actions.mail_out(document=office.issued, by=office.officer, at=AT)
    client = sign_in(office.officer)

    with django_assert_max_num_queries(24):
        client.get(f"/van-ban/di/{office.issued.pk}/")
