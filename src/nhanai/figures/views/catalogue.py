"""The catalogue of measures, and the province's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.facts import actions
from nhanai.facts.models import Measure
from nhanai.facts.permissions import Permission
from nhanai.figures.forms.catalogue import EndForm, OwnMeasureForm
from nhanai.figures.pages import catalogue as pages
from nhanai.figures.permissions import Permission as Own
from nhanai.figures.views.out import taken_out, wanted
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import holds
from nhanai.web.paging import ROWS, number_from

_ALL = 10_000


@require_safe
@requires(Permission.VIEW)
def catalogue(request: SignedInRequest) -> HttpResponse:
    """What is counted, how it adds up, from where it comes."""
    is_out = bool(wanted(request))
    page = pages.catalogue(
        request.user, words=request.GET.get("q", "")[:100], block=request.GET.get("khoi", "")[:2],
        number=1 if is_out else number_from(request.GET.get("trang")), today=request.today,
        size=_ALL if is_out else ROWS,
    )  # fmt: skip
    if is_out:
        return taken_out(request, lambda: pages.sheet(page, request.today))
    can_enter = holds(request.user, Own.ENTER, today=request.today)
    return render(request, "figures/catalogue.html", {"page": page, "can_enter": can_enter})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE)
def add(request: SignedInRequest) -> HttpResponse:
    """Add a measure of the province's own."""
    form = OwnMeasureForm(
        request.POST or None, initial={"start": request.today}, auto_id="c-%s", label_suffix=""
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_measure(own=form.own(), by=request.user, at=request.at)
        except Refused as refusal:
            form.show(refusal)
        else:
            messages.success(request, f"Đã thêm chỉ tiêu {made.code} {made.name}.")
            return redirect("figures:catalogue")
    status = 422 if form.errors else 200
    return render(request, "figures/add_measure.html", {"form": form}, status=status)


@require_POST
@requires(Permission.MANAGE)
def end(request: SignedInRequest, code: str) -> HttpResponse:
    """Use one of the province's own measures no longer."""
    measure, form = get_object_or_404(Measure, code=code), EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for one in form.errors["on"]))
        return redirect("figures:catalogue")
    try:
        day = form.cleaned_data["on"]
        actions.end_measure(measure=measure, on=day, by=request.user, at=request.at)
        messages.success(request, f"Đã thôi dùng chỉ tiêu {measure.code}.")
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("figures:catalogue")
