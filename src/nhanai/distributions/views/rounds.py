"""Rounds and their quotas."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.distributions import actions, queries
from nhanai.distributions.actions import QuotaTold
from nhanai.distributions.forms.sampling import SampleForm
from nhanai.distributions.models import GiftRound
from nhanai.distributions.pages import rounds as pages
from nhanai.distributions.permissions import Permission
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


def seen(request: SignedInRequest, pk: int) -> GiftRound:
    """A round that she sees."""
    return get_object_or_404(queries.rounds_visible_to(request.user, today=request.today), pk=pk)


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """The rounds, page by page."""
    number, words = number_from(request.GET.get("trang")), request.GET.get("q", "")[:120]
    page = pages.rounds_page(request.user, words, today=request.today, number=number)
    return render(request, "distributions/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN)
def new(request: SignedInRequest) -> HttpResponse:
    """A new round."""
    form = pages.round_form(request.user, today=request.today, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_round(
                unit=form.chosen, values=form.values, token=form.cleaned_data["token"],
                by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã lập đợt. Giao chỉ tiêu cho từng đơn vị.")
            return redirect("distributions:round", pk=made.pk)
        except Refused as refusal:
            form.show(refusal)
    status = 422 if form.errors else 200
    return render(request, "distributions/new.html", {"form": form}, status=status)


def shown(
    request: SignedInRequest, round_: GiftRound, *, refusal: Refused | None = None
) -> HttpResponse:
    """The page of one round, with why an act was not done."""
    number = number_from(request.GET.get("trang"))
    page = pages.round_page(round_, request.user, today=request.today, number=number)
    form = SampleForm(auto_id="mau-%s")
    context = {"page": page, "refusal": refusal, "sample_form": form}
    status = 422 if refusal else 200
    return render(request, "distributions/round.html", context, status=status)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One round."""
    return shown(request, seen(request, pk))


def acted(
    request: SignedInRequest, round_: GiftRound, act: Callable[[], object], words: str
) -> HttpResponse:
    """Do it and go back, or say on the page why it was not done."""
    try:
        act()
    except Refused as refusal:
        return shown(request, round_, refusal=refusal)
    messages.success(request, words)
    return redirect("distributions:round", pk=round_.pk)


def told_quotas(request: SignedInRequest) -> dict[int, QuotaTold]:
    """The rows that were typed: `so-<unit>` the basis, `qua-<unit>` the gifts."""
    told, findings = {}, []
    for name in request.POST:
        key = name.removeprefix("qua-")
        if not name.startswith("qua-") or not key.isdecimal() or len(key) > 11:
            continue
        texts = [request.POST.get(f"so-{key}", ""), request.POST.get(name, "")]
        try:
            weight, gifts = (numbers.read_count(text) if text.strip() else 0 for text in texts)
        except numbers.NotANumber as wrong:
            findings.append(Finding("quota-number", wrong.message))
            continue
        if not (0 <= weight < 10**8 and 0 <= gifts < 10**8):
            findings.append(Finding("quota-number", "Chỉ tiêu là số từ 0 trở lên."))
            continue
        told[int(key)] = QuotaTold(weight, gifts)
    if findings:
        raise Refused("Chưa ghi được chỉ tiêu, còn chỗ cần sửa.", findings)
    return told


@require_POST
@requires(Permission.RUN)
def quotas(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give quotas as typed, or have them proposed by the numbers stated."""
    round_, way = seen(request, pk), request.POST.get("cach", "")

    def act() -> None:
        told = told_quotas(request)
        if way in {"so", "dia-chi"}:
            actions.propose_quotas(
                round_=round_, told=told, by_addresses=way == "dia-chi", by=request.user,
                at=request.at,
            )  # fmt: skip
        else:
            actions.set_quotas(round_=round_, told=told, by=request.user, at=request.at)

    return acted(request, round_, act, "Đã ghi chỉ tiêu.")


@require_POST
@requires(Permission.RUN)
def closing(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the round."""
    round_ = seen(request, pk)
    return acted(
        request, round_,
        lambda: actions.close_round(round_=round_, by=request.user, at=request.at),
        "Đã kết thúc đợt trao quà.",
    )  # fmt: skip


@require_POST
@requires(Permission.RUN)
def cancelling(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call it off."""
    round_, reason = seen(request, pk), request.POST.get("ly_do", "")
    return acted(
        request, round_,
        lambda: actions.cancel_round(
            round_=round_, reason=reason, by=request.user, at=request.at
        ),
        "Đã hủy đợt trao quà.",
    )  # fmt: skip
