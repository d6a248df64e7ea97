"""The list of one commune."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.aid.forms.fields import refusal_of
from nhanai.base.errors import Refused
from nhanai.distributions import actions, queries
from nhanai.distributions.forms.lists import FromAddressesForm, HamletsForm, OtherForm, RowsForm
from nhanai.distributions.models import OtherList, Quota, Recipient
from nhanai.distributions.pages import lists as pages
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.pasting import read_rows
from nhanai.distributions.rules.quotas import read_hamlets
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


def seen(request: SignedInRequest, pk: int) -> Quota:
    """A commune's quota that she sees."""
    rows = queries.quotas_visible_to(request.user, today=request.today)
    rows = rows.select_related("round__unit", "round__campaign", "unit__territory", "approved_by")
    return get_object_or_404(rows, pk=pk)


def recipient_of(request: SignedInRequest, pk: int) -> Recipient:
    """Somebody on a list that she sees."""
    rows = queries.quotas_visible_to(request.user, today=request.today).order_by().values("pk")
    return get_object_or_404(Recipient, pk=pk, quota__in=rows)


def shown(
    request: SignedInRequest, quota: Quota, *, refusal: Refused | None = None
) -> HttpResponse:
    """The page of one commune, with why an act was not done."""
    number = number_from(request.GET.get("trang"))
    page = pages.list_page(quota, request.user, today=request.today, number=number)
    context = {
        "page": page, "refusal": refusal, "today": request.today,
        "hamlets": HamletsForm(initial={"hamlets": hamlets_text(page)}, auto_id="th-%s"),
        "other": OtherForm(auto_id="dk-%s", initial={"on": request.today}),
    }  # fmt: skip
    return render(request, "distributions/quota.html", context, status=422 if refusal else 200)


def hamlets_text(page: pages.ListPage) -> str:
    """The quotas of the hamlets as they are typed."""
    return "\n".join(f"{one.hamlet}; {one.weight}; {one.gifts}" for one, _ in page.hamlets)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One commune's list."""
    return shown(request, seen(request, pk))


def acted(
    request: SignedInRequest, quota: Quota, act: Callable[[], object], words: str
) -> HttpResponse:
    """Do it and go back, or say on the page why it was not done."""
    try:
        act()
    except Refused as refusal:
        return shown(request, seen(request, quota.pk), refusal=refusal)
    messages.success(request, words)
    return redirect("distributions:quota", pk=quota.pk)


@require_POST
@requires(Permission.LIST)
def hamlets(request: SignedInRequest, pk: int) -> HttpResponse:
    """Divide the quota among hamlets."""
    quota, form = seen(request, pk), HamletsForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise refusal_of(form)
        told, findings = read_hamlets(form.cleaned_data["hamlets"])
        if findings:
            raise Refused("Chưa ghi được chỉ tiêu của thôn, bản.", findings)
        actions.set_hamlets(quota=quota, hamlets=told, by=request.user, at=request.at)

    return acted(request, quota, act, "Đã ghi chỉ tiêu thôn, bản.")


@require_POST
@requires(Permission.LIST)
def from_addresses(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fill the list with standing addresses."""
    quota, form = seen(request, pk), FromAddressesForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise refusal_of(form)
        actions.add_from_addresses(
            quota=quota, reserve=form.cleaned_data["reserve"] or 0, by=request.user, at=request.at
        )

    return acted(request, quota, act, "Đã lấy từ địa chỉ nhân đạo, khó khăn nhất đứng trước.")


def added(request: SignedInRequest, quota: Quota, form: RowsForm) -> int:
    """Put the rows on the list; how many they were."""
    said = form.cleaned_data
    rows, findings = read_rows(said["rows"])
    if findings:
        raise Refused("Chưa thêm được, còn dòng cần sửa.", findings)
    return actions.add_rows(
        quota=quota, rows=rows, is_reserve=said["is_reserve"], despite_warnings=said["again"],
        by=request.user, at=request.at,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LIST)
def adding(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rows typed or pasted from a sheet."""
    quota, form = seen(request, pk), RowsForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            number = added(request, quota, form)
            messages.success(request, f"Đã thêm {number} người.")
            return redirect("distributions:quota", pk=pk)
        except Refused as refused:
            refusal = refused
    context = {"quota": quota, "form": form, "refusal": refusal}
    status = 422 if refusal or form.errors else 200
    return render(request, "distributions/add.html", context, status=status)


@require_POST
@requires(Permission.LIST)
def removing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take somebody off."""
    one = recipient_of(request, pk)
    return acted(
        request, one.quota,
        lambda: actions.remove_recipient(recipient=one, by=request.user, at=request.at),
        "Đã bỏ ra khỏi danh sách.",
    )  # fmt: skip


@require_POST
@requires(Permission.LIST)
def turning(request: SignedInRequest, pk: int) -> HttpResponse:
    """Into the reserve, or out of it."""
    one = recipient_of(request, pk)
    return acted(
        request, one.quota,
        lambda: actions.turn_reserve(recipient=one, by=request.user, at=request.at),
        "Đã chuyển.",
    )  # fmt: skip


@require_POST
@requires(Permission.LIST)
def comparing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another body's list."""
    quota, form = seen(request, pk), OtherForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise refusal_of(form)
        said = form.cleaned_data
        rows, findings = read_rows(said["rows"])
        if findings:
            raise Refused("Chưa đối chiếu được, còn dòng cần sửa.", findings)
        actions.add_other_list(
            quota=quota, body=said["body"], on=said["on"], what=said["what"], rows=rows,
            by=request.user, at=request.at,
        )  # fmt: skip

    return acted(request, quota, act, "Đã đối chiếu với danh sách này.")


@require_POST
@requires(Permission.LIST)
def dropping(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another body's list that was pasted wrongly."""
    rows = queries.quotas_visible_to(request.user, today=request.today).order_by().values("pk")
    other = get_object_or_404(OtherList.objects.select_related("quota"), pk=pk, quota__in=rows)
    return acted(
        request, other.quota,
        lambda: actions.remove_other_list(other=other, by=request.user, at=request.at),
        "Đã bỏ danh sách ấy.",
    )  # fmt: skip


@require_POST
@requires(Permission.LIST)
def answering(request: SignedInRequest, pk: int) -> HttpResponse:
    """Why these get it all the same."""
    quota, answers = seen(request, pk), {}
    for name, text in request.POST.items():
        key = name.removeprefix("tl-")
        if name.startswith("tl-") and key.isdecimal() and len(key) < 12 and str(text).strip():
            answers[int(key)] = str(text)
    return acted(
        request, quota,
        lambda: actions.answer_duplicates(
            quota=quota, answers=answers, by=request.user, at=request.at
        ),
        "Đã ghi giải trình.",
    )  # fmt: skip


@require_POST
@requires(Permission.LIST)
def submitting(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the list in."""
    quota = seen(request, pk)
    return acted(
        request, quota,
        lambda: actions.submit_list(quota=quota, by=request.user, at=request.at),
        "Đã nộp danh sách, chờ duyệt.",
    )  # fmt: skip


@require_POST
@requires(Permission.VIEW)
def giving_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it back to be corrected; by who approves, or who handed it in."""
    quota, reason = seen(request, pk), request.POST.get("ly_do", "")
    return acted(
        request, quota,
        lambda: actions.give_back_list(
            quota=quota, reason=reason, by=request.user, at=request.at
        ),
        "Đã trả lại danh sách.",
    )  # fmt: skip


@require_POST
@requires(Permission.APPROVE)
def approving(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve the list."""
    quota = seen(request, pk)
    return acted(
        request, quota,
        lambda: actions.approve_list(quota=quota, by=request.user, at=request.at),
        "Đã duyệt danh sách.",
    )  # fmt: skip
