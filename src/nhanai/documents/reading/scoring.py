"""How well a reading agrees with what a careful officer found in the same document.

Works on the JSON of `output` and on truth files of the same shape as the public samples' ones.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from nhanai.base.text import canonical

CLOSE: Final = 0.88
"""Two spellings of one agency's name are at least so alike."""

_MARKUP: Final = re.compile("[*_#|`\\\\“”\"'\u2018\u2019]")
_SHORT: Final = (("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"))
_LEADING: Final = re.compile(r"^(?:đề nghị:? |giao |các )+")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Found and right, found in all, there to be found; adds up over documents."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """One measure for each question that an officer would ask of a reading."""

    tasks: Ratio
    citations: Ratio
    heading: Ratio
    signer: Ratio
    sections: Ratio
    recipients: Ratio
    details: Ratio
    """Lead, coordinators, deadline and recurrence of the tasks found."""

    def __add__(self, other: "Score") -> "Score":
        pairs = zip(self.parts(), other.parts(), strict=True)
        return Score(*(one + two for (_, one), (_, two) in pairs))

    def parts(self) -> tuple[tuple[str, Ratio], ...]:
        """Every measure with the name it is printed under."""
        return (
            ("nhiệm vụ", self.tasks),
            ("viện dẫn", self.citations),
            ("đầu văn bản", self.heading),
            ("người ký", self.signer),
            ("đề mục", self.sections),
            ("nơi nhận", self.recipients),
            ("chi tiết", self.details),
        )


def score(reading: Json, truth: Json) -> Score:
    """Compare one reading with its truth."""
    tasks, details = _tasks(reading, truth)
    return Score(
        tasks=tasks,
        citations=_citations(reading, truth),
        heading=_heading(reading, truth),
        signer=_signer(reading.get("signer") or {}, truth.get("signer") or {}),
        sections=_overlap(
            [section["title"] for section in reading["sections"] if section["title"]],
            [section["title"] for section in truth["sections"] if section["title"]],
        ),
        recipients=_overlap(reading["recipients"], truth["recipients"]),
        details=details,
    )


def plain(text: str | None) -> str:
    """`text` without what only sets it: markup, case, the place of tones, spaces, end marks."""
    bare = _MARKUP.sub("", text or "").replace("–", "-").replace("—", "-")
    return canonical(bare).strip(" .;:,/")


def agency(text: str | None) -> str:
    """The name of an agency as names are compared."""
    name = plain(text)
    for short, full in _SHORT:
        name = name.replace(short, full)
    return _LEADING.sub("", name)


def same_agency(one: str, other: str) -> bool:
    """Whether both mean one agency: equal, one longer than the other, or nearly equal."""
    first, second = sorted((agency(one), agency(other)), key=len)
    if first == second or (len(first) > 8 and second.startswith(first)):
        return True
    return SequenceMatcher(None, first, second).ratio() >= CLOSE


def _tasks(reading: Json, truth: Json) -> tuple[Ratio, Ratio]:
    """Pairs of task and agency; a heading that names several counts once."""
    said = reading["tasks"]
    taken: set[tuple[int, int]] = set()
    right, details = 0, Ratio()
    for want in truth["assignments"]:
        names = [want["agency"], *want.get("agencies", [])]
        match = next(
            (
                (index, place)
                for index in _candidates(said, want)
                for place, one in enumerate(said[index]["assignees"])
                if (index, place) not in taken
                and any(same_agency(one["agency"], name) for name in names)
            ),
            None,
        )
        if match is None:
            continue
        right += 1
        index, place = match
        taken |= {
            (index, other)
            for other, one in enumerate(said[index]["assignees"])
            if other == place or any(same_agency(one["agency"], name) for name in names[1:])
        }
        details += _details(said[index], said[index]["assignees"][place], want)
    wrong = _wrong(said, taken, truth)
    return Ratio(right, right + wrong, len(truth["assignments"])), details


def _candidates(said: Sequence[Json], want: Json) -> list[int]:
    """The tasks that begin as the wanted one does; its further words decide between several."""
    start, more = plain(want["text_start"]), plain(want.get("text_more"))
    begin = [index for index, task in enumerate(said) if _begins(task["text"], start)]
    return [index for index in begin if more and more in plain(said[index]["text"])] or begin


def _begins(text: str, start: str) -> bool:
    """Whether `start` stands at the head of `text`, at most after an agency's name."""
    return start in plain(text)[: len(start) + 90]


def _wrong(said: Sequence[Json], taken: set[tuple[int, int]], truth: Json) -> int:
    """Agencies said that nobody is; content that names nobody, and closings, are not counted."""
    groups = ("unassigned_tasks", "embedded_tasks", "general_clauses")
    entries = [entry for group in groups for entry in truth.get(group, [])]
    excused = [
        plain(entry["text_start"] if isinstance(entry, dict) else str(entry)[:60])
        for entry in entries
    ]
    return sum(
        (index, place) not in taken
        for index, task in enumerate(said)
        if not any(_begins(task["text"], start) for start in excused)
        for place, _ in enumerate(task["assignees"])
    )


def _details(task: Json, assignee: Json, want: Json) -> Ratio:
    coordinating = [one for one in want["coordinating"] if agency(one)]
    met = sum(any(same_agency(one, two) for two in task["coordinating"]) for one in coordinating)
    answers = (
        bool(assignee["lead"]) == bool(want["lead"]),
        met == len(coordinating) and bool(coordinating) == bool(task["coordinating"]),
        bool(task["due"]) == bool(want["deadline"]),
        task["recurrence"] == want["periodicity"],
    )
    return Ratio(sum(answers), len(answers), len(answers))


def _citations(reading: Json, truth: Json) -> Ratio:
    said = {_reference(one["reference"]) for one in reading["citations"] if one["reference"]}
    true = {_reference(one["number"]) for one in truth["legal_refs"] if one["number"]}
    return Ratio(len(said & true), len(said), len(true))


def _reference(text: str) -> str:
    return plain(text).replace(" ", "")


def _heading(reading: Json, truth: Json) -> Ratio:
    answers = [
        plain(reading["number"]) == plain(truth["number"]),
        plain(reading["symbol"]) == plain(truth["symbol"]),
        plain((reading["kind"] or {}).get("name")) == plain(truth["doc_type"]),
        plain(reading["place"]) == plain(truth["place"]),
        same_agency(reading["issuer"] or "", truth["issuer"] or ""),
    ]
    return Ratio(sum(answers), len(answers), len(answers))


def _signer(said: Json, true: Json) -> Ratio:
    keys = ("authority", "capacity", "position", "name")
    right = sum(plain(said.get(key)) == plain(true.get(key)) for key in keys)
    return Ratio(right, len(keys), len(keys))


def _overlap(said: Iterable[str], true: Iterable[str]) -> Ratio:
    """How many of the true lines are said, whatever the order; titles may be cut."""
    left = [plain(line) for line in said]
    wanted = [plain(line) for line in true]
    right = 0
    for line in wanted:
        match = next((one for one in left if _alike(one, line)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return Ratio(right, right + len(left), len(wanted))


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() > 0.85
