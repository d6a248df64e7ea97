"""What a year is to bring: shown beside what was counted, and handed out."""

import uuid
from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.facts.models import Measure
from nhanai.facts.permissions import Permission as Facts
from nhanai.facts.queries.catalogue import measures, value_of
from nhanai.figures import actions
from nhanai.figures.forms.planning import PlanForm, several, table_of, typed_in, year_of
from nhanai.figures.pages import handing, planning
from nhanai.figures.pages.choosing import Chosen, chosen
from nhanai.figures.pages.handing import Typed
from nhanai.figures.permissions import Permission
from nhanai.figures.rules.pasting import cells_of, pasted
from nhanai.figures.rules.planning import Handed
from nhanai.figures.views.out import taken_out, wanted
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from

Show = Callable[[PlanForm, Typed | None, str], HttpResponse]
"""The page with its form, what was typed into its boxes, and a note above them."""


def unit_of(request: SignedInRequest, permission: str) -> Chosen:
    """The unit of the address among those that are hers."""
    found = chosen(request.user, request.GET, permission=permission, today=request.today)
    if found is None:
        raise Http404
    return found


@require_safe
@requires(Facts.VIEW)
def plans(request: SignedInRequest) -> HttpResponse:
    """What a unit is to reach in a year, and how far it is."""
    year = year_of(request.GET.get("nam", ""), request.today.year)
    is_out = bool(wanted(request))
    page = planning.plans(
        request.user, unit_of(request, Facts.VIEW), request.GET.dict(), year,
        number_of_page=number_from(request.GET.get("trang")), today=request.today, is_out=is_out,
    )  # fmt: skip
    if is_out:
        return taken_out(request, lambda: planning.sheet(page, request.today))
    return render(request, "figures/plans.html", {"page": page})


@require_safe
@requires(Facts.VIEW)
def plan(request: SignedInRequest, code: str) -> HttpResponse:
    """Every version of what a unit is to reach of one measure in a year."""
    measure = value_of(get_object_or_404(Measure, code=code))
    year = year_of(request.GET.get("nam", ""), request.today.year)
    found = unit_of(request, Facts.VIEW)
    page = planning.one_plan(request.user, found, measure, year, today=request.today)
    return render(request, "figures/plan.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN)
def hand_out(request: SignedInRequest) -> HttpResponse:
    """One measure to a unit and to each below it, in one table; or filled from a pasted one."""
    found, known = unit_of(request, Permission.PLAN), measures()
    year = year_of(request.GET.get("nam", ""), request.today.year)
    measure = known.get(request.GET.get("chi-tieu", ""), known[handing.FIRST])

    def shown(form: PlanForm, typed: Typed | None, note: str) -> HttpResponse:
        words = "" if typed else request.GET.get("q", "")[:100]
        page = handing.of_measure(
            found, measure, year, words=words, today=request.today, typed=typed
        )
        if typed is None and wanted(request):
            return taken_out(request, lambda: handing.sheet(page))
        return _shown(request, page, form, typed, note)

    if request.method == "POST" and "dien" in request.POST:
        names = handing.units_for(found, year, today=request.today)
        return _filled(request, names, measure.code, shown)
    return _answer(request, year, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN)
def hand_out_to(request: SignedInRequest) -> HttpResponse:
    """Many measures to one unit."""
    found = unit_of(request, Permission.PLAN)
    year = year_of(request.GET.get("nam", ""), request.today.year)

    def shown(form: PlanForm, typed: Typed | None, note: str) -> HttpResponse:
        page = handing.of_unit(
            found, year, block=request.GET.get("khoi", ""), words=request.GET.get("q", "")[:100],
            today=request.today, typed=typed,
        )  # fmt: skip
        return _shown(request, page, form, typed, note)

    return _answer(request, year, shown)


def _answer(request: SignedInRequest, year: int, shown: Show) -> HttpResponse:
    """The empty page; of a form that was sent, what came of it."""
    if request.method != "POST":
        initial = {"on": request.today}
        return shown(PlanForm(initial=initial, auto_id="k-%s", label_suffix=""), None, "")
    form, data = PlanForm(request.POST, auto_id="k-%s", label_suffix=""), request.POST.dict()
    typed, refusal = typed_in(data), None
    try:
        said = several(typed, data)
        if form.is_valid():
            made = actions.hand_out(
                year=year, several=said, basis=form.basis(), token=form.cleaned_data["token"],
                by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, f"Đã giao {len(made)} số của năm {year}.")
            return redirect(request.get_full_path())
    except Refused as fault:
        refusal = fault
        form.show(fault)
    return shown(form, Typed(typed, refusal), "")


def _filled(
    request: SignedInRequest, names: Mapping[int, str], code: str, shown: Show
) -> HttpResponse:
    """The page with its boxes filled from a table that was pasted or sent; nothing is saved."""
    form = PlanForm(
        initial=request.POST.dict() | {"token": uuid.uuid4()}, auto_id="k-%s", label_suffix=""
    )
    typed = typed_in(request.POST.dict())
    try:
        rows = cells_of(request.POST.get("bang", ""))
        if file := request.FILES.get("tep"):
            rows += table_of(file)
    except Refused as fault:
        return shown(form, Typed(typed, fault), fault.message)
    found = pasted(rows, names)
    typed |= {Handed(unit, code, None).key: text for unit, text in found.typed.items()}
    note = f"Đã điền {len(found.typed)} số vào bảng dưới, chưa lưu. Hãy xem lại rồi bấm Giao."
    if found.strange:
        note += f" {len(found.strange)} dòng không rõ đơn vị: {'; '.join(found.strange[:5])}."
    return shown(form, Typed(typed), note)


def _shown(
    request: SignedInRequest, page: handing.Handing, form: PlanForm, typed: Typed | None, note: str
) -> HttpResponse:
    is_refused = bool(form.errors) or bool(typed and typed.refusal)
    context = {
        "page": page, "form": form, "note": note,
        "years": planning.years_offered(page.year, request.today),
    }  # fmt: skip
    status = 422 if is_refused else 200
    return render(request, "figures/hand_out.html", context, status=status)
