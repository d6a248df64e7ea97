"""Taking figures in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.exchange.actions import importing as actions
from nhanai.exchange.forms.importing import FileForm
from nhanai.exchange.models import FigureImport
from nhanai.exchange.pages import importing as pages
from nhanai.exchange.queries.importing import visible_to
from nhanai.exchange.reading.files import MOST
from nhanai.exchange.views.exporting import doors
from nhanai.exchange.vocab import RowOutcome
from nhanai.facts.permissions import Permission as Facts
from nhanai.figures.permissions import Permission
from nhanai.figures.rules.sheets import as_csv, as_xlsx
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def seen(request: SignedInRequest, pk: int) -> FigureImport:
    """An import that she sees."""
    return get_object_or_404(visible_to(request.user, today=request.today), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ENTER)
def imports(request: SignedInRequest) -> HttpResponse:
    """A form for a file, and the imports so far."""
    form = FileForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and (made := _received(request, form)):
        return redirect("exchange:import", pk=made.pk)
    number = number_from(request.GET.get("trang"))
    page = pages.listed(request.user, number=number, today=request.today)
    status = 422 if request.method == "POST" else 200
    shown = {"page": page, "form": form, **doors(request)}
    return render(request, "exchange/imports.html", shown, status=status)


def _received(request: SignedInRequest, form: FileForm) -> FigureImport | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        return actions.receive(
            name=str(said["file"].name or ""), content=form.content(), partner=said["partner"],
            regime=said["regime"], token=said["token"], by=request.user, at=request.at,
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("file", refusal.message)
        return None


@require_safe
@requires(Facts.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One import with every row of its file, and what becomes of it."""
    row = seen(request, pk)
    shown, out = request.GET.get("ket-qua", ""), request.GET.get("dang", "")
    shown = shown if shown in RowOutcome.values else ""
    number = 1 if out in TYPES else number_from(request.GET.get("trang"))
    size = {"size": MOST} if out in TYPES else {}
    page = pages.one(request.user, row, shown=shown, number=number, today=request.today, **size)
    if out not in TYPES:
        return render(request, "exchange/import.html", {"page": page, **doors(request)})
    sheet = pages.sheet(page)
    content = as_xlsx(sheet) if out == "xlsx" else as_csv(sheet)
    return _attached(content, f"{sheet.name}.{out}", TYPES[out])


@require_safe
@requires(Facts.VIEW)
def source(request: SignedInRequest, pk: int) -> HttpResponse:
    """The file as it came, for who sent it; always to be saved and never run in the page."""
    row = seen(request, pk)
    if row.by_id != request.user.pk:
        raise Http404
    return _attached(pages.file_of(row), "tep-da-gui.txt", "application/octet-stream")


def _attached(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _done(
    request: SignedInRequest, pk: int, act: Callable[[FigureImport], object], told: str
) -> HttpResponse:
    """Do it, and say so or why not."""
    try:
        act(seen(request, pk))
    except Refused as refusal:
        found = "; ".join(one.message for one in refusal.findings)
        messages.error(request, f"{refusal.message} {found}".strip())
    else:
        messages.success(request, told)
    return redirect("exchange:import", pk=pk)


@require_POST
@requires(Permission.ENTER)
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write what was shown."""
    mark, by, at = request.POST.get("dau", ""), request.user, request.at
    return _done(request, pk, lambda one: actions.confirm(one=one, seen=mark, by=by, at=at),
                 "Đã nhập số liệu của tệp.")  # fmt: skip


@require_POST
@requires(Permission.ENTER)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lay the file aside."""
    by, at = request.user, request.at
    return _done(request, pk, lambda one: actions.drop(one=one, by=by, at=at),
                 "Đã bỏ tệp; không số nào được nhập.")  # fmt: skip


@require_POST
@requires(Permission.ENTER)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what the import wrote."""
    by, at = request.user, request.at
    return _done(request, pk, lambda one: actions.undo(one=one, by=by, at=at),
                 "Đã hoàn tác lần nhập; các số đã trở lại như trước.")  # fmt: skip
