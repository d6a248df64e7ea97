"""Imports of figures: a file received, confirmed, dropped or undone.

Every figure is written by the acts of `figures`, so that whatever holds there holds here.
"""

import datetime as dt
import hashlib
import uuid
import zlib
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced
from nhanai.exchange.models import FigureImport, FigureRow, Partner
from nhanai.exchange.queries.importing import figures_of, judged
from nhanai.exchange.reading.files import read
from nhanai.exchange.rules.judging import WRITES, Judged, counts, seal
from nhanai.exchange.rules.moves import may_move
from nhanai.exchange.vocab import FileState, RowOutcome
from nhanai.figures.actions import correct, enter_many, withdraw
from nhanai.figures.models import Figure
from nhanai.figures.permissions import Permission
from nhanai.identity.models import User
from nhanai.identity.queries import holds
from nhanai.journal.actions import record as write_line
from nhanai.mail.links import whole
from nhanai.periods.queries import regimes
from nhanai.plans.rules.evidence import Given
from nhanai.sending.actions import once
from nhanai.units.models import Unit


class CannotImport(Refused):
    """The import does not go on like this."""


def receive(
    *, name: str, content: bytes, partner: Partner | None, regime: str,
    token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> FigureImport:  # fmt: skip
    """Keep a file that can be read; nothing of it counts yet."""
    if not holds(by, Permission.ENTER, today=localdate(at)):
        raise CannotImport("Anh, chị chưa được giao nhập số liệu.")
    if regime not in {one.code for one in regimes()}:
        raise CannotImport("Hãy chọn các kỳ trong tệp theo chế độ nào.")
    read(content)
    digest = hashlib.sha256(content).hexdigest()

    def made() -> list[int]:
        row = FigureImport.objects.create(
            file_name=single_spaced(nfc(name))[:200] or "tệp không tên", sha256=digest,
            content=zlib.compress(content), partner=partner, regime=regime, by=by, at=at,
        )  # fmt: skip
        write_line(verb="exchange.file_received", subject=row, by=by, at=at)
        return [row.pk]

    said = [digest, regime, str(partner.pk if partner else "")]
    with transaction.atomic():
        found = once(made, token=token, act="exchange.receive", content=said, by=by, at=at)
    return FigureImport.objects.get(pk=found[0])


@transaction.atomic
def confirm(*, one: FigureImport, seen: str, by: User, at: dt.datetime) -> FigureImport:
    """Write everything of the file that can be taken, or nothing.

    `seen` seals the outcomes that were shown; refused where any is another by now.
    """
    row = _locked(one, FileState.DONE, by=by)
    lines = read(zlib.decompress(row.content))
    found = judged(row, lines, by=by, today=localdate(at))
    if seal(found) != seen:
        raise CannotImport("Số liệu vừa thay đổi sau khi xem trước. Hãy xem lại, rồi xác nhận.")
    made = _entered(row, [one for one in found if one.outcome == RowOutcome.TAKEN], by=by, at=at)
    changed = [one for one in found if one.outcome == RowOutcome.CORRECTED]
    made |= _corrected(row, changed, by=by, at=at)
    FigureRow.objects.bulk_create([_row(row, each, made) for each in found], batch_size=500)
    row.counts = counts([each.outcome for each in found])
    _moved(row, FileState.DONE, at)
    write_line(verb="exchange.imported", subject=row, by=by, at=at, new={"numbers": row.counts})
    return row


@transaction.atomic
def drop(*, one: FigureImport, by: User, at: dt.datetime) -> FigureImport:
    """Lay the file aside; nothing of it was counted."""
    row = _locked(one, FileState.DROPPED, by=by)
    _moved(row, FileState.DROPPED, at)
    write_line(verb="exchange.file_dropped", subject=row, by=by, at=at)
    return row


@transaction.atomic
def undo(*, one: FigureImport, by: User, at: dt.datetime) -> FigureImport:
    """Take back every figure that the import wrote; refused where one was changed since."""
    row = _locked(one, FileState.UNDONE, by=by)
    rows = list(row.rows.filter(outcome__in=WRITES).select_related("figure").order_by("number"))
    standing = [each for each in rows if each.figure and each.figure.stands]
    later = [each for each in standing if each.figure and each.figure.version != each.version]
    if later:
        numbers = ", ".join(str(each.number) for each in later[:10])
        raise CannotImport(
            f"Số liệu của dòng {numbers} đã được sửa sau lần nhập này, nên không hoàn tác được."
            " Hãy sửa từng số ở trang của nó."
        )
    reason = f"Hoàn tác lần nhập tệp {row.file_name[:200]}"
    for each in standing:
        if each.figure is None:
            continue
        if each.before is None:
            withdraw(figure=each.figure, reason=reason, version=each.version, by=by, at=at)
        else:
            correct(
                figure=each.figure, quantity=each.before, reason=reason, version=each.version,
                by=by, at=at,
            )  # fmt: skip
    _moved(row, FileState.UNDONE, at)
    write_line(verb="exchange.import_undone", subject=row, by=by, at=at)
    return row


def _locked(one: FigureImport, to: FileState, *, by: User) -> FigureImport:
    """The import, held, if it is hers and may come into that state."""
    row = FigureImport.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if row.by_id != by.pk:
        raise CannotImport("Chỉ người gửi tệp này làm được việc ấy.")
    if not may_move(FileState(row.state), to):
        raise CannotImport(f"Lần nhập này {row.get_state_display().lower()}; không làm được nữa.")
    return row


def _moved(row: FigureImport, to: FileState, at: dt.datetime) -> None:
    row.state, row.ended_at = to, at
    row.save(update_fields=["state", "ended_at", "counts"])


def _evidence(row: FigureImport) -> list[Given]:
    """The page of the import, where the file lies."""
    return [Given(url=whole(reverse("exchange:import", args=[row.pk])))]


def _entered(
    row: FigureImport, several: Sequence[Judged], *, by: User, at: dt.datetime
) -> dict[int, Figure]:
    """The new figures, by the number of their line; of one unit and day at once."""
    groups: dict[tuple[int, dt.date], list[Judged]] = {}
    for each in several:
        if each.unit is not None and each.said is not None:
            groups.setdefault((each.unit, each.said.day), []).append(each)
    units = Unit.objects.in_bulk({unit for unit, _ in groups})
    made: dict[int, Figure] = {}
    for (unit, _), group in groups.items():
        said = [each.said for each in group if each.said is not None]
        figures = enter_many(unit=units[unit], several=said, evidence=_evidence(row), by=by, at=at)
        made |= {each.line.number: figure for each, figure in zip(group, figures, strict=True)}
    return made


def _corrected(
    row: FigureImport, several: Sequence[Judged], *, by: User, at: dt.datetime
) -> dict[int, Figure]:
    """The figures whose quantity the file says anew, by the number of their line."""
    figures, reason = figures_of(several), f"Nhập lại từ tệp {row.file_name[:200]}"
    made: dict[int, Figure] = {}
    for each in several:
        if each.there is None or each.said is None:
            continue
        figure = figures[each.there.figure]
        made[each.line.number] = correct(
            figure=figure, quantity=each.said.quantity, reason=reason, version=figure.version,
            evidence=_evidence(row), by=by, at=at,
        )  # fmt: skip
    return made


def _row(of: FigureImport, each: Judged, made: dict[int, Figure]) -> FigureRow:
    line, figure = each.line, made.get(each.line.number)
    there = each.there.figure if each.there else None
    is_new = figure is not None and each.outcome == RowOutcome.CORRECTED
    return FigureRow(
        of=of, number=line.number, data_element=line.data_element, org_unit=line.org_unit,
        called=line.period, option=line.option, value=line.value, outcome=each.outcome,
        reason=each.reason[:600], start=each.days.period.start if each.days else None,
        end=each.days.period.end if each.days else None,
        figure_id=figure.pk if figure else there, version=figure.version if figure else 0,
        before=each.there.quantity if is_new and each.there else None,
    )  # fmt: skip
