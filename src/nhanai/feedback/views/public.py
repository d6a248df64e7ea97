"""What anybody may send and follow, without an account or a cookie, in either language."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nhanai.base.days import written
from nhanai.base.wording import Words
from nhanai.feedback import actions, queries
from nhanai.feedback.actions import FOLLOW, FOLLOW_LIMIT, FORM, CannotAnswer, Said
from nhanai.feedback.forms import AgainForm, FollowForm, SendForm
from nhanai.feedback.models import Feedback
from nhanai.feedback.rules import may_reopen
from nhanai.feedback.vocab import FeedbackKind, FeedbackState
from nhanai.identity.http import anyone
from nhanai.sending.actions import NotAdmitted, admit, opened
from nhanai.sending.http import came, told
from nhanai.web.public import shown, words

SEND, FOLLOWING = "phan-anh/", "phan-anh/theo-doi/"
METHODS = ["GET", "HEAD", "POST"]
_page = partial(shown, "feedback")


def _words(language: str) -> Words:
    return words("feedback", language)


@require_http_methods(METHODS)
@anyone
def send(request: HttpRequest, language: str) -> HttpResponse:
    """The form, and the code to follow it by."""
    t, at = _words(language), timezone.now()
    places = queries.chapters(timezone.localdate())
    data = request.POST if request.method == "POST" else None
    form = SendForm(data, t=t, phrase=opened(FORM, at=at), places=places)
    if data is None:
        return _page("send", language, SEND, form=form)
    if not form.is_valid():
        return _page("send", language, SEND, status=422, form=form)
    given = form.cleaned_data
    said = Said(
        FeedbackKind(given["kind"]), given["sender"], given["text"], given["name"],
        given["contact"], form.places.get(given["about"]), language, form.is_suspect,
    )  # fmt: skip
    try:
        code = actions.send(said=said, came=came(request), at=at)
    except NotAdmitted as refusal:
        status, refused = told(refusal, t)
        return _page("send", language, SEND, status=status, form=form, refused=refused)
    found = queries.followed(code)
    return shown(
        "feedback", "sent", language, SEND, code=code, by=written(found.answer_by) if found else ""
    )


@require_http_methods(METHODS)
@anyone
def follow(request: HttpRequest, language: str) -> HttpResponse:
    """From the code to where it stands; the code is never part of an address."""
    t, at = _words(language), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = FollowForm(data, t=t, phrase=opened(FOLLOW, at=at))
    if data is None or not form.is_valid():
        status = 200 if data is None else 422
        return _page("follow", language, FOLLOWING, status=status, form=form)
    try:
        admit(form=FOLLOW, came=came(request), limit=FOLLOW_LIMIT, at=at)
    except NotAdmitted as refusal:
        status, refused = told(refusal, t)
        return shown(
            "feedback", "follow", language, FOLLOWING, status=status, form=form, refused=refused
        )
    found = queries.followed(form.cleaned_data["code"])
    if found is None:
        refused = t["no_such_code"]
        return shown(
            "feedback", "follow", language, FOLLOWING, status=404, form=form, refused=refused
        )
    return _standing(found, form.cleaned_data["code"], language)


@require_http_methods(["POST"])
@anyone
def again(request: HttpRequest, language: str) -> HttpResponse:
    """Who sent it asks once to have the answer looked at again."""
    t, at = _words(language), timezone.now()
    code = request.POST.get("code", "")[:40]
    found = queries.followed(code)
    if found is None:
        return _page(
            "follow", language, FOLLOWING, status=404, refused=t["no_such_code"],
            form=FollowForm(None, t=t, phrase=opened(FOLLOW, at=at)),
        )  # fmt: skip
    form = AgainForm(request.POST, t=t, phrase=opened(FOLLOW, at=at))
    if not form.is_valid():
        return _standing(found, code, language, refused=t["say_why"])
    try:
        found = actions.reopen(feedback=found, reason=form.cleaned_data["reason"], at=at)
    except CannotAnswer as refusal:
        return _standing(found, code, language, refused=t[refusal.message])
    return _standing(found, code, language)


def _standing(found: Feedback, code: str, language: str, *, refused: str = "") -> HttpResponse:
    """Where it stands, what was answered, and whether it may be asked to look again."""
    t, today = _words(language), timezone.localdate()
    may = found.state == FeedbackState.ANSWERED and may_reopen(
        found.answered_on or today, today, was_reopened=found.was_reopened
    )
    form = AgainForm(None, t=t, phrase=opened(FOLLOW, at=timezone.now()), initial={"code": code})
    steps = [
        (written(timezone.localtime(one.at).date()), t[f"step_{one.kind.lower()}"], one.text)
        for one in found.steps.filter(is_shown=True)
    ]
    context = {
        "found": found, "state": t[f"state_{found.state.lower()}"], "steps": steps,
        "kind": t[f"kind_{found.kind.lower()}"], "received": written(found.received_on),
        "answer_by": written(found.answer_by), "is_open": found.answered_on is None,
        "again": form if may else None, "refused": refused,
    }  # fmt: skip
    return shown(
        "feedback", "standing", language, FOLLOWING, status=422 if refused else 200, **context
    )
