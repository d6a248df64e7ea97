"""What goes with every answer."""

from collections.abc import Callable
from typing import cast

import pytest
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from django_htmx.middleware import HtmxMiddleware

from nhanai.web.middleware import POLICY, say_after_fragment

type_answer = Callable[[HttpRequest], HttpResponseBase]

FRAGMENT = {"HX-Request": "true"}


@pytest.mark.django_db
def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    answer = client.get("/khong-co/")

    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "unsafe" not in POLICY
    for address in ("/khong-co/", "/cong-khai/", "/dang-nhap/"):
        assert client.get(address).headers["X-Frame-Options"] == "DENY"


def answered(headers: dict[str, str], response: HttpResponse, *, says_itself: bool = False) -> str:
    """What is sent when a view says "Đã lưu." and answers with `response`."""

    def view(request: HttpRequest) -> HttpResponseBase:
        messages.success(request, "Đã lưu <việc>.")
        if says_itself:
            list(messages.get_messages(request))
        return response

    inner = cast("type_answer", HtmxMiddleware(say_after_fragment(view)))
    sent = SessionMiddleware(cast("type_answer", MessageMiddleware(inner)))(
        RequestFactory().post("/", headers=headers)
    )
    assert isinstance(sent, HttpResponse)
    return sent.content.decode()


def test_a_fragment_brings_the_words_of_what_was_done() -> None:
    sent = answered(FRAGMENT, HttpResponse("<p>mới</p>"))

    assert sent.startswith('<p>mới</p><div hx-swap-oob="beforeend:.says">')
    assert "<span>Đã lưu &lt;việc&gt;.</span>" in sent


def test_a_fragment_that_says_it_itself_is_left_alone() -> None:
    assert answered(FRAGMENT, HttpResponse("<p>mới</p>"), says_itself=True) == "<p>mới</p>"


@pytest.mark.parametrize(
    ("headers", "response"),
    [
        ({}, HttpResponse("cả trang")),
        (FRAGMENT, HttpResponse("đi nơi khác", headers={"HX-Location": "/"})),
        (FRAGMENT, HttpResponse("tệp", content_type="text/csv")),
        (FRAGMENT, HttpResponse("hỏng", status=500)),
    ],
    ids=["a page", "another page", "a file", "a failure"],
)
def test_what_is_no_fragment_stays_as_it_is(
    headers: dict[str, str], response: HttpResponse
) -> None:
    assert answered(headers, response) == response.content.decode()
