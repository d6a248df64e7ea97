"""An approved round becomes vouchers and batches."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nhanai.allocation import actions
from nhanai.allocation.permissions import Permission
from nhanai.allocation.views.rounds import seen, shown
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires


@require_POST
@requires(Permission.VIEW)
def vouchers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft the payment vouchers; the act asks whether she keeps the books."""
    return _drafted(request, pk, actions.draft_vouchers, "Đã lập {} phiếu chi, chờ duyệt.")


@require_POST
@requires(Permission.VIEW)
def batches(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft the batches for addresses; the act asks whether she delivers."""
    return _drafted(request, pk, actions.draft_batches, "Đã lập {} đợt trao, chờ duyệt.")


def _drafted(request: SignedInRequest, pk: int, act: Callable[..., int], said: str) -> HttpResponse:
    round_ = seen(request, pk)
    try:
        many = act(round_=round_, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, round_, refusal=refusal)
    messages.success(request, said.format(many))
    return redirect("allocation:round", pk=pk)
