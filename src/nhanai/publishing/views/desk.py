"""Releases before and after the public sees them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import allowed, reach
from nhanai.publishing import actions, pages
from nhanai.publishing.forms import FORMS, ReleaseForm
from nhanai.publishing.models import Release
from nhanai.publishing.pages import KINDS_SAID, good_story
from nhanai.publishing.permissions import Permission
from nhanai.publishing.queries import releases_of
from nhanai.publishing.vocab import ReleaseKind, ReleaseState
from nhanai.units.models import Lineage, Unit
from nhanai.units.vocab import UnitKind
from nhanai.web.paging import number_from, page_of


@require_safe
@requires(Permission.VIEW)
def releases(request: SignedInRequest) -> HttpResponse:
    """All releases, those that wait on top of the rest by their age."""
    rows = releases_of(request.user, today=request.today).exclude(state=ReleaseState.DROPPED)
    words = request.GET.get("q", "").strip()[:100]
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    page = page_of(rows, number=number_from(request.GET.get("trang")), noun="bản công khai")
    told = {"page": page, "q": words, "may_prepare": _office(request) is not None}
    return render(request, "publishing/releases.html", told)


@require_safe
@requires(Permission.PREPARE)
def choose(request: SignedInRequest) -> HttpResponse:
    """What may be published."""
    told = {"kinds": [(one, KINDS_SAID[one]) for one in ReleaseKind]}
    return render(request, "publishing/choose.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE)
def prepare(request: SignedInRequest, kind: str) -> HttpResponse:
    """The form of that kind, and the snapshot it makes."""
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](
        request.POST if request.method == "POST" else None, user=request.user,
        today=request.today,
        initial=good_story(request.user, request.GET.get("hoat-dong", ""), today=request.today),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = _made(request, form)
        if made is not None:
            messages.success(request, "Đã lập. Xem lại rồi chuyển người khác công bố.")
            return redirect("publishing:release", made.pk)
    told = {"form": form, **pages.preparing(request.user, kind, today=request.today),
            "corrected": _corrected(request, kind)}  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/prepare.html", told, status=status)


def _made(request: SignedInRequest, form: ReleaseForm) -> Release | None:
    """The release as it was asked for; None where it was refused, and the form says why."""
    unit = _office(request)
    if unit is None:
        return None
    try:
        return actions.prepare(
            asked=form.asked(unit), corrects=_corrected(request, form.kind), by=request.user,
            at=request.at,
        )  # fmt: skip
    except Refused as refusal:
        form.show(refusal)
        return None


@require_safe
@requires(Permission.VIEW)
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    """What waits to be published, or was: by whom, since when, and the way to see it whole."""
    found = _release(request, pk)
    user, today = request.user, request.today
    waits = found.state == ReleaseState.PREPARED
    may = allowed(user, Permission.PUBLISH, unit=found.unit, today=today)
    told = {
        "release": found, "waits": waits,
        "may_publish": waits and may and found.prepared_by_id != user.pk,
        "is_own": waits and found.prepared_by_id == user.pk,
        "may_correct": found.number and allowed(user, Permission.PREPARE, unit=found.unit,
                                                today=today),
        "entries": len(found.content["entries"]),
    }  # fmt: skip
    return render(request, "publishing/release.html", told)


@require_POST
@requires(Permission.PUBLISH)
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """The act: from now on everybody sees it."""
    try:
        done = actions.publish(release=_release(request, pk), by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã công bố bản công khai số {done.number}.")
    return redirect("publishing:release", pk)


@require_POST
@requires(Permission.VIEW)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is not published."""
    reason = request.POST.get("reason", "")
    try:
        actions.drop(release=_release(request, pk), reason=reason, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("publishing:release", pk)
    messages.success(request, "Đã bỏ bản công khai.")
    return redirect("publishing:releases")


def _corrected(request: SignedInRequest, kind: str) -> Release | None:
    """The published release that is to be corrected, as the address names it."""
    number = request.GET.get("dinh-chinh", "")
    if not number.isdecimal() or len(number) > 9:
        return None
    rows = releases_of(request.user, today=request.today)
    return get_object_or_404(rows, number=int(number), kind=kind)


def _release(request: SignedInRequest, pk: int) -> Release:
    return get_object_or_404(releases_of(request.user, today=request.today), pk=pk)


def _office(request: SignedInRequest) -> Unit | None:
    """The uppermost unit for which she prepares: all below it is in its releases."""
    units = reach(request.user, Permission.PREPARE, today=request.today)
    below = Lineage.objects.filter(ancestor__in=units, depth__gt=0).values("descendant")
    return units.exclude(pk__in=below).filter(kind=UnitKind.CHAPTER).order_by("pk").first()
