"""Which labelled paragraph is a heading, and where its title ends when the text goes on."""

import re
from collections.abc import Iterable
from typing import Final

from nhanai.documents.reading import columns
from nhanai.documents.reading.agencies import phrase
from nhanai.documents.reading.labels import Rank
from nhanai.documents.reading.paragraphs import Paragraph
from nhanai.documents.reading.tree import Addresses, Branch, Tree

_SENTENCE_END: Final = re.compile(r"(?:[.;,!?]|\./\.)[”\"’')\]]*$")
_LONG: Final = 400
_SHORT: Final = 70
_COLON: Final = re.compile(r":\s+(?=\S)")
_SHARED_HEAD: Final = re.compile(r"(?:^|các\s+)(?:sở|bộ|ban|hội)\s*$", re.IGNORECASE)
"""What names before a colon share after it: "Các sở: Y tế, Nội vụ"."""
_TITLED: Final = frozenset(("annex", "part", "chapter", "section"))
_ORDER: Final = re.compile(
    r"(?:(?:trân trọng |kính )?đề nghị|giao(?: cho)?|yêu cầu|đối với|trách nhiệm của|về phía|"
    r"nhiệm vụ của|phân công)\s*:?\s+",
    re.IGNORECASE,
)


def grow(tree: Tree, paragraphs: Iterable[Paragraph]) -> None:
    """Put the paragraphs in their places, each title parted from the text after it."""
    for paragraph in paragraphs:
        branch = tree.add(paragraph)
        if branch.label is None or branch.kind == "bullet":
            continue
        title_end = _inline_title(branch)
        if title_end is not None:
            _part(branch, title_end, tree.addresses)


def mark(root: Branch) -> None:
    """Make headings of what titles something, items of the rest."""
    for branch in root.walk():
        if branch.label is None or branch.kind in {"bullet", "row", "heading"}:
            continue
        if _is_heading(branch):
            branch.kind = branch.kind if branch.kind in _TITLED | {"article"} else "heading"
        else:
            branch.kind = "item"


def agency_prefix(text: str) -> int | None:
    """Where `text` parts by a colon the agencies it begins with from what they do."""
    ordered = _ORDER.match(text)
    found = phrase.up_to_colon(text, ordered.end() if ordered else 0)
    return found.end if found else None


def _inline_title(branch: Branch) -> int | None:
    """Where the title ends if text follows it in the same paragraph."""
    text = branch.text
    emphasised = branch.emphasised
    if branch.rank >= Rank.LETTER and columns.field(text):
        return None
    if 3 < emphasised < len(text) and len(text) - emphasised > 3:
        before = text[:emphasised].rstrip()
        after = text[emphasised:].lstrip()
        if before[-1:] in ":." or (after[:1] == ":" or after[:1].isupper()):
            return emphasised + (len(text[emphasised:]) - len(text[emphasised:].lstrip(" :")))
    ordered = _ORDER.match(text)
    colon = _COLON.search(text, ordered.end() if ordered else 0, 300)
    if colon is None or text.endswith(":") or emphasised >= len(text):
        return None
    if _is_agency_list(text[colon.end() :]) or _SHARED_HEAD.search(text, 0, colon.start()):
        return None
    prefix_end = agency_prefix(text)
    if prefix_end is not None and prefix_end <= colon.end():
        return colon.end()
    is_numbered = branch.rank <= Rank.SUBNUMBER
    fits = colon.start() <= 100 and text[colon.end()].isupper()
    return (
        colon.end()
        if is_numbered and fits and not _SENTENCE_END.search(text[: colon.start()])
        else None
    )


def _after_order(text: str) -> int:
    ordered = _ORDER.match(text)
    return ordered.end() if ordered else 0


def _is_agency_list(text: str) -> bool:
    """Whether it names agencies and nothing else."""
    found = phrase.read(text, 0, to_end=True)
    strict = phrase.read(text, 0)
    if found is None or strict is None:
        return False
    return found.end >= len(text.rstrip(" :")) and strict.end == found.end


def _is_heading(branch: Branch) -> bool:
    """Whether the whole paragraph is a title."""
    text = branch.text
    ends = _SENTENCE_END.search(text) is not None
    if branch.kind in _TITLED:
        return not ends or len(text) < 150
    if branch.emphasised >= len(text) > 0 and not ends:
        return True
    if branch.children and not ends:
        return len(text) <= _LONG
    if branch.children and text.endswith("."):
        lists = branch.children[0].kind != "paragraph"
        return lists and len(text) <= _SHORT and "," not in text
    return not ends and branch.kind != "article" and _is_agency_list(text[_after_order(text) :])


def _part(branch: Branch, end: int, addresses: Addresses) -> None:
    """Make a heading of the title and a paragraph of its own of the rest."""
    rest = branch.content.part(end)
    broken = branch.broken_at
    title = branch.text[:end].rstrip()
    offset = len(branch.text) - len(branch.text[end:].lstrip())
    branch.content = branch.content.part(0, len(title.rstrip(" :.")) if title else 0)
    branch.broken_at = tuple(at for at in broken if at < len(branch.content.text))
    branch.kind = branch.kind if branch.kind in _TITLED | {"article"} else "heading"
    branch.counts["p"] += 1
    child = Branch(
        address=addresses.claim(f"{branch.address}.p{branch.counts['p']}"),
        kind="paragraph",
        rank=int(Rank.BULLET) + 1,
        content=rest,
        rule="after-title",
        parent=branch,
        broken_at=tuple(at - offset for at in broken if at > offset),
    )
    branch.children.insert(0, child)
