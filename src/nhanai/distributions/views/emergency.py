"""Emergency aid: one short form, a list, the decision afterwards."""

from collections.abc import Callable

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.aid.forms.support import given_photos
from nhanai.aid.queries.money import funds_for
from nhanai.base.errors import Refused
from nhanai.distributions import actions
from nhanai.distributions.forms.emergency import EmergencyForm
from nhanai.distributions.models import EmergencyAid, EmergencyPhoto
from nhanai.distributions.pages import emergency as pages
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.emergency import emergencies_of
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import reached
from nhanai.web.paging import number_from


def seen(request: SignedInRequest, pk: int) -> EmergencyAid:
    """A case that she sees."""
    return get_object_or_404(emergencies_of(request.user, today=request.today), pk=pk)


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """The cases, page by page."""
    page = pages.emergencies_page(
        request.user, request.GET.get("q", "")[:120], request.GET.get("tt", ""),
        today=request.today, number=number_from(request.GET.get("trang")),
    )  # fmt: skip
    return render(request, "distributions/emergencies.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LIST)
def new(request: SignedInRequest) -> HttpResponse:
    """The short form."""
    units = pages.units_for(request.user, today=request.today)
    form = EmergencyForm(
        request.POST or None, request.FILES or None, units=units, initial={"on": request.today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = kept(request, form)
            messages.success(request, "Đã ghi. Người phụ trách sẽ duyệt sau.")
            return redirect("distributions:emergency", pk=made.pk)
        except Refused as refusal:
            form.show(refusal)
    status = 422 if form.errors else 200
    context = {"form": form, "units": units}
    return render(request, "distributions/emergency_new.html", context, status=status)


def kept(request: SignedInRequest, form: EmergencyForm) -> EmergencyAid:
    """Keep it."""
    said = form.cleaned_data
    return actions.record_emergency(
        unit=form.chosen, values=form.values, photos=given_photos(said["photos"] or []),
        token=said["token"], despite_warnings=said["again"], by=request.user, at=request.at,
    )  # fmt: skip


def shown(
    request: SignedInRequest, row: EmergencyAid, *, refusal: Refused | None = None
) -> HttpResponse:
    """The page of one case, with why an act was not done."""
    page = pages.emergency_page(row, request.user, today=request.today)
    context = {"page": page, "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "distributions/emergency.html", context, status=status)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case."""
    return shown(request, seen(request, pk))


def acted(
    request: SignedInRequest, row: EmergencyAid, act: Callable[[], object], words: str
) -> HttpResponse:
    """Do it and go back, or say on the page why it was not done."""
    try:
        act()
    except Refused as refusal:
        return shown(request, row, refusal=refusal)
    messages.success(request, words)
    return redirect("distributions:emergency", pk=row.pk)


@require_POST
@requires(Permission.APPROVE)
def deciding(request: SignedInRequest, pk: int) -> HttpResponse:
    """Acknowledge it, or not."""
    row, agrees = seen(request, pk), request.POST.get("y") == "1"
    answer = request.POST.get("ly_do", "")
    return acted(
        request, row,
        lambda: actions.decide_emergency(
            emergency=row, agrees=agrees, answer=answer, by=request.user, at=request.at
        ),
        "Đã duyệt." if agrees else "Đã ghi là không công nhận.",
    )  # fmt: skip


@require_POST
@requires(Permission.VIEW)
def paying(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the books for the money, from a fund for which she records."""
    row, said = seen(request, pk), request.POST.get("fund", "")
    funds = funds_for(request.user, today=request.today)
    fund = funds.filter(pk=int(said)).first() if said.isdecimal() and len(said) < 12 else None
    if fund is None:
        return shown(request, row, refusal=Refused("Chọn quỹ mà anh, chị được lập phiếu chi."))
    return acted(
        request, row,
        lambda: actions.pay_emergency(
            emergency=row, fund=fund, by=request.user, at=request.at
        ),
        "Đã lập phiếu chi, chờ duyệt trong sổ quỹ.",
    )  # fmt: skip


@require_safe
@requires(Permission.IDENTIFY)
def photo(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The photo itself, to who may know whom it shows."""
    known = reached(request.user, Permission.IDENTIFY, today=request.today)
    kept_photo = get_object_or_404(EmergencyPhoto, pk=pk, emergency__unit__in=known)
    if not default_storage.exists(kept_photo.file.name or ""):
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return FileResponse(kept_photo.file.open("rb"), content_type="image/jpeg", headers=headers)
