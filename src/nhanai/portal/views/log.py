"""The log of everything published: entries, proofs, heads, the verifier."""

from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from nhanai.base.wording import ROOTS
from nhanai.identity.http import anyone
from nhanai.portal.http import public
from nhanai.portal.rules.words import words_in
from nhanai.portal.views.answers import JSON, file, page
from nhanai.publishing.models import LogHead, PublicEntry
from nhanai.publishing.queries import (
    content_of,
    entry_of,
    last_head,
    proof_of,
    proof_since,
    signing_key,
)

_APART = frozenset({"kind", "key", "release", "published", "digest", "steps", "payload"})


@require_safe
@anyone
def check(request: HttpRequest, language: str) -> HttpResponse:
    """From a code to its entry; a code that nobody published says so."""
    return _found(request.GET.get("ma", "").strip()[:100], language)


@require_safe
@anyone
def gift(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Where the square code on a receipt leads."""
    return _found(code[:100], language)


def _found(code: str, language: str) -> HttpResponse:
    found = entry_of(code) if code else None
    if found is not None:
        return HttpResponseRedirect(f"{ROOTS[language]}so/{found.index + 1}/")
    return page("check", language, path="kiem-tra/", code=code)


@public
def entry(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One entry, what it says and how to check it."""
    found = _entry(number)
    content = content_of(found)
    said = {
        name: value
        for name, value in content.items()
        if name not in _APART and value not in (None, "")
    }
    t = words_in(language)
    rows = [(t.get(name, name), value) for name, value in said.items()]
    return page(
        "entry", language, path=f"so/{number}/", entry=found, number=number, rows=rows,
        steps=content.get("steps"), key=signing_key().public.text,
    )  # fmt: skip


@public
def entry_proof(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The proof of one entry."""
    return file(proof_of(_entry(number)), JSON, f"nhanai-{number}.json")


@public
def consistency(request: HttpRequest, language: str, size: int) -> HttpResponse:
    """The proof that the log only grew since it had so many entries."""
    earlier = get_object_or_404(LogHead, size=size)
    return file(proof_since(earlier), JSON, f"nhanai-tu-{size}.json")


@public
def checkpoint(request: HttpRequest, language: str) -> HttpResponse:
    """The newest signed head, as text."""
    head = last_head()
    if head is None:
        raise Http404
    return HttpResponse(head.checkpoint, content_type="text/plain; charset=utf-8")


@public
def verifier(request: HttpRequest, language: str) -> HttpResponse:
    """The stand-alone verifier."""
    code = files("nhanai.publishing.rules").joinpath("verifier.py").read_bytes()
    return file(code, "text/x-python; charset=utf-8", "verifier.py")


def _entry(number: int) -> PublicEntry:
    return get_object_or_404(PublicEntry.objects.select_related("release"), index=number - 1)
