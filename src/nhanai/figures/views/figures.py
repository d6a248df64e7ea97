"""The pages of all that is counted."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from nhanai.facts.models import Measure
from nhanai.facts.permissions import Permission
from nhanai.facts.queries.catalogue import value_of
from nhanai.facts.rules.cells import adds_up
from nhanai.figures.pages import behind, comparing, one, pictures, table
from nhanai.figures.pages.frame import Frame, frame
from nhanai.figures.permissions import Permission as Own
from nhanai.figures.views.out import DRAWN, drawn_out, taken_out, wanted
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import holds
from nhanai.web.paging import ROWS, number_from


def framed(request: SignedInRequest) -> Frame:
    """What the address asks for, within what she may see."""
    found = frame(request.user, request.GET.dict(), today=request.today)
    if found is None:
        raise Http404
    return found


def shown(request: SignedInRequest, template: str, page: object) -> HttpResponse:
    """The page, with the doors that are open to her."""
    can_enter = holds(request.user, Own.ENTER, today=request.today)
    return render(request, template, {"page": page, "can_enter": can_enter})


@require_safe
@requires(Permission.VIEW)
def figures(request: SignedInRequest) -> HttpResponse:
    """The figures of a unit in a period, by block."""
    number, is_out = number_from(request.GET.get("trang")), bool(wanted(request))
    page = table.table(framed(request), request.GET.dict(), number=number, is_out=is_out)
    if is_out:
        return taken_out(request, lambda: table.sheet(page))
    return shown(request, "figures/list.html", page)


@require_safe
@requires(Permission.VIEW)
def measure(request: SignedInRequest, code: str) -> HttpResponse:
    """One measure at a unit in a period: below, by group, by field, over time."""
    value = value_of(get_object_or_404(Measure, code=code))
    is_out = bool(wanted(request))
    size = one.MOST if is_out else one.ROWS
    number = 1 if is_out else number_from(request.GET.get("trang"))
    page = one.one(framed(request), value, number_of_page=number, size=size)
    if is_out:
        return taken_out(request, lambda: one.sheet(page))
    return shown(request, "figures/one.html", page)


@require_safe
@requires(Permission.VIEW)
def facts(request: SignedInRequest, code: str) -> HttpResponse:
    """The facts behind a figure, each with its record."""
    row = get_object_or_404(Measure, code=code)
    if not adds_up(value_of(row)):
        raise Http404
    is_out = bool(wanted(request))
    page = behind.facts(
        request.user, framed(request), row, words=request.GET.get("q", "")[:100],
        number_of_page=1 if is_out else number_from(request.GET.get("trang")),
        size=behind.MOST_OUT if is_out else ROWS,
    )  # fmt: skip
    if is_out:
        return taken_out(request, lambda: behind.sheet(page))
    return shown(request, "figures/facts.html", page)


@require_safe
@requires(Permission.VIEW)
def comparison(request: SignedInRequest) -> HttpResponse:
    """One measure over the years, in the units of one day."""
    number, is_out = number_from(request.GET.get("trang")), bool(wanted(request))
    said = request.GET.dict()
    page = comparing.comparison(framed(request), said, number=number, is_out=is_out)
    if is_out:
        return taken_out(request, lambda: comparing.sheet(page))
    return shown(request, "figures/compare.html", page)


@require_safe
@requires(Permission.VIEW)
def picture(request: SignedInRequest) -> HttpResponse:
    """One measure as a picture, with its numbers."""
    said, kind = request.GET.dict(), request.GET.get("dang", "")
    if kind in DRAWN:
        page = pictures.pictures(framed(request), said, width=pictures.PAPER)
        return drawn_out(page, kind)
    return shown(request, "figures/pictures.html", pictures.pictures(framed(request), said))
