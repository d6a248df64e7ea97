"""Offers of help at the desk: seen, answered, made sponsors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nhanai.aid import actions, queries
from nhanai.aid.models import Offer
from nhanai.aid.pages import offers as pages
from nhanai.aid.pages.sponsors import person_of
from nhanai.aid.permissions import Permission
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.DELIVER)
def offers(request: SignedInRequest) -> HttpResponse:
    """The offers that she may answer."""
    asked, number = request.GET, number_from(request.GET.get("trang"))
    words, state = asked.get("q", "")[:120], asked.get("trang-thai", "")
    page = pages.offers_page(request.user, words, state, today=request.today, number=number)
    return render(request, "aid/offers.html", {"page": page})


@require_safe
@requires(Permission.DELIVER)
def one(request: SignedInRequest, code: str) -> HttpResponse:
    """One offer."""
    return _shown(request, _seen(request, code))


@require_POST
@requires(Permission.DELIVER)
def accepting(request: SignedInRequest, code: str) -> HttpResponse:
    """She becomes a sponsor, or was one already."""
    found, said = _seen(request, code), request.POST
    sponsors = queries.sponsors_of(request.user, today=request.today)
    chosen = said.get("nha-do-dau", "")
    sponsor = get_object_or_404(sponsors, pk=chosen) if chosen.isdigit() else None
    person = person_of(request.user, said.get("nguoi", ""), today=request.today)
    try:
        actions.accept_offer(
            offer=found, answer=said.get("answer", ""), person=person, sponsor=sponsor,
            by=request.user, at=request.at,
        )  # fmt: skip
    except Refused as refusal:
        return _shown(request, found, refusal)
    messages.success(request, "Đã ghi nhà đỡ đầu. Cam kết ghi ở trang của địa chỉ nhân đạo.")
    return redirect("aid:offer", code)


@require_POST
@requires(Permission.DELIVER)
def declining(request: SignedInRequest, code: str) -> HttpResponse:
    """It is not taken up, or it is spam."""
    found, is_spam = _seen(request, code), request.POST.get("la") == "thu-rac"
    try:
        actions.decline_offer(
            offer=found, answer=request.POST.get("answer", ""), is_spam=is_spam, by=request.user,
            at=request.at,
        )  # fmt: skip
    except Refused as refusal:
        return _shown(request, found, refusal)
    messages.success(request, "Đã ghi câu trả lời.")
    return redirect("aid:offer", code)


def _seen(request: SignedInRequest, code: str) -> Offer:
    return get_object_or_404(queries.offers_of(request.user, today=request.today), code=code)


def _shown(request: SignedInRequest, found: Offer, refusal: Refused | None = None) -> HttpResponse:
    words = request.GET.get("q", "")[:120]
    page = pages.offer_page(found, request.user, words, today=request.today)
    context = {"page": page, "refusal": refusal, "answer": request.POST.get("answer", "")}
    return render(request, "aid/offer.html", context, status=422 if refusal else 200)
