"""Signing in and out, and the set-up of a new installation."""

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nhanai.identity import actions, queries
from nhanai.identity.forms import SetUpForm, SignInForm
from nhanai.identity.http import SignedInRequest, anyone, signed_in
from nhanai.web.fields import add_refusal

BACKEND = "django.contrib.auth.backends.ModelBackend"
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock."


@anyone
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; failures are counted, and too many pause the account."""
    if request.user.is_authenticated:
        return redirect(_wanted(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            return redirect(_wanted(request))
        if getattr(request, "axes_failures_since_start", None) and _is_locked_out(request):
            actions.note_lockout(username=form.cleaned_data["username"], at=timezone.now())
        form.add_error(None, WRONG)
    page = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "identity/sign_in.html", page, status=422 if form.errors else 200)


@require_POST
@signed_in
def sign_out(request: SignedInRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, "Đã đăng xuất.")
    return redirect("identity:sign-in")


@anyone
@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """Make the first administrator; the page is gone once anybody has an account."""
    if queries.has_accounts():
        raise Http404
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "again"}
        try:
            user = actions.set_up(**said, at=timezone.now())
        except actions.CannotSetUp as refusal:
            add_refusal(form, refusal)
        else:
            login(request, user, backend=BACKEND)
            return redirect("identity:account")
    status = 422 if form.errors else 200
    return render(request, "identity/first_run.html", {"form": form}, status=status)


def _is_locked_out(request: HttpRequest) -> bool:
    return bool(getattr(request, "axes_locked_out", False))


def _wanted(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url("desk:home")
