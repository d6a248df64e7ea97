"""Issuing: a number without a gap, files that carry it, and what may happen afterwards."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from tests.builders.documents import an_officer
from tests.builders.identity import a_workplace
from tests.builders.outgoing import (
    AT,
    CHAIRMAN,
    a_docx_file,
    a_paper,
    a_pdf_file,
    a_registration,
    a_society,
    an_issue,
    some_facts,
)

from nhanai.documents import actions, queries
from nhanai.documents.actions import Following
from nhanai.documents.models import Book, Dispatch, NumberSeries, OutgoingDocument
from nhanai.documents.rules.outgoing import check_paper, facts_of
from nhanai.documents.vocab import Direction, Numbering, OutgoingState
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line as JournalLine
from nhanai.paper.storing import from_json
from nhanai.paper.values import Signature
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db

NEW_YEAR = dt.datetime(2026, 12, 31, 17, 0, tzinfo=dt.UTC)
"""Midnight here."""


def files() -> list[str]:
    """The endings of every file that is kept."""
    found = Path(settings.MEDIA_ROOT).rglob("*")
    return sorted(path.suffix for path in found if path.is_file())


def nothing_happened() -> bool:
    """No document, no number taken, no file, no line."""
    rows = [OutgoingDocument.objects.count(), Dispatch.objects.count(), JournalLine.objects.count()]
    return rows == [0, 0, 0] and not NumberSeries.objects.filter(last__gt=0).exists()


def test_issuing_gives_number_and_day_makes_both_files_sends_and_tells_the_journal() -> None:
    owner, agency = a_society(), a_workplace(name="Sở Y tế")
    officer = an_officer(unit=owner)

    issued = actions.issue(owner=owner, paper=a_paper(), to=[agency], by=officer, at=AT)

    issued.refresh_from_db()
    assert (issued.reference, issued.day, issued.year) == ("01/BC-CTĐ", dt.date(2026, 11, 24), 2026)
    assert (issued.signer_name, issued.state) == ("Lò Văn Mẫu", OutgoingState.IN_FORCE)
    assert from_json(issued.paper or {}).number == "01"
    assert from_json(issued.paper or {}).day == issued.day
    assert files() == [".docx", ".pdf"]
    assert queries.intact(issued.docx, issued.docx_sha256).startswith(b"PK")
    assert queries.intact(issued.pdf, issued.pdf_sha256).startswith(b"%PDF-")
    assert issued.pdf_sha256 in Path(issued.pdf.path).name
    sent = Dispatch.objects.get()
    assert (sent.unit, sent.sent_at, sent.received_at) == (agency, AT, None)
    line = JournalLine.objects.get()
    assert (line.verb, line.unit_key) == ("documents.issued", owner.key)
    assert line.new["reference"] == "01/BC-CTĐ"


def test_numbers_run_for_each_kind_by_themselves_unless_the_head_wants_one_run() -> None:
    owner, other = a_society(), a_society()
    officer, head = an_officer(unit=owner), an_officer(unit=other)
    actions.set_numbering(owner=other, year=2026, numbering=Numbering.ONE, by=head, at=AT)

    kinds = ("BC", "BC", "KH", "BC", "CV")
    each = [an_issue(owner=owner, by=officer, paper=a_paper(kind=kind)) for kind in kinds]
    one = [an_issue(owner=other, by=head, paper=a_paper(kind=kind)) for kind in kinds]

    assert [issued.reference for issued in each] == [
        "01/BC-CTĐ", "02/BC-CTĐ", "01/KH-CTĐ", "03/BC-CTĐ", "01/CTĐ-VP"
    ]  # fmt: skip
    assert [issued.number for issued in one] == [1, 2, 3, 4, 5]


def test_numbers_begin_again_at_midnight_of_the_new_year_here() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    moments = [AT, NEW_YEAR - dt.timedelta(seconds=1), NEW_YEAR, NEW_YEAR + dt.timedelta(days=1)]

    issued = [an_issue(owner=owner, by=officer, at=at) for at in moments]

    assert [(one.year, one.number, one.day.day) for one in issued] == [
        (2026, 1, 24), (2026, 2, 31), (2027, 1, 1), (2027, 2, 2)
    ]  # fmt: skip


def test_the_manner_of_numbering_carries_over_to_the_next_year() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    actions.set_numbering(owner=owner, year=2026, numbering=Numbering.ONE, by=officer, at=AT)

    for kind in ("BC", "KH"):
        an_issue(owner=owner, by=officer, paper=a_paper(kind=kind), at=NEW_YEAR)

    assert Book.objects.get(year=2027).numbering == Numbering.ONE
    assert list(NumberSeries.objects.values_list("key", "last")) == [("", 2)]


def test_the_manner_of_numbering_stays_once_a_number_was_taken() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    an_issue(owner=owner, by=officer)

    with pytest.raises(actions.CannotChangeBook, match="Năm 2026 đã cấp số"):
        actions.set_numbering(owner=owner, year=2026, numbering=Numbering.ONE, by=officer, at=AT)

    assert Book.objects.get().numbering == Numbering.PER_KIND


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
def test_only_who_holds_the_right_issues(role: Role, may: bool) -> None:
    owner = a_society()
    by = an_officer(unit=owner, role=role)

    if may:
        assert an_issue(owner=owner, by=by).number == 1
        return
    with pytest.raises(actions.CannotIssue, match="không có quyền phát hành"):
        an_issue(owner=owner, by=by)
    assert nothing_happened()


def test_nobody_issues_for_a_unit_below_or_beside_her_own() -> None:
    owner = a_society()
    below = a_workplace(kind=UnitKind.CHAPTER, under=owner, line=Line.RED_CROSS)

    for unit in (below, a_society()):
        with pytest.raises(actions.CannotIssue, match="không có quyền"):
            an_issue(owner=unit, by=an_officer(unit=owner))

    assert nothing_happened()


def test_a_paper_that_says_nothing_is_refused_with_every_fault_at_once() -> None:
    nonsense = a_paper(
        kind="BC",
        symbol="bc ctđ",
        subject=" ",
        signature=Signature((), ""),
        recipients=(),
        words="",
        number="7",
    )

    with pytest.raises(actions.CannotIssue) as refused:
        an_issue(paper=nonsense)

    assert [finding.rule for finding in refused.value.findings] == [
        "paper-symbol", "paper-subject", "paper-signer", "paper-signer-position",
        "paper-recipients", "paper-body", "paper-numbered",
    ]  # fmt: skip
    assert refused.value.message == "Chưa phát hành được, có 7 chỗ phải sửa."
    assert nothing_happened()
    assert files() == []


@pytest.mark.parametrize(
    ("kind", "symbol", "rules"),
    [
        ("BC", "BC-CTĐ", []),
        ("CV", "CTĐ-VP", []),
        ("QĐ", "QĐ-CTĐ", []),
        ("BC", "KH-CTĐ", ["paper-symbol"]),
        ("BC", "BC", ["paper-symbol"]),
        ("BC", "BC-", ["paper-symbol"]),
        ("BC", "BC/CTĐ", ["paper-symbol"]),
        ("BC", "BC-" + "C" * 60, ["paper-symbol"]),
        ("CV", "BC-CTĐ", ["paper-symbol"]),
        ("NĐ", "NĐ-CP", ["paper-kind"]),
        ("X", "X-CTĐ", ["paper-kind"]),
    ],
)
def test_a_symbol_names_its_kind_and_a_letters_does_not(
    kind: str, symbol: str, rules: list[str]
) -> None:
    assert [finding.rule for finding in check_paper(a_paper(kind=kind, symbol=symbol))] == rules


@given(st.text(max_size=30))
def test_whatever_a_symbol_is_it_is_judged_and_only_letters_and_dashes_pass(symbol: str) -> None:
    paper = a_paper(symbol=f"BC-{symbol}")

    passed = "paper-symbol" not in {finding.rule for finding in check_paper(paper)}

    kept = facts_of(paper).symbol
    assert not passed or all(letter.isalnum() or letter == "-" for letter in kept)


def test_the_issuer_itself_and_units_that_have_ended_are_no_recipients() -> None:
    owner = a_society()
    ended = a_workplace(name="Sở Lao động")
    ended.end = dt.date(2026, 3, 1)
    ended.save()

    with pytest.raises(actions.CannotIssue) as refused:
        an_issue(owner=owner, to=[owner, ended])

    assert [finding.rule for finding in refused.value.findings] == ["to-self", "to-ended"]
    assert nothing_happened()


def test_a_clock_that_went_back_gives_no_number() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    an_issue(owner=owner, by=officer)

    with pytest.raises(actions.CannotIssue, match="Số gần nhất đã cấp cho ngày 24/11/2026"):
        an_issue(owner=owner, by=officer, at=AT - dt.timedelta(days=1))

    assert NumberSeries.objects.get().last == 1


def test_a_failure_after_the_number_gives_the_number_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", _full)
        with pytest.raises(OSError, match="full"):
            an_issue(owner=owner, by=officer)
    assert nothing_happened()
    assert files() == []

    assert an_issue(owner=owner, by=officer).number == 1


def _full(handle: int) -> None:
    raise OSError("disk full")


def test_the_database_itself_gives_no_number_twice() -> None:
    issued = an_issue()
    issued.pk = None
    issued._state.adding = True

    with pytest.raises(IntegrityError), transaction.atomic():
        issued.save()

    with pytest.raises(Exception, match="protected"):
        issued.series.delete()


def test_a_file_made_elsewhere_is_given_a_number_and_kept_as_it_is() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    file = a_pdf_file()
    content = file.read()
    file.seek(0)

    issued = a_registration(owner=owner, by=officer, file=file)
    word = a_registration(owner=owner, by=officer, file=a_docx_file())

    assert (issued.reference, issued.paper, issued.docx.name) == ("01/KH-CTĐ", None, "")
    assert queries.intact(issued.pdf, hashlib.sha256(content).hexdigest()) == content
    assert (word.number, word.pdf.name, bool(word.docx)) == (2, "", True)


def test_a_document_signed_yesterday_is_entered_today_but_not_before_the_last_number() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)

    first = a_registration(owner=owner, by=officer, day=dt.date(2026, 11, 23))

    assert first.day == dt.date(2026, 11, 23)
    for day, said in [
        (dt.date(2026, 11, 22), "phải từ ngày đó"), (dt.date(2026, 11, 25), "không thể sau hôm nay")
    ]:  # fmt: skip
        with pytest.raises(actions.CannotIssue, match=said):
            a_registration(owner=owner, by=officer, day=day)
    assert NumberSeries.objects.get().last == 1


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.exe", b"MZ", "file-kind"),
        ("a.pdf", b"PK\x03\x04", "file-kind"),
        ("a.docx", b"%PDF-1.7", "file-kind"),
        ("a.docx", b"PK\x03\x04 no package", "file-kind"),
        ("a.pdf", b"", "file-kind"),
        ("a.pdf", b"%PDF-" + b"x" * 100, "file-size"),
    ],
)
def test_a_file_of_another_kind_or_size_takes_no_number(
    settings: Settings, name: str, content: bytes, rule: str
) -> None:
    settings.UPLOAD_LIMIT = 60
    owner = a_society()

    with pytest.raises(actions.CannotIssue) as refused:
        a_registration(owner=owner, by=an_officer(unit=owner), file=ContentFile(content, name=name))

    assert [finding.rule for finding in refused.value.findings] == [rule]
    assert nothing_happened()
    assert files() == []


def test_the_same_file_is_not_given_two_numbers() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    file = a_pdf_file()
    a_registration(owner=owner, by=officer, file=file)
    file.seek(0)

    with pytest.raises(actions.CannotIssue, match="đã phát hành với số 01/KH-CTĐ"):
        a_registration(owner=owner, by=officer, file=file)

    assert NumberSeries.objects.get().last == 1


def test_a_document_is_replaced_once_by_one_of_its_kind() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    old = an_issue(owner=owner, by=officer)

    with pytest.raises(actions.CannotIssue, match="phải cùng loại"):
        actions.replace(document=old, paper=a_paper(kind="KH"), to=[], by=officer, at=AT)
    new = actions.replace(document=old, paper=a_paper(), to=[], by=officer, at=AT)

    fresh = OutgoingDocument.objects.get(pk=old.pk)
    assert (new.number, new.replaces, fresh.state) == (2, old, OutgoingState.REPLACED)
    assert JournalLine.objects.order_by("-sequence")[0].verb == "documents.replaced"
    with pytest.raises(actions.CannotIssue, match="đã bị thay thế"):
        actions.replace(document=old, paper=a_paper(), to=[], by=officer, at=AT)
    with pytest.raises(actions.CannotRecall, match="đã bị thay thế"):
        actions.recall(document=old, reason="Nhầm", by=officer, at=AT)
    assert OutgoingDocument.objects.count() == 2


def test_a_correction_is_an_official_letter_and_there_may_be_several() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    old = an_issue(owner=owner, by=officer)

    with pytest.raises(actions.CannotIssue, match="Đính chính bằng công văn"):
        actions.correct(document=old, paper=a_paper(), to=[], by=officer, at=AT)
    letter = a_paper(kind="CV", subject="Đính chính Báo cáo số 01/BC-CTĐ")
    first = actions.correct(document=old, paper=letter, to=[], by=officer, at=AT)
    letter_facts = some_facts(kind="CV", symbol="CTĐ-VP", subject="Đính chính lần hai")
    second = a_registration(
        owner=owner, by=officer, facts=letter_facts, following=Following(corrects=old)
    )

    assert [first.reference, second.reference] == ["01/CTĐ-VP", "02/CTĐ-VP"]
    assert OutgoingDocument.objects.get(pk=old.pk).state == OutgoingState.CORRECTED


def test_a_document_of_another_unit_is_neither_replaced_nor_corrected() -> None:
    old = an_issue()
    owner = a_society()

    with pytest.raises(actions.CannotIssue, match="của chính đơn vị"):
        a_registration(
            owner=owner,
            by=an_officer(unit=owner),
            facts=some_facts(kind="BC", symbol="BC-CTĐ"),
            following=Following(replaces=old),
        )

    assert OutgoingDocument.objects.count() == 1


def test_a_recalled_document_keeps_its_number_and_says_why() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    issued = an_issue(owner=owner, by=officer)

    actions.recall(document=issued, reason=" Sai\nsố liệu ", by=officer, at=AT)

    issued = OutgoingDocument.objects.get(pk=issued.pk)
    assert (issued.state, issued.recall_reason) == (OutgoingState.RECALLED, "Sai số liệu")
    assert (issued.recalled_by, issued.recalled_at) == (officer, AT)
    assert an_issue(owner=owner, by=officer).number == 2
    with pytest.raises(actions.CannotRecall, match="đã thu hồi"):
        actions.recall(document=issued, reason="Lần nữa", by=officer, at=AT)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_recall_needs_a_reason_of_a_sentence(reason: str) -> None:
    issued = an_issue()

    with pytest.raises(actions.CannotRecall, match="lý do"):
        actions.recall(document=issued, reason=reason, by=issued.issued_by, at=AT)

    assert OutgoingDocument.objects.get().state == OutgoingState.IN_FORCE


def test_a_stranger_neither_recalls_nor_sends_further() -> None:
    issued, stranger = an_issue(), an_officer()

    with pytest.raises(actions.CannotRecall, match="không có quyền"):
        actions.recall(document=issued, reason="Nhầm", by=stranger, at=AT)
    with pytest.raises(actions.CannotDispatch, match="không có quyền"):
        actions.dispatch(document=issued, to=[a_workplace()], by=stranger, at=AT)

    assert Dispatch.objects.count() == 0


def test_a_document_is_sent_further_once_to_each_unit() -> None:
    first, second = a_workplace(), a_workplace()
    issued = an_issue(to=[first, first])

    actions.dispatch(
        document=issued, to=[first, second], mailed_to="Bưu điện", by=issued.issued_by, at=AT
    )

    rows = queries.dispatches_of(issued).values_list("unit", "mailed_to")
    assert list(rows) == [(first.pk, ""), (second.pk, "Bưu điện")]
    with pytest.raises(actions.CannotDispatch, match="đã có văn bản"):
        actions.dispatch(document=issued, to=[second], by=issued.issued_by, at=AT)


def test_a_receipt_is_given_once_by_somebody_of_that_very_unit() -> None:
    above = a_workplace()
    unit = a_workplace(under=above)
    issued = an_issue(to=[unit])
    sent = Dispatch.objects.get()
    clerk = an_officer(unit=unit, role=Role.AGENCY_OFFICER)

    for stranger in (issued.issued_by, an_officer(unit=above, role=Role.PROVINCE_LEADER)):
        with pytest.raises(actions.CannotReceive, match="Chỉ người của đơn vị nhận"):
            actions.acknowledge(dispatch=sent, by=stranger, at=AT)
    actions.acknowledge(dispatch=sent, by=clerk, at=AT)

    sent.refresh_from_db()
    assert (sent.received_at, sent.received_by) == (AT, clerk)
    line = JournalLine.objects.order_by("-sequence")[0]
    assert (line.verb, line.unit_key) == ("documents.received", unit.key)
    with pytest.raises(actions.CannotReceive, match="rồi"):
        actions.acknowledge(dispatch=sent, by=clerk, at=AT)


def test_a_closed_book_gives_no_number_and_only_a_year_that_is_over_closes() -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    an_issue(owner=owner, by=officer)

    def close(year: int, at: dt.datetime) -> None:
        actions.close_book(owner=owner, direction=Direction.OUTGOING, year=year, by=officer, at=at)

    with pytest.raises(actions.CannotChangeBook, match="chưa hết"):
        close(2026, AT)
    with pytest.raises(actions.CannotChangeBook, match="không có sổ"):
        close(2025, AT)
    close(2026, NEW_YEAR)

    with pytest.raises(actions.BookClosed, match="năm 2026 đã đóng ngày 01/01/2027"):
        a_registration(owner=owner, by=officer, day=dt.date(2026, 12, 31), at=NEW_YEAR)
    with pytest.raises(actions.CannotChangeBook, match="đã đóng"):
        close(2026, NEW_YEAR)
    assert an_issue(owner=owner, by=officer, at=NEW_YEAR).reference == "01/BC-CTĐ"
    line = JournalLine.objects.get(verb="documents.book-closed")
    assert line.new == {"numbers": {"BC": 1}}


def test_who_may_not_issue_keeps_no_book() -> None:
    owner = a_society()

    with pytest.raises(actions.CannotChangeBook, match="không có quyền"):
        actions.set_numbering(
            owner=owner, year=2026, numbering=Numbering.ONE, by=an_officer(), at=AT
        )

    assert nothing_happened()


def test_a_changed_or_missing_file_is_found_and_handed_to_nobody(
    capsys: pytest.CaptureFixture[str],
) -> None:
    issued = an_issue()
    call_command("check_files", verbosity=0)
    changed, gone = Path(issued.docx.path), Path(issued.pdf.path)
    changed.chmod(0o600)
    changed.write_bytes(changed.read_bytes() + b" ")
    gone.unlink()

    with pytest.raises(queries.Damaged, match="không còn như lúc phát hành"):
        queries.intact(issued.docx, issued.docx_sha256)
    with pytest.raises(CommandError, match="Có 2 tệp"):
        call_command("check_files")

    told = capsys.readouterr().out
    assert str(issued.docx.name) in told
    assert str(issued.pdf.name) in told


def test_a_sweep_takes_what_a_stop_left_and_nothing_that_was_issued() -> None:
    issued = an_issue()
    left = Path(issued.pdf.path).with_name("0" * 64 + "-left.pdf")
    left.write_bytes(b"%PDF-")

    assert actions.sweep_files(at=AT + dt.timedelta(days=400)) == 1

    assert queries.intact(issued.pdf, issued.pdf_sha256)
    assert not left.exists()
    assert CHAIRMAN.name == issued.signer_name
