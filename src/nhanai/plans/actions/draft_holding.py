"""A draft held for an act, and whether it may be changed."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc
from nhanai.documents.rules.approval import OPEN
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans.models import PlanDraft
from nhanai.plans.queries import drafting as queries

LONGEST: Final = 20_000


class CannotWrite(Refused):
    """The plan may not be written so."""


def held(key: int) -> PlanDraft:
    """The draft as it is now, held until the act is done."""
    rows = PlanDraft.objects.select_for_update(of=("self",))
    return rows.select_related("unit").get(pk=key)


def held_open(key: int, *, by: User, at: dt.datetime) -> PlanDraft:
    """The same, for who may write while it is with her."""
    draft = held(key)
    if not queries.may_write_draft(draft, by, today=localdate(at)):
        raise CannotWrite("Anh, chị chưa được giao quyền soạn kế hoạch của đơn vị này.")
    if draft.state not in OPEN:
        state = draft.get_state_display().lower()
        raise CannotWrite(f"Kế hoạch {state} nên không sửa được. Lãnh đạo trả lại thì sửa tiếp.")
    return draft


def told(
    verb: str, draft: PlanDraft, *, by: User, at: dt.datetime, note: str = "",
    old: Mapping[str, object] | None = None, new: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """One line in the journal about the draft."""
    record(
        verb=verb, subject=draft, by=by, at=at, old=dict(old or {}), new=dict(new or {}),
        note=note, unit_key=draft.unit.key,
    )  # fmt: skip


def touched(draft: PlanDraft, at: dt.datetime) -> None:
    """The draft was changed now."""
    draft.changed_at = at
    draft.save(update_fields=["changed_at"])


def tidy(text: str) -> str:
    """What was typed, composed, in lines, and not endless."""
    tidied = "\n".join(nfc(text).replace("\x00", "").split("\n")).replace("\r", "").strip()
    if len(tidied) > LONGEST:
        raise CannotWrite(f"Phần này dài quá {LONGEST} ký tự. Hãy chia ra.")
    return tidied
