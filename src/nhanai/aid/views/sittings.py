"""Many addresses decided at one sitting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nhanai.aid import actions
from nhanai.aid.forms.address import SittingForm
from nhanai.aid.pages import sitting as pages
from nhanai.aid.permissions import Permission
from nhanai.aid.vocab import SittingKind
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def sitting(request: SignedInRequest) -> HttpResponse:
    """Choose the kind and the unit, tick the addresses, tell of the sitting once."""
    said = request.GET.get("buoc", "")
    kind = SittingKind(said) if said in SittingKind.values else SittingKind.REVIEW
    form = SittingForm(request.POST or None, kind=kind, initial={"on": request.today, "chair": ""})
    chosen = pages.chosen_of({name: str(value) for name, value in request.POST.items()})
    page = pages.sitting_page(
        request.user, kind, request.GET.get("don-vi", ""), today=request.today, chosen=chosen
    )
    refusal = None
    if request.method == "POST":
        try:
            if form.is_valid():
                return written(request, page, form)
        except Refused as refused:
            refusal = refused
    context = {"page": page, "form": form, "refusal": refusal}
    status = 422 if request.method == "POST" else 200
    return render(request, "aid/sitting.html", context, status=status)


def written(request: SignedInRequest, page: pages.SittingPage, form: SittingForm) -> HttpResponse:
    """Record the sitting."""
    if page.unit is None:
        raise PermissionDenied
    agreed = [pk for pk, said in page.chosen.items() if said == pages.AGREED]
    turned_down = [pk for pk, said in page.chosen.items() if said == pages.TURNED_DOWN]
    actions.sit(
        unit=page.unit, values=form.values, agreed=agreed, turned_down=turned_down,
        by=request.user, at=request.at,
    )  # fmt: skip
    messages.success(request, f"Đã ghi kết quả của {len(page.chosen)} địa chỉ.")
    return redirect(f"{reverse('aid:sitting')}?buoc={page.kind}&don-vi={page.unit.key}")
