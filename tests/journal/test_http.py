"""Where a request comes from, and who may say so."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from nhanai.journal.http import OriginMiddleware, client_address
from nhanai.journal.vocab import ORIGIN

pytestmark = pytest.mark.nodb


def a_request(forwarded: str = "") -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)


def test_what_a_client_claims_counts_only_behind_our_proxy(settings: Settings) -> None:
    settings.TRUST_PROXY = False
    direct = client_address(a_request("203.0.113.9"))

    settings.TRUST_PROXY = True
    behind = client_address(a_request("203.0.113.9"))

    assert (direct, behind) == ("10.0.0.1", "203.0.113.9")


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::1"),
        ("", "10.0.0.1"),
        ("<script>", "10.0.0.1"),
    ],
)
def test_only_what_our_proxy_wrote_is_believed(
    settings: Settings, forwarded: str, address: str
) -> None:
    settings.TRUST_PROXY = True

    assert client_address(a_request(forwarded)) == address


def test_the_address_is_known_during_the_request_and_forgotten_after() -> None:
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(ORIGIN.get())
        return HttpResponse()

    OriginMiddleware(view)(a_request())

    assert (seen, ORIGIN.get()) == (["10.0.0.1"], "")
