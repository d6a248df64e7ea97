"""Offers of help by people without an account."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.aid import actions, queries
from nhanai.aid.forms.offer import OfferForm
from nhanai.aid.models import Offer
from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.wording import ROOTS, Words, words_of
from nhanai.identity.http import anyone
from nhanai.journal.http import client_address
from nhanai.sending.actions import NotAdmitted, admit, opened
from nhanai.sending.rules import Limit
from nhanai.web.public import frame

FORM: Final = "aid.offer"
LIMIT: Final = Limit(of_one=5, in_all=60)
PATH: Final = "giup/"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@anyone
def offering(request: HttpRequest, language: str) -> HttpResponse:
    """The form; what it brings in has a code by which the answer is read."""
    now, t = timezone.now(), _words(language)
    if code := request.GET.get("ma", "").strip():
        return _to(code, language) if queries.offer_by(code) else _unknown(language)
    form = OfferForm(
        request.POST if request.method == "POST" else None, t=t, phrase=opened(FORM, at=now),
        communes=queries.offered_communes(today=timezone.localdate(now)), initial=_asked(request),
    )  # fmt: skip
    status, wrong = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid() and not form.is_suspect:
            try:
                return _to(_taken(request, form, language, at=now).code, language)
            except NotAdmitted as refusal:
                status, wrong = 429 if refusal.message == "too_many" else 422, t[refusal.message]
            except Refused:
                wrong = t["offer_nobody"]
    told = {"form": form, "wrong": wrong}
    return _page("public_offer", language, status=status, path=PATH, **told)


@require_safe
@never_cache
@anyone
def follow(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """What became of an offer, for who has its code; nobody's name stands here."""
    found = queries.offer_by(code)
    if found is None:
        return _unknown(language)
    return _page("public_answer", language, path=f"{PATH}{found.code}/", offer=found,
                 due=written(found.due_on))  # fmt: skip


def _taken(request: HttpRequest, form: OfferForm, language: str, *, at: dt.datetime) -> Offer:
    with transaction.atomic():
        token, _ = admit(
            form=FORM, phrase=form.cleaned_data["phrase"], address=client_address(request),
            limit=LIMIT, at=at,
        )  # fmt: skip
        return actions.offer(values=form.values(language), agreed=True, key=token, at=at)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Whom she would help, and where, from the page that led here."""
    return {"group": request.GET.get("nhom", "")[:10], "commune": request.GET.get("xa", "")[:50]}


def _words(language: str) -> Words:
    return words_of(language, "nhanai.web", "nhanai.aid")


def _to(code: str, language: str) -> HttpResponse:
    found = queries.offer_by(code)
    return HttpResponseRedirect(f"{ROOTS[language]}{PATH}{found.code if found else ''}/")


def _unknown(language: str) -> HttpResponse:
    return _page("public_answer", language, status=404, path=PATH)


def _page(
    name: str, language: str, *, path: str, status: int = 200, **told: Any  # noqa: ANN401 (what the template shows)
) -> HttpResponse:  # fmt: skip
    context = {**frame(_words(language), language, path), **told}
    return HttpResponse(render_to_string(f"aid/{name}.html", context), status=status)
