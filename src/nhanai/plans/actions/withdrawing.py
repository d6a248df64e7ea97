"""Taking a piece of evidence back."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.plans.actions.progress import (
    CannotUpdate,
    check_may_speak,
    locked_work,
    record_work,
)
from nhanai.plans.models import Evidence
from nhanai.plans.vocab import ProgressState


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, by: User, at: dt.datetime) -> Evidence:
    """Show a piece of evidence no longer; that it was there, and who withdrew it, stays."""
    piece = (
        Evidence.objects.select_for_update(of=("self",))
        .select_related("update")
        .get(pk=evidence.pk)
    )
    row = locked_work(piece.update.occurrence_id)
    check_may_speak(row, ProgressState.IN_PROGRESS, by=by, today=localdate(at))
    if piece.withdrawn_at is not None:
        raise CannotUpdate("Minh chứng này đã được rút lại.")
    piece.withdrawn_at, piece.withdrawn_by = at, by
    piece.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_work("plans.evidence_withdrawn", row, by=by, at=at, old={"title": piece.title})
    return piece
