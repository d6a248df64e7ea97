"""One's keys, and the description for people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.api.actions.keys import make_key, revoke_key
from nhanai.api.forms import KeyForm
from nhanai.api.pages import keys as pages
from nhanai.api.queries.keys import visible_to
from nhanai.api.rules.document import BASE, PROBLEMS, RESOURCES
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, signed_in
from nhanai.web.paging import number_from


@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def keys(request: SignedInRequest) -> HttpResponse:
    """The keys, and a form for another; its secret stands on the answer and nowhere else."""
    form, token = KeyForm(request.POST or None, label_suffix=""), ""
    if request.method == "POST" and form.is_valid():
        try:
            _, token = make_key(**form.cleaned_data, by=request.user, at=request.at)
        except Refused as refusal:
            form.show(refusal)
        else:
            form = KeyForm(label_suffix="")
    number = number_from(request.GET.get("trang"))
    page = pages.keys(request.user, number=number, today=request.today, token=token)
    status = 422 if request.method == "POST" and not token else 200
    return render(request, "api/keys.html", {"page": page, "form": form}, status=status)


@require_POST
@signed_in
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """The key opens nothing any more."""
    key = get_object_or_404(visible_to(request.user), pk=pk)
    try:
        revoke_key(key=key, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã thu hồi khóa {key.name}.")
    return redirect("api:keys")


@require_safe
@signed_in
def description(request: SignedInRequest) -> HttpResponse:
    """What programs may ask, for those who write them."""
    told = {"resources": RESOURCES, "problems": PROBLEMS, "base": BASE}
    return render(request, "api/description.html", told)
