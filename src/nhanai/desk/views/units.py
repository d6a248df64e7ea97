"""The tree of units, the life of one, and the acts that change them."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.desk.actions import units as actions
from nhanai.desk.forms.units import FORMS
from nhanai.desk.pages import reorganising
from nhanai.desk.pages import units as pages
from nhanai.documents import actions as documents
from nhanai.documents.permissions import Permission as Documents
from nhanai.identity.http import SignedInRequest, requires
from nhanai.units import queries
from nhanai.units.models import Unit
from nhanai.units.permissions import Permission


@require_safe
@requires(Permission.VIEW)
def tree(request: SignedInRequest) -> HttpResponse:
    """The units of a day, branch by branch, or what a search finds."""
    page = pages.load_tree(request.GET, today=request.today)
    return render(request, "desk/units/tree.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def unit(request: SignedInRequest, key: str) -> HttpResponse:
    """Everything that ever was said of one unit."""
    one = get_object_or_404(Unit.objects.select_related("territory"), key=key)
    day = pages.Asked(request.GET).day(request.today)
    page = pages.load_unit(one, user=request.user, day=day, today=request.today)
    return render(request, "desk/units/unit.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Documents.KEEP_ADDRESSES)
def mail_address(request: SignedInRequest, key: str) -> HttpResponse:
    """Note where the unit receives documents by e-mail."""
    one = get_object_or_404(Unit.objects.select_related("territory"), key=key)
    if request.method == "GET":
        return redirect("desk:unit", key=key)
    said = request.POST.get("dia_chi", "").strip()
    try:
        documents.set_mail_address(unit=one, address=said, by=request.user, at=request.at)
    except Refused as refusal:
        today = request.today
        page = pages.load_unit(one, user=request.user, day=today, today=today)
        context = {"page": page, "refusal": refusal}
        return render(request, "desk/units/unit.html", context, status=422)
    messages.success(request, "Đã ghi địa chỉ nhận văn bản." if said else "Đã bỏ địa chỉ.")
    return redirect("desk:unit", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REORGANISE)
def change(request: SignedInRequest, key: str, verb: str) -> HttpResponse:
    """One act: its form, its preview, and the act itself once the preview was seen."""
    one = get_object_or_404(Unit.objects.select_related("territory"), key=key)
    if verb not in FORMS:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    page = reorganising.load_change(one, verb, today=request.today, typed=typed)
    is_final = request.POST.get("step") == "do" and request.POST.get("seen")
    if is_final and page.may_confirm and request.POST["seen"] == page.form.digest:
        return carry_out(request, page)
    status = 422 if typed is not None and not page.may_confirm else 200
    return render(request, "desk/units/change.html", {"page": page}, status=status)


def carry_out(request: SignedInRequest, page: reorganising.ChangePage) -> HttpResponse:
    """Do what was seen, and lead to its sheet."""
    form = page.form
    try:
        done = actions.reorganise(
            request=form.request(),
            basis=form.basis,
            by=request.user,
            at=request.at,
            today=request.today,
            note=form.cleaned_data["note"],
        )
    except Refused as refusal:
        page = replace(page, refusal=refusal)
        return render(request, "desk/units/change.html", {"page": page}, status=422)
    messages.success(request, f"Đã ghi: {page.title.lower()}.")
    return redirect("desk:reorganisation", pk=done.pk)


@require_safe
@requires(Permission.VIEW)
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """What an act changed, before and after."""
    act = get_object_or_404(queries.reorganisations(), pk=pk)
    page = reorganising.load_sheet(act, user=request.user, today=request.today)
    return render(request, "desk/units/sheet.html", {"page": page})


@require_POST
@requires(Permission.REORGANISE)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put everything back as it was before the act."""
    act = get_object_or_404(queries.reorganisations(), pk=pk)
    try:
        done = actions.undo(reorganisation=act, by=request.user, at=request.at, today=request.today)
    except Refused as refusal:
        page = reorganising.load_sheet(act, user=request.user, today=request.today, refusal=refusal)
        return render(request, "desk/units/sheet.html", {"page": page}, status=422)
    messages.success(request, "Đã hoàn tác; các đơn vị như trước thay đổi.")
    return redirect("desk:reorganisation", pk=done.pk)
