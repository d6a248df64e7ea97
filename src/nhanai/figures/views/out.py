"""Tables and pictures that are taken out."""

from collections.abc import Callable

from django.http import Http404, HttpResponse

from nhanai.figures.pages.pictures import Pictures, for_paper
from nhanai.figures.rules.sheets import Sheet, as_csv, as_xlsx
from nhanai.identity.http import SignedInRequest
from nhanai.paper.picturing import png_of

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}

DRAWN = {"svg": "image/svg+xml", "png": "image/png"}
"""The kinds of file in which a picture is taken out."""


def wanted(request: SignedInRequest) -> str:
    """Which kind of file the address asks for; "" for the page itself."""
    kind = request.GET.get("dang", "")
    return kind if kind in _TYPES else ""


def taken_out(request: SignedInRequest, make: Callable[[], Sheet]) -> HttpResponse:
    """The table as the file that was asked for."""
    kind, sheet = wanted(request), make()
    content = as_xlsx(sheet) if kind == "xlsx" else as_csv(sheet)
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{sheet.name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def drawn_out(page: Pictures, kind: str) -> HttpResponse:
    """The picture in colours of print: as a drawing, or in points for programs that want these."""
    picture = for_paper(page)
    if picture is None:
        raise Http404
    content = picture.svg.encode() if kind == "svg" else png_of(picture, picture.width)
    response = HttpResponse(content, content_type=DRAWN[kind])
    name = f"hinh-{page.measure.code}-{page.kind}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
