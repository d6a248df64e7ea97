"""What a line of a statement was: told once, and taken back with a reason."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from nhanai.banking.models import LineTaking, StatementLine
from nhanai.banking.permissions import Permission
from nhanai.base.errors import Refused
from nhanai.base.text import single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line


class CannotExplain(Refused):
    """The line cannot be explained so, or its explanation cannot be taken back."""


@transaction.atomic
def take_line(
    *, line: StatementLine, source: str, record: int, words: str = "", by: User, at: dt.datetime
) -> LineTaking:
    """Let a record of a room above have this line as its own; each line has one record at most.

    `source` and `record` name it (`"funds.donation"`, its number), `words` tell a person what it
    is. Two who take a line at once: the second is refused, by the database if by nothing earlier.
    """
    row = locked(line, by=by, at=at)
    if LineTaking.objects.filter(line=row, undone_at=None).exists():
        raise CannotExplain(TAKEN)
    try:
        with transaction.atomic():
            taking = LineTaking.objects.create(
                line=row, source=source[:60], record=record,
                words=single_spaced(words)[:300] or source, by=by, at=at,
            )  # fmt: skip
    except IntegrityError as wrong:
        raise CannotExplain(TAKEN) from wrong
    new = {"line": row.pk, "source": source, "record": record}
    write_line(
        verb="banking.line_taken", subject=taking, by=by, at=at, new=new,
        unit_key=row.account.unit.key,
    )  # fmt: skip
    return taking


TAKEN = "Dòng sao kê này đã được giải thích. Muốn ghi khác, hãy bỏ giải thích cũ trước."


@transaction.atomic
def free_line(
    *, line: StatementLine, reason: str, source: str = "", by: User, at: dt.datetime
) -> LineTaking:
    """Take the explanation back; it stays to be seen with the reason.

    With `source`, only an explanation of that source: a record is undone where it was made, and
    that room frees the line in the same transaction.
    """
    row = locked(line, by=by, at=at)
    taking = LineTaking.objects.select_for_update().filter(line=row, undone_at=None).first()
    if taking is None:
        raise CannotExplain("Dòng sao kê này chưa được giải thích.")
    if taking.source != source:
        raise CannotExplain(f"Dòng này đã gắn với: {taking.words}. Hãy mở bản ghi ấy và hủy ở đó.")
    reason = single_spaced(reason)[:400]
    if not reason:
        raise CannotExplain("Ghi một câu vì sao bỏ giải thích này.")
    taking.undone_by, taking.undone_at, taking.reason = by, at, reason
    taking.save(update_fields=["undone_by", "undone_at", "reason"])
    write_line(
        verb="banking.line_freed", subject=taking, by=by, at=at, note=reason,
        new={"line": row.pk}, unit_key=row.account.unit.key,
    )  # fmt: skip
    return taking


def locked(line: StatementLine, *, by: User, at: dt.datetime) -> StatementLine:
    """The line, held until the act is done, for who may explain it."""
    rows = StatementLine.objects.select_related("account__unit").select_for_update(of=("self",))
    row = rows.get(pk=line.pk)
    if not allowed(by, Permission.EXPLAIN, unit=row.account.unit, today=localdate(at)):
        raise CannotExplain("Anh, chị chưa được giao đối chiếu sao kê của tài khoản này.")
    return row
