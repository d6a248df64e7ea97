"""Who is charged: by a heading, by an order, as the subject of a sentence, before a colon."""

import re
from dataclasses import dataclass, replace
from typing import Final

from nhanai.documents.reading.agencies import phrase, shared
from nhanai.documents.reading.agencies.phrase import Name, Phrase
from nhanai.documents.reading.model import Assignee, Joined
from nhanai.documents.reading.tasks import coordination
from nhanai.documents.reading.tree import Branch


@dataclass(frozen=True, slots=True)
class Charge:
    """Agencies that somebody is charged by, with what is said of how they work together."""

    assignees: tuple[Assignee, ...]
    coordinating: tuple[str, ...] = ()
    rest: int = 0
    """Where in the text what they are to do begins."""
    is_subject: bool = False
    """Whether the agency is the subject of the sentence, so that the words are the task's."""


_ORDER: Final = re.compile(
    r"(?:(?P<asked>(?:trân trọng |kính |và |cũng )*(?:đề nghị|mời))|"
    r"giao(?: nhiệm vụ)?(?: trách nhiệm)?(?: cho)?|"
    r"phân công|ủy quyền(?: cho)?|uỷ quyền(?: cho)?|chỉ định|(?P<told>yêu cầu))\s*:?\s+"
    r"(?:(?:các\s+)?(?:đồng chí|đ/c)\s*:?\s+(?=(?:phó\s+)?(?:giám đốc|chủ tịch|thủ trưởng|bí thư|"
    r"trưởng|chánh|bộ trưởng|chỉ huy)\s))?",
    re.IGNORECASE,
)
_TOPIC: Final = re.compile(
    r"(?:(?:trách nhiệm|nhiệm vụ)(?: của)?|đối với|về phía|phía|tại|ở)\s+", re.IGNORECASE
)
_MODAL: Final = re.compile(
    r"[\s,]*(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\s*:?\s*", re.IGNORECASE
)
_LEADS: Final = re.compile(
    r"[\s,(-]*(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|đầu mối|làm đầu mối)", re.IGNORECASE
)
_BEFORE_SUBJECT: Final = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|hằng năm|hàng năm|định kỳ|trước|chậm nhất|khi|trong|đối với|để|"
    r"nhằm|từ|qua|"
    r"sau|hằng quý|hàng quý|hằng tháng|hàng tháng|đến|tùy|ngoài)\b",
    re.IGNORECASE,
)
_NO_DUTY: Final = re.compile(
    r"\s*(?:là(?! (?:(?:cơ quan|đơn vị) )?(?:thường trực|đầu mối|chủ trì))|bị|đã|đang|còn|chưa|"
    r"vẫn|có liên quan|được(?! giao| phân công)|yêu cầu|đề nghị|giao(?! lưu)|ban hành|thông báo|"
    r"công bố|nhận được|có ý kiến|đồng ý|kính)\b"
)
_PREDICATE: Final = re.compile(
    r"\s*,?\s*(?:trên cơ sở|căn cứ|theo|trong phạm vi|ngoài|với|bằng|phối hợp|chủ)", re.IGNORECASE
)
_LONGEST_CIRCUMSTANCE: Final = 330
_NO_OFFICE: Final = re.compile(
    r"(?:(?:mỗi|từng)\s+(?:tỉnh|huyện|xã|phường|địa phương|chi bộ|chi hội|khu dân cư)|"
    r"(?:(?:các|mỗi|từng)\s+)?(?:hộ|hộ gia đình|gia đình|thôn|bản|tổ dân phố|người))\b",
    re.IGNORECASE,
)
"""Who acts by the plan, but is not charged by it: "Mỗi xã trồng …", "Thôn, bản bình xét …"."""
_SPEAKS: Final = re.compile(
    r"(?:(?:Chủ tịch |Thường trực )?(?:UBND|[UỦ]\w ban nhân dân|HĐND|Hội đồng nhân dân)"
    r"|Ban Thường vụ|Thường trực|Tỉnh ủy|Thành ủy)[^,;:.]{0,40}?\s+"
    r"(?=(?:giao|yêu cầu|đề nghị|phân công)\s)"
)
"""Who gives the order: "UBND tỉnh giao Sở Y tế …"."""
_OF_CHARGED: Final = re.compile(
    r"(?:Lãnh đạo\s+(?!(?:các\s+)?(?:sở|ban|ngành|cơ quan|đơn vị)\b)|"
    r"(?:Cơ quan|Đơn vị|Bộ phận) (?:thường trực|đầu mối|chủ trì)\b)"
)
"""What under an agency's heading says what it does or is: "Lãnh đạo UBND tỉnh xây dựng …"."""


def of_heading(branch: Branch) -> Charge | None:
    """The agencies that a heading names, when it names nothing else."""
    text = branch.text
    start, requested = after_order(text)
    if listed := _LISTED.match(text, start):
        start = listed.end()
    strict = phrase.read(text, start)
    acts = strict is not None and _ACTS.match(text, strict.end) is not None
    found = strict if acts or _ORDER.match(text) else phrase.read(text, start, to_end=True)
    if found is None:
        return None
    lead_at = _LEADS.match(text, strict.end) if strict else None
    if strict and lead_at:
        return _heading_with_lead(branch, strict, requested)
    modal = re.search(r"\s*(?:có|chịu) (?:trách nhiệm|nhiệm vụ)", text[start:])
    end = start + modal.start() if modal else len(text.rstrip(" :."))
    if found is strict and found.end < end and not _is_leftover(text, found.end, end):
        names = found.names
        return Charge(
            tuple(_assignee(branch, one, requested=requested, rule="heading") for one in names),
            rest=found.end,
        )
    if found.end < end and not _is_leftover(text, found.end, end):
        return None
    names = tuple([_ended(name, end) for name in found.names if name.start < end])
    if names and found.end < end:
        aside = _ASIDE.search(text, found.end, end)
        names = (*names[:-1], names[-1]._replace(end=aside.start() if aside else end))
    if _is_one_collective(text, names):
        return _charge(branch, Phrase(names, names[-1].end), requested=requested, rule="heading")
    assignees = tuple(
        _assignee(branch, name, requested=requested, rule="heading") for name in names
    )
    return Charge(shared.written_out(text, assignees), rest=len(text))


def _ended(name: Name, end: int) -> Name:
    """The name up to `end` at most."""
    return name if name.end <= end else name._replace(end=end)


def _is_one_collective(text: str, names: tuple[Name, ...]) -> bool:
    """ "Các cấp, các ngành, các địa phương": classes of which none is a party of its own."""
    return len(names) > 1 and all(
        name.is_generic and text[name.start + 1 : name.end].islower() for name in names
    )


_LISTED: Final = re.compile(
    r"(?:các\s+)?(?:cơ quan|đơn vị|tổ chức|ngành|địa phương|hội|đoàn thể)[^:.;]{0,60}:\s*(?=\S)",
    re.IGNORECASE,
)
"""A class before a colon, after which its members are named."""
_ASIDE: Final = re.compile(
    r",?\s*(?:trong đó|nhất là|đặc biệt là|theo chức năng|căn cứ|trong phạm vi|" r"theo phạm vi)\b"
)


_ACTS: Final = re.compile(
    r"\s*,?\s*(?:phối hợp|chỉ đạo|tham mưu|thực hiện|triển khai|tổ chức|chủ động|tập trung|"
    r"tăng cường|tiếp tục)\b"
)
"""What an agency does, and what is never part of its name."""


def _heading_with_lead(branch: Branch, found: Phrase, requested: bool) -> Charge:
    """ "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính": lead and coordinators for all below."""
    assignees = tuple(
        _assignee(branch, name, requested=requested, rule="heading-lead", lead=True)
        for name in found.names
    )
    return Charge(assignees, coordination.coordinating(branch.text), rest=len(branch.text))


def _is_leftover(text: str, start: int, end: int) -> bool:
    """Whether what follows the names still belongs to the last: a place, a bracket."""
    rest = text[start:end]
    return (
        len(rest) < 160
        and re.match(r"\s*(?:từ|thuộc|trên|trong|tại|có|theo|căn cứ|\(|,|:|–|-|và|" r"của)", rest)
        is not None
    )


def after_order(text: str) -> tuple[int, bool]:
    """Where the agencies begin after "Đề nghị", "Giao", "Đối với"; whether they are asked."""
    order = _ORDER.match(text)
    if order:
        return order.end(), bool(order["asked"])
    topic = _TOPIC.match(text)
    return (topic.end() if topic else 0), False


def of_text(branch: Branch, *, under_agency: bool, is_apart: bool = False) -> Charge | None:
    """The agencies that a paragraph itself charges.

    Under a heading that names agencies only a plain subject or an order charges others, unless
    the paragraph stands apart from what the heading lists.
    """
    text = branch.text
    if under_agency and _OF_CHARGED.match(text):
        return None
    return (
        _ordered(branch, text, under_agency=under_agency)
        or _before_colon(branch, text)
        or _subject(branch, text, 0, "subject")
        or (None if under_agency and not is_apart else _after_circumstance(branch, text))
    )


def _ordered(branch: Branch, text: str, *, under_agency: bool) -> Charge | None:
    """ "Giao Sở Y tế …", "Đề nghị Hội Nông dân …"."""
    speaker = _SPEAKS.match(text)
    order = _ORDER.match(text, speaker.end() if speaker else 0)
    if order is None or (under_agency and (order["asked"] or order["told"])):
        return None
    found = phrase.read(text, order.end())
    if found is None:
        return None
    charge = _charge(branch, found, requested=bool(order["asked"]), rule="order")
    return replace(charge, rest=_rest(text, found.end))


def _before_colon(branch: Branch, text: str) -> Charge | None:
    """ "Sở Y tế: Chỉ đạo …"."""
    start, requested = after_order(text)
    found = phrase.up_to_colon(text, start)
    if found is None:
        return None
    assignees = tuple(
        _assignee(branch, name, requested=requested, rule="before-colon") for name in found.names
    )
    return Charge(assignees, rest=found.end)


def _subject(branch: Branch, text: str, at: int, rule: str) -> Charge | None:
    """ "Các địa phương chỉ đạo …": the agency is the subject."""
    found = phrase.read(text, at)
    if found is None or found.end >= len(text.rstrip(" .;")):
        return None
    following = text[found.end :]
    if _NO_OFFICE.match(text, at) and not _MODAL.match(following):
        return None
    if following[:1] in ".;:" or _NO_DUTY.match(following):
        return None
    if following[:1] == "," and not _PREDICATE.match(following) and not _speaks_later(following):
        return None
    return replace(_charge(branch, found, requested=False, rule=rule), is_subject=True)


def _speaks_later(following: str) -> bool:
    """Whether after an inserted clause comes what the agency does: ", …, có trách nhiệm"."""
    return re.search(r"(?:có|chịu) trách nhiệm|chủ trì|chủ động", following[:260]) is not None


def _after_circumstance(branch: Branch, text: str) -> Charge | None:
    """ "Căn cứ …, các sở xây dựng kế hoạch": a circumstance stands before the subject."""
    if not _BEFORE_SUBJECT.match(text):
        return None
    for comma in re.finditer(r",\s+", text[:_LONGEST_CIRCUMSTANCE]):
        if phrase.begins(text, comma.end()):
            charge = _subject(branch, text, comma.end(), "subject-after-circumstance")
            if charge and _has_own_verb(text, charge):
                return charge
    return None


def _has_own_verb(text: str, charge: Charge) -> bool:
    """Whether a verb follows at once, so that the agency is not one of a list of objects."""
    return not text[charge.rest :].lstrip().startswith((",", "và "))


def inside(branch: Branch) -> Charge | None:
    """An order in the middle of a sentence: "…; giao Sở Nội vụ chủ trì …"."""
    text = branch.text
    for found in re.finditer(
        r"(?:^|[;,.:]\s+|\s)(?:giao|yêu cầu|đề nghị|phân công)\s+(?:cho\s+)?", text, re.IGNORECASE
    ):
        named = phrase.read(text, found.end())
        if named and not re.search(r"được\s*$|đã\s*$", text[: found.start() + 1]):
            asked = "đề nghị" in found[0].lower()
            return replace(
                _charge(branch, named, requested=asked, rule="order-inside"), rest=named.end
            )
    return None


_INTRODUCING: Final = re.compile(
    r"(?P<verb>yêu cầu|đề nghị|giao|chỉ đạo|chỉ thị|phân công)\s*(?:cho\s+)?:?\s*", re.IGNORECASE
)
_INTRODUCED: Final = re.compile(
    r"(?:sau(?: đây)?|như sau|nhiệm vụ|nội dung|công việc|cụ thể|trọng tâm|việc)[^:]{0,60}:\s*$",
    re.IGNORECASE,
)


def of_introduction(branch: Branch, *, is_preamble: bool) -> Charge | None:
    """ "… đề nghị các sở triển khai các nội dung sau:" names who acts for what follows."""
    text = branch.text
    if not text.endswith(":"):
        return None
    best: Charge | None = None
    for found in _INTRODUCING.finditer(text):
        named = phrase.read(text, found.end())
        if named and (named.end > len(text) - 3 or _INTRODUCED.search(text)):
            asked = found["verb"].lower() == "đề nghị"
            best = _charge(branch, named, requested=asked, rule="introduction")
    if best is None and not is_preamble and _INTRODUCED.search(text):
        best = _subject(branch, text, 0, "introduction") or _after_circumstance(branch, text)
    return best


def of_list(content: Joined, node: Branch, *, lead: bool, rule: str) -> tuple[Assignee, ...]:
    """The agencies of a field or cell: a list of names, or sentences that begin with them."""
    text = content.text
    named: list[Assignee] = []
    at = 0
    while at < len(text):
        mark = _LIST_MARK.match(text, at)
        at = mark.end() if mark else at
        found = phrase.read(text, at, to_end=True)
        strict = phrase.read(text, at)
        if found is None:
            break
        says = strict is not None and _says_what(text, strict.end)
        chosen = strict if says and strict else found
        is_lead = lead or (says and _LEADS.match(text, chosen.end) is not None)
        named.extend(
            _placed(content, name, node, lead=is_lead, requested=False, rule=rule)
            for name in chosen.names
        )
        following = _FURTHER.search(text, chosen.end)
        if following is None:
            break
        at = following.end()
    if not named and text.strip():
        named = [
            _placed(
                content,
                Name(0, len(text.rstrip(" .;")), True),
                node,
                lead=lead,
                requested=False,
                rule=rule,
            )
        ]
    return tuple(named)


_LIST_MARK: Final = re.compile(r"\s*[-–+•]\s+")
_FURTHER: Final = re.compile(
    r"[;.]\s*(?:và\s+)?|\s+và\s+(?=(?:các|những)\s+(?:sở|cơ quan|đơn vị|ban|ngành|địa phương|"
    r"tổ chức)|Ủy ban|UBND|Sở )"
)


def _says_what(text: str, end: int) -> bool:
    """Whether a field goes on with what the agencies do."""
    rest = text[end:].lstrip()
    return (
        len(rest) > 12
        and rest[:1] not in ".;,(:"
        and rest[:1].islower()
        and re.match(r"(?:trong phạm vi|theo chức năng|có liên quan|liên quan|khác|căn cứ)", rest)
        is None
    )


def _charge(branch: Branch, found: Phrase, *, requested: bool, rule: str) -> Charge:
    """A collective of the sentence is one party; bodies with names are several."""
    if len(found.names) > 1 and any(name.is_generic for name in found.names):
        whole = Name(found.start, found.end, True)
        parts = tuple(branch.text[name.start : name.end] for name in found.names)
        one = replace(_assignee(branch, whole, requested=requested, rule=rule), parts=parts)
        return Charge((one,), rest=found.end)
    return Charge(
        tuple(_assignee(branch, name, requested=requested, rule=rule) for name in found.names),
        rest=found.end,
    )


def named(branch: Branch, found: Phrase, *, rule: str) -> tuple[Assignee, ...]:
    """The bodies of a list in the text of a node."""
    return tuple(_assignee(branch, one, requested=False, rule=rule) for one in found.names)


def _rest(text: str, end: int) -> int:
    modal = _MODAL.match(text, end)
    return modal.end() if modal else end


def _assignee(
    branch: Branch, name: Name, *, requested: bool, rule: str, lead: bool = False
) -> Assignee:
    return _placed(branch.content, name, branch, lead=lead, requested=requested, rule=rule)


def _placed(
    content: Joined, name: Name, node: Branch, *, lead: bool, requested: bool, rule: str
) -> Assignee:
    """The agency that `content`, the text of `node` or a piece of it, names."""
    agency = content.text[name.start : name.end]
    span = content.span(name.start, name.end)
    start = node.content.place_of(span.start)
    return Assignee(
        agency,
        lead,
        requested,
        span,
        rule,
        node=node.address,
        node_start=start,
        node_end=min(start + len(agency), len(node.text)),
    )
