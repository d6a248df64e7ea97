"""Documents in the register, small readings, and entries of the catalogue."""

import datetime as dt
import itertools
from typing import Any

from django.core.files.base import ContentFile
from tests.builders.identity import a_user, a_workplace, an_appointment

from nhanai.documents import actions
from nhanai.documents.models import Document, LegalDocument
from nhanai.documents.rules import name_key, reference_key, search_text
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
_number = itertools.count(1)

TEXT = """\
ỦY BAN NHÂN DÂN TỈNH LAI CHÂU
Số: 3836/KH-UBND
KẾ HOẠCH
Thực hiện Quyết định số 895/QĐ-TTg ngày 26/7/2023
III. TỔ CHỨC THỰC HIỆN
4. Sở Y tế
- Chủ trì khám, chữa bệnh nhân đạo trước ngày 15/12/2026.
5. Sở Giáo dục và Đào tạo
- Thực hiện Thông tư số 07/2017/TT-BGDĐT
ngày 14/3/2014.
"""

DECISION = "Quyết định số 895/QĐ-TTg ngày 26/7/2023"
CIRCULAR = "Thông tư số 07/2017/TT-BGDĐT\nngày 14/3/2014"


def a_reading(**changes: object) -> dict[str, Any]:
    """What the reader makes of `TEXT`; any key may be another."""
    reading: dict[str, Any] = {
        "file": {"name": "ke-hoach.txt", "format": "txt", "encoding": "utf-8"},
        "text": TEXT,
        "kind": {"code": "KH", "name": "Kế hoạch"},
        "number": "3836",
        "symbol": "KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Lai Châu",
        "place": "Lai Châu",
        "date": {"year": 2023, "month": 10, "day": 12},
        "title": "Kế hoạch thực hiện Quyết định số 895/QĐ-TTg",
        "sections": [{"address": "III", "label": "III", "title": "TỔ CHỨC THỰC HIỆN", "level": 1}],
        "nodes": [
            a_node("title", "Thực hiện Quyết định số 895/QĐ-TTg ngày 26/7/2023", kind="title"),
            a_node("III", "TỔ CHỨC THỰC HIỆN", kind="section", label="III.", level=1),
            a_node("III.4", "Sở Y tế", kind="section", label="4.", level=2, parent="III"),
            a_node(
                "III.4.-1",
                "Chủ trì khám, chữa bệnh nhân đạo trước ngày 15/12/2026.",
                label="-",
                level=3,
                parent="III.4",
            ),
            a_node(
                "III.5",
                "Sở Giáo dục và Đào tạo",
                kind="section",
                label="5.",
                level=2,
                parent="III",
            ),
            a_node(
                "III.5.-1",
                "Thực hiện Thông tư số 07/2017/TT-BGDĐT ngày 14/3/2014.",
                source="Thực hiện Thông tư số 07/2017/TT-BGDĐT\nngày 14/3/2014.",
                label="-",
                level=3,
                parent="III.5",
                broken_at=[39],
            ),
        ],
        "citations": [
            a_citation("Quyết định", "895/QĐ-TTg", "2023-07-26", "title", DECISION, at=10),
            a_citation("Thông tư", "07/2017/TT-BGDĐT", "2014-03-14", "III.5.-1", CIRCULAR, at=10),
        ],
        "tasks": [
            {
                "address": "III.4.-1",
                "text": "Chủ trì khám, chữa bệnh nhân đạo trước ngày 15/12/2026.",
                "span": place("- Chủ trì khám, chữa bệnh nhân đạo trước ngày 15/12/2026."),
                "rule": "heading-bullets",
                "assignees": [
                    {
                        "agency": "Sở Y tế",
                        "lead": True,
                        "requested": False,
                        "parts": ["Sở Y tế"],
                        "rule": "heading-agency",
                        "mention": {
                            "address": "III.4",
                            "span": place("Sở Y tế"),
                            "node": [0, 7],
                        },
                    }
                ],
                "coordinating": [],
                "due": {
                    "text": "trước ngày 15/12/2026",
                    "date": "2026-12-15",
                    "span": place("trước ngày 15/12/2026"),
                },
                "recurrence": None,
                "product": None,
                "report_to": None,
                "group": None,
                "nodes": ["III.4.-1"],
            }
        ],
        "recipients": ["Như trên", "Lưu: VT"],
        "signer": None,
        "findings": [
            {
                "rule": "citation-year",
                "severity": "warning",
                "address": "III.5.-1",
                "message": "Số hiệu ghi năm 2017, ngày ban hành là năm 2014.",
                "span": place("Thông tư số 07/2017/TT-BGDĐT\nngày 14/3/2014"),
            }
        ],
    }
    return reading | changes


def place(words: str) -> list[int]:
    """Where these words stand in `TEXT`."""
    start = TEXT.index(words)
    return [start, start + len(words)]


def a_node(
    address: str,
    text: str,
    *,
    kind: str = "bullet",
    label: str = "",
    level: int = 0,
    parent: str | None = None,
    source: str = "",
    broken_at: list[int] | None = None,
) -> dict[str, Any]:
    """A paragraph that stands in `TEXT`, as the reader gives it."""
    return {
        "address": address,
        "kind": kind,
        "level": level,
        "label": label,
        "text": text,
        "span": place(source or text),
        "parent": parent,
        "rule": f"{kind}-line",
        "broken_at": broken_at or [],
    }


def a_citation(
    kind: str, reference: str, date: str | None, address: str, words: str, *, at: int = 0
) -> dict[str, Any]:
    """A citation in these words of `TEXT`, which begin at `at` in the node's own text."""
    mention = {
        "address": address,
        "span": place(words),
        "node": [at, at + len(" ".join(words.split()))],
        "rule": "citation-numbered",
    }
    return {
        "kind": kind,
        "reference": reference,
        "name": None,
        "date": date,
        "issuer": None,
        "addresses": [address],
        "mentions": [mention],
    }


def an_office(*, name: str = "Hội Chữ thập đỏ tỉnh") -> Unit:
    """A unit that keeps a register."""
    return a_workplace(name=name, kind=UnitKind.CHAPTER)


def an_officer(*, unit: Unit | None = None, role: Role = Role.PROVINCE_OFFICER) -> User:
    """Who may enter documents, at a unit of her own unless told."""
    officer = a_user(full_name="Lò Thị Hạnh")
    return an_appointment(user=officer, role=role, unit=unit or an_office()).user


def a_file(content: str = "", *, name: str = "ke-hoach.txt") -> ContentFile[bytes]:
    """A file as a person sends it, unlike every other unless its content is given."""
    return ContentFile((content or f"Kế hoạch thứ {next(_number)}").encode(), name=name)


def a_document(
    *,
    owner: Unit | None = None,
    by: User | None = None,
    file: ContentFile[bytes] | None = None,
    at: dt.datetime = AT,
) -> Document:
    """A document in the register, waiting to be read."""
    owner = owner or an_office()
    by = by or an_officer(unit=owner)
    return actions.register(file=file or a_file(), owner=owner, by=by, at=at)


def under_way(document: Document) -> Document:
    """The same document, taken up by the worker."""
    Document.objects.filter(pk=document.pk).update(reading_state="READING", reading_attempts=1)
    document.refresh_from_db()
    return document


def a_read_document(
    *,
    owner: Unit | None = None,
    by: User | None = None,
    reading: dict[str, Any] | None = None,
    at: dt.datetime = AT,
) -> Document:
    """A document in the register that has been read."""
    document = under_way(a_document(owner=owner, by=by, at=at))
    return actions.complete_reading(document=document, json=reading or a_reading(), at=at)


def a_law(
    reference: str = "895/QĐ-TTg",
    *,
    kind: str = "Quyết định",
    title: str = "Ban hành Kế hoạch thực hiện Kết luận số 44-KL/TW",
    dated_on: dt.date | None = dt.date(2023, 7, 26),
    start: dt.date | None = None,
    end: dt.date | None = None,
    is_verified: bool = True,
) -> LegalDocument:
    """An entry of the catalogue."""
    return LegalDocument.objects.create(
        kind=kind,
        reference=reference,
        reference_folded=reference_key(reference),
        issuer="Thủ tướng Chính phủ",
        dated_on=dated_on,
        title=title,
        title_folded=name_key(kind, title),
        search_folded=search_text([kind, reference, title]),
        start=start or dated_on,
        end=end,
        is_verified=is_verified,
    )
