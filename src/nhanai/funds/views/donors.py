"""Donors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.funds import actions, queries
from nhanai.funds.forms import NamingForm
from nhanai.funds.pages import donors as pages
from nhanai.funds.permissions import Permission
from nhanai.funds.vocab import Naming
from nhanai.identity.http import SignedInRequest, requires


@require_safe
@requires(Permission.DONORS)
def listing(request: SignedInRequest) -> HttpResponse:
    """Every donor, page by page."""
    page = pages.donors_page(request.user, request.GET, today=request.today)
    return render(request, "funds/donors.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DONORS)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One donor with all her gifts, and how she wishes to be named."""
    rows = queries.donors_of(request.user, today=request.today)
    donor, refusal = get_object_or_404(rows, pk=pk), None
    data = request.POST if request.method == "POST" else None
    form = NamingForm(data, initial={"naming": donor.naming, "other_name": donor.other_name})
    if data is not None and form.is_valid():
        try:
            told = form.cleaned_data
            actions.wish_naming(
                donor=donor, naming=Naming(told["naming"]), other_name=told["other_name"],
                by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã ghi cách nêu tên.")
            return redirect("funds:donor", pk=pk)
        except Refused as refused:
            refusal = form.blame(refused)
    page = pages.donor_page(donor, request.user, request.GET, today=request.today)
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "funds/donor.html", context, status=200 if data is None else 422)
