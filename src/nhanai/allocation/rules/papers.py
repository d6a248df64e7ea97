"""A round as one JSON document that anyone can compute again, and how such a document is read.

Names stand in it under pseudonyms, amounts as whole numbers. Hashes are taken over the canonical
writing: keys in order, no spaces, UTF-8, no fraction anywhere, so that one round has one hash.
The schema is `data/round.schema.json`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from nhanai.allocation.rules.values import Claimant, Group, Objective, Pot, Result, Round
from nhanai.base import canonical
from nhanai.base.errors import Refused

FORMAT: Final = "nhanai-allocation"
VERSION: Final = 1
LARGEST_FILE: Final = 128 * 2**20

T = TypeVar("T")

Json = dict[str, Any]
"""What a JSON object is read as: anything may stand in a file that comes from elsewhere."""


class NotARound(Refused):
    """The file is not a round of allocation as the schema says."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a round is called; decides nothing."""

    code: str
    name: str
    day: str
    unit: str = "đồng"


@dataclass(frozen=True, slots=True)
class Change:
    """A share that people set otherwise than was computed: of whom, from which pot, and why."""

    code: str
    pot: str
    was: int
    becomes: int
    reason: str


@dataclass(frozen=True, slots=True)
class RoundPaper:
    """A round with its result and the changes made by hand, as published."""

    heading: Heading
    round: Round
    result: Result
    changes: tuple[Change, ...] = ()

    @property
    def final(self) -> tuple[Mapping[int, int], ...]:
        """What everyone gets from which pot after the changes."""
        given = [dict(parts) for parts in self.result.given]
        who = {each.code: at for at, each in enumerate(self.round.claimants)}
        pots = {pot.code: at for at, pot in enumerate(self.round.pots)}
        for change in self.changes:
            parts = given[who[change.code]]
            parts[pots[change.pot]] = change.becomes
            if not change.becomes:
                del parts[pots[change.pot]]
        return tuple(given)


def written(paper: RoundPaper) -> bytes:
    """The document, canonical, with a line's end."""
    return canonical.written(as_json(paper)) + b"\n"


def as_json(paper: RoundPaper) -> Json:
    """The document as a value."""
    inputs, outcome = _inputs(paper), _outcome(paper)
    return {
        "format": FORMAT,
        "version": VERSION,
        **inputs,
        **outcome,
        "hashes": {"inputs": canonical.digest(inputs), "result": canonical.digest(outcome)},
    }


def _inputs(paper: RoundPaper) -> Json:
    heading, one = paper.heading, paper.round
    return {
        "round": {
            "code": heading.code, "name": heading.name, "day": heading.day, "unit": heading.unit,
        },
        "parameters": {"objective": one.objective.value, "step": one.step, "lot": one.lot},
        "pots": [{"code": pot.code, "name": pot.name, "amount": pot.amount} for pot in one.pots],
        "claimants": [_claimant(each) for each in one.claimants],
    }  # fmt: skip


def _claimant(each: Claimant) -> Json:
    return {
        "code": each.code,
        "need": each.need,
        "weight": each.weight,
        "received": each.received,
        "minimum": each.minimum,
        "maximum": each.maximum,
        "pots": None if each.pots is None else sorted(each.pots),
        "groups": list(each.groups),
    }


def _outcome(paper: RoundPaper) -> Json:
    one = paper.round
    return {
        "result": {
            "given": [
                {one.pots[pot].code: amount for pot, amount in parts.items()}
                for parts in paper.result.given
            ],
            "groups": [
                {"members": list(group.members), "pots": [one.pots[pot].code for pot in group.pots]}
                for group in paper.result.groups
            ],
        },
        "changes": [
            {
                "code": change.code, "pot": change.pot, "was": change.was,
                "becomes": change.becomes, "reason": change.reason,
            }
            for change in paper.changes
        ],
    }  # fmt: skip


def read(data: bytes) -> tuple[RoundPaper, Mapping[str, str]]:
    """The document's paper and the hashes it claims; refuses what the schema does not allow."""
    if len(data) > LARGEST_FILE:
        raise NotARound("Tệp quá lớn cho một đợt phân bổ (hơn 128 MB).")
    try:
        top = canonical.read(data)
    except ValueError as fault:
        raise NotARound(
            "Tệp không phải JSON đúng: sai cú pháp, có khóa lặp lại hoặc có số lẻ."
        ) from fault
    at = _Reader("tệp", top)
    if at.text("format") != FORMAT or at.number("version") != VERSION:
        raise NotARound("Tệp không phải đợt phân bổ của Nhân Ái, hoặc thuộc phiên bản khác.")
    one = _round(at)
    hashes = at.inner("hashes")
    result = _result(at.inner("result"), one)
    paper = RoundPaper(_heading(at.inner("round")), one, result, _changes(at, one))
    if {**as_json(paper), "hashes": None} != {**at.whole, "hashes": None}:
        raise NotARound("Tệp có phần không thuộc lược đồ của đợt phân bổ.")
    return paper, {key: hashes.text(key) for key in ("inputs", "result")}


def _heading(at: "_Reader") -> Heading:
    return Heading(at.text("code"), at.text("name"), at.text("day"), at.text("unit"))


def _round(at: "_Reader") -> Round:
    parameters = at.inner("parameters")
    try:
        objective = Objective(parameters.text("objective"))
    except ValueError as fault:
        raise NotARound("Cách chia trong tệp không phải cách nào hệ thống biết.") from fault
    return Round(
        pots=tuple(
            Pot(pot.text("code"), pot.number("amount"), pot.text("name")) for pot in at.each("pots")
        ),
        claimants=tuple(_read_claimant(each) for each in at.each("claimants")),
        objective=objective,
        step=parameters.number("step"),
        lot=parameters.text("lot"),
    )


def _read_claimant(at: "_Reader") -> Claimant:
    pots = at.texts("pots", is_optional=True)
    return Claimant(
        code=at.text("code"),
        need=at.number("need"),
        weight=at.number("weight"),
        received=at.number("received"),
        minimum=at.number("minimum"),
        maximum=None if at.value("maximum") is None else at.number("maximum"),
        pots=None if pots is None else frozenset(pots),
        groups=at.texts("groups") or (),
    )


def _result(at: "_Reader", one: Round) -> Result:
    number = {pot.code: place for place, pot in enumerate(one.pots)}
    given = at.each("given")
    if len(given) != len(one.claimants):
        raise NotARound("Số người trong kết quả khác số người của đợt.")
    groups = []
    for group in at.each("groups"):
        members = group.numbers("members")
        if not all(0 <= who < len(given) for who in members):
            raise NotARound("Kết quả nêu người không có trong đợt.")
        groups.append(Group(members, tuple(_known(number, code) for code in group.codes("pots"))))
    return Result(
        tuple({_known(number, code): parts.number(code) for code in parts.keys} for parts in given),
        tuple(groups),
    )


def _known(number: Mapping[str, int], code: str) -> int:
    if code not in number:
        raise NotARound(f"Tệp nêu nguồn không có trong đợt: {code}.")
    return number[code]


def _changes(at: "_Reader", one: Round) -> tuple[Change, ...]:
    codes, pots = {each.code for each in one.claimants}, {pot.code for pot in one.pots}
    changes = tuple(
        Change(
            each.text("code"), each.text("pot"), each.number("was"), each.number("becomes"),
            each.text("reason"),
        )
        for each in at.each("changes")
    )  # fmt: skip
    if any(one.code not in codes or one.pot not in pots for one in changes):
        raise NotARound("Một thay đổi nêu người hoặc nguồn không có trong đợt.")
    return changes


class _Reader:
    """A value of the file with the place it stands at, which refusals name."""

    def __init__(self, where: str, value: object) -> None:
        if not isinstance(value, dict):
            raise NotARound(f"Trong tệp, “{where}” phải là một đối tượng.")
        self._where = where
        self._value: Json = value

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._value)

    @property
    def whole(self) -> Json:
        return self._value

    def value(self, key: str) -> object:
        if key not in self._value:
            raise NotARound(f"Trong tệp, “{self._where}” thiếu “{key}”.")
        return self._value[key]

    def text(self, key: str) -> str:
        return self._of(key, str, "chữ", self.value(key))

    def number(self, key: str) -> int:
        return self._of(key, int, "số nguyên", self.value(key))

    def inner(self, key: str) -> "_Reader":
        return _Reader(key, self.value(key))

    def each(self, key: str) -> list["_Reader"]:
        return [_Reader(f"{key}, mục {at}", one) for at, one in enumerate(self._list(key), start=1)]

    def codes(self, key: str) -> tuple[str, ...]:
        return tuple(self._of(key, str, "chữ", one) for one in self._list(key))

    def numbers(self, key: str) -> tuple[int, ...]:
        return tuple(self._of(key, int, "số nguyên", one) for one in self._list(key))

    def texts(self, key: str, *, is_optional: bool = False) -> tuple[str, ...] | None:
        if is_optional and self.value(key) is None:
            return None
        return self.codes(key)

    def _list(self, key: str) -> list[object]:
        return self._of(key, list, "danh sách", self.value(key))

    def _of(self, key: str, kind: type[T], name: str, value: object) -> T:
        if not isinstance(value, kind) or isinstance(value, bool):
            raise NotARound(f"Trong tệp, “{self._where}”: “{key}” phải là {name}.")
        return value
