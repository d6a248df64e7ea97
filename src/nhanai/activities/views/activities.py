"""The list, the form, and one activity."""

from collections.abc import Callable

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.activities import actions, queries
from nhanai.activities.actions import Links
from nhanai.activities.forms import ActivityForm, PhotosForm, given_photos
from nhanai.activities.models import Activity, Photo
from nhanai.activities.pages import entry
from nhanai.activities.pages.activity import activity_page
from nhanai.activities.pages.lists import list_page
from nhanai.activities.permissions import Permission
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires

LONGEST_LINE = 600


def seen(request: SignedInRequest, pk: int) -> Activity:
    """The activity, for those who see it; nobody else learns that it is there."""
    return get_object_or_404(
        queries.whole(queries.visible_to(request.user, today=request.today)), pk=pk
    )


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """What was done, page by page."""
    page = list_page(request.user, request.GET, today=request.today)
    return render(request, "activities/list.html", {"page": page, "title": "Hoạt động"})


@require_safe
@requires(Permission.VIEW)
def good(request: SignedInRequest) -> HttpResponse:
    """Good models and good deeds."""
    page = list_page(request.user, request.GET, today=request.today, only="good")
    context = {"page": page, "title": "Mô hình hay, người tốt việc thiện", "is_good": True}
    return render(request, "activities/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD)
def new(request: SignedInRequest) -> HttpResponse:
    """The form for what was done; filled from a line, or as the last time."""
    if request.method == "POST":
        return sent(request, None)
    line, like = request.GET.get("ghi", "")[:LONGEST_LINE].strip(), request.GET.get("nhu", "")
    user, today = request.user, request.today
    if line:
        page = entry.of_line(line, user, today=today)
    else:
        before = seen(request, int(like)) if like.isdecimal() and len(like) < 12 else None
        page = entry.blank(user, today=today, kind=request.GET.get("viec", ""), like=before)
    return render(request, "activities/form.html", {"page": page})


def sent(request: SignedInRequest, activity: Activity | None) -> HttpResponse:
    """Take what was entered, or show the form again with everything that is wrong."""
    choices = entry.choices_for(request.user, today=request.today, besides=activity)
    form = ActivityForm(request.POST, request.FILES, choices=choices)
    refusal = None
    if form.is_valid():
        try:
            made = written(request, form, activity)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(
                request, "Đã lưu nháp." if "nhap" in request.POST else "Đã ghi hoạt động."
            )
            return redirect("activities:activity", pk=made.pk)
    page = entry.EntryPage(form, activity=activity)
    context = {"page": page, "refusal": refusal}
    return render(request, "activities/form.html", context, status=422)


def written(request: SignedInRequest, form: ActivityForm, activity: Activity | None) -> Activity:
    """Record it, or write the change."""
    links = Links(form.chosen_commune, form.chosen_campaign, form.chosen_work)
    is_draft, by, at = "nhap" in request.POST, request.user, request.at
    if activity is None:
        return actions.record(
            unit=form.chosen_unit, told=form.told, links=links, key=form.sending,
            photos=given_photos(form.cleaned_data["photos"]), is_draft=is_draft, by=by, at=at,
        )  # fmt: skip
    return actions.change(
        activity=activity, told=form.told, links=links, is_draft=is_draft,
        version=form.cleaned_data["version"] or 0, by=by, at=at,
    )  # fmt: skip


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One activity."""
    page = activity_page(seen(request, pk), request.user, today=request.today)
    return render(request, "activities/activity.html", {"page": page, "photos": PhotosForm()})


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct it."""
    activity = seen(request, pk)
    if request.method == "POST":
        return sent(request, activity)
    choices = entry.choices_for(request.user, today=request.today, besides=activity)
    form = ActivityForm(choices=choices, initial=entry.initial_of(activity))
    page = entry.EntryPage(form, activity=activity)
    return render(request, "activities/form.html", {"page": page})


def acted(request: SignedInRequest, pk: int, act: Callable[[], object], words: str) -> HttpResponse:
    """Do it and go back, with words for what was done or why it was not."""
    try:
        act()
        messages.success(request, words)
    except Refused as refusal:
        told = " ".join(finding.message for finding in refusal.findings)
        messages.error(request, f"{refusal.message} {told}".strip())
    return redirect("activities:activity", pk=pk)


@require_POST
@requires(Permission.RECORD)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it back with a reason."""
    activity, reason = seen(request, pk), request.POST.get("ly_do", "")
    return acted(
        request, pk,
        lambda: actions.withdraw(activity=activity, reason=reason, by=request.user, at=request.at),
        "Đã rút. Hoạt động này không còn được tính.",
    )  # fmt: skip


@require_POST
@requires(Permission.RECORD)
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Count it again."""
    activity = seen(request, pk)
    return acted(
        request, pk,
        lambda: actions.restore(activity=activity, by=request.user, at=request.at),
        "Đã tính lại hoạt động này.",
    )  # fmt: skip


@require_POST
@requires(Permission.RECORD)
def add_photos(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add photos."""
    activity = seen(request, pk)
    form = PhotosForm(request.POST, request.FILES)
    files = given_photos(form.cleaned_data["photos"]) if form.is_valid() else []
    return acted(
        request, pk,
        lambda: actions.add_photos(
            activity=activity, photos=files, consent="consent" in request.POST, by=request.user,
            at=request.at,
        ),
        "Đã thêm ảnh.",
    )  # fmt: skip


def shown(request: SignedInRequest, pk: int) -> Photo:
    """A photo that was not withdrawn, for those who see its activity."""
    rows = queries.visible_to(request.user, today=request.today).order_by().values("pk")
    photos = Photo.objects.select_related("activity__unit").filter(withdrawn_at=None)
    return get_object_or_404(photos, pk=pk, activity__in=rows)


@require_safe
@requires(Permission.VIEW)
def photo(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The photo itself; it is ours, made anew, so it may stand in the page."""
    kept = shown(request, pk)
    if not default_storage.exists(kept.file.name or ""):
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff"}
    return FileResponse(kept.file.open("rb"), content_type="image/jpeg", headers=headers)


@require_POST
@requires(Permission.RECORD)
def withdraw_photo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show it no longer."""
    kept = shown(request, pk)
    return acted(
        request, kept.activity_id,
        lambda: actions.withdraw_photo(photo=kept, by=request.user, at=request.at),
        "Đã rút ảnh.",
    )  # fmt: skip
