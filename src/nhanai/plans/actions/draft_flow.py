"""The way of a written plan: handed in, returned with an opinion, or approved and frozen."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc
from nhanai.documents.rules.approval import may_move
from nhanai.identity.models import User
from nhanai.paper.fingerprint import hash_of
from nhanai.paper.storing import to_json
from nhanai.plans.actions.draft_holding import held, told
from nhanai.plans.models import DraftOpinion, PlanDraft
from nhanai.plans.queries import drafting as queries
from nhanai.plans.vocab import DraftState


class CannotSubmitDraft(Refused):
    """The plan may not be handed in as it stands."""


class CannotJudgeDraft(Refused):
    """The plan may not be returned or approved so."""


@transaction.atomic
def submit_draft(*, draft: PlanDraft, by: User, at: dt.datetime) -> PlanDraft:
    """Hand the plan to the leader, or refuse with everything that blocks."""
    today = localdate(at)
    draft = held(draft.pk)
    if not queries.may_write_draft(draft, by, today=today):
        raise CannotSubmitDraft("Anh, chị chưa được giao quyền trình kế hoạch của đơn vị này.")
    if not may_move(draft.state, DraftState.SUBMITTED):
        raise CannotSubmitDraft("Kế hoạch này đã trình rồi.")
    sections = queries.sections_of(draft, today=today)
    findings = queries.findings_of(draft, sections, today=today)
    blocking = [one for one in findings if one.blocking]
    if blocking:
        raise CannotSubmitDraft(
            f"Kế hoạch chưa trình được: còn {len(blocking)} chỗ phải sửa.", blocking
        )
    old = draft.state
    draft.state, draft.submitted_at, draft.submitted_by = DraftState.SUBMITTED, at, by
    draft.save(update_fields=["state", "submitted_at", "submitted_by"])
    _moved("plans.draft_submitted", draft, old, by=by, at=at)
    return draft


@transaction.atomic
def give_draft_back(*, draft: PlanDraft, text: str, by: User, at: dt.datetime) -> PlanDraft:
    """Return the plan with an opinion that has to be met."""
    draft = _judged(draft, DraftState.RETURNED, by=by, at=at)
    text = nfc(text).strip()
    if not text:
        raise CannotJudgeDraft("Hãy ghi ý kiến để người soạn biết sửa gì.")
    DraftOpinion.objects.create(draft=draft, text=text, by=by, at=at)
    old, draft.state = draft.state, DraftState.RETURNED
    draft.save(update_fields=["state"])
    _moved("plans.draft_returned", draft, old, by=by, at=at, note=text)
    return draft


@transaction.atomic
def approve_draft(*, draft: PlanDraft, by: User, at: dt.datetime) -> PlanDraft:
    """Approve what stands: from now on it is frozen, and its hash is kept."""
    draft = _judged(draft, DraftState.APPROVED, by=by, at=at)
    draft.paper = to_json(queries.paper_of_draft(draft, today=localdate(at)))
    draft.paper_sha256 = hash_of(draft.paper)
    old, draft.state = draft.state, DraftState.APPROVED
    draft.approved_at, draft.approved_by = at, by
    draft.save(update_fields=["paper", "paper_sha256", "state", "approved_at", "approved_by"])
    _moved("plans.draft_approved", draft, old, by=by, at=at, sha256=draft.paper_sha256)
    return draft


def _judged(draft: PlanDraft, to: DraftState, *, by: User, at: dt.datetime) -> PlanDraft:
    draft = held(draft.pk)
    if not queries.may_approve_draft(draft, by, today=localdate(at)):
        raise CannotJudgeDraft("Anh, chị chưa được giao quyền duyệt kế hoạch của đơn vị này.")
    if not may_move(draft.state, to):
        state = draft.get_state_display().lower()
        raise CannotJudgeDraft(
            f"Kế hoạch đang ở tình trạng “{state}” nên chưa duyệt, trả lại được."
        )
    return draft


def _moved(
    verb: str, draft: PlanDraft, old: str, *, by: User, at: dt.datetime, note: str = "",
    sha256: str = "",
) -> None:  # fmt: skip
    new = {"state": draft.state} | ({"sha256": sha256} if sha256 else {})
    told(verb, draft, by=by, at=at, note=note, old={"state": old}, new=new)
