"""Tables that are taken out."""

from collections.abc import Callable

from django.http import HttpResponse

from nhanai.figures.rules.sheets import Sheet, as_csv, as_xlsx
from nhanai.identity.http import SignedInRequest

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


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
