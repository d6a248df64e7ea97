"""The public site before everything else: no session, no account, and each page made once.

Whoever opens a public page after an appeal must not slow the desk. Pages are kept, as they are
sent, until something is published; how large the log is says whether anything was.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.http import parse_etags

from nhanai.base.wording import ROOTS
from nhanai.publishing.queries import log_size

MOST: Final = 1_000
"""Pages kept by one process; some tens of megabytes at most."""

_HEAVIEST: Final = 200_000
Handler = Callable[[HttpRequest], HttpResponseBase]


def kept(get_response: Handler) -> Handler:
    """Outermost: a page that was sent since the last release is sent again as it is."""
    pages: OrderedDict[tuple[str, bool, int], HttpResponse] = OrderedDict()

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not _is_public(request) or request.method != "GET":
            return get_response(request)
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        key = (request.get_full_path(), packed, log_size())
        found = pages.get(key)
        if found is None:
            made = get_response(request)
            if not isinstance(made, HttpResponse) or not _is_to_be_kept(made):
                return made
            found = pages[key] = made
            if len(pages) > MOST:
                pages.popitem(last=False)
        return _again(request, found)

    return answer


def before_accounts(get_response: Handler) -> Handler:
    """Inside the headers, outside sessions: a public page asks nobody who she is."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not _is_public(request):
            return get_response(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return get_response(request)
        found: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return found

    return answer


def _is_public(request: HttpRequest) -> bool:
    return request.path_info.startswith((*ROOTS.values(), "/robots.txt", "/sitemap.xml"))


def _is_to_be_kept(made: HttpResponse) -> bool:
    return made.status_code == 200 and "ETag" in made.headers and len(made.content) < _HEAVIEST


def _again(request: HttpRequest, found: HttpResponse) -> HttpResponse:
    """The same answer, or word that she has it already."""
    held = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    is_held = found["ETag"].removeprefix("W/") in held
    answer = HttpResponse(status=304) if is_held else HttpResponse(found.content)
    for name, value in found.headers.items():
        if not is_held or name in {"ETag", "Cache-Control", "Vary"}:
            answer[name] = value
    return answer
