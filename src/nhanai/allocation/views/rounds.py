"""The list of rounds, a new one, one with its pots, and its document."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.allocation import actions, queries
from nhanai.allocation.forms.rounds import PotForm, StartForm
from nhanai.allocation.models import AllocationRound
from nhanai.allocation.pages import lists
from nhanai.allocation.pages import round as pages
from nhanai.allocation.permissions import Permission
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


def seen(request: SignedInRequest, pk: int) -> AllocationRound:
    """A round that she sees."""
    return get_object_or_404(queries.visible_to(request.user, today=request.today), pk=pk)


@require_safe
@requires(Permission.VIEW)
def listed(request: SignedInRequest) -> HttpResponse:
    """The rounds that she sees."""
    page = lists.listed(
        request.user, words=request.GET.get("q", "")[:100], state=request.GET.get("tt", ""),
        number=number_from(request.GET.get("trang")), today=request.today,
    )  # fmt: skip
    return render(request, "allocation/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE)
def start(request: SignedInRequest) -> HttpResponse:
    """A form for a new round."""
    units = lists.units_for(request.user, today=request.today)
    form = StartForm(units, request.POST or None, initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.start(
                unit=form.units[said["unit"]], about=form.about(), token=said["token"],
                by=request.user, at=request.at,
            )  # fmt: skip
            return redirect("allocation:round", pk=made.pk)
        except Refused as refusal:
            form.show(refusal)
    status = 422 if form.errors else 200
    return render(request, "allocation/start.html", {"form": form}, status=status)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One round."""
    return shown(request, seen(request, pk))


def shown(
    request: SignedInRequest, round_: AllocationRound, *, refusal: Refused | None = None,
    form: PotForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of a round, with what became of an act."""
    page = pages.shown(
        round_, request.user, words=request.GET.get("q", "")[:100],
        number=number_from(request.GET.get("trang")),
        out=number_from(request.GET.get("khoan")), today=request.today,
    )  # fmt: skip
    form = form or pot_form(request, round_)
    context = {"page": page, "refusal": refusal, "pot_form": form}
    status = 422 if refusal or form.errors else 200
    return render(request, "allocation/round.html", context, status=status)


def pot_form(
    request: SignedInRequest, round_: AllocationRound, *, is_sent: bool = False
) -> PotForm:
    """The form for a pot, with the funds and campaigns of the round's unit that she sees."""
    sources = queries.sources_for(round_, request.user, today=request.today)
    return PotForm(sources, request.POST if is_sent else None)


@require_POST
@requires(Permission.PREPARE)
def add_pot(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a pot to the round."""
    round_ = seen(request, pk)
    form = pot_form(request, round_, is_sent=True)
    if form.is_valid():
        try:
            actions.set_pot(
                round_=round_, name=form.cleaned_data["name"], amount=form.cleaned_data["amount"],
                source=form.chosen, by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã thêm nguồn.")
            return redirect("allocation:round", pk=pk)
        except Refused as refusal:
            form.show(refusal)
    return shown(request, round_, form=form)


@require_POST
@requires(Permission.PREPARE)
def remove_pot(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Take a pot out of the round."""
    round_ = seen(request, pk)
    try:
        actions.remove_pot(round_=round_, code=code, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, round_, refusal=refusal)
    messages.success(request, "Đã bỏ nguồn.")
    return redirect("allocation:round", pk=pk)


@require_safe
@requires(Permission.VIEW)
def document(request: SignedInRequest, pk: int) -> HttpResponse:
    """The round as the file that anyone can compute again."""
    round_ = seen(request, pk)
    run = round_.runs.order_by("-number").first()
    if run is None:
        raise Http404
    response = HttpResponse(queries.document_of(run), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{round_.code.lower()}.json"'
    return response
