"""The books of a year: the list, printing, closing, and how numbers run."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.documents import actions, queries
from nhanai.documents.models import Book
from nhanai.documents.pages import books as pages
from nhanai.documents.pages.workbook import workbook_of
from nhanai.documents.permissions import Permission
from nhanai.documents.vocab import Direction, Numbering
from nhanai.identity.http import SignedInRequest, requires
from nhanai.units.models import Unit
from nhanai.web.paging import number_from

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def visible(request: SignedInRequest, pk: int) -> Book:
    """The book, for those who see it."""
    return get_object_or_404(queries.books_visible_to(request.user, today=request.today), pk=pk)


def show(request: SignedInRequest, refusal: Refused | None = None) -> HttpResponse:
    """The list of books; with a refusal, what could not be done and why."""
    number = number_from(request.GET.get("trang"))
    page = pages.books(request.user, number=number, today=request.today)
    context = {"page": page, "refusal": refusal}
    return render(request, "documents/books.html", context, status=422 if refusal else 200)


@require_safe
@requires(Permission.VIEW)
def list_books(request: SignedInRequest) -> HttpResponse:
    """Every book within reach."""
    return show(request)


@require_safe
@requires(Permission.VIEW)
def print_book(request: SignedInRequest, pk: int) -> HttpResponse:
    """A book in its ten columns, laid out for paper."""
    page = pages.printed(visible(request, pk), today=request.today)
    return render(request, "documents/book.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    page = pages.printed(visible(request, pk), today=request.today)
    response = HttpResponse(workbook_of(page), content_type=XLSX)
    name = f"{page.name}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE)
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the book of a year that is over."""
    book = visible(request, pk)
    if request.method == "GET":
        return redirect("documents:books")
    try:
        actions.close_book(
            owner=book.owner,
            direction=Direction(book.direction),
            year=book.year,
            by=request.user,
            at=request.at,
        )
    except Refused as refusal:
        return show(request, refusal)
    messages.success(request, f"Đã đóng sổ năm {book.year}.")
    return redirect("documents:books")


@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE)
def numbering(request: SignedInRequest) -> HttpResponse:
    """Choose how the documents of a year are numbered."""
    if request.method == "GET":
        return redirect("documents:books")
    try:
        owner, year, wanted = chosen(request)
        actions.set_numbering(
            owner=owner, year=year, numbering=wanted, by=request.user, at=request.at
        )
    except Refused as refusal:
        return show(request, refusal)
    messages.success(request, "Đã ghi cách đánh số.")
    return redirect("documents:books")


def chosen(request: SignedInRequest) -> tuple[Unit, int, Numbering]:
    """What the form says; a unit or a manner that is not offered is refused."""
    owners = {
        str(o.unit.pk): o.unit for o in queries.issuers_for(request.user, today=request.today)
    }
    owner = owners.get(request.POST.get("don_vi", ""))
    wanted = request.POST.get("cach", "")
    if owner is None or wanted not in Numbering.values:
        raise actions.CannotChangeBook("Hãy chọn lại đơn vị và cách đánh số.")
    year = number_from(request.POST.get("nam"))
    return owner, year, Numbering(wanted)
