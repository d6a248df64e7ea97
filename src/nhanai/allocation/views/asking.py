"""Who asks in a round: added, corrected, taken out; a share set by hand."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nhanai.aid.vocab import TargetGroup
from nhanai.allocation import actions, queries
from nhanai.allocation.forms.rounds import ClaimantForm, LinesForm, ShareForm
from nhanai.allocation.models import Claimant
from nhanai.allocation.pages import claimant as pages
from nhanai.allocation.permissions import Permission
from nhanai.allocation.rules.lines import HEADS
from nhanai.allocation.views.rounds import seen, shown
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires


def known(request: SignedInRequest, pk: int) -> Claimant:
    """A claimant of a round that she sees."""
    rounds = queries.visible_to(request.user, today=request.today).order_by()
    rows = Claimant.objects.filter(round__in=rounds.values("pk"))
    return get_object_or_404(rows.select_related("round__unit", "unit", "address"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Paste a table of units that ask, or take humanitarian addresses."""
    round_ = seen(request, pk)
    lines = queries.lines_for(round_, today=request.today) if "dien" in request.GET else ""
    form = LinesForm(request.POST or None, initial={"lines": lines}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            many = actions.add_claimants(
                round_=round_, asked=form.cleaned_data["lines"], by=request.user, at=request.at
            )
            messages.success(request, f"Đã ghi {many} hồ sơ.")
            return redirect("allocation:round", pk=pk)
        except Refused as refusal:
            form.show(refusal)
    shown_ = {"round": round_, "form": form, "heads": HEADS, "groups": TargetGroup.choices}
    return render(request, "allocation/add.html", shown_, status=422 if form.errors else 200)


@require_POST
@requires(Permission.PREPARE)
def add_addresses(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the humanitarian addresses of one group, or all."""
    round_, group = seen(request, pk), request.POST.get("group", "")
    group = group if group in TargetGroup.values else ""
    try:
        many = actions.add_addresses(round_=round_, group=group, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, round_, refusal=refusal)
    messages.success(request, f"Đã thêm {many} địa chỉ nhân đạo.")
    return redirect("allocation:round", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def claimant(request: SignedInRequest, pk: int) -> HttpResponse:
    """One who asks, her share and why; a form that corrects her facts."""
    row = known(request, pk)
    page = pages.shown(row, request.user, today=request.today)
    form = ClaimantForm(page.choices, request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_claimant(claimant=row, asked=form.asked(), by=request.user, at=request.at)
            messages.success(request, "Đã sửa hồ sơ. Hãy tính lại để thấy ai được thêm, bớt.")
            return redirect("allocation:round", pk=row.round_id)
        except Refused as refusal:
            form.show(refusal)
    return _page(request, page, form, None)


def _page(
    request: SignedInRequest, page: pages.ClaimantPage, form: ClaimantForm | None,
    share_form: ShareForm | None,
) -> HttpResponse:  # fmt: skip
    given = page.share.given if page.share else {}
    form = form or ClaimantForm(page.choices, initial=_initial(page.claimant))
    share_form = share_form or ShareForm(page.choices, given)
    context = {"page": page, "form": form, "share_form": share_form}
    status = 422 if form.errors or share_form.errors else 200
    return render(request, "allocation/claimant.html", context, status=status)


def _initial(row: Claimant) -> dict[str, object]:
    same = ("need", "weight", "received", "minimum", "maximum")
    facts = {name: getattr(row, name) for name in same}
    return {**facts, "pots": row.pots or [], "groups": ", ".join(row.groups)}


@require_POST
@requires(Permission.PREPARE)
def change_share(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set a share by hand, with a reason."""
    row = known(request, pk)
    page = pages.shown(row, request.user, today=request.today)
    if page.share is None:
        raise Http404
    form = ShareForm(page.choices, page.share.given, request.POST)
    if form.is_valid():
        try:
            actions.change_share(
                share=page.share, given=form.given(), reason=form.cleaned_data["reason"],
                by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã sửa phần được chia.")
            return redirect("allocation:claimant", pk=pk)
        except Refused as refusal:
            form.show(refusal)
    return _page(request, page, None, form)


@require_POST
@requires(Permission.PREPARE)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a claimant out of the round."""
    row = known(request, pk)
    try:
        actions.remove_claimant(claimant=row, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("allocation:claimant", pk=pk)
    messages.success(request, "Đã bỏ hồ sơ khỏi đợt.")
    return redirect("allocation:round", pk=row.round_id)
