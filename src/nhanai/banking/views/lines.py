"""The lines of statements."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.banking import queries
from nhanai.banking.forms import BookForm
from nhanai.banking.models import StatementLine
from nhanai.banking.pages import lines as pages
from nhanai.banking.permissions import Permission
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def seen(request: SignedInRequest, pk: int) -> StatementLine:
    """The line, for those who see it."""
    rows = queries.visible_to(request.user, today=request.today)
    return get_object_or_404(rows.select_related("account__unit", "statement"), pk=pk)


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """What moved, page by page."""
    page = pages.lines_page(request.user, request.GET, today=request.today)
    return render(request, "banking/lines.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def workbook(request: SignedInRequest) -> HttpResponse:
    """The same as a workbook, in which words stay words."""
    rows = pages.cells_of(request.user, request.GET, today=request.today)
    headers = {"Content-Disposition": 'attachment; filename="giao-dich.xlsx"'}
    return HttpResponse(written(pages.HEADS, rows), content_type=XLSX, headers=headers)


def written(heads: Sequence[str], rows: Sequence[Sequence[str | int | float]]) -> bytes:
    """A workbook of one sheet; what looks like a formula stays the words that somebody wrote."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Giao dịch")
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write_number(number, column, cell)
        sheet.set_column(0, len(heads) - 1, 18)
        sheet.freeze_panes(1, 0)
    return kept.getvalue()


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def line(request: SignedInRequest, pk: int) -> HttpResponse:
    """One line: what the bank said, what it was; an explanation made here is undone here."""
    row, refusal = seen(request, pk), None
    page = pages.line_page(row, request.user, today=request.today)
    data = request.POST if "meaning" in request.POST else None
    form = BookForm(data, funds=page.funds, comes_in=row.amount > 0)
    if request.method == "POST":
        try:
            told = pages.settled(row, form, request.POST, by=request.user, at=request.at)
            messages.success(request, told)
            return redirect("banking:line", pk=pk)
        except Refused as refused:
            refusal = refused
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "banking/line.html", context, status=422 if refusal else 200)
