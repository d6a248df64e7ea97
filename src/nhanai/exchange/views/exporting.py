"""Handing figures over."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhanai.base.errors import Refused
from nhanai.exchange.pages import exporting as pages
from nhanai.exchange.permissions import Permission as Own
from nhanai.exchange.rules.tables import FILE
from nhanai.facts.permissions import Permission
from nhanai.figures.pages.frame import Frame, frame
from nhanai.figures.permissions import Permission as Figures
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import holds
from nhanai.web.paging import number_from


def framed(request: SignedInRequest) -> Frame:
    """What the address asks for, within what she may see."""
    found = frame(request.user, request.GET.dict(), today=request.today)
    if found is None:
        raise Http404
    return found


def doors(request: SignedInRequest) -> dict[str, bool]:
    """Which pages of this room are open to her."""
    return {
        "can_import": holds(request.user, Figures.ENTER, today=request.today),
        "can_map": holds(request.user, Own.MAP, today=request.today),
    }


@require_safe
@requires(Permission.VIEW)
def choose(request: SignedInRequest) -> HttpResponse:
    """What is to be handed over, with the first figures of the file."""
    number = number_from(request.GET.get("trang"))
    page = pages.choosing(framed(request), request.GET.dict(), number=number)
    return render(request, "exchange/export.html", {"page": page, **doors(request)})


@require_safe
@requires(Permission.VIEW)
def file(request: SignedInRequest) -> HttpResponse:
    """The file; where it cannot be made, the page with the reason."""
    asked = pages.chosen(framed(request), request.GET.dict())
    try:
        content = pages.file_of(asked, at=request.at)
    except Refused as refusal:
        page = pages.choosing(asked.frame, request.GET.dict(), number=1)
        told = {"page": page, "refusal": refusal, **doors(request)}
        return render(request, "exchange/export.html", told, status=422)
    ending, kind = pages.KINDS[asked.form]
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{FILE}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
