"""Signing in as the people of the demo."""

from playwright.sync_api import Page

PASSWORD = "nhanai-2026"


def sign_in(page: Page, username: str) -> None:
    """Through the page, as a person does."""
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/")
