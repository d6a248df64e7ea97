"""What the page of a report sends: words by the key of their line, with the mark of what stood."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.http import QueryDict

from nhanai.base.numbers import NotANumber, read
from nhanai.base.text import nfc
from nhanai.submissions.rules.answering import LONGEST, REMARK, Said, mark_of

_WORDS: Final = "loi-"
_MOST: Final = 400
"""Fields of one form; a form has some hundred at most."""


def said_in(post: QueryDict) -> list[Said]:
    """Every answer that was sent, and a remark on a line that was chosen."""
    names = [name for name in post if name.startswith(_WORDS)][:_MOST]
    found = [_said(post, name.removeprefix(_WORDS)) for name in names]
    chosen, text = post.get("dong", "")[:60], post.get("giai-trinh", "")
    if chosen and text.strip():
        key = f"{REMARK}:{chosen}"
        line, _, mark = post.get("truoc-dong", "")[:100].partition("|")
        said = Said(key, text[: LONGEST + 1], mark[:16] if line == chosen else "")
        found = [one for one in found if one.key != key] + [said]
    return found


def _said(post: QueryDict, key: str) -> Said:
    return Said(
        key=key,
        text=post.get(f"{_WORDS}{key}", "")[: LONGEST + 1],
        before=post.get(f"truoc-{key}", "")[:16],
        points=post.get(f"diem-{key}", "")[:20],
        about=post.get(f"ve-{key}", "")[:2000],
    )


def chosen_line(post: QueryDict) -> str:
    """The line to which a remark was written, and the mark of what stands there now."""
    chosen, text = post.get("dong", "")[:60], nfc(post.get("giai-trinh", "")).strip()
    return f"{chosen}|{mark_of(text)}" if chosen and text else ""


def remarks_in(post: QueryDict) -> Mapping[str, str]:
    """What the level above said of single lines."""
    several = zip(post.getlist("dong"), post.getlist("y-kien-dong"), strict=False)
    return {line[:60]: text[:3000] for line, text in several if line and text.strip()}


def points_in(post: QueryDict) -> tuple[Mapping[str, Decimal], Mapping[str, str], list[str]]:
    """The council's points and notes by criterion, and the criteria whose points are no number."""
    points: dict[str, Decimal] = {}
    notes: dict[str, str] = {}
    wrong: list[str] = []
    for name in post:
        key = name.removeprefix("hd-")
        text = post.get(name, "").strip()
        if name == key or not text:
            continue
        try:
            points[key] = read(text[:20])
        except NotANumber:
            wrong.append(key)
        notes[key] = post.get(f"gc-{key}", "")[:3000]
    return points, notes, wrong
