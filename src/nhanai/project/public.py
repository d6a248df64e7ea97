"""The public site before everything else: no session, no account, and each page made once.

Whoever opens a public page after an appeal must not slow the desk. Pages are kept, as they are
sent, until something is published; how large the log is says whether anything was. A campaign
that stops receiving does so at midnight, so nothing is kept over the day. The list of relief trips
shows what is done at the desk: it is kept until something is done to a trip.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.http import parse_etags
from django.utils.timezone import localdate

from nhanai.base.wording import ROOTS
from nhanai.publishing.queries import log_size
from nhanai.trips.queries import listed_version

MOST: Final = 32 * 2**20
"""Bytes of pages that one process keeps, whatever is asked for."""

_TRIPS: Final = frozenset(f"{root}chuyen-tro-giup/" for root in ROOTS.values())
_HEAVIEST: Final = 200_000
Handler = Callable[[HttpRequest], HttpResponseBase]


def kept(get_response: Handler) -> Handler:
    """Outermost: a page that was sent since the last release is sent again as it is."""
    pages = Shelf(MOST)

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not _is_public(request) or request.method != "GET":
            return get_response(request)
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        key = (request.get_full_path(), packed, _version(request.path_info), localdate())
        found = pages.get(key)
        if found is None:
            made = get_response(request)
            if not isinstance(made, HttpResponse) or not _is_to_be_kept(made):
                return made
            pages.put(key, made)
            found = made
        return _again(request, found)

    return answer


class Shelf:
    """Pages as they were sent; what was put there first goes when there is no room."""

    def __init__(self, most: int) -> None:
        """Room for so many bytes of bodies."""
        self.most, self.held = most, 0
        self._pages: OrderedDict[Hashable, HttpResponse] = OrderedDict()

    def get(self, key: Hashable) -> HttpResponse | None:
        """The page, if it is there."""
        return self._pages.get(key)

    def put(self, key: Hashable, page: HttpResponse) -> None:
        """Keep a page."""
        if key in self._pages:
            return
        self._pages[key] = page
        self.held += len(page.content)
        while self.held > self.most:
            _, oldest = self._pages.popitem(last=False)
            self.held -= len(oldest.content)


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


def _version(path: str) -> int:
    """What grows when a page of that path may say something else."""
    return listed_version() if path in _TRIPS else log_size()


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
