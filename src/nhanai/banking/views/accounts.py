"""Accounts, their payment codes, and statements that come in."""

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.banking import actions, queries
from nhanai.banking.forms import CloseForm, CodeForm, StatementForm
from nhanai.banking.models import BankAccount
from nhanai.banking.pages import importing
from nhanai.banking.pages.accounts import account_form, account_page, accounts_page
from nhanai.banking.pages.codes import code_of
from nhanai.banking.permissions import Permission
from nhanai.banking.rules.vietqr import CannotMakeCode
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


def seen(request: SignedInRequest, pk: int) -> BankAccount:
    """The account, for those who see it; nobody else learns that it is there."""
    rows = queries.accounts_visible_to(request.user, today=request.today)
    return get_object_or_404(rows.select_related("unit"), pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def accounts(request: SignedInRequest) -> HttpResponse:
    """All accounts, and the form for another."""
    data = request.POST.dict() if request.method == "POST" else None
    form = account_form(request.user, today=request.today, data=data)
    refusal, status = None, 200
    if data is not None:
        status = 422
        try:
            if form is not None and form.is_valid():
                account = actions.keep_account(**form.told(), by=request.user, at=request.at)
                messages.success(request, "Đã ghi tài khoản.")
                return redirect("banking:account", pk=account.pk)
        except Refused as refused:
            refusal = refused
    number = number_from(request.GET.get("trang"))
    page = accounts_page(request.user, today=request.today, number=number, form=form)
    context = {"page": page, "refusal": refusal}
    return render(request, "banking/accounts.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def account(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: its statements, its payment code, and how it is closed."""
    row, refusal, status = seen(request, pk), None, 200
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                on = form.cleaned_data["on"]
                actions.close_account(account=row, on=on, by=request.user, at=request.at)
                messages.success(request, "Đã ghi thôi dùng tài khoản.")
                return redirect("banking:account", pk=pk)
        except Refused as refused:
            refusal = refused
    number = number_from(request.GET.get("trang"))
    page = account_page(row, request.user, today=request.today, number=number)
    code, wrong = code_of(row, request.GET)
    context = {"page": page, "form": form, "refusal": refusal or wrong, "code": code}
    return render(request, "banking/account.html", context, status=status)


@require_safe
@requires(Permission.VIEW)
def code(request: SignedInRequest, pk: int) -> HttpResponse:
    """The payment code as a drawing."""
    import segno  # noqa: PLC0415 (only where a code is drawn)

    row, form = seen(request, pk), CodeForm(request.GET)
    try:
        found, wrong = code_of(row, request.GET)
        if found is None or wrong is not None or not form.is_valid():
            return HttpResponse("Chưa tạo được mã.", status=404, content_type="text/plain")
    except CannotMakeCode:
        return HttpResponse("Chưa tạo được mã.", status=404, content_type="text/plain")
    drawn = io.BytesIO()
    segno.make(found.payload, error="m", micro=False).save(drawn, kind="svg", scale=6, border=4)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT)
def statement(request: SignedInRequest) -> HttpResponse:
    """A file of the bank comes in; unknown columns are asked for once."""
    choices = importing.choices_of(request.user, today=request.today)
    accounts = list(choices.items())
    posted = request.method == "POST"
    initial = {"account": request.GET.get("tai_khoan", "")}
    form = (
        StatementForm(request.POST, request.FILES, accounts=accounts)
        if posted
        else StatementForm(accounts=accounts, initial=initial)
    )
    context: dict[str, object] = {"form": form}
    if posted and form.is_valid():
        try:
            done = importing.brought_in(form, request.POST, by=request.user, at=request.at)
            messages.success(request, importing.told(done))
            return redirect("banking:account", pk=done.statement.account_id)
        except importing.AskForColumns as asked:
            context |= {"shape": asked.form, "sample": asked.heads, "refusal": asked}
        except Refused as refused:
            context["refusal"] = refused
    return render(request, "banking/statement.html", context, status=422 if posted else 200)
