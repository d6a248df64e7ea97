"""Gifts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.base.money import Money
from nhanai.funds import actions, queries
from nhanai.funds.forms import ReturnForm
from nhanai.funds.models import Donation
from nhanai.funds.pages import gifts as pages
from nhanai.funds.pages.receipt import paper_of
from nhanai.funds.pages.workbook import of
from nhanai.funds.permissions import Permission
from nhanai.funds.vocab import DonationState, UndoingState
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REMEMBERED = "funds-campaign"


def seen(request: SignedInRequest, pk: int) -> Donation:
    """The gift, for those who see its unit."""
    rows = queries.donations_of(request.user, today=request.today).select_related(
        "fund__book__unit", "by", "instalment"
    )
    return get_object_or_404(rows, pk=pk)


def public_address(request: SignedInRequest, gift: Donation) -> str:
    """Where everybody who has the code follows the gift."""
    return request.build_absolute_uri(f"/cong-khai/ung-ho/{gift.code}/")


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """Every gift, page by page."""
    page = pages.gifts_page(request.user, request.GET, today=request.today)
    return render(request, "funds/gifts.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def workbook(request: SignedInRequest) -> HttpResponse:
    """The same as a workbook, in which words stay words."""
    rows = pages.cells_of(request.user, request.GET, today=request.today)
    headers = {"Content-Disposition": 'attachment; filename="khoan-ung-ho.xlsx"'}
    return HttpResponse(of(pages.HEADS, rows), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def new(request: SignedInRequest) -> HttpResponse:
    """A new gift; the campaign of the last one is remembered."""
    data = request.POST if request.method == "POST" else None
    remembered = str(request.session.get(REMEMBERED, ""))
    page = pages.new_page(
        request.user, data, request.GET, remembered=remembered, today=request.today
    )
    form, refusal = page.form, None
    if data is not None and form.is_valid():
        try:
            gift = pages.given(page, request.user, at=request.at)
            request.session[REMEMBERED] = form.cleaned_data.get("campaign", "")
            messages.success(request, f"Đã ghi {gift.money} ({gift.money.in_words}).")
            return redirect("funds:gift", pk=gift.pk)
        except Refused as refused:
            refusal = form.blame(refused)
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "funds/new.html", context, status=200 if data is None else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One gift with its way; returned to its donor here."""
    gift, refusal = seen(request, pk), None
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            back = actions.return_gift(
                donation=gift, amount=Money(told["amount"]), reason=told["reason"],
                by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã lập phiếu trả lại; chờ duyệt rồi thủ quỹ chi.")
            return redirect("ledger:voucher", pk=back.voucher_id)
        except Refused as refused:
            refusal = form.blame(refused)
    return shown(request, gift, form, refusal)


def shown(
    request: SignedInRequest, gift: Donation, form: ReturnForm, refusal: Refused | None
) -> HttpResponse:
    """The page of a gift, with why something was not done."""
    page = pages.gift_page(gift, request.user, today=request.today)
    context = {
        "page": page, "form": form, "refusal": refusal, "address": public_address(request, gift),
    }  # fmt: skip
    status = 422 if refusal or form.is_bound else 200
    return render(request, "funds/gift.html", context, status=status)


@require_POST
@requires(Permission.RECORD)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drop a gift that nobody took, or ask that one in the books be undone."""
    gift, by, at = seen(request, pk), request.user, request.at
    reason = request.POST.get("ly_do", "")
    try:
        if gift.state == DonationState.WAITING:
            actions.drop(donation=gift, reason=reason, by=by, at=at)
            messages.success(request, "Đã hủy khoản ủng hộ.")
        else:
            actions.propose_undoing(donation=gift, reason=reason, by=by, at=at)
            messages.success(request, "Đã đề nghị hủy; người khác duyệt thì bút toán được đảo.")
    except Refused as refused:
        return shown(request, gift, ReturnForm(), refused)
    return redirect("funds:gift", pk=pk)


@require_POST
@requires(Permission.VIEW)
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve or refuse that the gift be undone."""
    gift, by, at = seen(request, pk), request.user, request.at
    undoing = get_object_or_404(gift.undoings, state=UndoingState.PROPOSED)
    try:
        if request.POST.get("quyet_dinh") == "duyet":
            actions.approve_undoing(undoing=undoing, by=by, at=at)
            messages.success(request, "Đã duyệt: khoản ủng hộ hủy, bút toán đã đảo.")
        else:
            reason = request.POST.get("ly_do", "")
            actions.refuse_undoing(undoing=undoing, reason=reason, by=by, at=at)
            messages.success(request, "Đã ghi không duyệt; khoản ủng hộ giữ nguyên.")
    except Refused as refused:
        return shown(request, gift, ReturnForm(), refused)
    return redirect("funds:gift", pk=pk)


def received(request: SignedInRequest, pk: int) -> Donation:
    """A gift of which there is a receipt, for those who see who gave."""
    rows = queries.named_gifts(request.user, today=request.today)
    return get_object_or_404(rows.select_related("by"), pk=pk, state=DonationState.RECEIVED)


@require_safe
@requires(Permission.DONORS)
def docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The receipt as .docx."""
    gift = received(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="bien-nhan-{gift.code}.docx"'}
    content = docx_of(paper_of(gift, address=public_address(request, gift)))
    return HttpResponse(content, content_type=WORD, headers=headers)


@require_safe
@requires(Permission.DONORS)
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The receipt as PDF."""
    gift = received(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="bien-nhan-{gift.code}.pdf"'}
    content = pdf_of(paper_of(gift, address=public_address(request, gift)))
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def statement(request: SignedInRequest) -> HttpResponse:
    """What came to the bank and waits; one press takes all that says itself what it is for."""
    page, refusal = pages.statement_page(request.user, today=request.today), None
    if request.method == "POST":
        try:
            made = actions.take_lines(
                lines=page.chosen(request.POST.get("dong", "")), by=request.user,
                at=request.at,
            )  # fmt: skip
            messages.success(request, f"Đã nhận {len(made)} khoản ủng hộ.")
            return redirect("funds:statement")
        except Refused as refused:
            refusal = refused
    context = {"page": page, "refusal": refusal}
    return render(request, "funds/statement.html", context, status=422 if refusal else 200)
