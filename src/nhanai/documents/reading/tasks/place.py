"""What a node's place in the tree says of it: whether it is a task, or goes on with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.documents.reading import columns
from nhanai.documents.reading.model import Task
from nhanai.documents.reading.tasks import charges, clauses
from nhanai.documents.reading.tasks.charges import Charge
from nhanai.documents.reading.tasks.roles import Role
from nhanai.documents.reading.tree import Branch

_DUTIES: Final = (
    "chủ trì", "phối hợp", "có trách nhiệm", "tham mưu", "bố trí", "tổng hợp", "hướng dẫn",
    "cân đối", "thực hiện", "huy động", "lập dự toán", "thẩm định",
)  # fmt: skip
_SHORTEST: Final = 6
"""What is shorter says no task."""
_MOST_PARAGRAPHS: Final = 20
"""No item has more paragraphs."""
_LONGEST_TITLE: Final = 200
UNMARKED: Final = frozenset(("paragraph", "preamble"))
_CLASSES: Final = ("Các ", "Những ", "Mọi ")


@dataclass(frozen=True, slots=True)
class Place:
    """What the nodes above say of those below."""

    role: Role
    charge: Charge | None = None
    """The agencies of the heading above."""
    default: Charge | None = None
    """The agencies that an introduction names for what follows."""
    group: str | None = None
    is_prose: bool = False
    """Whether the whole document is plain paragraphs, so that an order may stand in any."""


def is_task(branch: Branch, place: Place, own: Charge | None) -> bool:
    """Whether the paragraph says something to be done."""
    if _says_nothing(branch.text) or (columns.field(branch.text) and not own):
        return False
    if place.role is Role.MEANS:
        return own is not None and _is_duty(branch.text, has_body=_names_body(own))
    if place.charge or own or place.role in {Role.CONTENT, Role.DUTY}:
        return True
    return branch.kind not in UNMARKED or place.default is not None


def _says_nothing(text: str) -> bool:
    """Whether it only introduces, or stands in brackets: "(Kèm theo Quyết định …)"."""
    in_brackets = text.startswith("(") and text.rstrip(".").endswith(")")
    return text.endswith(":") or len(text) < _SHORTEST or in_brackets


def _names_body(charge: Charge) -> bool:
    """Whether it names a body, not only a class of them."""
    names = [part for one in charge.assignees for part in (one.parts or (one.agency,))]
    return any(name[:1].isupper() and not name.startswith(_CLASSES) for name in names)


def _is_duty(text: str, *, has_body: bool) -> bool:
    """Whether a clause on means charges somebody: a body by name, or a class that must."""
    if not has_body:
        return "có trách nhiệm" in text or "chịu trách nhiệm" in text
    return any(word in text for word in _DUTIES)


def agency_title(branch: Branch, following: Branch | None, place: Place) -> Charge | None:
    """The agencies of a title without list mark: "Sở Y tế:" above its bullets."""
    if following is None or following.kind not in {"bullet", "item"}:
        return None
    if branch.kind != "paragraph" or place.role is Role.AIM or len(branch.text) > _LONGEST_TITLE:
        return None
    return None if branch.text.endswith((".", ";", ",")) else charges.of_heading(branch)


def goes_on(branch: Branch, before: Branch | None, place: Place, held: Sequence[Task]) -> bool:
    """Whether an unmarked paragraph goes on with the bullet above it."""
    if branch.kind != "paragraph" or branch.rule == "after-title" or len(held) != 1:
        return False
    if len(held[0].nodes) > _MOST_PARAGRAPHS:
        return False
    if before is None or before.kind != "bullet" or clauses.is_closing(branch.text):
        return False
    return _adds(branch, place)


def continuing(branch: Branch, place: Place) -> list[Branch]:
    """The unmarked paragraphs under an item that go on with it."""
    more: list[Branch] = []
    for child in branch.children[:_MOST_PARAGRAPHS]:
        if child.kind != "paragraph" or clauses.is_general(child.text) or not _adds(child, place):
            break
        more.append(child)
    return more


def _adds(branch: Branch, place: Place) -> bool:
    """Whether it charges nobody and introduces nothing, so that it only adds."""
    if branch.text.endswith(":") or columns.field(branch.text):
        return False
    return charges.of_text(branch, under_agency=place.charge is not None) is None


def stands_apart(branch: Branch) -> bool:
    """Whether an unmarked paragraph comes after what the heading lists."""
    above = branch.parent
    return branch.rule == "unmarked" and above is not None and above.children[0] is not branch
