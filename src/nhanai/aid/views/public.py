"""Offers of help by people without an account."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.aid import actions, queries
from nhanai.aid.forms.offer import OfferForm
from nhanai.aid.models import Offer
from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.wording import ROOTS
from nhanai.identity.http import anyone
from nhanai.sending.actions import NotAdmitted, admit, opened
from nhanai.sending.http import came, told
from nhanai.sending.rules import Limit
from nhanai.web.public import shown, words

FORM: Final = "aid.offer"
LIMIT: Final = Limit(of_one=5, in_all=60)
PATH: Final = "giup/"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@anyone
def offering(request: HttpRequest, language: str) -> HttpResponse:
    """The form; what it brings in has a code by which the answer is read."""
    now, t = timezone.now(), words("aid", language)
    if code := request.GET.get("ma", "").strip():
        return _to(code, language) if queries.offer_by(code) else _unknown(language)
    form = OfferForm(
        request.POST if request.method == "POST" else None, t=t, phrase=opened(FORM, at=now),
        communes=queries.offered_communes(today=timezone.localdate(now)), initial=_asked(request),
    )  # fmt: skip
    status, wrong = 200, ""
    if request.method == "POST":
        status, wrong = 422, t["suspect"] if form.is_suspect else ""
        if form.is_valid() and not form.is_suspect:
            try:
                return _to(_taken(request, form, language, at=now).code, language)
            except NotAdmitted as refusal:
                status, wrong = told(refusal, t)
            except Refused:
                wrong = t["offer_nobody"]
    return shown("aid", "public_offer", language, PATH, status=status, form=form, wrong=wrong)


@require_safe
@never_cache
@anyone
def follow(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """What became of an offer, for who has its code; nobody's name stands here."""
    found = queries.offer_by(code)
    if found is None:
        return _unknown(language)
    path, due = f"{PATH}{found.code}/", written(found.due_on)
    return shown("aid", "public_answer", language, path, offer=found, due=due)


def _taken(request: HttpRequest, form: OfferForm, language: str, *, at: dt.datetime) -> Offer:
    with transaction.atomic():
        token, _ = admit(form=FORM, came=came(request), limit=LIMIT, at=at)
        return actions.offer(values=form.values(language), agreed=True, key=token, at=at)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Whom she would help, and where, from the page that led here."""
    return {"group": request.GET.get("nhom", "")[:10], "commune": request.GET.get("xa", "")[:50]}


def _to(code: str, language: str) -> HttpResponse:
    found = queries.offer_by(code)
    return HttpResponseRedirect(f"{ROOTS[language]}{PATH}{found.code if found else ''}/")


def _unknown(language: str) -> HttpResponse:
    return shown("aid", "public_answer", language, PATH, status=404)
