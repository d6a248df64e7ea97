"""From paragraphs to a tree: which paragraph stands under which, and its stable address."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from nhanai.documents.reading import labels
from nhanai.documents.reading.labels import Label, Rank
from nhanai.documents.reading.model import Joined
from nhanai.documents.reading.paragraphs import Paragraph, is_capitals

_KINDS: Final = {
    Rank.ANNEX: "annex",
    Rank.PART: "part",
    Rank.CHAPTER: "chapter",
    Rank.CAPITAL: "section",
    Rank.ROMAN: "section",
    Rank.SUBDIVISION: "section",
    Rank.ARTICLE: "article",
    Rank.BULLET: "bullet",
}
_SECTION_WORDS: Final = re.compile(
    r"MỤC ĐÍCH|YÊU CẦU|MỤC TIÊU|NHIỆM VỤ|GIẢI PHÁP|NỘI DUNG|TỔ CHỨC|PHÂN CÔNG|KINH PHÍ|QUAN ĐIỂM|"
    r"TÌNH HÌNH|PHẠM VI|ĐỐI TƯỢNG|TRÁCH NHIỆM|KẾT QUẢ|TIẾN ĐỘ|HOẠT ĐỘNG|THỰC TRẠNG|NGUYÊN TẮC|"
    r"THÔNG TIN|TUYÊN TRUYỀN|KIỂM TRA"
)
_DEEPEST: Final = 12
"""No list stands deeper."""
_GAP: Final = 3
"""How many labels may be missing in a run that is still one."""


class Addresses:
    """Gives every node an address of its own."""

    def __init__(self) -> None:
        self._taken: defaultdict[str, int] = defaultdict(int)
        self._given: set[str] = set()

    def claim(self, address: str) -> str:
        """`address`, or `address(2)` and so on when it is taken."""
        self._taken[address] += 1
        unique = address if self._taken[address] == 1 else f"{address}({self._taken[address]})"
        while unique in self._given:
            self._taken[address] += 1
            unique = f"{address}({self._taken[address]})"
        self._given.add(unique)
        return unique


@dataclass(slots=True, eq=False)
class Branch:
    """A node while the tree grows."""

    address: str
    kind: str
    rank: int
    content: Joined
    rule: str
    label: Label | None = None
    parent: "Branch | None" = None
    children: "list[Branch]" = field(default_factory=list)
    emphasised: int = 0
    broken_at: tuple[int, ...] = ()
    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    cells: tuple[Joined, ...] = ()
    """Of a table's row: its cells."""

    @property
    def text(self) -> str:
        """The node's text without its list mark."""
        return self.content.text

    @property
    def level(self) -> int:
        """How many nodes stand above it, itself counted."""
        level, above = 0, self.parent
        while above is not None:
            level, above = level + 1, above.parent
        return max(level, 1)

    @property
    def is_root(self) -> bool:
        """Whether it is the segment itself."""
        return self.parent is None

    @property
    def is_heading(self) -> bool:
        """Whether it titles what stands under it."""
        return self.kind in HEADINGS

    def walk(self) -> "Iterator[Branch]":
        """Every node under it, in document order."""
        pending = list(reversed(self.children))
        while pending:
            branch = pending.pop()
            yield branch
            pending.extend(reversed(branch.children))


HEADINGS: Final = frozenset(("annex", "part", "chapter", "section", "article", "heading"))


class Tree:
    """The nodes of one segment: the body, an attached plan, an annex."""

    def __init__(self, addresses: Addresses, root: Branch) -> None:
        self.addresses = addresses
        self.root = root
        self._stack = [root]

    def add(self, paragraph: Paragraph) -> Branch:
        """Put the next paragraph in its place."""
        label = labels.find(paragraph.text)
        if label is None:
            return self._unmarked(paragraph)
        parent = self._parent(label)
        self._pop_to(parent)
        return self._grow(
            parent,
            address=self._address(parent, label),
            kind=_KINDS.get(label.rank, "item"),
            rank=int(label.rank),
            content=paragraph.content.part(label.length),
            rule=label.rule,
            label=label,
            emphasised=max(0, paragraph.emphasised - label.length),
            broken_at=tuple(at - label.length for at in paragraph.broken_at),
        )

    def top(self) -> Branch:
        """The node to which what follows belongs: the deepest that is no bullet."""
        return next(node for node in reversed(self._stack) if node.rank < Rank.BULLET)

    def _unmarked(self, paragraph: Paragraph) -> Branch:
        is_title = is_capitals(paragraph.text) and _SECTION_WORDS.search(paragraph.text)
        if is_title and 8 < len(paragraph.text) < 250:
            self._pop_to(self._above(Rank.ROMAN))
            parent, kind, rank, mark = self._stack[-1], "section", int(Rank.ROMAN), "T"
        else:
            self._pop_to(self.top())
            parent, kind, rank, mark = self._stack[-1], "paragraph", int(Rank.BULLET) + 1, "p"
        parent.counts[mark] += 1
        branch = self._grow(
            parent,
            address=_under(parent, f"{mark}{parent.counts[mark]}"),
            kind=kind,
            rank=rank,
            content=paragraph.content,
            rule="capitals" if kind == "section" else "unmarked",
            emphasised=paragraph.emphasised,
            broken_at=paragraph.broken_at,
        )
        if kind == "paragraph":
            self._stack.pop()
        return branch

    def _grow(self, parent: Branch, *, address: str, **facts: object) -> Branch:
        branch = Branch(address=self.addresses.claim(address), parent=parent, **facts)  # type: ignore[arg-type]  # the fields, passed on
        parent.children.append(branch)
        self._stack.append(branch)
        return branch

    def _address(self, parent: Branch, label: Label) -> str:
        if label.rank is Rank.BULLET:
            parent.counts["-"] += 1
            return _under(parent, f"-{parent.counts['-']}")
        if len(label.path) > 1 and parent.label and parent.label.path:
            above = parent.address.removesuffix(parent.label.text)
            return f"{above}{label.text}" if above != parent.address else _under(parent, label.text)
        return _under(parent, label.text)

    def _parent(self, label: Label) -> Branch:
        """The node under which the label's paragraph stands."""
        last = self._stack[-1]
        return (
            self._as_next(label)
            or self._by_path(label)
            or (last if self._may_hold(last) and _is_first(label) else None)
            or self._as_sibling(label)
            or self._above(label.rank if label.rank is not Rank.BULLET else Rank.BULLET + 1)
        )

    def _as_next(self, label: Label) -> Branch | None:
        """Right after a sibling: `b)` after `a)`, `-` after `-`."""
        for node in reversed(self._stack):
            if (
                node.label
                and _same_run(node.label, label)
                and (label.rank is Rank.BULLET or label.ordinal == node.label.ordinal + 1)
            ):
                return node.parent
        return None

    def _by_path(self, label: Label) -> Branch | None:
        """Under the number that its own number names: `3.1` under `3`."""
        if len(label.path) < 2:
            return None
        for node in reversed(self._stack):
            if node.label and node.label.path == label.path[:-1]:
                return node
        return None

    def _as_sibling(self, label: Label) -> Branch | None:
        """Beside one of its kind although the count is wrong: repeated, skipped."""
        if _is_first(label) or label.rank is Rank.BULLET:
            return None
        for node in reversed(self._stack):
            if (
                node.label
                and _same_run(node.label, label)
                and 0 <= label.ordinal - node.label.ordinal <= _GAP
            ):
                return node.parent
        return None

    def _may_hold(self, node: Branch) -> bool:
        """Whether a list begins under the node: it ends with a colon."""
        return not node.is_root and node.text.endswith(":") and len(self._stack) < _DEEPEST

    def _above(self, rank: int) -> Branch:
        """The deepest node that stands above `rank`."""
        return next((node for node in reversed(self._stack) if node.rank < rank), self.root)

    def _pop_to(self, parent: Branch) -> None:
        while self._stack[-1] is not parent and len(self._stack) > 1:
            self._stack.pop()


def _same_run(one: Label, other: Label) -> bool:
    if one.rank is not other.rank:
        return False
    if one.rank is Rank.BULLET:
        return one.text == other.text
    return one.path[:-1] == other.path[:-1]


def _is_first(label: Label) -> bool:
    return label.ordinal == 1 or label.rank is Rank.BULLET


def _under(parent: Branch, label: str) -> str:
    return f"{parent.address}.{label}" if parent.address else label
