"""Composing a report: the usual outline, the plan's own groups, a passage for what was said."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base.days import written
from nhanai.base.numbers import show
from nhanai.plans.vocab import ConcernKind, ProgressState
from nhanai.reporting.rules.facts import Frame, Goal, Group, Raised, Said, Spread, Work
from nhanai.reporting.rules.wording import amount, reached, sentence, sentences
from nhanai.reporting.vocab import SectionOrigin

STATE_WORDS: Final = {
    ProgressState.NOT_STARTED: "chưa bắt đầu",
    ProgressState.IN_PROGRESS: "đang thực hiện",
    ProgressState.WAITING: "đang chờ đơn vị khác để thực hiện",
    ProgressState.DONE: "đã hoàn thành",
    ProgressState.NOT_APPLICABLE: "trong kỳ không phát sinh",
    ProgressState.CANCELLED: "đã thôi thực hiện",
}
AHEAD: Final = "VI"
"""The section that people write themselves."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words come from: one of the three, and which figure was taken from it."""

    update: int | None = None
    occurrence: int | None = None
    concern: int | None = None
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A passage as it is composed; the key says which one it is the next time."""

    key: str
    text: str
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its passages."""

    key: str
    level: int
    label: str
    heading: str
    passages: tuple[Gathered, ...] = ()
    origin: SectionOrigin = SectionOrigin.OUTLINE
    group: int | None = None


def compose(
    frame: Frame,
    *,
    works: Sequence[Work],
    groups: Sequence[Group],
    concerns: Sequence[Raised],
    spread: Spread,
) -> tuple[Part, ...]:
    """The whole report; every update of the works stands in exactly one passage of section II."""
    return (
        Part("I", 1, "I.", "Tình hình chung, công tác chỉ đạo", tuple(_led(works, spread))),
        Part("II", 1, "II.", "Kết quả thực hiện", tuple(_counts(frame, works))),
        *_results(frame, works, groups),
        Part("III", 1, "III.", "Khó khăn, vướng mắc", tuple(_hindered(concerns))),
        Part("IV", 1, "IV.", "Đề xuất, kiến nghị", tuple(_proposed(concerns))),
        Part("V", 1, "V.", "Đơn vị chưa báo cáo kết quả", tuple(_silent(frame, works))),
        Part(
            AHEAD, 1, "VI.", "Phương hướng, nhiệm vụ thời gian tới", (Gathered("phuong-huong", ""),)
        ),
    )


def _led(works: Sequence[Work], spread: Spread) -> Iterator[Gathered]:
    doing = [work for work in works if work.is_doing]
    tasks, units = len({w.task for w in doing}), len({w.unit for w in doing})
    if doing:
        text = f"{show(tasks)} nhiệm vụ của kế hoạch đã được giao cho {show(units)} đơn vị"
        yield Gathered("thuc-hien", sentence(text))
    if spread.conferences:
        text = f"Đã tổ chức {show(spread.conferences)} hội nghị quán triệt"
        people = f" với {show(spread.attended)} người dự" if spread.attended else ""
        yield Gathered("hoi-nghi", sentence(text + people))
    if spread.sent_to:
        text = f"Kế hoạch được gửi đến {show(spread.sent_to)} đơn vị để quán triệt"
        read = f"{show(spread.acknowledged)}/{show(spread.readers)} người được gửi đã xác nhận đọc"
        yield Gathered("quan-triet", sentence(f"{text}; {read}"))


def _counts(frame: Frame, works: Sequence[Work]) -> Iterator[Gathered]:
    """What was assigned, done, is late and was not answered; of several years also each."""
    doing = [work for work in works if work.is_doing]
    if not doing:
        return
    if not frame.by_year:
        yield _counted(frame, doing, "so-lieu", "Trong kỳ")
        return
    years = sorted({work.start.year for work in doing})
    if len(years) > 1:
        yield _counted(frame, doing, "so-lieu", f"Từ năm {years[0]} đến năm {years[-1]}")
    for year in years:
        some = [work for work in doing if work.start.year == year]
        yield _counted(frame, some, f"so-lieu-{year}", f"Năm {year}")


def _counted(frame: Frame, works: Sequence[Work], key: str, when: str) -> Gathered:
    done = [work for work in works if work.is_done]
    late = [work for work in works if work.is_late(frame)]
    silent = [work for work in works if work.is_silent]
    going = [w for w in works if w.state == ProgressState.IN_PROGRESS and w not in late]
    figures = [
        f"{show(len(done))} phần việc đã hoàn thành" if done else "chưa phần việc nào hoàn thành"
    ]
    figures += [f"{show(len(going))} phần việc đang thực hiện"] if going else []
    figures += [f"{show(len(late))} phần việc quá hạn"] if late else []
    figures += [f"{show(len(silent))} phần việc chưa có báo cáo của đơn vị"] if silent else []
    units, tasks = len({work.unit for work in works}), len({work.task for work in works})
    text = (
        f"{when}, {show(units)} đơn vị thực hiện {show(tasks)} nhiệm vụ"
        f" ({show(len(works))} phần việc): {', '.join(figures)}"
    )
    return Gathered(key, sentence(text), tuple(_told(works, done, late, silent)))


def _told(
    works: Sequence[Work], done: Sequence[Work], late: Sequence[Work], silent: Sequence[Work]
) -> Iterator[Origin]:
    said = ((done, "đã hoàn thành"), (late, "quá hạn"), (silent, "chưa có báo cáo"))
    for work in works:
        words = [name for some, name in said if work in some]
        yield Origin(occurrence=work.pk, figure=", ".join(words) or "được giao")


def _results(frame: Frame, works: Sequence[Work], groups: Sequence[Group]) -> Iterator[Part]:
    """A section for each group in which something was said, the rest in one of its own."""
    held: defaultdict[int | None, list[Work]] = defaultdict(list)
    known = {group.pk for group in groups}
    for work in works:
        if work.said:
            held[work.group if work.group in known else None].append(work)
    number = 0
    for group in groups:
        if some := held.get(group.pk):
            number += 1
            passages = tuple(_passages(frame, some))
            heading, origin = group.title, SectionOrigin.GROUP
            key = f"II.nhom-{group.pk}"
            yield Part(key, 2, f"{number}.", heading, passages, origin, group.pk)
    if some := held.get(None):
        heading = "Kết quả theo nhiệm vụ của từng cơ quan, đơn vị" if number else "Kết quả"
        yield Part("II.khac", 2, f"{number + 1}.", heading, tuple(_passages(frame, some)))


def _passages(frame: Frame, works: Sequence[Work]) -> Iterator[Gathered]:
    """By agency in the order in which the plan names them, within by year; then the targets."""
    rank: dict[int, int] = {}
    for work in works:
        rank.setdefault(work.unit, len(rank))
    for work in sorted(works, key=lambda one: (rank[one.unit], one.year, one.start)):
        yield passage_of(frame, work)
    yield from _goals(works)


def passage_of(frame: Frame, work: Work) -> Gathered:
    """What one unit said of one piece of work: its own words, the unit named in full."""
    told = sentences(said.text for said in work.said)
    when = f" ({work.label})" if work.label and frame.by_year else ""
    if not told:
        told = sentence(f"{STATE_WORDS[work.said[-1].state]} nhiệm vụ “{work.name}”")
        text = f"{work.unit_name}{when} {told}"
    else:
        text = f"{work.unit_name}{when}: {told}"
    if work.quantity is not None:
        measured = f" {work.goal.measured_in}" if work.goal else ""
        text = f"{text} Kết quả: {amount(work.quantity)}{measured}."
    return Gathered(f"viec-{work.pk}", text, tuple(map(_from, work.said)))


def _from(said: Said) -> Origin:
    figure = amount(said.quantity) if said.quantity is not None else ""
    return Origin(update=said.pk, figure=figure)


def _goals(works: Sequence[Work]) -> Iterator[Gathered]:
    """The target of each task against what the units said in the period."""
    goals: dict[int, Goal] = {}
    found: defaultdict[int, list[Work]] = defaultdict(list)
    for work in works:
        if work.goal is not None and work.counts and work.quantity is not None:
            goals[work.task] = work.goal
            found[work.task].append(work)
    for task, goal in goals.items():
        parts = [(work, work.quantity or Decimal(0)) for work in found[task]]
        done = sum((part for _, part in parts), Decimal(0))
        text = sentence(f"Chỉ tiêu {goal.name}: {reached(done, goal.value, goal.measured_in)}")
        origins = tuple(
            Origin(occurrence=w.pk, figure=f"{amount(part)} {goal.measured_in}")
            for w, part in parts
        )
        yield Gathered(f"chi-tieu-{task}", text, origins)


def _hindered(concerns: Iterable[Raised]) -> Iterator[Gathered]:
    for one in concerns:
        if one.kind == ConcernKind.OBSTACLE and one.is_open:
            text = f"{one.unit_name}: {sentence(one.text)}"
            yield Gathered(f"vuong-mac-{one.pk}", text, (Origin(concern=one.pk),))


def _proposed(concerns: Iterable[Raised]) -> Iterator[Gathered]:
    for one in concerns:
        if one.kind == ConcernKind.PROPOSAL:
            text = f"{one.unit_name} kiến nghị {one.to_name}: {sentence(one.text)}"
            yield Gathered(f"kien-nghi-{one.pk}", text, (Origin(concern=one.pk),))


def _silent(frame: Frame, works: Sequence[Work]) -> Iterator[Gathered]:
    """The units that said nothing at all in the period, by name."""
    spoke = {work.unit for work in works if work.said}
    silent = [w for w in works if w.is_doing and w.is_silent and w.unit not in spoke]
    names = list(dict.fromkeys(work.unit_name for work in silent))
    if names:
        until = written(min(frame.end - dt.timedelta(days=1), frame.today))
        text = f"Đến ngày {until}, còn {show(len(names))} đơn vị chưa báo cáo kết quả: "
        origins = tuple(Origin(occurrence=work.pk, figure="chưa báo cáo") for work in silent)
        yield Gathered("chua-bao-cao", sentence(text + "; ".join(names)), origins)
