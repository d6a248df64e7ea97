"""Requests of programs: who asks, how often, what, and answers in JSON or as a problem."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from nhanai.api.actions.keys import note_use
from nhanai.api.models import ApiKey
from nhanai.api.queries.keys import key_of
from nhanai.api.rules.document import PROBLEM, RESOURCES
from nhanai.api.rules.parameters import NotAsked, Question, read
from nhanai.base.errors import Refused
from nhanai.facts.permissions import Permission
from nhanai.identity.http import SignedInRequest
from nhanai.identity.queries import holds
from nhanai.journal.http import client_address

WINDOW: Final = 300
"""Seconds that are counted together."""

_TITLES: Final[Mapping[int, str]] = {
    401: "Chưa rõ ai hỏi", 403: "Không được xem", 404: "Không có", 422: "Câu hỏi chưa đúng",
    429: "Hỏi quá nhiều",
}  # fmt: skip

Answer = Mapping[str, object]
View = Callable[[SignedInRequest], HttpResponseBase]


class NotThere(Refused):
    """What is asked for is not there, or not for these eyes; nobody is told which."""


def problem(status: int, detail: str, **more: object) -> HttpResponse:
    """An error as RFC 9457 has it, in Vietnamese."""
    said = {"type": "about:blank", "title": _TITLES[status], "status": status, "detail": detail}
    return HttpResponse(_json({**said, **more}), status=status, content_type=PROBLEM)


def answers(name: str) -> Callable[[Callable[[SignedInRequest, Question], Answer]], View]:
    """Make a view of what answers at that address; it lets in who holds a key, and nobody else."""
    resource = next(one for one in RESOURCES if one.name == name)

    def decorate(answer: Callable[[SignedInRequest, Question], Answer]) -> View:
        @wraps(answer)
        def view(request: SignedInRequest) -> HttpResponseBase:
            refused = _refused(request)
            if refused is not None:
                return refused
            try:
                said = answer(request, read(dict(request.GET.lists()), resource.parameters))
            except NotAsked as fault:
                wrong = [
                    {"parameter": one.parameter, "message": one.message} for one in fault.wrong
                ]
                return problem(422, "Hãy sửa các tham số dưới đây.", errors=wrong)
            except NotThere as fault:
                return problem(404, fault.message)
            except Refused as fault:
                return problem(422, fault.message)
            return _answered(request, said)

        view.csrf_exempt = True  # type: ignore[attr-defined]  # no session is looked at
        view.audience = "key"  # type: ignore[attr-defined]  # a mark for the test of access
        return view

    return decorate


def _refused(request: SignedInRequest) -> HttpResponse | None:
    """Why nothing is answered; otherwise the request now is one of the person of the key."""
    who = f"dia-chi.{client_address(request)}"
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    key: ApiKey | None = None
    if scheme.lower() == "bearer" and token and not _is_over(who):
        key = key_of(token.strip()[:200], today=request.today)
    if key is None:
        too_often = _asks_too_often(who) if token else False
        return _too_often() if too_often else _stranger()
    if _asks_too_often(f"khoa.{key.pk}"):
        return _too_often()
    request.user = key.user
    note_use(key=key, at=request.at)
    if not holds(key.user, Permission.VIEW, today=request.today):
        return problem(403, "Người lập khóa không còn vai trò nào được xem số liệu.")
    return None


def _stranger() -> HttpResponse:
    response = problem(
        401, "Gửi khóa máy còn hạn ở đầu đề Authorization: Bearer. Lập khóa ở trang Tài khoản."
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


def _too_often() -> HttpResponse:
    minutes = WINDOW // 60
    response = problem(
        429, f"Mỗi khóa hỏi nhiều nhất {settings.API_LIMIT} lần trong {minutes} phút."
    )
    response["Retry-After"] = str(WINDOW)
    return response


def _named(who: str) -> str:
    return f"nhanai.may.{who}"


def _is_over(who: str) -> bool:
    return int(cache.get(_named(who)) or 0) > settings.API_LIMIT


def _asks_too_often(who: str) -> bool:
    """Count this asking; each process of the server counts for itself."""
    cache.add(_named(who), 0, WINDOW)
    try:
        return cache.incr(_named(who)) > settings.API_LIMIT
    except ValueError:  # forgotten between the two
        return False


def _answered(request: HttpRequest, said: Answer) -> HttpResponseBase:
    content = _json(said)
    response = HttpResponse(content, content_type="application/json")
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Authorization",))
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return found or response


def _json(said: Mapping[str, object]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
