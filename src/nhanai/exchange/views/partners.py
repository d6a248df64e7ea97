"""Partners and their codes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.exchange.actions.partners import remove_partner, set_partner
from nhanai.exchange.forms.partners import PartnerForm
from nhanai.exchange.models import Partner
from nhanai.exchange.pages import partners as pages
from nhanai.exchange.permissions import Permission
from nhanai.exchange.queries.partners import partners as all_partners
from nhanai.exchange.views.exporting import doors
from nhanai.figures.rules.sheets import as_csv
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MAP)
def partners(request: SignedInRequest) -> HttpResponse:
    """All partners, and a form for another one."""
    form = PartnerForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and (made := _saved(request, form, None)):
        return redirect("exchange:partner", pk=made.pk)
    page = pages.listed(number_from(request.GET.get("trang")))
    status = 422 if form.errors else 200
    shown = {"page": page, "form": form, **doors(request)}
    return render(request, "exchange/partners.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MAP)
def partner(request: SignedInRequest, pk: int) -> HttpResponse:
    """One partner, its codes, and a form that changes both."""
    row = get_object_or_404(all_partners(), pk=pk)
    initial = {"name": row.name, "scheme": row.scheme, "data_set": row.data_set}
    form = PartnerForm(
        request.POST or None, request.FILES or None, initial=initial, label_suffix=""
    )
    if request.method == "POST" and _saved(request, form, row):
        return redirect("exchange:partner", pk=pk)
    page = pages.one(row, number=number_from(request.GET.get("trang")))
    status = 422 if form.errors else 200
    shown = {"page": page, "form": form, **doors(request)}
    return render(request, "exchange/partner.html", shown, status=status)


def _saved(request: SignedInRequest, form: PartnerForm, row: Partner | None) -> Partner | None:
    """The partner as it is now; None where something is wrong, which the form then says."""
    if not form.is_valid():
        return None
    try:
        made = set_partner(
            partner=row, about=form.about(), table=form.bytes_of_table(),
            by=request.user, at=request.at,
        )  # fmt: skip
    except Refused as refusal:
        form.show(refusal)
        return None
    messages.success(request, f"Đã lưu đối tác {made.name}.")
    return made


@require_safe
@requires(Permission.MAP)
def codes(request: SignedInRequest, pk: int) -> HttpResponse:
    """The table of codes, to be changed and sent back."""
    row = get_object_or_404(all_partners(), pk=pk)
    response = HttpResponse(as_csv(pages.sheet(row)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bang-ma.csv"'
    return response


@require_POST
@requires(Permission.MAP)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget a partner and its codes."""
    row = get_object_or_404(all_partners(), pk=pk)
    try:
        remove_partner(partner=row, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("exchange:partner", pk=pk)
    messages.success(request, f"Đã bỏ đối tác {row.name}.")
    return redirect("exchange:partners")
