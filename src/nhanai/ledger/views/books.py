"""Books and funds: opened, closed, begun with what was there before."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.ledger import actions, queries
from nhanai.ledger.forms import ClosingForm, FundEndForm, FundForm, ReopeningForm
from nhanai.ledger.models import Book
from nhanai.ledger.pages import books as pages
from nhanai.ledger.pages import moving as moves
from nhanai.ledger.permissions import Permission


def seen(request: SignedInRequest, pk: int) -> Book:
    """The book, for those who see it."""
    return get_object_or_404(queries.books_of(request.user, today=request.today), pk=pk)


def refusal_of(form: Form) -> Refused:
    """What is wrong with a short form, in one sentence."""
    return Refused(" ".join(str(fault) for some in form.errors.values() for fault in some))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """The books in her reach, and the form for another."""
    data = request.POST.dict() if request.method == "POST" else None
    form, refusal = pages.book_form(request.user, today=request.today, data=data), None
    if form is not None and data is not None and form.is_valid():
        told = form.cleaned_data
        try:
            book = actions.open_book(
                unit=form.units[told["unit"]], source=told["source"], opened_on=told["opened_on"],
                by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã mở sổ. Hãy mở quỹ đầu tiên, rồi ghi số dư đầu.")
            return redirect("ledger:book", pk=book.pk)
        except Refused as refused:
            refusal = refused
    page = pages.books_page(request.user, request.GET, today=request.today, form=form)
    context = {"page": page, "refusal": refusal}
    return render(request, "ledger/books.html", context, status=200 if data is None else 422)


def shown(
    request: SignedInRequest, book: Book, *, refusal: Refused | None = None,
    fund: FundForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of one book, with why an act was not done."""
    page = pages.book_page(book, request.user, today=request.today, fund=fund)
    status = 422 if refusal or fund else 200
    return render(request, "ledger/book.html", {"page": page, "refusal": refusal}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One book with its funds, and the form for another fund."""
    book = seen(request, pk)
    if request.method != "POST":
        return shown(request, book)
    form = FundForm(request.POST, funds=list(book.funds.filter(closed_on=None)))
    if not form.is_valid():
        return shown(request, book, fund=form)
    try:
        actions.open_fund(book=book, **form.told(), by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, book, refusal=form.blame(refusal), fund=form)
    messages.success(request, "Đã mở quỹ.")
    return redirect("ledger:book", pk=book.pk)


@require_POST
@requires(Permission.MANAGE)
def ending(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close an empty fund."""
    book = seen(request, pk)
    form = FundEndForm(request.POST, funds=list(book.funds.filter(closed_on=None)))
    try:
        if not form.is_valid():
            raise refusal_of(form)
        fund, on = form.funds[form.cleaned_data["fund"]], form.cleaned_data["on"]
        actions.close_fund(fund=fund, on=on, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, book, refusal=refusal)
    messages.success(request, "Đã đóng quỹ.")
    return redirect("ledger:book", pk=book.pk)


@require_POST
@requires(Permission.MANAGE)
def closing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the days up to one."""
    book, form = seen(request, pk), ClosingForm(request.POST)
    try:
        if not form.is_valid():
            raise refusal_of(form)
        through = form.cleaned_data["through"]
        actions.close_book(book=book, through=through, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, book, refusal=refusal)
    messages.success(request, "Đã khóa sổ.")
    return redirect("ledger:book", pk=book.pk)


@require_POST
@requires(Permission.REOPEN)
def reopening(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open closed days again."""
    book, form = seen(request, pk), ReopeningForm(request.POST)
    try:
        if not form.is_valid():
            raise refusal_of(form)
        actions.reopen_book(book=book, **form.cleaned_data, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, book, refusal=refusal)
    messages.success(request, "Đã mở lại kỳ.")
    return redirect("ledger:book", pk=book.pk)


def recorded(request: SignedInRequest, page: moves.MovePage, words: str) -> HttpResponse:
    """Write the entry, or show the form with everything that is wrong."""
    refusal, form = None, page.form
    if form.is_bound and form.is_valid():
        try:
            address = page.write(by=request.user, at=request.at)
            messages.success(request, words)
            return redirect(address)
        except Refused as refused:
            refusal = form.blame(refused)
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "ledger/move.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def opening(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a fund had before its book."""
    data = request.POST if request.method == "POST" else None
    page = moves.opening_page(seen(request, pk), data, today=request.today)
    return recorded(request, page, "Đã ghi số dư đầu.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def moving(request: SignedInRequest, pk: int) -> HttpResponse:
    """Money between cash and bank, or between funds."""
    data = request.POST if request.method == "POST" else None
    page = moves.moving_page(seen(request, pk), data, today=request.today)
    return recorded(request, page, "Đã ghi chuyển tiền.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def transferring(request: SignedInRequest, pk: int) -> HttpResponse:
    """Money that another book is to take."""
    data = request.POST if request.method == "POST" else None
    page = moves.transfer_page(seen(request, pk), request.user, data, today=request.today)
    return recorded(request, page, "Đã lập phiếu chi chuyển quỹ; chờ duyệt.")
