"""Funds, campaigns, and what a fund pays."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.funds import actions, queries
from nhanai.funds.forms import CampaignForm
from nhanai.funds.models import ContributionCampaign
from nhanai.funds.pages import campaigns as pages
from nhanai.funds.pages.receipt import drawn
from nhanai.funds.permissions import Permission
from nhanai.identity.http import SignedInRequest, requires
from nhanai.ledger.models import Entry


def seen(request: SignedInRequest, pk: int) -> ContributionCampaign:
    """The campaign, for those who see its unit."""
    return get_object_or_404(queries.campaigns_of(request.user, today=request.today), pk=pk)


@require_safe
@requires(Permission.VIEW)
def home(request: SignedInRequest) -> HttpResponse:
    """Funds and campaigns."""
    page = pages.home_page(request.user, request.GET, today=request.today)
    return render(request, "funds/home.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE)
def launch(request: SignedInRequest) -> HttpResponse:
    """A new campaign."""
    data = request.POST if request.method == "POST" else None
    funds = pages.launchable(request.user, today=request.today)
    form, refusal = CampaignForm(data, funds=funds, initial={"launched_on": request.today}), None
    if data is not None and form.is_valid():
        try:
            made = actions.launch(
                fund=form.funds[form.cleaned_data["fund"]], values=form.value, by=request.user,
                at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã ghi đợt vận động.")
            return redirect("funds:campaign", pk=made.pk)
        except Refused as refused:
            refusal = form.blame(refused)
    context = {"form": form, "refusal": refusal}
    return render(request, "funds/launch.html", context, status=200 if data is None else 422)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One campaign: its clocks, what came, what became of it."""
    found = seen(request, pk)
    page = pages.campaign_page(found, request.user, request.GET, today=request.today)
    return render(request, "funds/campaign.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def code(request: SignedInRequest, pk: int) -> HttpResponse:
    """The payment code of a campaign, drawn."""
    found = seen(request, pk)
    accounts = pages.accounts_of(found)
    if not accounts:
        return HttpResponse("Đơn vị chưa có tài khoản.", status=404, content_type="text/plain")
    payload = pages.payload(found, accounts[0])
    return HttpResponse(drawn(payload), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def spend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Money of a fund for its purpose."""
    rows = queries.recordable_funds(request.user, today=request.today)
    fund = get_object_or_404(rows.select_related("balance"), pk=pk)
    data = request.POST if request.method == "POST" else None
    form, refusal = pages.spend_form(fund, data, request.GET, today=request.today), None
    if data is not None and form.is_valid():
        try:
            made = actions.spend(
                fund=fund, values=form.value, amount=form.money, day=form.cleaned_data["day"],
                party=form.to, by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã lập phiếu chi. Người khác duyệt, rồi thủ quỹ chi.")
            return redirect("ledger:voucher", pk=made.voucher_id)
        except Refused as refused:
            refusal = form.blame(refused)
    context = {"fund": fund, "form": form, "refusal": refusal}
    return render(request, "funds/spend.html", context, status=200 if data is None else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def describe(request: SignedInRequest, pk: int) -> HttpResponse:
    """What an outflow was for that was posted in the books alone."""
    fund = get_object_or_404(queries.recordable_funds(request.user, today=request.today), pk=pk)
    data = request.POST if request.method == "POST" else None
    form, refusal = pages.describe_form(fund, data, today=request.today), None
    if data is not None and form.is_valid():
        entry = Entry.objects.get(pk=form.cleaned_data["entry"])
        try:
            actions.describe(
                entry=entry, fund=fund, values=form.value, by=request.user, at=request.at
            )
            messages.success(request, "Đã ghi rõ khoản chi; người ủng hộ đọc được ở đường đi.")
            return redirect("funds:describe", pk=pk)
        except Refused as refused:
            refusal = form.blame(refused)
    context = {"fund": fund, "form": form, "refusal": refusal}
    return render(request, "funds/describe.html", context, status=200 if data is None else 422)
