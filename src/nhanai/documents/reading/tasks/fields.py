"""Field lines under a task: Cơ quan chủ trì / phối hợp / Thời gian / Sản phẩm."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from nhanai.documents.reading import columns
from nhanai.documents.reading.agencies import phrase
from nhanai.documents.reading.columns import Role
from nhanai.documents.reading.model import NOTHING, Assignee, Joined
from nhanai.documents.reading.tasks import charges
from nhanai.documents.reading.tasks.making import Fields
from nhanai.documents.reading.tree import Branch

_TELLING: Final = frozenset((Role.LEAD, Role.DOER, Role.COORDINATING, Role.TIME))
_BRACKET: Final = re.compile(r"\((?P<said>[^()]{8,400})\)[.;\s]*$")


_SHORT_TITLE: Final = 90
"""So long a title is said before the content; a longer one says what the content says."""

Found = dict[Branch, tuple[Role, int]]
"""The field lines under a node, each with its role and where its value begins."""


def of_children(branch: Branch) -> Found:
    """Which of the children are field lines, with the role and where its value begins."""
    found = {child: field for child in branch.children if (field := columns.field(child.text))}
    if found and any(role in _TELLING for role, _ in found.values()):
        return found
    return {}


def gathered(branch: Branch, found: Found) -> tuple[Fields, Joined | None]:
    """What the field lines under a node say, and the task's content where one of them holds it."""
    fields = Fields()
    content: Joined | None = None
    for child, (role, start) in found.items():
        value, *more = _pieces(_value(child, start))
        if role is Role.CONTENT:
            own = child.content.part(start)
            content = content or (_titled(branch, own) if own.text else None)
        else:
            fields = said(fields, role, value, child)
        for piece in more:
            field = columns.field(piece.text)
            if field:
                fields = said(fields, field[0], piece.part(field[1]), child)
    return fields, content


def _titled(branch: Branch, content: Joined) -> Joined:
    """The content after the title above it, where that is short enough to be a name."""
    is_short = len(branch.text) <= _SHORT_TITLE
    return Joined.of((without_colon(branch.content), content), ": ") if is_short else content


def without_colon(content: Joined) -> Joined:
    """The text without a colon at its end."""
    return content.part(0, len(content.text.rstrip(" :")))


def listed(branch: Branch, found: Found) -> list[Branch]:
    """What stands as tasks beside the field lines, or under that of the content."""
    others = [child for child in branch.children if child not in found]
    for child, (role, start) in found.items():
        if role is Role.CONTENT and not child.content.part(start).text:
            others.extend(child.children)
    is_plain = all(
        child.kind in {"bullet", "item", "paragraph"}
        and not child.children
        and not child.text.endswith(":")
        for child in others
    )
    return others if is_plain else []


_NEXT_FIELD: Final = re.compile(
    r"[;.,]\s+(?=(?:cơ quan|đơn vị|chủ trì|phối hợp|thời (?:gian|hạn)|tiến độ|sản phẩm|kết quả|"
    r"hoàn thành)[^:;.,]{0,40}:)",
    re.IGNORECASE,
)


def _pieces(value: Joined) -> list[Joined]:
    """A field's value, parted where another field begins on the same line."""
    pieces: list[Joined] = []
    at = 0
    for found in _NEXT_FIELD.finditer(value.text):
        pieces.append(value.part(at, found.start()))
        at = found.end()
    return [*pieces, value.part(at)]


_WHO_DOES: Final = re.compile(
    r"(?:(?:do|giao)\s+)?(?P<who>\S.*?)\s+(?:là (?:cơ quan|đơn vị)\s+)?"
    r"(?P<does>chủ trì|thực hiện|phối hợp)(?:[\s,]+(?:tổ chức\s+)?thực hiện)?"
    r"(?:[\s,]+(?:và\s+)?phối hợp\s+(?:(?:cùng\s+)?với|cùng)\s+(?P<others>\S.*?)"
    r"(?:\s+(?:tổ chức\s+)?(?:thực hiện|triển khai))?)?[.\s]*",
    re.IGNORECASE,
)
_DOES: Final = {"chủ trì": Role.LEAD, "thực hiện": Role.DOER, "phối hợp": Role.COORDINATING}


def _who_does(value: Joined) -> list[tuple[Role, Joined]]:
    """ "Sở Y tế chủ trì, phối hợp với Sở Tài chính": who does what, without a colon."""
    found = _WHO_DOES.fullmatch(value.text)
    if found is None or not phrase.begins(found["who"]):
        return []
    said = [(_DOES[found["does"].lower()], value.part(*found.span("who")))]
    if found["others"]:
        doer = Role.DOER if said[0][0] is Role.COORDINATING else said[0][0]
        said = [(doer, said[0][1]), (Role.COORDINATING, value.part(*found.span("others")))]
    return said


def _shares(value: Joined) -> list[tuple[Role, Joined]]:
    """ "Sở Y tế chủ trì; Công an tỉnh phối hợp": who leads and who works with it."""
    shares: list[tuple[Role, Joined]] = []
    at = 0
    for piece in re.split(r"([;.]\s+)", value.text):
        does = _who_does(value.part(at, at + len(piece)))
        at += len(piece)
        if not does and re.search(r"[^\W_]", piece):
            return []
        shares.extend(does)
    is_parted = any(role is Role.COORDINATING for role, _ in shares)
    return shares if is_parted else []


def said(fields: Fields, role: Role, value: Joined, node: Branch) -> Fields:
    """The fields with what one more says, parted where it says who leads and who helps."""
    shares = _shares(value) if role is Role.DOER else []
    for share, who in shares or [(role, value)]:
        fields = _with_one(fields, share, who, node)
    return fields


def _with_one(fields: Fields, role: Role, value: Joined, node: Branch) -> Fields:
    if not value.text or not re.search(r"[^\W\d_]|\d", value.text):
        return fields
    if role in {Role.LEAD, Role.DOER}:
        is_lead = role is Role.LEAD
        rule = "field-lead" if is_lead else "field-doer"
        named = charges.of_list(value, node, lead=is_lead, rule=rule)
        return replace(fields, assignees=_joined(fields.assignees, named))
    if role is Role.COORDINATING:
        return replace(fields, coordinating=(*fields.coordinating, *names(value.text)))
    if role is Role.TIME:
        return replace(fields, time=value) if fields.time is None else fields
    if role is Role.PRODUCT:
        return replace(fields, product=value.text.rstrip(" .;"))
    return fields


def names(text: str) -> tuple[str, ...]:
    """The bodies that a field of coordinators lists."""
    named: list[str] = []
    at = 0
    while found := phrase.read(text, at, to_end=True):
        named.extend(text[name.start : name.end].rstrip(" .;") for name in found.names)
        following = re.compile(r"\s*[;.,]\s*(?:và\s+)?").match(text, found.end)
        if following is None:
            break
        at = following.end()
    if named:
        return tuple(named)
    pieces = (piece.strip(" .") for piece in re.split(r"[;\n]", text))
    return tuple(piece for piece in pieces if piece)


def in_brackets(node: Branch) -> Fields | None:
    """Fields in brackets at a sentence's end: "(Chủ trì: Sở Y tế; thời gian: quý I)"."""
    content = node.content
    found = _BRACKET.search(content.text) if content.text.rstrip(".; \n")[-1:] == ")" else None
    if found is None:
        return None
    fields = Fields()
    at = found.start("said")
    for piece in re.split(r"([;.]\s+)", found["said"]):
        value = content.part(at, at + len(piece))
        field = columns.field(value.text)
        if field:
            fields = said(fields, field[0], value.part(field[1]), node)
        for role, who in () if field else _who_does(value):
            fields = said(fields, role, who, node)
        at += len(piece)
    if not fields.assignees and not fields.coordinating and fields.time is None:
        return None
    return fields


def _value(child: Branch, start: int) -> Joined:
    """A field's value: what follows the colon, or the lines under it."""
    value = child.content.part(start)
    if value.text:
        return value
    if any(charges.of_text(below, under_agency=True) for below in child.children):
        return NOTHING
    return Joined.of((below.content for below in child.children), "; ")


def _joined(one: Iterable[Assignee], other: Iterable[Assignee]) -> tuple[Assignee, ...]:
    seen: dict[str, Assignee] = {}
    for assignee in (*one, *other):
        seen.setdefault(assignee.agency.lower(), assignee)
    return tuple(seen.values())
