"""The way of a written plan: looked at as paper, handed in, returned, approved, issued."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from nhanai.documents.permissions import Permission as Documents
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.plans import actions, queries
from nhanai.plans.forms import numbers
from nhanai.plans.models import DraftOpinion
from nhanai.plans.permissions import Permission
from nhanai.plans.queries import drafting as drafts
from nhanai.plans.views.drafting import answer, seen

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@requires(Permission.VIEW)
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """As it will be printed, to be looked at in the browser."""
    content = pdf_of(drafts.paper_of_draft(seen(request, pk), today=request.today))
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="ke-hoach-{pk}.pdf"'
    return response


@require_safe
@requires(Permission.VIEW)
def docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """As .docx."""
    content = docx_of(drafts.paper_of_draft(seen(request, pk), today=request.today))
    response = HttpResponse(content, content_type=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="ke-hoach-{pk}.docx"'
    return response


@require_POST
@requires(Permission.WRITE)
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand it in."""
    draft = seen(request, pk)
    return answer(
        request,
        draft,
        lambda: actions.submit_draft(draft=draft, by=request.user, at=request.at),
        said="Đã trình kế hoạch. Lãnh đạo thấy bản này để duyệt hoặc trả lại.",
    )


@require_POST
@requires(Permission.APPROVE)
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return it with an opinion."""
    draft, text = seen(request, pk), request.POST.get("y_kien", "")
    return answer(
        request,
        draft,
        lambda: actions.give_draft_back(draft=draft, text=text, by=request.user, at=request.at),
        said="Đã trả lại kế hoạch kèm ý kiến.",
    )


@require_POST
@requires(Permission.APPROVE)
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve what stands."""
    draft = seen(request, pk)
    return answer(
        request,
        draft,
        lambda: actions.approve_draft(draft=draft, by=request.user, at=request.at),
        said="Đã duyệt kế hoạch. Từ lúc này lời văn giữ nguyên.",
    )


@require_POST
@requires(Documents.ISSUE)
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give it its number, make its files, send it, hand its tasks out."""
    draft = seen(request, pk)
    to = queries.chosen_units(numbers(request.POST.getlist("gui")))
    return answer(
        request,
        draft,
        lambda: actions.issue_draft(draft=draft, to=to, by=request.user, at=request.at),
        said="Đã ban hành kế hoạch. Các cơ quan thấy nhiệm vụ của mình.",
    )


@require_POST
@requires(Permission.WRITE)
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """An opinion was met."""
    opinion = get_object_or_404(DraftOpinion, pk=pk)
    draft = seen(request, opinion.draft_id)
    return answer(
        request,
        draft,
        lambda: actions.settle_draft_opinion(opinion=opinion, by=request.user, at=request.at),
    )
