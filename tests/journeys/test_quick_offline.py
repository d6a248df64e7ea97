"""The phone keeps what is recorded without a net, and each record arrives once."""

import io
import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from tests.journeys.people import sign_in

PLACES = [f"bản Thử mạng {number}" for number in range(1, 6)]


def a_photo(folder: Path) -> Path:
    """A photo as a phone takes it."""
    held = io.BytesIO()
    Image.effect_noise((1200, 800), 60).convert("RGB").save(held, format="JPEG")
    file = folder / "anh.jpg"
    file.write_bytes(held.getvalue())
    return file


def record(page: Page, place: str, photo: Path | None) -> None:
    """Fill the form with a thumb and keep it on the phone."""
    page.get_by_label("Làm việc gì?").select_option("GIFT")
    page.get_by_label(re.compile("Ở đâu")).fill(place)
    page.get_by_label(re.compile("Bao nhiêu người")).fill("12")
    if photo is not None:
        page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="Lưu vào máy").click()
    expect(page.locator("#danh-sach li", has_text=place)).to_have_count(1)


def wait_until_kept(page: Page) -> None:
    """As long as a person would who wants to go where there is no net."""
    assert page.evaluate(UNTIL_KEPT)


def found(page: Page) -> int:
    """How many of the places the list of activities shows."""
    page.goto("/hoat-dong/?q=ban+thu+mang")
    return sum(page.get_by_text(place).count() for place in PLACES)


def test_five_recorded_without_a_net_arrive_once_and_only_once(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page(390, strict=False)
    sign_in(page, "hoixa")
    page.goto("/ghi-nhanh/")
    wait_until_kept(page)
    photo = a_photo(tmp_path)

    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Ghi nhanh")).to_be_visible()
    for number, place in enumerate(PLACES):
        record(page, place, photo if number == 0 else None)
    expect(page.locator("#dem")).to_have_text("5 bản ghi chờ gửi")
    page.reload()
    expect(page.locator("#dem")).to_have_text("5 bản ghi chờ gửi")

    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#dem")).to_have_text("Đã gửi hết.", timeout=30_000)
    assert found(page) == 5

    page.goto("/ghi-nhanh/")
    page.evaluate(FORGET_THAT_THEY_WERE_SENT)
    page.reload()
    expect(page.locator("#dem")).to_have_text("Đã gửi hết.", timeout=30_000)
    assert found(page) == 5

    page.get_by_role("link", name=re.compile(PLACES[0])).click()
    expect(page.get_by_role("link", name="anh", exact=True)).to_be_visible()


UNTIL_KEPT = """async () => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 150; tries += 1) {
    const kept = await caches.open("ghi-nhanh-1");
    const paths = (await kept.keys()).map((one) => new URL(one.url).pathname);
    const hasScript = paths.some((one) => /quick[.a-z0-9]*[.]js$/.test(one));
    if (hasScript && paths.includes("/ghi-nhanh/")) return true;
    await new Promise((done) => { setTimeout(done, 100); });
  }
  return false;
}"""
"""The page and its script lie on the phone, and what gives them without a net is at work."""

FORGET_THAT_THEY_WERE_SENT = """async () => {
  const store = await new Promise((done) => {
    const asked = indexedDB.open("nhanai-ghi-nhanh", 1);
    asked.onsuccess = () => done(asked.result);
  });
  await new Promise((done) => {
    const turn = store.transaction("drafts", "readwrite");
    const drafts = turn.objectStore("drafts");
    drafts.getAll().onsuccess = ({ target }) => {
      for (const draft of target.result) drafts.put({ ...draft, state: "waiting" });
    };
    turn.oncomplete = () => done();
  });
}"""
"""As if the answers to all five had been lost on the way."""


def test_a_refusal_stands_on_the_draft_and_an_ended_session_keeps_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(390, strict=False)
    sign_in(page, "hoixa")
    page.goto("/ghi-nhanh/")
    expect(page.get_by_role("button", name="Lưu vào máy")).to_be_visible()

    page.get_by_label("Ngày nào?").fill("01/01/2099")
    record(page, "bản Ngày mai", None)
    expect(page.locator("#danh-sach li")).to_contain_text("Ngày này chưa đến")
    expect(page.locator("#danh-sach li")).to_contain_text("Cần xem")

    page.context.clear_cookies()
    page.get_by_role("button", name="Gửi ngay").click()
    expect(page.locator("#mang")).to_contain_text("Đã hết phiên đăng nhập")
    expect(page.locator("#dem")).to_have_text("1 bản ghi chờ gửi")
