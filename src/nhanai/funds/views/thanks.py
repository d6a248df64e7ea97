"""Letters of thanks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.funds import actions, queries
from nhanai.funds.forms.thanks import ThankForm, WordingForm
from nhanai.funds.models import ContributionCampaign, ThanksBatch
from nhanai.funds.pages import thanks as pages
from nhanai.funds.permissions import Permission
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def seen(request: SignedInRequest, pk: int) -> ContributionCampaign:
    """The campaign, for those who see who gave to its unit."""
    rows = queries.campaigns_of(request.user, today=request.today)
    campaign = get_object_or_404(rows, pk=pk)
    named = queries.may_see_donors(request.user, campaign.unit, today=request.today)
    return campaign if named else get_object_or_404(rows.none())


def shown(
    request: SignedInRequest, campaign: ContributionCampaign, form: WordingForm | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    """The page, with why something was not done."""
    page = pages.thanks_page(campaign, request.user, request.GET, today=request.today)
    wording = form or WordingForm(initial={"text": page.text})
    context = {"page": page, "form": wording, "refusal": refusal, "thank": ThankForm()}
    status = 422 if refusal or wording.is_bound else 200
    return render(request, "funds/thanks.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DONORS)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who gave for a campaign and who was thanked; the words of the letter are changed here."""
    campaign, refusal = seen(request, pk), None
    form = WordingForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            actions.word_thanks(
                campaign=campaign, text=form.cleaned_data["text"], by=request.user, at=request.at
            )
            messages.success(request, "Đã ghi lời cảm ơn.")
            return redirect("funds:thanks", pk=pk)
        except Refused as refused:
            refusal = form.blame(refused)
    return shown(request, campaign, form, refusal)


@require_POST
@requires(Permission.RECORD)
def make(request: SignedInRequest, pk: int) -> HttpResponse:
    """Letters to the chosen, or to all who wait."""
    campaign, form = seen(request, pk), ThankForm(request.POST)
    chosen = [int(key) for key in request.POST.getlist("nguoi") if key.isdecimal()]
    is_all = request.POST.get("ai") == "tat-ca"
    try:
        batch = actions.thank(
            campaign=campaign, donors=None if is_all else chosen[:1000], token=form.token_sent,
            by=request.user, at=request.at,
        )  # fmt: skip
    except Refused as refused:
        return shown(request, campaign, refusal=refused)
    messages.success(request, f"Đã lập {batch.letters.count()} thư cảm ơn; tải ở dưới để in.")
    return redirect("funds:thanks", pk=pk)


def batch_seen(request: SignedInRequest, pk: int) -> ThanksBatch:
    """The batch, for those who see who gave."""
    return get_object_or_404(queries.batches_seen(request.user, today=request.today), pk=pk)


@require_safe
@requires(Permission.DONORS)
def docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """All letters of a batch as one .docx."""
    content = docx_of(*pages.papers_of(batch_seen(request, pk)))
    headers = {"Content-Disposition": f'attachment; filename="thu-cam-on-{pk}.docx"'}
    return HttpResponse(content, content_type=WORD, headers=headers)


@require_safe
@requires(Permission.DONORS)
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """All letters of a batch as one PDF."""
    content = pdf_of(*pages.papers_of(batch_seen(request, pk)))
    headers = {"Content-Disposition": f'attachment; filename="thu-cam-on-{pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
