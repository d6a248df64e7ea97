"""Papers to be issued, and documents that were."""

import datetime as dt
import io
import itertools
import zipfile
from collections.abc import Sequence

from django.core.files.base import ContentFile
from tests.builders.documents import an_officer
from tests.builders.identity import a_workplace

from nhanai.documents import actions
from nhanai.documents.actions import Following
from nhanai.documents.models import OutgoingDocument
from nhanai.documents.rules.outgoing import Facts
from nhanai.identity.models import User
from nhanai.paper.values import Annex, Letterhead, OfficialPaper, Paragraph, Run, Signature
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
CHAIRMAN = Signature(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Lò Văn Mẫu")
_number = itertools.count(1)


def a_paper(
    *,
    kind: str = "BC",
    symbol: str = "",
    subject: str = "Kết quả công tác Hội và phong trào Chữ thập đỏ quý III năm 2026",
    signature: Signature = CHAIRMAN,
    recipients: tuple[str, ...] = ("Ủy ban nhân dân tỉnh", "Lưu: VT"),
    words: str = "Hội đã vận động được 1.749 đơn vị máu.",
    number: str = "",
    annexes: tuple[Annex, ...] = (),
) -> OfficialPaper:
    """A short paper that may be issued."""
    return OfficialPaper(
        kind=kind,
        letterhead=Letterhead("Hội Chữ thập đỏ tỉnh Lai Châu"),
        symbol=symbol or ("CTĐ-VP" if kind == "CV" else f"{kind}-CTĐ"),
        place="Lai Châu",
        subject=subject,
        body=(Paragraph((Run(words),)),) if words else (),
        signature=signature,
        recipients=recipients,
        number=number,
        annexes=annexes,
    )


def some_facts(
    *,
    kind: str = "KH",
    symbol: str = "KH-CTĐ",
    subject: str = "Tổ chức Tháng Nhân đạo năm 2026",
    signature: Signature = CHAIRMAN,
    recipients: tuple[str, ...] = ("Các xã, phường", "Lưu: VT"),
) -> Facts:
    """What is said of a document made elsewhere."""
    return Facts(kind, symbol, subject, signature, recipients)


def a_pdf_file(name: str = "ke-hoach.pdf") -> ContentFile[bytes]:
    """A small file of its kind, unlike every other."""
    return ContentFile(f"%PDF-1.7\n% {next(_number)}\n%%EOF\n".encode(), name=name)


def a_docx_file(name: str = "ke-hoach.docx") -> ContentFile[bytes]:
    """The same as .docx."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("word/document.xml", f"<w:document>{next(_number)}</w:document>")
    return ContentFile(kept.getvalue(), name=name)


def a_society() -> Unit:
    """A unit that issues documents."""
    return a_workplace(name="Hội Chữ thập đỏ tỉnh Lai Châu", kind=UnitKind.CHAPTER)


def an_issue(
    *,
    owner: Unit | None = None,
    by: User | None = None,
    to: Sequence[Unit] = (),
    paper: OfficialPaper | None = None,
    at: dt.datetime = AT,
) -> OutgoingDocument:
    """A document that was issued."""
    owner = owner or a_society()
    by = by or an_officer(unit=owner)
    return actions.issue(owner=owner, paper=paper or a_paper(), to=to, by=by, at=at)


def a_registration(
    *,
    owner: Unit,
    by: User,
    file: ContentFile[bytes] | None = None,
    facts: Facts | None = None,
    day: dt.date | None = None,
    following: Following | None = None,
    at: dt.datetime = AT,
) -> OutgoingDocument:
    """A document made elsewhere that was given its number."""
    return actions.register_outgoing(
        owner=owner,
        facts=facts or some_facts(),
        file=file or a_pdf_file(),
        to=(),
        day=day,
        following=following or Following(),
        by=by,
        at=at,
    )
