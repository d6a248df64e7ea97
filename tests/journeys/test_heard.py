"""Somebody without an account complains, and is answered: sent without scripts, kept by a code."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.journeys import looks
from tests.journeys.people import sign_in

from nhanai.sending.rules import AT_LEAST

type_opener = Callable[..., Page]
SAID = "Bản Nậm Sập chưa ai nhận được chăn ấm của đợt tháng mười một"
ANSWER = "Chăn đến muộn vì sạt đường; trao tại nhà văn hóa bản ngày 05/12."
WHY = "Vẫn chưa thấy chăn đến bản"
CODE = re.compile(r"PA-\w{4}-\w{4}-\w{4}")


def test_who_complains_reads_the_answer_by_the_code_and_asks_again(
    open_page: type_opener,
) -> None:
    public, desk = open_page(390, scripts=False), open_page()
    public.goto("/cong-khai/phan-anh/")
    public.get_by_label("Về việc gì").select_option(
        label="Việc trợ giúp: thiếu, sai người, chưa nhận"
    )
    public.get_by_label("Nội dung").fill(SAID)
    as_a_person_does(public)
    public.get_by_role("button", name="Gửi phản ánh").click()
    found = CODE.search(public.content())
    assert found is not None
    assert list(looks.sideways_scroll(public)) == []
    assert public.context.cookies() == []

    sign_in(desk, "vanphong")
    answered(desk)

    follow(public, found[0].lower())
    expect(public.get_by_text(ANSWER)).to_be_visible()
    public.get_by_label("Vì sao cần xem lại").fill(WHY)
    public.get_by_role("button", name="Đề nghị xem lại").click()
    expect(public.get_by_text(WHY)).to_be_visible()
    desk.reload()
    expect(desk.get_by_text(WHY)).to_be_visible()
    assert found[0] not in desk.content()


def as_a_person_does(page: Page) -> None:
    """Longer than a machine needs: what is sent sooner is not taken."""
    page.wait_for_timeout(AT_LEAST.total_seconds() * 1_000 + 200)


def answered(desk: Page) -> None:
    """The office finds it among others by what it says, takes it up and answers."""
    desk.goto("/phan-anh/?q=nam+sap")
    desk.get_by_role("row").filter(has_text="chăn ấm").get_by_role("link").click()
    desk.get_by_role("button", name="Nhận giải quyết").click()
    desk.get_by_label("Câu trả lời").fill(ANSWER)
    desk.get_by_role("button", name="Gửi trả lời").click()
    expect(desk.get_by_text("Đã ghi câu trả lời.")).to_be_visible()


def follow(page: Page, code: str) -> None:
    """From the code to where it stands, without the code in any address."""
    page.goto("/cong-khai/phan-anh/theo-doi/")
    page.get_by_label("Mã theo dõi").fill(code)
    as_a_person_does(page)
    page.get_by_role("button", name="Xem", exact=True).click()
    assert "pa-" not in page.url
