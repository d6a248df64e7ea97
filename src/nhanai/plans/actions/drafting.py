"""Writing a plan: begun, its words and frame kept at every step, opinions met."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.text import fold, nfc, single_spaced
from nhanai.documents.queries.framing import first_frame_of
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.plans.actions.draft_copying import copy_draft, copy_plan
from nhanai.plans.actions.draft_holding import CannotWrite, held_open, tidy, told
from nhanai.plans.models import DraftOpinion, Plan, PlanDraft
from nhanai.plans.permissions import Permission
from nhanai.plans.queries import drafting as queries
from nhanai.plans.rules.drafting import KIND, LONGEST_LINE, closing_of
from nhanai.units.models import Unit
from nhanai.units.queries import name_on

LINES: Final = frozenset({"subject", "superior", "symbol", "place", "signer", "closing"})
FRAME: Final = ("superior", "symbol", "place", "signature", "signer", "recipients")
WORDS: Final = ("subject", "bases", "purpose", "requirements", "closing")
RECIPIENTS: Final = "Các cơ quan, đơn vị được giao nhiệm vụ\nLưu: VT"


@transaction.atomic
def start_draft(
    *, unit: Unit, subject: str, like: PlanDraft | Plan | None = None, by: User, at: dt.datetime
) -> PlanDraft:
    """Begin a plan of `unit`: empty, or with what an earlier one says.

    Days that an earlier plan set are not taken over, as they have passed by the next.
    """
    today = localdate(at)
    if not allowed(by, Permission.WRITE, unit=unit, today=today):
        raise CannotWrite("Anh, chị chưa được giao quyền soạn kế hoạch của đơn vị này.")
    subject = _subject(subject)
    frame = _frame_of(unit, today)
    draft = PlanDraft.objects.create(
        unit=unit, subject=subject, subject_folded=fold(subject), started_by=by, started_at=at,
        changed_at=at, closing=closing_of(subject, frame["issuer"]), **frame,
    )  # fmt: skip
    if isinstance(like, PlanDraft):
        copy_draft(like, draft, by=by, at=at)
    elif like is not None:
        copy_plan(like, draft, by=by, at=at)
    new = {"subject": subject} | ({"like": str(like)} if like else {})
    record(verb="plans.draft_started", subject=draft, by=by, at=at, new=new, unit_key=unit.key)
    return draft


@transaction.atomic
def set_words(
    *, draft: PlanDraft, values: Mapping[str, str], seen: Mapping[str, str] | None = None,
    by: User, at: dt.datetime,
) -> PlanDraft:  # fmt: skip
    """Keep what changed of the words and the frame.

    `seen` are the words that the person had before her; where somebody else changed one of those
    that she changes, neither text is lost: the act is refused.
    """
    draft = held_open(draft.pk, by=by, at=at)
    given = {
        name: single_spaced(nfc(text)) if name in LINES else tidy(text)
        for name, text in values.items()
        if name in {*WORDS, *FRAME}
    }
    old = {name: getattr(draft, name) for name in given}
    changed = {name: text for name, text in given.items() if text != old[name]}
    if "subject" in changed:
        changed["subject"] = _subject(changed["subject"])
    for name, text in changed.items():
        if seen is not None and name in seen and tidy(seen[name]) != tidy(old[name]):
            raise CannotWrite(
                "Phần này vừa được người khác sửa. Chép lại lời của anh, chị, mở lại trang rồi sửa."
            )
        setattr(draft, name, text)
    if changed:
        draft.subject_folded = fold(draft.subject)
        draft.changed_at = at
        draft.save(update_fields=[*changed, "subject_folded", "changed_at"])
        told("plans.draft_written", draft, by=by, at=at, new=dict(changed))
    return draft


@transaction.atomic
def add_basis(*, draft: PlanDraft, words: str, by: User, at: dt.datetime) -> PlanDraft:
    """Cite one more document, as its own line."""
    draft = held_open(draft.pk, by=by, at=at)
    line = single_spaced(nfc(words))[:LONGEST_LINE]
    if not line:
        raise CannotWrite("Hãy chọn văn bản làm căn cứ.")
    lines = draft.bases.splitlines()
    if line not in lines:
        draft.bases, draft.changed_at = "\n".join([*lines, line]), at
        draft.save(update_fields=["bases", "changed_at"])
        told("plans.draft_written", draft, by=by, at=at, new={"bases": line})
    return draft


@transaction.atomic
def settle_draft_opinion(*, opinion: DraftOpinion, by: User, at: dt.datetime) -> DraftOpinion:
    """Say that an opinion was met."""
    draft = held_open(opinion.draft_id, by=by, at=at)
    opinion = DraftOpinion.objects.get(pk=opinion.pk)
    if opinion.settled_at is not None:
        raise CannotWrite("Ý kiến này đã tiếp thu rồi.")
    opinion.settled_at, opinion.settled_by = at, by
    opinion.save(update_fields=["settled_at", "settled_by"])
    told("plans.draft_opinion_settled", draft, by=by, at=at, note=opinion.text)
    return opinion


def _subject(text: str) -> str:
    subject = single_spaced(nfc(text))
    if not subject:
        raise CannotWrite("Hãy ghi trích yếu: kế hoạch này về việc gì.")
    if len(subject) > 500:
        raise CannotWrite("Trích yếu dài quá 500 ký tự. Hãy viết gọn lại.")
    return subject


def _frame_of(unit: Unit, today: dt.date) -> dict[str, str]:
    """Letterhead, symbol and signature: as in the unit's last plan, else from its name."""
    last = queries.last_frame_of(unit)
    if last is not None:
        return {"issuer": name_on(unit, today), **{name: getattr(last, name) for name in FRAME}}
    first = first_frame_of(unit, kind=KIND, today=today) | {"recipients": RECIPIENTS}
    return {name: first[name] for name in ("issuer", *FRAME)}
