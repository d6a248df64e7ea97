"""Pledges."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.base.money import Money
from nhanai.funds import actions, queries
from nhanai.funds.forms.pledges import LessenForm
from nhanai.funds.models import PledgeInstalment
from nhanai.funds.pages import pledges as pages
from nhanai.funds.pages.receipt import drawn
from nhanai.funds.permissions import Permission
from nhanai.identity.http import SignedInRequest, requires


@require_safe
@requires(Permission.DONORS)
def listing(request: SignedInRequest) -> HttpResponse:
    """Every pledge, page by page."""
    page = pages.pledges_page(request.user, request.GET, today=request.today)
    return render(request, "funds/pledges.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def new(request: SignedInRequest) -> HttpResponse:
    """A new pledge."""
    data = request.POST if request.method == "POST" else None
    page = pages.new_page(request.user, data, request.GET, today=request.today)
    refusal = None
    if data is not None and page.form.is_valid():
        try:
            made = pages.pledged(page, request.user, at=request.at)
            messages.success(request, "Đã ghi cam kết.")
            return redirect("funds:pledge", pk=made.pk)
        except Refused as refused:
            refusal = page.form.blame(refused)
    context = {"page": page, "form": page.form, "refusal": refusal}
    return render(request, "funds/pledge_new.html", context, status=200 if data is None else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DONORS)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One pledge: what is due, what came; lessened or withdrawn here."""
    found = get_object_or_404(queries.pledges_of(request.user, today=request.today), pk=pk)
    data, refusal = request.POST if request.method == "POST" else None, None
    form = LessenForm(data)
    if data is not None and form.is_valid():
        told = form.cleaned_data
        try:
            actions.lessen(
                pledge=found, amount=Money(told["amount"]) if told["amount"] else None,
                reason=told["reason"], by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã bớt cam kết.")
            return redirect("funds:pledge", pk=pk)
        except Refused as refused:
            refusal = form.blame(refused)
    page = pages.pledge_page(found, request.user, today=request.today)
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "funds/pledge.html", context, status=200 if data is None else 422)


@require_safe
@requires(Permission.DONORS)
def code(request: SignedInRequest, pk: int) -> HttpResponse:
    """The payment code of an instalment, drawn, with what is open of it."""
    seen = queries.pledges_of(request.user, today=request.today).order_by().values("pk")
    rows = PledgeInstalment.objects.select_related("pledge__unit").filter(pledge__in=seen)
    said = pages.payload(get_object_or_404(rows, pk=pk))
    if said is None:
        return HttpResponse("Đơn vị chưa có tài khoản.", status=404, content_type="text/plain")
    return HttpResponse(drawn(said), content_type="image/svg+xml")
