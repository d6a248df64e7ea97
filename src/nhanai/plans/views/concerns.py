"""Concerns: the list, one of them, and the acts on it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import actions, queries
from nhanai.plans.forms import AnswerForm, ReasonForm, RedirectForm
from nhanai.plans.pages.concerns import (
    concern_page,
    concerns_page,
    concerns_sheet,
    named,
    raise_page,
)
from nhanai.plans.permissions import Permission
from nhanai.plans.views.tasks import visible

if TYPE_CHECKING:
    from nhanai.plans.queries.concerns import StandingConcern

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.VIEW)
def list_concerns(request: SignedInRequest) -> HttpResponse:
    """What was raised, narrowed as asked."""
    page = concerns_page(request.GET, user=request.user, today=request.today)
    return render(request, "plans/concerns.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def sheet(request: SignedInRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    content = concerns_sheet(request.GET, user=request.user, today=request.today)
    name = f"vuong-mac-kien-nghi-{request.today:%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=SHEET, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.UPDATE)
def raise_concern(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what hinders a task."""
    task = visible(request, pk)
    data = request.POST if request.method == "POST" else None
    page = raise_page(task, user=request.user, today=request.today, data=data)
    if page is None:
        raise Http404
    refusal: Refused | None = None
    if page.form.is_valid():
        entered = page.form.cleaned_data
        try:
            concern = actions.raise_concern(
                task=task, kind=entered["loai"], unit=entered["don_vi"],
                addressed_to=entered["gui"], text=entered["noi_dung"], token=entered["token"],
                by=request.user, at=request.at,
            )  # fmt: skip
            return redirect("plans:concern", concern.pk)
        except Refused as refused:
            refusal = refused
    context = {"page": page, "refusal": refusal}
    return render(request, "plans/raise.html", context, status=200 if data is None else 422)


def seen(request: SignedInRequest, pk: int) -> "StandingConcern":
    """The concern, for those who see it."""
    return get_object_or_404(queries.visible_concerns(request.user, today=request.today), pk=pk)


@require_safe
@requires(Permission.VIEW)
def concern(request: SignedInRequest, pk: int) -> HttpResponse:
    """One concern with what was said to it."""
    page = concern_page(seen(request, pk), user=request.user, today=request.today)
    return render(request, "plans/concern.html", {"page": page})


@require_POST
@requires(Permission.ANSWER)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer it; what was typed stays when it is refused."""
    found = seen(request, pk)
    may = queries.answerable_at(found, request.user, today=request.today)
    form = AnswerForm(request.POST, units=named(may, today=request.today))
    refusal: Refused | None = None
    if form.is_valid():
        entered = form.cleaned_data
        try:
            actions.answer_concern(
                concern=found, unit=entered["don_vi"], text=entered["noi_dung"],
                settles=entered["xong"], token=entered["token"], by=request.user, at=request.at,
            )  # fmt: skip
            return redirect("plans:concern", pk)
        except Refused as refused:
            refusal = refused
    page = concern_page(found, user=request.user, today=request.today, given=form)
    return render(request, "plans/concern.html", {"page": page, "refusal": refusal}, status=422)


@require_POST
@requires(Permission.UPDATE)
def redirect_concern(request: SignedInRequest, pk: int) -> HttpResponse:
    """Address it to another unit."""
    found = seen(request, pk)
    addresses = queries.addressable(found.task, asking=[found.unit], today=request.today)
    form = RedirectForm(request.POST, addresses=named(addresses, today=request.today))
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for some in form.errors.values() for e in some))
        return redirect("plans:concern", pk)
    try:
        actions.redirect_concern(
            concern=found, addressed_to=form.cleaned_data["gui"],
            reason=form.cleaned_data["ly_do"], by=request.user, at=request.at,
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("plans:concern", pk)


@require_POST
@requires(Permission.UPDATE)
def reopen_concern(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it is not settled after all."""
    found = seen(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data.get("ly_do", "") if form.is_valid() else ""
    try:
        actions.reopen_concern(concern=found, reason=reason, by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("plans:concern", pk)
