"""What is wrong with a report's figures, or worth a sentence: one function for each rule.

An error must be mended at its record and keeps the report from being sent; a warning is mended or
answered with a sentence; a note only tells. Every finding names the line that it is about.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from nhanai.base.days import written
from nhanai.base.findings import Finding, Severity
from nhanai.base.numbers import show
from nhanai.submissions.rules.forms import Form, groups_of
from nhanai.submissions.rules.robust import LEAST, floor_of, is_jump, usual
from nhanai.submissions.rules.sheets import Difference, FigureLine, Noted, Sheet
from nhanai.submissions.rules.together import TOGETHER

PEERS: Final = 5
"""So many units are needed before it is said that a figure is there at others."""

MOST_BESIDE: Final = 5
"""So many measures that others have are asked about; more would be a list nobody answers."""

MOST_NAMED: Final = 20
"""So many units are named in one finding."""

_NEARLY_ALL: Final = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Peers:
    """Other units of about the same size: how many there are, how many have each measure."""

    count: int = 0
    having: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class After:
    """Something recorded for a day soon after the cut-off."""

    key: int
    title: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What figures are held against: the unit's own history, its peers, what was sent before.

    `made_of` names the measures of which a line's formula makes it. `history` has by line the
    figures of earlier periods of the same kind, those that there are; `earlier` how many of these
    periods were asked for.
    """

    history: Mapping[str, Sequence[Decimal]] = field(default_factory=dict)
    earlier: int = 0
    made_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    peers: Peers = field(default_factory=Peers)
    since_sent: Sequence[Difference] = ()
    sent_on: dt.date | None = None
    after: Sequence[After] = ()
    next_period: str = ""


def findings(form: Form, sheet: Sheet, around: Surroundings) -> list[Finding]:
    """Everything there is to say of the report, errors first; in the order of its lines."""
    lines = sheet.figures
    found = [
        *negative(lines.values()),
        *parts(form, lines),
        *at_most(form, lines),
        *words_missing(sheet),
        *points_wrong(sheet),
        *jumps(lines.values(), around),
        *(one for line in lines.values() for one in missing_here(line, around)),
        *missing_beside(lines.values(), around.peers),
        *since_sent(around),
        *after_cut_off(around),
        *not_together(sheet),
    ]
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    return sorted(found, key=lambda one: order.index(one.severity))


def negative(lines: Iterable[FigureLine]) -> Iterator[Finding]:
    """A figure below zero."""
    for line in lines:
        if line.now is not None and line.now < 0:
            message = f"{line.label}: {line.now_words} {line.measured_in}, số không được âm."
            yield Finding("negative", f"{message} Hãy sửa ở bản ghi.", where=line.key)


def parts(form: Form, lines: Mapping[str, FigureLine]) -> Iterator[Finding]:
    """Groups that add to more than the whole, or to less."""
    for line in lines.values():
        groups = [lines[one.key] for one in groups_of(form, line.key) if one.key in lines]
        total = sum((one.now for one in groups if one.now is not None), Decimal(0))
        whole = line.now or Decimal(0)
        if not groups or total == whole:
            continue
        said = f"{line.label}: các nhóm cộng lại là {show(total)}, tổng là {show(whole)}."
        if total > whole:
            message = f"{said} Hãy sửa nhóm ở bản ghi."
            yield Finding("parts-more", message, where=line.key)
        elif total:
            message = f"{said} Còn {show(whole - total)} chưa rõ nhóm: ghi nhóm, hoặc giải trình."
            yield Finding("parts-less", message, Severity.WARNING, where=line.key)


def at_most(form: Form, lines: Mapping[str, FigureLine]) -> Iterator[Finding]:
    """A figure greater than one that it is a part of."""
    for check in form.at_most:
        less, more = lines.get(check.less), lines.get(check.more)
        if less is None or more is None or less.now is None:
            continue
        if less.now > (more.now or 0):
            told = f"{check.message} ({less.now_words} so với {more.now_words})."
            yield Finding(f"at-most-{check.more}", told, check.severity, where=check.less)


def words_missing(sheet: Sheet) -> Iterator[Finding]:
    """A question that has to be answered."""
    for line in sheet.texts.values():
        if line.is_required and not line.text:
            message = f"Chưa viết “{line.label}”. Không có gì thì ghi “Không có”."
            yield Finding("text-missing", message, where=line.key)


def points_wrong(sheet: Sheet) -> Iterator[Finding]:
    """Criteria without points, told at once; then each with too many, or without evidence."""
    blank = [key for key, line in sheet.scores.items() if line.points is None]
    if blank:
        message = f"Chưa tự chấm {len(blank)} tiêu chí: {', '.join(blank)}."
        yield Finding("score-missing", message, where=blank[0])
    for line in sheet.scores.values():
        if line.points is None:
            continue
        if not 0 <= line.points <= line.most:
            message = f"“{line.label}”: điểm từ 0 đến {show(line.most)}."
            yield Finding("score-range", message, where=line.key)
        elif line.points and line.wanted and not line.evidence:
            message = f"“{line.label}” tự chấm {show(line.points)} điểm, chưa ghi minh chứng."
            yield Finding("score-evidence", message, where=line.key)


def jumps(lines: Iterable[FigureLine], around: Surroundings) -> Iterator[Finding]:
    """Figures far from the unit's own; a sum is not told besides the part of it that jumps."""
    found = {
        one.where: one for line in lines for one in jump(line, around.history.get(line.key, ()))
    }
    for where, one in found.items():
        if where is None or not around.made_of.get(where, frozenset()) & found.keys():
            yield one


def jump(line: FigureLine, history: Sequence[Decimal]) -> Iterator[Finding]:
    """A figure far from the unit's own."""
    if line.now is None or not is_jump(line.now, history, floor=floor_of(line.measured_in)):
        return
    middle = usual(history) or Decimal(0)
    way = "cao" if line.now > middle else "thấp"
    message = (
        f"{line.label}: {line.now_words} {line.measured_in}, {way} hẳn so với các kỳ trước của"
        f" đơn vị (thường khoảng {show(_short(middle))}). Xem lại bản ghi, hoặc viết một câu."
    )
    yield Finding("jump", message, Severity.WARNING, where=line.key)


def _short(number: Decimal) -> Decimal:
    """Without decimals where it is large."""
    return number.quantize(Decimal(1)) if abs(number) >= 10 else number.normalize()


def missing_here(line: FigureLine, around: Surroundings) -> Iterator[Finding]:
    """No figure where the unit had one in every period that it is held against."""
    held = len(around.history.get(line.key, ()))
    if line.now is None and held >= LEAST and held == around.earlier:
        message = f"{line.label}: kỳ nào cũng có, kỳ này chưa có. Ghi bản ghi, hoặc viết một câu."
        yield Finding("missing-here", message, Severity.WARNING, where=line.key)


def missing_beside(lines: Iterable[FigureLine], peers: Peers) -> Iterator[Finding]:
    """No figure where nearly all units of its size have one; the most telling ones only."""
    if peers.count < PEERS:
        return
    lacking = [line for line in lines if line.now is None and line.key == line.measure]
    told = [
        line for line in lacking if peers.having.get(line.measure, 0) >= _NEARLY_ALL * peers.count
    ]
    for line in sorted(told, key=lambda one: -peers.having[one.measure])[:MOST_BESIDE]:
        message = (
            f"{line.label}: {peers.having[line.measure]}/{peers.count} đơn vị cùng cỡ đã có,"
            " đơn vị chưa có. Ghi bản ghi, hoặc viết một câu."
        )
        yield Finding("missing-peers", message, Severity.WARNING, where=line.key)


def since_sent(around: Surroundings) -> Iterator[Finding]:
    """A figure that is not any more what was sent."""
    on = f" ngày {written(around.sent_on)}" if around.sent_on else ""
    for one in around.since_sent:
        message = (
            f"{one.label} ({one.what}) nay là {one.new}, lần nộp{on} là {one.old}:"
            " có bản ghi thêm hoặc sửa sau khi nộp."
        )
        yield Finding(f"since-sent-{one.what}", message, Severity.NOTE, where=one.key)


def after_cut_off(around: Surroundings) -> Iterator[Finding]:
    """Work of the days after the period, which people look for in it."""
    for one in around.after:
        to = around.next_period or "kỳ sau"
        message = f"“{one.title}” ngày {written(one.day)} sẽ tính vào {to}."
        yield Finding("after", message, Severity.NOTE, where=f"activity-{one.key}")


def reply_key(finding: Finding) -> str:
    """Under which the sentence that answers a finding is kept."""
    return f"reply:{finding.rule}:{finding.where}"


def replies_to(found: Iterable[Finding], said: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The sentences that still answer: each was written about exactly what is found now.

    `said` has by key the sentence, and the words of the finding that it was written about.
    """
    answered: dict[str, str] = {}
    for one in found:
        text, about = said.get(reply_key(one), ("", ""))
        if text and about == one.message:
            answered[reply_key(one)] = text
    return answered


def standing(found: Iterable[Finding], replies: Mapping[str, str]) -> list[Finding]:
    """Those that keep the report from being sent: errors, and warnings that nobody answered."""
    return [
        one
        for one in found
        if one.severity is Severity.ERROR
        or (one.severity is Severity.WARNING and not replies.get(reply_key(one)))
    ]


def noted(found: Iterable[Finding], replies: Mapping[str, str]) -> tuple[Noted, ...]:
    """Findings as they go with the version, each with its answer."""
    return tuple(
        Noted(
            one.rule, one.where or "", one.severity.value, one.message,
            replies.get(reply_key(one), ""),
        )
        for one in found
    )  # fmt: skip


def not_together(sheet: Sheet) -> Iterator[Finding]:
    """In a report put together: who is missing, and what changed after it was accepted."""
    made = sheet.together
    if made is None:
        return
    if made.missing:
        told = f"Chưa có báo cáo của {_few(made.missing)}."
        message = f"{told} Số liệu chưa có phần của các đơn vị này."
        yield Finding("together-missing", message, Severity.WARNING, where=TOGETHER)
    late = {one.name: one for one in made.uncounted if one.name not in made.missing}
    if late:
        message = (
            f"Sổ của {len(late)} đơn vị nay khác báo cáo đã duyệt: {_few(list(late))}."
            " Phần khác chưa tính; đơn vị đính chính thì mới tính."
        )
        yield Finding("together-late", message, Severity.WARNING, where=TOGETHER)


def _few(names: Sequence[str]) -> str:
    """The names, and of very many how many more: every one stands on the page and on paper."""
    more = len(names) - MOST_NAMED
    told = "; ".join(names[:MOST_NAMED])
    return f"{told} và {more} đơn vị khác" if more > 0 else told
