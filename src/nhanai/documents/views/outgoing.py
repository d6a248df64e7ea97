"""What was issued: the list, one document and its acts, and what was sent to one's own unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.documents import actions, queries, rules
from nhanai.documents.actions import Following
from nhanai.documents.forms import OutgoingForm
from nhanai.documents.http import check_arrived
from nhanai.documents.models import OutgoingDocument
from nhanai.documents.pages import outgoing as pages
from nhanai.documents.permissions import Permission
from nhanai.documents.vocab import CONTENT_TYPES
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


def visible(request: SignedInRequest, pk: int) -> OutgoingDocument:
    """The document, for those who see it; nobody else learns that it is there."""
    found = queries.outgoing_visible_to(request.user, today=request.today)
    return get_object_or_404(found.select_related("owner", "issued_by", "replaces"), pk=pk)


def show(
    request: SignedInRequest, document: OutgoingDocument, refusal: Refused | None = None
) -> HttpResponse:
    """The page of a document; with a refusal, what could not be done and why."""
    number = number_from(request.GET.get("trang"))
    page = pages.outgoing_page(request.user, document, number=number, today=request.today)
    context = {"page": page, "refusal": refusal}
    return render(request, "documents/outgoing.html", context, status=422 if refusal else 200)


@require_safe
@requires(Permission.VIEW)
def list_outgoing(request: SignedInRequest) -> HttpResponse:
    """The register of what went out, narrowed by what the address says."""
    page = pages.outgoing_register(
        request.user,
        wanted(request),
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "documents/outgoing_list.html", {"page": page})


def wanted(request: HttpRequest) -> queries.OutgoingFilters:
    """The filters in the address; what is no year filters nothing."""
    year = number_from(request.GET.get("nam"))
    return queries.OutgoingFilters(
        text=request.GET.get("q", "").strip()[:200],
        kind=request.GET.get("loai", ""),
        year=year if 1 < year < 10_000 else None,
        state=request.GET.get("tinh-trang", ""),
    )


@require_safe
@requires(Permission.VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One issued document."""
    return show(request, visible(request, pk))


@require_safe
@requires(Permission.VIEW)
def file(request: SignedInRequest, pk: int, suffix: str) -> HttpResponse:
    """One of its files, held against its hash first."""
    document = visible(request, pk)
    try:
        content = queries.issued_file(document, f".{suffix}")
    except queries.Damaged as damaged:
        return show(request, document, damaged)
    return attached(content, f"{document.reference.replace('/', '-')}.{suffix}")


def attached(content: bytes, name: str) -> HttpResponse:
    """A file to be kept, never to be run by the browser."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[rules.suffix_of(name)])
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE)
def register(request: SignedInRequest) -> HttpResponse:
    """The form for a document made elsewhere, and giving it its number."""
    following = followed(request)
    owners = queries.issuers_for(request.user, today=request.today)
    if request.method == "GET":
        form = OutgoingForm(owners=owners, following=following)
        return render(request, "documents/outgoing_form.html", context_of(form, following))
    form = OutgoingForm(request.POST, request.FILES, owners=owners, following=following)
    try:
        issued = given_number(request, form, following)
    except Refused as refusal:
        form.show(refusal.findings)
        context = context_of(form, following) | {"refusal": refusal}
        return render(request, "documents/outgoing_form.html", context, status=422)
    messages.success(request, f"Đã cấp số {issued.reference}.")
    return redirect("documents:outgoing", pk=issued.pk)


def followed(request: SignedInRequest) -> Following:
    """The earlier document that the new one replaces or corrects, by the address."""
    replaces = number_from(request.GET.get("thay-the") or "0")
    corrects = number_from(request.GET.get("dinh-chinh") or "0")
    return Following(
        replaces=visible(request, replaces) if request.GET.get("thay-the") else None,
        corrects=visible(request, corrects) if request.GET.get("dinh-chinh") else None,
    )


def context_of(form: OutgoingForm, following: Following) -> dict[str, object]:
    """What the form's page shows."""
    return {"form": form, "following": following}


def given_number(
    request: SignedInRequest, form: OutgoingForm, following: Following
) -> OutgoingDocument:
    """Have the act done with what the form says."""
    check_arrived(request)
    owner = form.owner_chosen()
    to = queries.addressed(form.cleaned_data["to"], owner=owner, on=request.today)
    if to.findings:
        raise Refused("Có nơi nhận chưa rõ. Hãy ghi đúng tên đơn vị.", to.findings)
    return actions.register_outgoing(
        owner=owner,
        facts=form.facts(),
        file=form.cleaned_data["file"],
        to=to.units,
        day=form.cleaned_data["day"],
        following=following,
        token=form.cleaned_data["token"],
        by=request.user,
        at=request.at,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE)
def recall(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a document back."""
    document = visible(request, pk)
    if request.method == "GET":
        return redirect("documents:outgoing", pk=pk)
    reason = request.POST.get("ly_do", "")
    try:
        actions.recall(document=document, reason=reason, by=request.user, at=request.at)
    except Refused as refusal:
        return show(request, document, refusal)
    messages.success(request, f"Đã thu hồi văn bản {document.reference}.")
    return redirect("documents:outgoing", pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE)
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a document to further units."""
    document = visible(request, pk)
    if request.method == "GET":
        return redirect("documents:outgoing", pk=pk)
    text, mailed_to = request.POST.get("don_vi", "")[:20_000], request.POST.get("gui_kem", "")
    to = queries.addressed(text, owner=document.owner, on=request.today)
    try:
        if to.findings:
            raise actions.CannotDispatch("Có nơi nhận chưa rõ.", to.findings)
        new = actions.dispatch(
            document=document, to=to.units, mailed_to=mailed_to, by=request.user, at=request.at
        )
    except Refused as refusal:
        return show(request, document, refusal)
    messages.success(request, f"Đã gửi thêm {len(new)} đơn vị.")
    return redirect("documents:outgoing", pk=pk)


@require_safe
@requires(Permission.VIEW)
def inbox(request: SignedInRequest) -> HttpResponse:
    """What was sent to one's own unit."""
    page = pages.inbox(
        request.user,
        text=request.GET.get("q", "").strip()[:200],
        only_waiting="chua-nhan" if request.GET.get("nhan") == "chua-nhan" else "",
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "documents/inbox.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the receipt of one's own unit; `pk` is that of the dispatch."""
    sent = queries.sent_to(request.user, today=request.today)
    row = get_object_or_404(sent, pk=pk)
    if request.method == "GET":
        return redirect("documents:outgoing", pk=row.document_id)
    try:
        actions.acknowledge(dispatch=row, by=request.user, at=request.at)
    except Refused as refusal:
        return show(request, visible(request, row.document_id), refusal)
    messages.success(request, f"Đã xác nhận nhận văn bản {row.document.reference}.")
    return redirect("documents:outgoing", pk=row.document_id)
