"""The public form, the code, and the desk."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.builders.feedback import Hearing, some_hearing

from nhanai.feedback.models import Feedback
from nhanai.feedback.vocab import FeedbackKind
from nhanai.identity.models import User
from nhanai.sending import rules

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def hearing() -> Hearing:
    return some_hearing()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test fills in a form faster than a person."""
    monkeypatch.setattr(rules, "AT_LEAST", rules.AT_LEAST * 0)


def phrase_in(page: str) -> str:
    found = re.search(r'name="phrase" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(("root", "word"), [("/cong-khai/", "Ghi lại mã này"), ("/en/", "Write")])
def test_anybody_sends_without_a_cookie_and_follows_by_the_code(
    client: Client, hearing: Hearing, sign_in: SignIn, root: str, word: str
) -> None:
    form = client.get(f"{root}phan-anh/")
    sent = client.post(
        f"{root}phan-anh/",
        {"phrase": phrase_in(form.content.decode()), "kind": "AID", "sender": "OTHER",
         "text": "Bản tôi chưa nhận được chăn ấm"},
    )  # fmt: skip
    page = sent.content.decode()
    code = re.search(r"PA-\w{4}-\w{4}-\w{4}", page)
    assert code is not None
    assert word in page
    assert not client.cookies

    row = Feedback.objects.get()
    desk = sign_in(hearing.officer)
    desk.post(f"/phan-anh/{row.pk}/nhan/")
    desk.post(f"/phan-anh/{row.pk}/tra-loi/", {"text": "Chăn trao ngày 30"})
    asked = client.get(f"{root}phan-anh/theo-doi/").content.decode()
    shown = client.post(
        f"{root}phan-anh/theo-doi/", {"phrase": phrase_in(asked), "code": code[0].lower()}
    ).content.decode()
    assert "Chăn trao ngày 30" in shown
    again = client.post(
        f"{root}phan-anh/xem-lai/",
        {"phrase": phrase_in(shown), "code": code[0], "reason": "Vẫn chưa thấy"},
    )
    assert "Vẫn chưa thấy" in again.content.decode()
    row.refresh_from_db()
    assert (row.state, row.language) == ("IN_HAND", "vi" if root == "/cong-khai/" else "en")


def test_what_is_wrong_is_said_in_the_language_of_the_page_and_keeps_what_was_typed(
    client: Client, hearing: Hearing
) -> None:
    phrase = phrase_in(client.get("/en/phan-anh/").content.decode())
    empty = client.post("/en/phan-anh/", {"phrase": phrase, "kind": "AID", "sender": "OTHER"})
    stale = client.post(
        "/en/phan-anh/",
        {"phrase": "x", "kind": "AID", "sender": "OTHER", "text": "A long story of a gift"},
    )
    nobody = client.post(
        "/cong-khai/phan-anh/theo-doi/",
        {"phrase": phrase_in(client.get("/cong-khai/phan-anh/theo-doi/").content.decode()),
         "code": "PA-7K3F-4M2Q-9XYB"},
    )  # fmt: skip

    assert (empty.status_code, stale.status_code, nobody.status_code) == (422, 422, 404)
    assert "Fill in this field" in empty.content.decode()
    assert "A long story of a gift" in stale.content.decode()
    assert "Không có phản ánh nào mang mã này" in nobody.content.decode()
    assert not Feedback.objects.exists()


def test_who_may_not_see_a_complaint_finds_it_by_no_address_and_no_search(
    hearing: Hearing, sign_in: SignIn
) -> None:
    row, _ = hearing.sent(FeedbackKind.FRAUD, "Trưởng bản Tả Ngảo đòi tiền")
    for user in (hearing.officer, hearing.head):
        client = sign_in(user)
        listed = client.get("/phan-anh/", {"q": "Tả Ngảo"}).content.decode()
        assert "PA-2026" not in listed
        assert client.get(f"/phan-anh/{row.pk}/").status_code == 404
        assert client.post(f"/phan-anh/{row.pk}/ghi/", {"text": "x"}).status_code == 404

    page = sign_in(hearing.inspector).get(f"/phan-anh/{row.pk}/").content.decode()
    assert "Tả Ngảo" in page
    assert "chưa kiểm chứng" in page


def test_the_desk_writes_down_what_was_said_and_hands_over_the_code_once(
    hearing: Hearing, sign_in: SignIn
) -> None:
    client = sign_in(hearing.head)
    given = {
        "way": "VISIT", "kind": "IDEA", "sender": "HELPED", "unit": str(hearing.chapter.pk),
        "text": "Nên trao quà tại bản", "about": "",
    }  # fmt: skip
    page = client.post("/phan-anh/moi/", given).content.decode()
    row = Feedback.objects.get()
    later = client.get(f"/phan-anh/{row.pk}/").content.decode()

    assert re.search(r"PA-\w{4}-\w{4}-\w{4}", page)
    assert not re.search(r"PA-\w{4}-\w{4}-\w{4}", later)
    assert client.post("/phan-anh/moi/", {**given, "text": "x"}).status_code == 422
    assert "Nên trao quà tại bản" in client.get("/phan-anh/").content.decode()
