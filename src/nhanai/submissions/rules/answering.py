"""What people write into a report: how it is keyed, read, and told apart from another's."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from nhanai.base.findings import Finding
from nhanai.base.numbers import NotANumber, read, show
from nhanai.base.text import nfc
from nhanai.submissions.rules.forms import Form
from nhanai.submissions.rules.together import TOGETHER
from nhanai.submissions.vocab import LineKind

TEXT: Final = "text"
REMARK: Final = "remark"
REPLY: Final = "reply"
SCORE: Final = "score"

LONGEST: Final = 10_000
LONGEST_REMARK: Final = 1_000
"""Characters of an answer, and of a remark or a reply."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as it was sent: `before` is the mark of what stood there when she began to write.

    `points` stand with a score, as typed; `about` are the words of the finding that is answered.
    """

    key: str
    text: str
    before: str = ""
    points: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One answer as it stands."""

    text: str = ""
    points: Decimal | None = None
    about: str = ""
    by: str = ""

    @property
    def mark(self) -> str:
        """What tells this answer from another, short enough to go with each field of a form."""
        return mark_of(self.text, self.points)


NOTHING: Final = Held()


def mark_of(text: str, points: Decimal | None = None) -> str:
    """The mark of an answer; "" of none."""
    if not text and points is None:
        return ""
    shown = "" if points is None else f"{points.normalize():f}"
    return hashlib.sha256(f"{shown}\n{text}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Read:
    """What is to be written, and what is wrong with the rest."""

    answers: Mapping[str, Held]
    faults: tuple[Finding, ...]


def read_all(said: Iterable[Said], held: Mapping[str, Held], form: Form) -> Read:
    """Which answers changed; all that is wrong at once, and where another was quicker.

    Who sends a form sends all its fields: what she left as she found it is not hers to write. Where
    another wrote meanwhile, her words are not written over his; both are told.
    """
    changed: dict[str, Held] = {}
    faults: list[Finding] = []
    for one in said:
        fault, points = _points_of(one)
        text = nfc(one.text).strip()
        wrong = _faults(one, text, form) + ([fault] if fault else [])
        faults += wrong
        if wrong or mark_of(text, points) == one.before:
            continue
        now = held.get(one.key, NOTHING)
        if now.mark not in {one.before, mark_of(text, points)}:
            faults.append(_overtaken(one, now))
        elif mark_of(text, points) != now.mark or (text and one.about != now.about):
            changed[one.key] = Held(text, points, one.about)
    return Read(changed, tuple(faults))


def _points_of(one: Said) -> tuple[Finding | None, Decimal | None]:
    if not one.key.startswith(f"{SCORE}:") or not one.points.strip():
        return None, None
    try:
        points = read(one.points)
    except NotANumber as wrong:
        return Finding("points", wrong.message, where=one.key), None
    if points != points.quantize(Decimal("0.01")) or abs(points) > 1000:
        message = "Điểm có nhiều nhất hai chữ số thập phân, ví dụ 7,5."
        return Finding("points", message, where=one.key), None
    return None, points


def _faults(one: Said, text: str, form: Form) -> list[Finding]:
    kind, _, rest = one.key.partition(":")
    longest = LONGEST if kind in {TEXT, SCORE} else LONGEST_REMARK
    if len(text) > longest:
        message = f"Dài {show(len(text))} ký tự; nhiều nhất {show(longest)}. Hãy rút gọn."
        return [Finding("long", message, where=one.key)]
    if not _is_known(kind, rest, form) or len(one.key) > 120:
        return [
            Finding("unknown", "Mẫu báo cáo không có dòng này. Hãy mở lại trang.", where=one.key)
        ]
    return []


def _is_known(kind: str, rest: str, form: Form) -> bool:
    """Whether the form has that line; a reply names a rule and then a line."""
    if kind == REPLY:
        _, _, where = rest.partition(":")
        return where in form.lines or where == TOGETHER
    line = form.lines.get(rest)
    wanted = {TEXT: LineKind.TEXT, REMARK: LineKind.MEASURE, SCORE: LineKind.SCORE}
    return line is not None and line.kind is wanted.get(kind)


def _overtaken(one: Said, now: Held) -> Finding:
    who = f"{now.by} vừa ghi" if now.by else "Người khác vừa ghi"
    stands = f"“{now.text}”" if now.text else "để trống"
    if now.points is not None:
        stands = f"{show(now.points)} điểm, {stands}"
    message = f"{who}: {stands}. Lời của anh, chị còn trong ô và chưa lưu: sửa cho hợp rồi lưu lại."
    return Finding("overtaken", message, where=one.key)


def with_words_before(said: Iterable[Said], before: Mapping[str, str]) -> list[Said]:
    """What was typed, and where a question is empty what was written in the report before."""
    return [
        replace(one, text=before[one.key]) if one.key in before and not one.text.strip() else one
        for one in said
    ]
