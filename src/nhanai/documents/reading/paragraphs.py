"""From lines to paragraphs: hard wraps and sentences cut by a page break are joined."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from nhanai.documents.reading import labels
from nhanai.documents.reading.lines import Emphasis, Line
from nhanai.documents.reading.model import Joined

_CLOSING: Final = frozenset(".;:!?…")
_AFTER_CLOSING: Final = "”\"’')]*"
_ENDED: Final = re.compile(r"(?:[.;!?…]|\./\.)[”\"’')\]]*$")
_DANGLING: Final = re.compile(
    r"(?:,|\b(?:của|và|về|cho|với|theo|trong|tại|các|những|là|do|từ|đến|được|để|hoặc|trên|ở|bằng"
    r"|như|có|không|số|ngày|tháng|năm|giữa|cùng|vào|nhằm|khi|nếu|thì|mà|bị|đã|sẽ|phải))$",
    re.IGNORECASE,
)
_UNWRAPPED_WIDTH: Final = 150
"""Lines longer than this are whole paragraphs: nobody wraps so late."""


class Paragraph(NamedTuple):
    """A paragraph, whole."""

    content: Joined
    emphasised: int = 0
    """How many of its first characters are in bold or italics."""
    broken_at: tuple[int, ...] = ()
    after_gap: bool = True
    """Whether space parts it from the one before."""

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.content.text


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document sets its lines."""

    width: int
    """How long a full line is."""
    is_spaced: bool
    """Whether an empty line parts its paragraphs."""
    marks: Mapping[str, labels.Label] = field(default_factory=dict)
    """The lines that begin with a list mark, by their text."""

    @property
    def is_wrapped(self) -> bool:
        """Whether a paragraph takes several lines."""
        return self.width < _UNWRAPPED_WIDTH


def habits(lines: Sequence[Line]) -> Habits:
    """Learn from the lines how long they are and what parts paragraphs."""
    texts = [line for line in lines if not line.is_bar]
    lengths = sorted([len(line.content.text) for line in texts])
    if not lengths:
        return Habits(_UNWRAPPED_WIDTH, True)
    marks = {text: mark for line in texts if (mark := labels.find(text := line.content.text))}
    marked = [line for line in texts if line.content.text in marks]
    sample = marked if len(marked) >= 4 else texts
    spaced = sum(line.blank_before for line in sample) / len(sample)
    width = lengths[int(len(lengths) * 0.95) - 1 if len(lengths) > 20 else -1]
    return Habits(width, spaced > 0.5, marks)


def of(lines: Sequence[Line], emphasis: Emphasis, habit: Habits | None = None) -> list[Paragraph]:
    """The paragraphs that the lines make; `habit` is learned from these lines and maybe more."""
    habit = habit or habits(lines)
    made: list[Paragraph] = []
    held: list[Line] = []
    breaks: list[int] = []
    length = 0

    def close() -> None:
        if held:
            content = Joined.of(line.content for line in held)
            gap = held[0].blank_before or held[0].page_before
            made.append(Paragraph(content, emphasis.until(content), tuple(breaks), gap))
            held.clear()
            breaks.clear()

    is_after_bar = False
    for line in lines:
        if line.is_bar:
            close()
            is_after_bar = True
            continue
        if held and not is_after_bar and _continues(held, line, habit, emphasis):
            if (line.blank_before or line.page_before) and not _is_bare_label(held):
                breaks.append(length)
        else:
            close()
            length = -1
        held.append(line)
        length += len(line.text) + 1
        is_after_bar = False
    close()
    return made


def _continues(held: list[Line], line: Line, habit: Habits, emphasis: Emphasis) -> bool:
    """Whether `line` goes on with the paragraph of the lines held."""
    before = held[-1].text
    if _is_bare_label(held):
        return True
    label = habit.marks.get(line.content.text)
    if line.blank_before or line.page_before:
        return (
            not label
            and not (_is_emphasised(held, emphasis) and not _is_emphasised([line], emphasis))
            and is_cut(before, line.text)
        )
    if label:
        return not _label_opens(held, line, label, habit)
    return _wraps(held, line, habit)


def _wraps(held: list[Line], line: Line, habit: Habits) -> bool:
    """Whether a line without mark, right under the lines held, is their next one."""
    before = held[-1].text
    if is_capitals(before) and not is_capitals(line.text):
        return False
    if not habit.is_wrapped:
        return line.text[:1].islower() and not _is_closed(before)
    if habit.is_spaced:
        return not before.endswith("./.")
    return not _opens_unmarked(held, line, habit)


def _is_bare_label(held: list[Line]) -> bool:
    """Whether nothing but a list mark stands there yet (`IV.` before its title)."""
    if len(held) > 1 or len(held[0].text) > 20:
        return False
    label = labels.find(held[0].text)
    return label is not None and label.length >= len(held[0].text)


def _is_emphasised(held: list[Line], emphasis: Emphasis) -> bool:
    return all(emphasis.until(line.content) >= len(line.text) for line in held)


def is_cut(before: str, after: str) -> bool:
    """Whether a page break between the two cuts a sentence."""
    if _is_closed(before) or is_capitals(before) or not after:
        return False
    return after[:1].islower() or _DANGLING.search(before) is not None


def _label_opens(held: list[Line], line: Line, label: labels.Label, habit: Habits) -> bool:
    """Whether a mark at the beginning of a line begins a paragraph, and is not just a number."""
    before = held[-1].text
    if _is_closed(before) or not habit.is_wrapped or is_capitals(before):
        return True
    rest = line.text[label.length :]
    if label.rank is labels.Rank.BULLET:
        return rest[:1].isupper() or label.text != "-"
    first = labels.find(held[0].text)
    if len(before) < habit.width * 0.7:
        return not habit.is_spaced or (len(held) == 1 and first is not None)
    return (
        first is not None
        and first.rank is label.rank
        and label.ordinal == first.ordinal + 1
        and rest[:1].isupper()
    )


def _opens_unmarked(held: list[Line], line: Line, habit: Habits) -> bool:
    """Whether a line without mark begins a paragraph where no empty line says so."""
    before = held[-1].text
    first = line.text.split(" ", 1)[0]
    has_room = len(before) + len(first) + 1 < habit.width * 0.92
    starts = not line.text[:1].islower() and not line.text[:1].isdigit()
    if before.endswith("./."):
        return True
    if _ENDED.search(before) and starts:
        return has_room or line.indent > held[-1].indent + 3
    if before.endswith(":") and starts:
        return has_room
    is_short = len(before) + len(first) + 1 < habit.width * 0.85
    return is_short and starts and labels.find(held[0].text) is not None and len(held) == 1


def _is_closed(text: str) -> bool:
    """Whether it ends as a sentence or an introduction does."""
    return text.rstrip(_AFTER_CLOSING)[-1:] in _CLOSING


_FREQUENT: Final = "nhtcig"
"""The small letters that stand most often; to count them is quick and most often enough."""
_MOST_SMALL: Final = 0.2
"""Where so many of all characters are small letters, too few of the letters are capitals."""


def is_capitals(text: str) -> bool:
    """Whether `text` is set in capitals."""
    head = text[:400]
    small, most = 0, _MOST_SMALL * len(head)
    for letter in _FREQUENT:
        small += head.count(letter)
        if small > most:
            return False
    letters = sum(map(str.isalpha, head))
    if letters < 2 or sum(map(str.isupper, head)) < 0.85 * letters:
        return False
    upper = sum(character.isupper() for character in head if character.isalpha())
    return upper >= 0.85 * letters
