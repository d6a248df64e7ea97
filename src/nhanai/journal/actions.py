"""The only door through which the journal is written."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import models, transaction

from nhanai.base.text import fold
from nhanai.journal import rules
from nhanai.journal.models import Head, Line
from nhanai.journal.queries import key_of
from nhanai.journal.vocab import ORIGIN

_ONLY: Final = 1
"""The key of the one head row."""


def record(
    *,
    verb: str,
    subject: models.Model,
    by: models.Model | str,
    at: dt.datetime,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    note: str = "",
    unit_key: str = "",
) -> Line:
    """Append one line in the transaction of the act it speaks of.

    `verb` is the room and the act (`"plans.confirmed"`), `by` the account or the name of a
    command, `old` and `new` plain values of what changed. Writers queue from here to the end of
    their transaction, so it is the last thing that an act does.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a line of the journal belongs to the transaction of its act")
    head = _locked_head()
    line = Line(
        sequence=head.sequence + 1,
        at=at,
        by=_cut(str(by), 200),
        by_key="" if isinstance(by, str) else key_of(by),
        origin=_cut(ORIGIN.get(), 100),
        verb=verb,
        subject=_cut(str(subject), 500),
        subject_key=key_of(subject),
        unit_key=unit_key,
        old=rules.plain(old or {}),
        new=rules.plain(new or {}),
        note=rules.text(note),
        previous_hash=head.hash,
    )
    line.folded = fold(f"{line.by} {line.subject} {line.note}")
    line.hash = rules.hash_of(line.previous_hash, line.content())
    line.save()
    head.sequence, head.hash = line.sequence, line.hash
    head.save(update_fields=["sequence", "hash"])
    return line


def _locked_head() -> Head:
    """The end of the chain, held until the transaction ends.

    On SQLite the transaction holds the whole database already (IMMEDIATE).
    """
    heads = Head.objects.select_for_update()
    return heads.filter(pk=_ONLY).first() or heads.get_or_create(pk=_ONLY)[0]


def _cut(value: str, length: int) -> str:
    """`value` as far as a column of that length holds it."""
    return rules.text(value)[:length]
