"""Agencies that a later clause of the same paragraph charges."""

import re
from dataclasses import replace
from typing import Final

from nhanai.documents.reading.agencies import phrase, shared
from nhanai.documents.reading.agencies.phrase import Name, Phrase
from nhanai.documents.reading.model import Assignee
from nhanai.documents.reading.tasks import charges
from nhanai.documents.reading.tasks.charges import Charge
from nhanai.documents.reading.tree import Branch

_CLAUSE: Final = re.compile(r"[;.]\s+(?:(?:đồng thời,?|và)\s+)?(?P<order>giao\s+)?(?=[A-ZĐÀ-Ỵ])")
_OWN_SENTENCE: Final = frozenset(("order", "subject"))
_ISSUER: Final = re.compile(
    r"(?:(?:Chủ tịch |Thường trực )?(?:UBND|[UỦ][ỷỶyủ] ban nhân dân|Ủy ban nhân dân|HĐND|"
    r"Hội đồng nhân dân)|Ban Thường vụ|Thường trực)(?: (?:tỉnh|thành phố|huyện|xã|"
    r"Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy))?"
)
"""Who is reported to, and does not charge itself."""


def of_shared_head(branch: Branch) -> Charge | None:
    """ "Giám đốc các Sở: Y tế, Nội vụ chỉ đạo …": posts or bodies that share one head."""
    start, requested = charges.after_order(branch.text)
    listed = shared.read(branch.text, start)
    if listed is None or not phrase.is_predicate(branch.text, listed.end):
        return None
    named = charges.named(
        branch,
        Phrase(tuple(Name(at, end, False) for _, at, end in listed.names), listed.end),
        rule="order" if start else "subject",
    )
    return Charge(
        tuple(
            replace(one, agency=name, requested=requested)
            for one, (name, _, _) in zip(named, listed.names, strict=True)
        ),
        rest=listed.end,
        is_subject=not start,
    )


def with_further(branch: Branch, charge: Charge) -> Charge:
    """ "Sở Tài chính bố trí kinh phí; Sở Y tế tổ chức …": the second is charged too."""
    if charge.assignees[0].rule not in _OWN_SENTENCE:
        return charge
    known = {one.agency.lower() for one in charge.assignees}
    more: list[Assignee] = []
    for clause in _CLAUSE.finditer(branch.text, charge.rest):
        found = phrase.read(branch.text, clause.end())
        if found is None or not _acts(branch.text, found):
            continue
        for one in charges.named(branch, found, rule="further-subject"):
            if one.agency.lower() not in known:
                known.add(one.agency.lower())
                more.append(one)
    return replace(charge, assignees=(*charge.assignees, *more)) if more else charge


def _acts(text: str, found: Phrase) -> bool:
    """Whether bodies with names of their own, and not who is reported to, do something."""
    if any(name.is_generic for name in found.names):
        return False
    if _ISSUER.fullmatch(text[found.start : found.names[0].end]):
        return False
    return phrase.is_predicate(text, found.end)
