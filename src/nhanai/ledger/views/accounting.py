"""What the accountant reads: cash book, journal, accounts, trial balance, entries."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import reached
from nhanai.ledger import actions
from nhanai.ledger.forms import ReasonForm
from nhanai.ledger.models import Entry
from nhanai.ledger.pages import accounting as pages
from nhanai.ledger.pages import sheets
from nhanai.ledger.permissions import Permission
from nhanai.ledger.rules.chart import chart
from nhanai.ledger.views.books import refusal_of, seen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(table: pages.Export, form: str) -> HttpResponse:
    """The table as a file."""
    if form not in {"xlsx", "csv"}:
        raise Http404
    content = sheets.workbook(table) if form == "xlsx" else sheets.text(table)
    kind = XLSX if form == "xlsx" else "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{table.name}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_safe
@requires(Permission.VIEW)
def cash_book(request: SignedInRequest, pk: int) -> HttpResponse:
    """The cash book, or the book of the bank."""
    page = pages.cash_book_page(seen(request, pk), request.GET, today=request.today)
    return render(request, "ledger/cash_book.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def cash_book_file(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The same to take along."""
    return sent(pages.cash_book_export(seen(request, pk), request.GET), form)


@require_safe
@requires(Permission.VIEW)
def journal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every entry of a book."""
    page = pages.journal_page(seen(request, pk), request.user, request.GET, today=request.today)
    return render(request, "ledger/journal.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def journal_file(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The same to take along."""
    return sent(pages.journal_export(seen(request, pk), request.GET), form)


@require_safe
@requires(Permission.VIEW)
def trial_balance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every account with its sums."""
    page = pages.trial_page(seen(request, pk), request.GET, today=request.today)
    return render(request, "ledger/trial_balance.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def trial_file(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The same to take along."""
    return sent(pages.trial_export(seen(request, pk), request.GET), form)


def known(code: str) -> str:
    """The code, where the chart has it."""
    if code not in chart():
        raise Http404
    return code


@require_safe
@requires(Permission.VIEW)
def account(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The ledger of one account."""
    page = pages.account_page(seen(request, pk), known(code), request.GET, today=request.today)
    return render(request, "ledger/account.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def account_file(request: SignedInRequest, pk: int, code: str, form: str) -> HttpResponse:
    """The same to take along."""
    return sent(pages.account_export(seen(request, pk), known(code), request.GET), form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One entry, and how it is undone."""
    within = reached(request.user, Permission.VIEW, today=request.today)
    rows = Entry.objects.select_related("book__unit", "made_by", "voucher", "reverses")
    row, refusal = get_object_or_404(rows.filter(book__unit__in=within), pk=pk), None
    if request.method == "POST":
        form = ReasonForm(request.POST)
        try:
            if not form.is_valid():
                raise refusal_of(form)
            reason = form.cleaned_data["reason"]
            made = actions.reverse(
                entry=row, day=request.today, reason=reason, by=request.user, at=request.at
            )
            messages.success(request, "Đã đảo bút toán; số dư trở lại như trước.")
            return redirect("ledger:entry", pk=made.pk)
        except Refused as refused:
            refusal = refused
    page = pages.entry_page(row, request.user, today=request.today)
    context = {"page": page, "refusal": refusal, "form": ReasonForm()}
    return render(request, "ledger/entry.html", context, status=422 if refusal else 200)
