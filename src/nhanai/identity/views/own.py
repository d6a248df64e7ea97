"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.identity import actions, pages
from nhanai.identity.forms import KeysForm, PasswordForm
from nhanai.identity.http import SignedInRequest, signed_in
from nhanai.web.fields import add_refusal


@require_safe
@signed_in
def account(request: SignedInRequest) -> HttpResponse:
    """Who I am here: my appointments, what was handed over to me, my keys."""
    page = pages.account(request.user, today=request.today)
    form = KeysForm(initial={"keys": request.user.keys_enabled})
    return render(request, "identity/account.html", {"page": page, "form": form})


@require_POST
@signed_in
def keys(request: SignedInRequest) -> HttpResponse:
    """Turn single-letter keys on or off."""
    form = KeysForm(request.POST)
    form.is_valid()
    enabled = form.cleaned_data["keys"]
    actions.set_keys(enabled=enabled, by=request.user, at=request.at)
    words = "Đã bật phím tắt một chữ." if enabled else "Đã tắt phím tắt một chữ."
    messages.success(request, words)
    return redirect("identity:account")


@sensitive_post_parameters("current", "password", "again")
@require_http_methods(["GET", "POST"])
@signed_in
def password(request: SignedInRequest) -> HttpResponse:
    """Choose another password; here the person stays signed in, everywhere else not."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        current, new = form.cleaned_data["current"], form.cleaned_data["password"]
        try:
            user = actions.change_password(current=current, new=new, by=request.user, at=request.at)
        except actions.CannotChangeAccount as refusal:
            add_refusal(form, refusal)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "Đã đổi mật khẩu.")
            return redirect("identity:account")
    status = 422 if form.errors else 200
    return render(request, "identity/password.html", {"form": form}, status=status)
