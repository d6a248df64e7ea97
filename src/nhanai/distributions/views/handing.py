"""Handing over, and what becomes of the rest."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from nhanai.aid.forms.fields import refusal_of
from nhanai.base.errors import Refused
from nhanai.distributions import actions, queries
from nhanai.distributions.forms.lists import MoveForm
from nhanai.distributions.models import GiftMove, Quota
from nhanai.distributions.pages import papers, workbook
from nhanai.distributions.permissions import Permission
from nhanai.distributions.views.lists import acted, recipient_of, seen, shown
from nhanai.distributions.views.rounds import seen as round_seen
from nhanai.distributions.vocab import RecipientState
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.web.fields import DayField

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"pdf": "application/pdf", "docx": WORD, "xlsx": SHEET}


def file(content: bytes, form: str, name: str) -> HttpResponse:
    """Bytes to be saved, which no cache keeps."""
    answer = HttpResponse(content, content_type=TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@requires(Permission.IDENTIFY)
def signing(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The list to be signed; taking it leaves a line."""
    if form not in {"pdf", "docx"}:
        raise Http404
    quota = seen(request, pk)
    try:
        actions.print_sheet(quota=quota, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, quota, refusal=refusal)
    paper = papers.sheet_paper(quota, request.user, today=request.today)
    content = pdf_of(paper) if form == "pdf" else docx_of(paper)
    return file(content, form, f"ky-nhan-{quota.pk}")


@require_POST
@requires(Permission.VIEW)
def export_round(request: SignedInRequest, pk: int) -> HttpResponse:
    """The communes of a round; taking it leaves a line."""
    round_ = round_seen(request, pk)
    content, rows = workbook.of_round(round_, request.user, today=request.today)
    actions.note_export(round_=round_, rows=rows, by=request.user, at=request.at)
    return file(content, "xlsx", f"dot-trao-qua-{pk}")


@require_POST
@requires(Permission.IDENTIFY)
def export_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The list of a commune; taking it leaves a line."""
    quota = seen(request, pk)
    try:
        actions.print_sheet(quota=quota, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, quota, refusal=refusal)
    content, _ = workbook.of_list(quota, request.user, today=request.today)
    return file(content, "xlsx", f"danh-sach-{pk}")


@require_POST
@requires(Permission.VIEW)
def paying(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the books for the money; the books ask who may."""
    quota = seen(request, pk)
    return acted(
        request, quota,
        lambda: actions.ask_for_money(quota=quota, by=request.user, at=request.at),
        "Đã lập phiếu chi, chờ duyệt trong sổ quỹ.",
    )  # fmt: skip


@require_POST
@requires(Permission.RUN)
def sending(request: SignedInRequest, pk: int) -> HttpResponse:
    """Goods leave the warehouse."""
    quota = seen(request, pk)
    return acted(
        request, quota,
        lambda: actions.send_goods(quota=quota, by=request.user, at=request.at),
        "Đã xuất kho cho đơn vị này.",
    )  # fmt: skip


def ticked(request: SignedInRequest, name: str) -> set[int]:
    """The people of the page named so."""
    return {int(one) for one in request.POST.getlist(name) if one.isdecimal() and len(one) < 12}


@require_POST
@requires(Permission.LIST)
def handing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who came and received, on which day."""
    quota = seen(request, pk)
    try:
        on = DayField().clean(request.POST.get("on")) or request.today
    except ValidationError as wrong:
        return shown(request, quota, refusal=Refused(" ".join(wrong.messages)))
    came, among = ticked(request, "nhan"), ticked(request, "thay")
    if "tat-ca" in request.POST:
        rows = quota.recipients.filter(is_reserve=False, state=RecipientState.LISTED)
        came = among = set(rows.values_list("pk", flat=True))
    return acted(
        request, quota,
        lambda: actions.hand_over(
            quota=quota, on=on, came=came, among=among, by=request.user, at=request.at
        ),
        "Đã ghi người nhận. Số liệu đã tính.",
    )  # fmt: skip


@require_POST
@requires(Permission.LIST)
def taking_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was recorded by mistake."""
    one, reason = recipient_of(request, pk), request.POST.get("ly_do", "")
    return acted(
        request, one.quota,
        lambda: actions.take_back_gift(
            recipient=one, reason=reason, by=request.user, at=request.at
        ),
        "Đã rút lần nhận này.",
    )  # fmt: skip


@require_POST
@requires(Permission.LIST)
def moving(request: SignedInRequest, pk: int) -> HttpResponse:
    """What nobody received goes back, or elsewhere."""
    quota = seen(request, pk)
    form = MoveForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise refusal_of(form)
        said = form.cleaned_data
        to = Quota.objects.filter(round=quota.round, pk=said["to"] or 0).first()
        if said["to"] and to is None:
            raise Refused("Chọn một đơn vị trong cùng đợt.")
        actions.move_gifts(
            quota=quota, gifts=said["gifts"], to=to, on=said["on"], note=said["note"],
            by=request.user, at=request.at,
        )  # fmt: skip

    return acted(request, quota, act, "Đã ghi quà dư đi đâu.")


@require_POST
@requires(Permission.VIEW)
def booking(request: SignedInRequest, pk: int) -> HttpResponse:
    """What came back stands in the books or the store; they ask who may."""
    rows = queries.quotas_visible_to(request.user, today=request.today).order_by().values("pk")
    move = get_object_or_404(GiftMove.objects.select_related("quota"), pk=pk, quota__in=rows)
    return acted(
        request, move.quota,
        lambda: actions.book_return(move=move, by=request.user, at=request.at),
        "Đã ghi nhận lại.",
    )  # fmt: skip
