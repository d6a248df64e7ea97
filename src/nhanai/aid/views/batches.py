"""Batches of help: drafted, answered for, approved, handed over, proven."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.aid import actions, queries
from nhanai.aid.forms.fields import refusal_of
from nhanai.aid.forms.support import ProofForm, given_photos
from nhanai.aid.models import Batch, Delivery, Proof
from nhanai.aid.pages import batches as pages
from nhanai.aid.permissions import Permission
from nhanai.aid.queries import money as queries_of_money
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import reached
from nhanai.web.fields import DayField
from nhanai.web.paging import number_from


def found(request: SignedInRequest, pk: int) -> Batch:
    """The batch, for those who see it."""
    return get_object_or_404(queries.batches_of(request.user, today=request.today), pk=pk)


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """The batches, page by page."""
    number, words = number_from(request.GET.get("trang")), request.GET.get("q", "")[:120]
    page = pages.batches_page(request.user, words, today=request.today, number=number)
    return render(request, "aid/batches.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DELIVER)
def new(request: SignedInRequest) -> HttpResponse:
    """A batch for the chosen addresses of one unit."""
    page = pages.new_batch_page(
        request.user, request.GET.get("don-vi", ""), today=request.today,
        data=request.POST or None, only=request.GET.get("cho", ""),
    )  # fmt: skip
    refusal = None
    if request.method == "POST":
        try:
            made = drafted(request, page)
            messages.success(request, "Đã lập đợt trao.")
            return redirect("aid:batch", pk=made.pk)
        except Refused as refused:
            refusal = refused
    context = {"page": page, "refusal": refusal}
    return render(request, "aid/new_batch.html", context, status=422 if refusal else 200)


def drafted(request: SignedInRequest, page: pages.NewBatchPage) -> Batch:
    """Keep it."""
    form = page.form
    if not form.is_valid() or page.unit is None:
        raise refusal_of(form)
    said = {name: str(value) for name, value in request.POST.items()}
    shares, findings = pages.shares_of(said, form.cleaned_data["worth"])
    if findings:
        raise Refused("Chưa lập được đợt trao, còn chỗ cần sửa.", findings)
    return actions.draft_batch(
        unit=page.unit, values=form.values, shares=shares, token=form.cleaned_data["token"],
        by=request.user, at=request.at,
    )  # fmt: skip


def shown(
    request: SignedInRequest, batch: Batch, *, refusal: Refused | None = None
) -> HttpResponse:
    """The page of one batch, with why an act was not done."""
    page = pages.batch_page(batch, request.user, today=request.today)
    context = {"page": page, "refusal": refusal, "photos": ProofForm(), "today": request.today}
    return render(request, "aid/batch.html", context, status=422 if refusal else 200)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One batch."""
    return shown(request, found(request, pk))


def acted(
    request: SignedInRequest, batch: Batch, act: Callable[[], object], words: str
) -> HttpResponse:
    """Do it and go back, or say on the page why it was not done."""
    try:
        act()
    except Refused as refusal:
        return shown(request, found(request, batch.pk), refusal=refusal)
    messages.success(request, words)
    return redirect("aid:batch", pk=batch.pk)


@require_POST
@requires(Permission.DELIVER)
def answering(request: SignedInRequest, pk: int) -> HttpResponse:
    """Why help goes where somebody helped already."""
    batch, answers = found(request, pk), {}
    for name, text in request.POST.items():
        key = name.removeprefix("tl-")
        if name.startswith("tl-") and key.isdecimal() and len(key) < 12 and str(text).strip():
            answers[int(key)] = str(text)
    return acted(
        request, batch,
        lambda: actions.answer_overlaps(
            batch=batch, answers=answers, by=request.user, at=request.at
        ),
        "Đã ghi giải trình.",
    )  # fmt: skip


@require_POST
@requires(Permission.APPROVE)
def approving(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let it be handed over."""
    batch = found(request, pk)
    return acted(
        request, batch,
        lambda: actions.approve_batch(batch=batch, by=request.user, at=request.at), "Đã duyệt.",
    )  # fmt: skip


@require_POST
@requires(Permission.DELIVER)
def cancelling(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call it off."""
    batch, reason = found(request, pk), request.POST.get("ly_do", "")
    return acted(
        request, batch,
        lambda: actions.cancel_batch(
            batch=batch, reason=reason, by=request.user, at=request.at
        ),
        "Đã hủy đợt trao.",
    )  # fmt: skip


@require_POST
@requires(Permission.DELIVER)
def handing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who came and got it, on which day."""
    batch = found(request, pk)
    try:
        on = DayField().clean(request.POST.get("on")) or request.today
    except ValidationError as wrong:
        return shown(request, batch, refusal=Refused(" ".join(wrong.messages)))
    came = {int(one) for one in request.POST.getlist("nhan") if one.isdecimal() and len(one) < 12}
    return acted(
        request, batch,
        lambda: actions.hand_over(
            batch=batch, on=on, came=came, by=request.user, at=request.at
        ),
        "Đã ghi người nhận. Số liệu đã tính.",
    )  # fmt: skip


@require_POST
@requires(Permission.VIEW)
def paying(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the books for the money, from a fund for which she records."""
    batch, said = found(request, pk), request.POST.get("fund", "")
    funds = queries_of_money.funds_for(request.user, today=request.today)
    fund = funds.filter(pk=int(said)).first() if said.isdecimal() and len(said) < 12 else None
    if fund is None:
        return shown(request, batch, refusal=Refused("Chọn quỹ mà anh, chị được lập phiếu chi."))
    return acted(
        request, batch,
        lambda: actions.ask_for_money(batch=batch, fund=fund, by=request.user, at=request.at),
        "Đã lập phiếu chi, chờ duyệt trong sổ quỹ.",
    )  # fmt: skip


def delivery_of(request: SignedInRequest, pk: int) -> Delivery:
    """A delivery of a batch that she sees."""
    rows = queries.batches_of(request.user, today=request.today).order_by().values("pk")
    return get_object_or_404(Delivery.objects.select_related("batch"), pk=pk, batch__in=rows)


@require_POST
@requires(Permission.DELIVER)
def removing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an address out of a draft."""
    delivery = delivery_of(request, pk)
    return acted(
        request, delivery.batch,
        lambda: actions.remove_delivery(delivery=delivery, by=request.user, at=request.at),
        "Đã bỏ địa chỉ ra khỏi đợt.",
    )  # fmt: skip


@require_POST
@requires(Permission.DELIVER)
def taking_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was recorded by mistake."""
    delivery, reason = delivery_of(request, pk), request.POST.get("ly_do", "")
    return acted(
        request, delivery.batch,
        lambda: actions.take_back(
            delivery=delivery, reason=reason, by=request.user, at=request.at
        ),
        "Đã rút lần trợ giúp này.",
    )  # fmt: skip


@require_POST
@requires(Permission.DELIVER)
def proving(request: SignedInRequest, pk: int) -> HttpResponse:
    """Photos of the batch."""
    batch, form = found(request, pk), ProofForm(request.POST)
    form.files = request.FILES
    files = given_photos(form.cleaned_data["photos"]) if form.is_valid() else []
    return acted(
        request, batch,
        lambda: actions.add_proofs(
            batch=batch, photos=files, consent="consent" in request.POST, by=request.user,
            at=request.at,
        ),
        "Đã thêm ảnh.",
    )  # fmt: skip


def proof_of(request: SignedInRequest, pk: int) -> Proof:
    """A photo that was not withdrawn, of a batch at whose unit she may know who is helped."""
    known = reached(request.user, Permission.IDENTIFY, today=request.today)
    proofs = Proof.objects.select_related("batch__unit").filter(withdrawn_at=None)
    return get_object_or_404(proofs, pk=pk, batch__unit__in=known)


@require_safe
@requires(Permission.IDENTIFY)
def proof(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The photo itself; it is ours, made anew, so it may stand in the page."""
    kept = proof_of(request, pk)
    if not default_storage.exists(kept.file.name or ""):
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return FileResponse(kept.file.open("rb"), content_type="image/jpeg", headers=headers)


@require_POST
@requires(Permission.DELIVER)
def withdrawing_proof(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show it no longer."""
    kept = proof_of(request, pk)
    return acted(
        request, kept.batch,
        lambda: actions.withdraw_proof(proof=kept, by=request.user, at=request.at), "Đã rút ảnh.",
    )  # fmt: skip
