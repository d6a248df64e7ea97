"""The page on which figures are chosen to be handed over, and the files of what was chosen."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.text import fold
from nhanai.exchange.models import Partner
from nhanai.exchange.queries.exporting import Asked, figures
from nhanai.exchange.queries.partners import codes_of, partner_numbered, partners
from nhanai.exchange.rules import adx, dhis2, tables
from nhanai.exchange.rules.codes import Codes
from nhanai.exchange.rules.periods import dhis2_name, is_renamed
from nhanai.exchange.rules.values import Export, LeftOut, Value
from nhanai.exchange.vocab import ExportFormat
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.vocab import Block
from nhanai.figures.pages.frame import Frame
from nhanai.figures.pages.table import last_day
from nhanai.figures.rules.sheets import as_csv, as_xlsx
from nhanai.figures.rules.showing import short
from nhanai.periods.queries import regimes
from nhanai.periods.rules import NamedPeriod, NoPeriod, previous_of
from nhanai.web.paging import Page, page_of_values

MOST_PERIODS: Final = 24
FOR_MACHINES: Final = frozenset({ExportFormat.DHIS2, ExportFormat.ADX})
BELOW: Final = "duoi"
_ROWS: Final = 15
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Final[Mapping[ExportFormat, tuple[str, str]]] = {
    ExportFormat.XLSX: ("xlsx", _XLSX),
    ExportFormat.CSV: ("csv", "text/csv; charset=utf-8"),
    ExportFormat.JSON: ("json", "application/json"),
    ExportFormat.HXL_XLSX: ("hxl.xlsx", _XLSX),
    ExportFormat.HXL_CSV: ("hxl.csv", "text/csv; charset=utf-8"),
    ExportFormat.DHIS2: ("dhis2.json", "application/json"),
    ExportFormat.ADX: ("adx.xml", "application/xml"),
}
"""How the name of each file ends, and its type."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks for."""

    frame: Frame
    is_below: bool
    count: int
    words: str
    block: str
    is_by_part: bool
    form: ExportFormat
    partner: Partner | None

    @property
    def is_for_machines(self) -> bool:
        """Whether the file goes to a system that adds up by itself."""
        return self.form in FOR_MACHINES


@dataclass(frozen=True, slots=True)
class Choosing:
    """The page: what may be chosen, the first figures of the file, and what is not in it."""

    chosen: Chosen
    blocks: Sequence[tuple[str, str]]
    formats: Sequence[tuple[str, str]]
    partners: Sequence[Partner]
    counts: Sequence[int]
    page: Page[Value]
    left_out: Sequence[LeftOut]
    lines: Sequence[str]
    fault: str

    @property
    def frame(self) -> Frame:
        """The unit, the period and the structure."""
        return self.chosen.frame


def chosen(frame: Frame, said: Mapping[str, str]) -> Chosen:
    """What an address asks for besides unit, period and structure; what is strange is passed by."""
    typed, form = said.get("so-ky", ""), said.get("dang", "")
    count = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 1
    block = said.get("khoi", "")
    return Chosen(
        frame=frame, is_below=said.get("pham-vi") == BELOW,
        count=min(max(count, 1), MOST_PERIODS), words=said.get("q", "")[:100],
        block=block if block in Block.values else "", is_by_part=said.get("nhom") == "1",
        form=ExportFormat(form) if form in ExportFormat.values else ExportFormat.XLSX,
        partner=partner_numbered(said.get("doi-tac", "")),
    )  # fmt: skip


def choosing(frame: Frame, said: Mapping[str, str], *, number: int) -> Choosing:
    """The page with the first figures that the file would hold."""
    asked = chosen(frame, said)
    fault, found = "", None
    try:
        found = export(asked)
    except Refused as refusal:
        fault = refusal.message
    values = found.values if found else ()
    return Choosing(
        asked, [("", "Mọi khối"), *((one.value, str(one.label)) for one in Block)],
        [(one.value, str(one.label)) for one in ExportFormat], list(partners()),
        (1, 2, 3, 4, 6, 12, MOST_PERIODS),
        page_of_values(values, number=number, noun="số liệu", size=_ROWS),
        found.left_out if found else (), found.lines if found else (), fault,
    )  # fmt: skip


def export(asked: Chosen) -> Export:
    """Everything that the file holds; raises `Refused` where it would be too much, or nothing."""
    frame = asked.frame
    periods = _periods(frame.period, asked.count)
    if asked.is_for_machines:
        _check_names(asked, periods)
    is_own = asked.is_for_machines and asked.is_below
    day = last_day(frame)
    found = figures(
        Asked(
            unit=frame.chosen.unit, is_below=asked.is_below, codes=_codes(asked, periods),
            periods=periods, structure=day if is_own else frame.structure, is_own=is_own,
            is_by_part=asked.is_by_part,
        ),
        _codes_used(asked), title=f"Số liệu {frame.chosen.name}", named_on=day,
    )  # fmt: skip
    return replace(found, lines=_lines(asked, periods, found))


def file_of(asked: Chosen, *, at: dt.datetime) -> bytes:
    """The bytes of the file; raises `Refused` where there is nothing to hand over."""
    found, form, codes = export(asked), asked.form, _codes_used(asked)
    if not found.values and asked.is_for_machines:
        raise Refused("Không có số liệu nào để lấy ra. Hãy chọn kỳ, đơn vị hoặc chỉ tiêu khác.")
    if form == ExportFormat.DHIS2:
        return dhis2.as_json(found, codes, regimes())
    if form == ExportFormat.ADX:
        return adx.as_xml(found, codes, regimes(), at=at)
    if form == ExportFormat.JSON:
        return tables.as_json(found)
    sheet = tables.sheet(found, tagged=form in {ExportFormat.HXL_CSV, ExportFormat.HXL_XLSX})
    return as_csv(sheet) if form in {ExportFormat.CSV, ExportFormat.HXL_CSV} else as_xlsx(sheet)


def _codes_used(asked: Chosen) -> Codes:
    """A partner's codes stand only in the files that go to its system."""
    return codes_of(asked.partner if asked.is_for_machines else None)


def _periods(last: NamedPeriod, count: int) -> list[NamedPeriod]:
    """So many periods of its kind up to that one, the oldest first."""
    found = [last]
    while len(found) < count:
        try:
            found.append(previous_of(found[-1]))
        except NoPeriod:
            break
    return found[::-1]


def _check_names(asked: Chosen, periods: Iterable[NamedPeriod]) -> None:
    if asked.form == ExportFormat.DHIS2 and not all(map(dhis2_name, periods)):
        kind = str(asked.frame.period.kind.label).lower()
        raise Refused(
            f"DHIS2 không có tên cho kỳ loại “{kind}”. Hãy chọn tháng, quý, 6 tháng hoặc năm;"
            " hoặc lấy ra ở dạng khác."
        )


def _codes(asked: Chosen, periods: Sequence[NamedPeriod]) -> list[str]:
    """The measures that are looked for and hold in some of the periods, in their order."""
    words = fold(asked.words).split()
    return [
        one.code
        for one in measures().values()
        if (not asked.block or one.block == asked.block)
        and all(word in fold(f"{one.code} {one.name}") for word in words)
        and any(one.valid.overlaps(period.period) for period in periods)
    ]


def _lines(asked: Chosen, periods: Sequence[NamedPeriod], found: Export) -> Sequence[str]:
    """What must be known of the file as a whole."""
    frame = asked.frame
    first, last = periods[0], periods[-1]
    called = short(last.label)
    spans = called if first == last else f"{short(first.label)} đến {called}"
    lines = [f"Kỳ: {spans} ({last.regime.name}). Kết xuất ngày {written(frame.today)}."]
    if found.is_own and found.structure:
        lines.append(
            f"Đơn vị theo ngày {written(found.structure)}. Mỗi đơn vị chỉ có phần ghi tại chính"
            " đơn vị; hệ thống nhận tự cộng lên cấp trên, nên không số nào bị tính hai lần."
        )
    else:
        lines.append(f"Số của mỗi đơn vị gồm cả các đơn vị bên dưới, {frame.words}.")
    if asked.is_for_machines and any(is_renamed(one, regimes()) for one in periods):
        lines.append(
            f"Ở chế độ này, {called} là {last.span}. Tệp mang tên kỳ dương lịch cùng tên;"
            " ngày thật ghi ở từng số liệu."
        )
    lines.append("Không có dòng nghĩa là không có số liệu, không phải số 0.")
    return lines
