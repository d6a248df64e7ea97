"""What is printed: the list to be signed by who receives, sheet by sheet."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from nhanai.aid.pages.papers import letterhead, place_of
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.money import Money
from nhanai.distributions import queries
from nhanai.distributions.models import GiftSample, Quota, Recipient, SampleVisit
from nhanai.distributions.vocab import RecipientState
from nhanai.identity.models import User
from nhanai.paper.values import (
    Align,
    Annex,
    Column,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from nhanai.units.queries import names_on

ROWS: Final = 12
"""People of one sheet: each row is high enough for a thumb."""
_TALL: Final = "\u00a0\n\u00a0\n\u00a0"
"""Three lines that say nothing: room for a thumb."""
_COLUMNS: Final = (
    Column("STT", 0.08, Align.CENTER),
    Column("Người nhận", 0.28),
    Column("Đối tượng", 0.14),
    Column("Số suất", 0.08, Align.CENTER),
    Column("Trị giá (đồng)", 0.14, Align.RIGHT),
    Column("Ký nhận hoặc điểm chỉ", 0.28),
)
_SUMS: Final = (
    Column("Thôn, bản", 0.46),
    Column("Số người", 0.14, Align.CENTER),
    Column("Trị giá (đồng)", 0.2, Align.RIGHT),
    Column("Tờ", 0.2, Align.CENTER),
)


def sheet_paper(quota: Quota, user: User, *, today: dt.date) -> OfficialPaper:
    """The list of a commune, hamlet by hamlet, each sheet with its sum and its signatures."""
    rows = Recipient.objects.filter(quota=quota).exclude(state=RecipientState.ABSENT)
    rows = rows.select_related("quota", "person__merged_into").order_by(
        "is_reserve", "folded", "pk"
    )
    listed = list(rows)
    names = queries.names_of(user, listed, today=today)
    round_, unit = quota.round, quota.unit
    main = [one for one in listed if not one.is_reserve]
    sheets = list(_sheets(quota, listed, names))
    total = Money(len(main) * round_.worth)
    giver = f" Nguồn: {round_.giver}." if round_.giver else ""
    said = f"Trao ngày {written(round_.on)}. Mỗi suất gồm: {round_.what}.{giver}"
    return OfficialPaper(
        kind="DANH SÁCH", letterhead=letterhead(unit, round_.on), symbol="DS-CTĐ",
        place=place_of(unit, round_.on), subject=f"Ký nhận quà: {round_.name}",
        body=(
            Paragraph((Run(said),)),
            Table(_SUMS, tuple(_summed(quota, main, [title for title, _ in sheets]))),
            Paragraph((Run(f"Tổng trị giá bằng chữ: {total.in_words}."),)),
        ),
        signature=Signature(("NGƯỜI LẬP",), str(quota.submitted_by or "")),
        recipients=("Lưu: chứng từ đợt trao",), year=round_.on.year,
        annexes=tuple(annex for _, annex in sheets),
    )  # fmt: skip


def _summed(
    quota: Quota, main: Sequence[Recipient], titles: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    worth = quota.round.worth
    for folded, several in groupby(main, key=lambda one: one.folded):
        found = list(several)
        count = sum(1 for title in titles if title == folded)
        shown = found[0].hamlet or "Không ghi thôn, bản"
        yield shown, str(len(found)), numbers.show(len(found) * worth), str(count)
    yield "Cộng", str(len(main)), numbers.show(len(main) * worth), str(len(titles))


def _sheets(
    quota: Quota, listed: Sequence[Recipient], names: Mapping[int, str]
) -> Iterator[tuple[str, Annex]]:
    """Each sheet with the folded name of its hamlet; who stands by comes last."""
    number = 0
    for (reserve, folded), several in groupby(listed, key=lambda o: (o.is_reserve, o.folded)):
        found = list(several)
        parts = [found[at : at + ROWS] for at in range(0, len(found), ROWS)]
        for at, part in enumerate(parts, 1):
            title = found[0].hamlet or "Không ghi thôn, bản"
            if reserve:
                title = f"Dự phòng, {title}"
            yield (
                folded,
                Annex(f"{title}, tờ {at}/{len(parts)}", _blocks(quota, part, names, number)),
            )
            number += len(part)


def _blocks(
    quota: Quota, part: Sequence[Recipient], names: Mapping[int, str], before: int
) -> tuple[Table | Paragraph, ...]:
    worth = quota.round.worth
    rows = [
        (
            str(before + at), names[one.pk], str(one.get_target_display()), "1",
            numbers.show(worth), _TALL,
        )
        for at, one in enumerate(part, 1)
    ]  # fmt: skip
    rows.append(("", "Cộng tờ này", "", str(len(part)), numbers.show(len(part) * worth), ""))
    dots = "…" * 16
    lines = (
        f"Thực nhận: {'…' * 4} suất; vắng: {'…' * 4} người.", f"Người trao: {dots}",
        f"Người chứng kiến: {dots}", f"Trưởng thôn, bản: {dots}",
    )  # fmt: skip
    return (Table(_COLUMNS, tuple(rows)), *(Paragraph((Run(line),)) for line in lines))


_VISITS: Final = (
    Column("STT", 0.08, Align.CENTER),
    Column("Người được thăm", 0.24),
    Column("Đơn vị", 0.18),
    Column("Đã nhận", 0.09, Align.CENTER),
    Column("Đủ", 0.08, Align.CENTER),
    Column("Bị đòi tiền", 0.09, Align.CENTER),
    Column("Hài lòng", 0.09, Align.CENTER),
    Column("Ngày thăm, ghi chú", 0.15),
)


def visit_paper(sample: GiftSample, user: User, *, today: dt.date) -> OfficialPaper:
    """The list of a sample to take along on the visits, in the order in which it was drawn."""
    rows = SampleVisit.objects.filter(sample=sample).order_by("position")
    listed = list(rows.select_related("recipient__person__merged_into", "recipient__quota"))
    names = queries.names_of(user, [one.recipient for one in listed], today=today)
    round_ = sample.round
    units = names_on({one.recipient.quota.unit_id for one in listed}, round_.on)
    said = (
        f"Rút {len(listed)} trong {numbers.show(sample.population)} người đã nhận, độ tin cậy"
        f" {sample.confidence} %, sai số {sample.margin} %. Hạt giống: {sample.seed}."
    )
    how = (
        "Cách rút: xếp theo mã băm SHA-256 của “hạt giống:số của người nhận”, lấy từ đầu; ai có hạt"
        " giống và các số đều rút lại được."
    )
    table = tuple(
        (
            str(one.position), names[one.recipient_id],
            units.get(one.recipient.quota.unit_id, ""), "", "", "", "", "",
        )
        for one in listed
    )  # fmt: skip
    return OfficialPaper(
        kind="DANH SÁCH", letterhead=letterhead(round_.unit, today), symbol="DS-CTĐ",
        place=place_of(round_.unit, today), subject=f"Kiểm tra sau trao: {round_.name}",
        body=(
            Paragraph((Run(said),)), Paragraph((Run(how),)), Table(_VISITS, table),
            Paragraph((Run(f"Danh sách gồm {len(listed)} người."),)),
        ),
        signature=Signature(("NGƯỜI KIỂM TRA",), ""), recipients=("Lưu: hồ sơ đợt trao",),
        year=today.year,
    )  # fmt: skip
