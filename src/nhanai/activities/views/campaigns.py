"""Campaigns, and the rates of conversion."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from nhanai.activities import actions
from nhanai.activities.forms import CampaignForm, RateForm
from nhanai.activities.models import Campaign
from nhanai.activities.pages.lists import campaign_form, campaigns_page, rates
from nhanai.activities.permissions import Permission
from nhanai.activities.vocab import CampaignKind
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def campaigns(request: SignedInRequest) -> HttpResponse:
    """All campaigns with their figures, and the form for another."""
    return shown(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_CAMPAIGNS)
def campaign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change one."""
    return shown(request, get_object_or_404(Campaign.objects.select_related("owner"), pk=pk))


def shown(request: SignedInRequest, chosen: Campaign | None) -> HttpResponse:
    """The page, or what became of the form."""
    user, today, refusal, status = request.user, request.today, None, 200
    data = request.POST if request.method == "POST" else None
    form = campaign_form(user, today=today, data=data, initial=initial_of(chosen))
    if data is not None:
        status = 422
        try:
            if form is None or not form.is_valid():
                raise actions.CannotRunCampaign("Hãy xem lại những chỗ được đánh dấu.")
            written(request, form, chosen)
            messages.success(request, "Đã ghi chiến dịch.")
            return redirect("activities:campaigns")
        except Refused as refused:
            refusal = refused
    page = campaigns_page(
        user, today=today, number=number_from(request.GET.get("trang")), form=form
    )
    context = {"page": page, "refusal": refusal, "chosen": chosen}
    return render(request, "activities/campaigns.html", context, status=status)


def initial_of(chosen: Campaign | None) -> dict[str, object]:
    """What the form begins with."""
    if chosen is None:
        return {}
    last = chosen.end.fromordinal(chosen.end.toordinal() - 1)
    same = {name: getattr(chosen, name) for name in ("name", "kind", "note")}
    return {**same, "owner": str(chosen.owner_id), "first": chosen.start, "last": last}


def written(request: SignedInRequest, form: CampaignForm, chosen: Campaign | None) -> None:
    """Start it, or change it."""
    data = form.cleaned_data
    actions.set_campaign(
        campaign=chosen, name=data["name"], kind=CampaignKind(data["kind"]),
        owner=form.owners[data["owner"]], days=(data["first"], data["last"]), note=data["note"],
        by=request.user, at=request.at,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_RATES)
def conversion_rates(request: SignedInRequest) -> HttpResponse:
    """The rates, and the form for another."""
    form = RateForm(request.POST or None)
    refusal, status = None, 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                actions.set_rate(**form.cleaned_data, by=request.user, at=request.at)
                messages.success(request, "Đã đặt mức quy đổi.")
                return redirect("activities:rates")
        except Refused as refused:
            refusal = refused
    context = {"rates": rates(), "form": form, "refusal": refusal}
    return render(request, "activities/rates.html", context, status=status)
