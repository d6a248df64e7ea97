"""Receipts and payments: recorded, approved, settled, printed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.money import Money
from nhanai.identity.http import SignedInRequest, requires
from nhanai.ledger import actions, queries
from nhanai.ledger.forms import PicksForm, ReasonForm
from nhanai.ledger.models import Voucher
from nhanai.ledger.pages import vouchers as pages
from nhanai.ledger.pages.papers import paper_of
from nhanai.ledger.permissions import Permission
from nhanai.ledger.views.books import seen
from nhanai.ledger.vocab import VoucherKind
from nhanai.paper import vouchers as paper

MOST_AT_ONCE = 100
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def found(request: SignedInRequest, pk: int) -> Voucher:
    """The voucher with its people, for those who see it."""
    rows = queries.vouchers_of(request.user, today=request.today)
    people = ("recorded_by", "approved_by", "settled_by")
    return get_object_or_404(rows.select_related("book__unit", "fund", "entry", *people), pk=pk)


def entered(request: SignedInRequest, pk: int, kind: VoucherKind) -> HttpResponse:
    """Record the voucher that was entered, or show the form with everything that is wrong."""
    data = request.POST if request.method == "POST" else None
    book, refusal = seen(request, pk), None
    page = pages.entry_page(book, kind, request.user, data, today=request.today)
    form = page.form
    if data is not None and form.is_valid():
        try:
            made = actions.draft_voucher(
                book=book, fund=form.chosen_fund, said=form.value, token=form.cleaned_data["token"],
                by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, f"Đã lập: {made.money} ({made.money.in_words}).")
            return redirect("ledger:voucher", pk=made.pk)
        except Refused as refused:
            refusal = form.blame(refused)
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "ledger/entering.html", context, status=200 if data is None else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new receipt."""
    return entered(request, pk, VoucherKind.RECEIPT)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def payment(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new payment."""
    return entered(request, pk, VoucherKind.PAYMENT)


@require_safe
@requires(Permission.RECORD)
def in_words(request: SignedInRequest) -> HttpResponse:
    """An amount in words while it is typed."""
    try:
        amount = numbers.read_dong(request.GET.get("amount", "")[:30])
    except Refused:
        amount = 0
    words = f"{Money(amount)}: {Money(amount).in_words}" if 0 < amount < 10**16 else ""
    return render(request, "ledger/words.html", {"words": words})


def picked(request: SignedInRequest) -> frozenset[int]:
    """The vouchers that were ticked."""
    given = request.POST.getlist("chon")[:MOST_AT_ONCE]
    return frozenset(int(one) for one in given if one.isdecimal() and len(one) < 12)


def worked(
    request: SignedInRequest, act: Callable[..., int], words: str, template: str
) -> Refused | HttpResponse | None:
    """Do it with what was ticked: where it leads, or why it was not done."""
    if request.method != "POST":
        return None
    rows = queries.vouchers_of(request.user, today=request.today)
    chosen = list(rows.filter(pk__in=picked(request)).order_by("day", "pk"))
    form = PicksForm(request.POST)
    form.full_clean()
    try:
        many = act(
            vouchers=chosen, token=form.cleaned_data["token"], by=request.user, at=request.at
        )
    except Refused as refusal:
        return refusal
    messages.success(request, words.format(many))
    return redirect(template)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.APPROVE)
def approving(request: SignedInRequest) -> HttpResponse:
    """What waits for her approval, several at once."""
    done = worked(request, actions.approve_vouchers, "Đã duyệt {} chứng từ.", "ledger:to-approve")
    if isinstance(done, HttpResponse):
        return done
    waiting = queries.to_approve(request.user, today=request.today)
    page = pages.work_page(waiting, request.GET, today=request.today, picked=picked(request))
    context = {"page": page, "refusal": done, "approves": True}
    return render(request, "ledger/work.html", context, status=422 if done else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTLE)
def settling(request: SignedInRequest) -> HttpResponse:
    """What waits to be taken or paid, several at once."""
    done = worked(request, actions.settle_vouchers, "Đã thu, chi {} chứng từ.", "ledger:to-settle")
    if isinstance(done, HttpResponse):
        return done
    waiting = queries.to_settle(request.user, today=request.today)
    page = pages.work_page(waiting, request.GET, today=request.today, picked=picked(request))
    context = {"page": page, "refusal": done, "approves": False}
    return render(request, "ledger/work.html", context, status=422 if done else 200)


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """Every voucher, page by page."""
    page = pages.vouchers_page(request.user, request.GET, today=request.today)
    return render(request, "ledger/vouchers.html", {"page": page})


def shown(
    request: SignedInRequest, voucher: Voucher, refusal: Refused | None = None
) -> HttpResponse:
    """One voucher with its way."""
    page = pages.voucher_page(voucher, request.user, today=request.today)
    context = {"page": page, "refusal": refusal, "form": ReasonForm()}
    return render(request, "ledger/voucher.html", context, status=422 if refusal else 200)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One voucher."""
    return shown(request, found(request, pk))


def _steps(
    request: SignedInRequest, voucher: Voucher, reason: str
) -> dict[str, Callable[[], object]]:
    by, at = request.user, request.at
    return {
        "duyet": lambda: actions.approve_voucher(voucher=voucher, by=by, at=at),
        "thu-chi": lambda: actions.settle_voucher(voucher=voucher, by=by, at=at),
        "khong-duyet": lambda: actions.refuse_voucher(
            voucher=voucher, reason=reason, by=by, at=at
        ),
        "bo": lambda: actions.cancel_voucher(voucher=voucher, reason=reason, by=by, at=at),
    }  # fmt: skip


@require_POST
@requires(Permission.VIEW)
def stepping(request: SignedInRequest, pk: int) -> HttpResponse:
    """The next step of one voucher; the act asks whether she may."""
    voucher = found(request, pk)
    step, reason = request.POST.get("buoc", ""), request.POST.get("reason", "")
    act = _steps(request, voucher, reason).get(step)
    if act is None:
        return shown(request, voucher, Refused("Chọn một bước ở dưới."))
    try:
        act()
    except Refused as refusal:
        return shown(request, found(request, pk), refusal)
    messages.success(request, f"{pages.state_of(found(request, pk))}.")
    return redirect("ledger:voucher", pk=pk)


def sent(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to take along."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_safe
@requires(Permission.VIEW)
def docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The voucher as .docx."""
    content = paper.docx_of(paper_of(found(request, pk)))
    return sent(content, WORD, f"chung-tu-{pk}.docx")


@require_safe
@requires(Permission.VIEW)
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The voucher as PDF, to be printed and signed."""
    content = paper.pdf_of(paper_of(found(request, pk)))
    return sent(content, "application/pdf", f"chung-tu-{pk}.pdf")
