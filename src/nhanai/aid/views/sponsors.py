"""Sponsors, and what they promise to an address."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nhanai.aid import actions, queries
from nhanai.aid.actions import SponsorValues
from nhanai.aid.forms.fields import refusal_of
from nhanai.aid.forms.support import SponsorForm
from nhanai.aid.models import Commitment
from nhanai.aid.pages import sponsors as pages
from nhanai.aid.permissions import Permission
from nhanai.aid.views.addresses import acted, seen, shown
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.fields import DayField
from nhanai.web.paging import number_from


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def sponsors(request: SignedInRequest) -> HttpResponse:
    """All sponsors in reach, and the form for another."""
    form = pages.sponsor_form(request.user, request.POST or None, today=request.today)
    refusal = None
    if request.method == "POST":
        try:
            if form is None or not form.is_valid():
                raise refusal_of(form) if form else Refused("Anh, chị không giữ sổ nhà đỡ đầu.")
            kept(request, form)
            messages.success(request, "Đã ghi nhà đỡ đầu.")
            return redirect("aid:sponsors")
        except Refused as refused:
            refusal = refused
    number, words = number_from(request.GET.get("trang")), request.GET.get("q", "")[:120]
    key = request.GET.get("nguoi", "") or request.POST.get("nguoi", "")
    person = pages.person_of(request.user, key, today=request.today)
    page = pages.sponsors_page(
        request.user, words, today=request.today, number=number, form=form, person=person
    )
    context = {"page": page, "refusal": refusal}
    return render(request, "aid/sponsors.html", context, status=422 if refusal else 200)


def kept(request: SignedInRequest, form: SponsorForm) -> None:
    """Keep an organisation, or a person of the register whose key was given."""
    data, key = form.cleaned_data, request.POST.get("nguoi", "")
    person = pages.person_of(request.user, key, today=request.today)
    values = SponsorValues(data["name"], person, data["contact"], data["is_anonymous"])
    actions.add_sponsor(
        unit=form.units[data["unit"]], values=values, by=request.user, at=request.at
    )


@require_POST
@requires(Permission.DELIVER)
def committing(request: SignedInRequest, code: str) -> HttpResponse:
    """One more promise to the address."""
    address = seen(request, code)
    form = pages.commitment_form(address, request.user, request.POST, today=request.today)
    if not form.is_valid():
        return shown(request, address, refusal=refusal_of(form))
    return acted(
        request, address,
        lambda: actions.commit(
            address=address, sponsor=form.chosen, values=form.values, by=request.user,
            at=request.at,
        ),
        "Đã ghi cam kết.",
    )  # fmt: skip


@require_POST
@requires(Permission.DELIVER)
def ending(request: SignedInRequest, pk: int) -> HttpResponse:
    """A promise that ends."""
    rows = queries.visible_to(request.user, today=request.today).order_by().values("pk")
    found = Commitment.objects.select_related("address__unit")
    one = get_object_or_404(found, pk=pk, address__in=rows)
    try:
        last = DayField().clean(request.POST.get("last"))
    except ValidationError as wrong:
        return shown(request, one.address, refusal=Refused(" ".join(wrong.messages)))
    note = request.POST.get("note", "")
    return acted(
        request, one.address,
        lambda: actions.end_commitment(
            commitment=one, last=last or request.today, note=note, by=request.user, at=request.at
        ),
        "Đã kết thúc cam kết.",
    )  # fmt: skip
