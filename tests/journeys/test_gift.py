"""A gift, from the transfer to the proof: what a donor may ask of the society, answered by it.

She pays with the code of a campaign; the statement of the bank finds it, a receipt is made out,
the money is divided among humanitarian addresses, handed over and published. Her code opens the
gift's way, and a program that knows nothing of our database says that it is in the log. A row that
somebody alters behind the product's back makes it say no.
"""

import datetime as dt
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect
from tests.journeys import looks
from tests.journeys.people import sign_in

type_opener = Callable[..., Page]
AMOUNT = 2_400_000
CAMPAIGN = "Mùa đông ấm áp"
DONOR = "Tẩn Sử Mẩy (mẫu)"
OFFICE = "Hội Chữ thập đỏ tỉnh Lai Châu"
HEAD = "Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Số dư,Nội dung"


def test_a_donor_follows_her_gift_and_proves_that_nobody_changed_it(
    open_page: type_opener, state: Path, tmp_path: Path
) -> None:
    desk = {name: open_page() for name in ("ketoan", "vanphong", "lanhdao", "thuquy")}
    for name, page in desk.items():
        sign_in(page, name)
    reference = launch_a_campaign(desk["ketoan"])
    code = take_from_the_statement(desk["ketoan"], reference, tmp_path)
    hand_over(desk, divide(desk["vanphong"], desk["lanhdao"]))
    publish(desk["vanphong"], desk["lanhdao"])

    donor = open_page(390)
    donor.goto(f"/cong-khai/ung-ho/{code}/")
    expect(donor.get_by_text("2.400.000").first).to_be_visible()
    expect(donor.get_by_text(CAMPAIGN).first).to_be_visible()
    assert list(looks.faults(donor)) == []
    answer, said = proved(donor, tmp_path)
    assert answer == 0
    assert said.startswith("ĐÚNG.")

    alter(state)
    answer, said = proved(donor, tmp_path)
    assert answer == 1
    assert said.startswith("KHÔNG ĐÚNG.")


def today() -> dt.date:
    """The day where the society is."""
    return dt.datetime.now(tz=ZoneInfo("Asia/Ho_Chi_Minh")).date()


def launch_a_campaign(page: Page) -> str:
    """The accountant launches it; gives the code that who pays writes into the transfer."""
    page.goto("/quy/dot/moi/")
    page.get_by_label("Tên đợt vận động").fill(CAMPAIGN)
    page.get_by_label("Vận động thường xuyên").check()
    page.get_by_label("Nhận vào quỹ").select_option(label=f"Quỹ nhân đạo, {OFFICE}")
    page.get_by_label("Văn bản kêu gọi").fill("Lời kêu gọi số 15/LKG-HCTĐ (mẫu)")
    page.get_by_label("Giúp ai, ở đâu").fill("Hộ khó khăn ở các xã vùng cao")
    page.get_by_label("Tiếp nhận đến hết ngày").fill(f"{today() + dt.timedelta(days=60):%d/%m/%Y}")
    page.get_by_role("button", name="Ghi đợt vận động").click()
    code = page.locator("b").filter(has_text=re.compile(r"^NA\w{6}$"))
    expect(page.get_by_alt_text(re.compile("Mã VietQR"))).to_be_visible()
    return code.inner_text()


def take_from_the_statement(page: Page, reference: str, folder: Path) -> str:
    """The statement comes in, its line is taken as the gift that it is; gives the gift's code."""
    memo = f"{reference} Tan Su May ung ho"
    file = folder / "sao-ke.csv"
    file.write_text(f"{HEAD}\n{today():%d/%m/%Y},FT99001,,{AMOUNT},16480000,{memo}\n", "utf-8")
    page.goto("/ngan-hang/sao-ke/")
    page.get_by_label("Tệp sao kê").set_input_files(file)
    page.get_by_role("button", name="Nhập sao kê").click()
    expect(page.get_by_text("sao-ke.csv")).to_be_visible()
    page.goto("/quy/sao-ke/")
    row = page.get_by_role("row").filter(has_text=reference)
    expect(row.get_by_text(CAMPAIGN)).to_be_visible()
    row.get_by_role("link", name="Ghi là ủng hộ").click()
    page.get_by_label("Ai ủng hộ").fill(DONOR)
    page.get_by_role("button", name="Ghi khoản ủng hộ").click()
    expect(page.get_by_text(re.compile(r"Biên nhận số BN \d{4}/\d{4}"))).to_be_visible()
    return page.locator("h1").inner_text().split()[-1]


def divide(officer: Page, leader: Page) -> str:
    """The gift is divided among old people without support; gives the address of the round."""
    officer.goto("/phan-bo/lap/")
    officer.get_by_label("Tên đợt phân bổ").fill(f"{CAMPAIGN}, lần 1")
    officer.get_by_label("Đơn vị phân bổ").select_option(label=OFFICE)
    officer.get_by_label("Mức chia tròn").fill("100.000")
    officer.locator("main form[method=post] button.go").click()
    address = officer.url
    pots = officer.get_by_label("Quỹ")
    pots.select_option(label=pots.locator("option").filter(has_text=CAMPAIGN).inner_text())
    officer.get_by_label("Số phân bổ").fill("2.400.000")
    officer.get_by_role("button", name="Thêm nguồn").click()
    officer.get_by_role("link", name="Thêm hồ sơ").click()
    officer.get_by_label("Nhóm đối tượng").select_option(label="Người già không nơi nương tựa")
    officer.get_by_role("button", name="Thêm địa chỉ nhân đạo").click()
    officer.get_by_role("link", name="So sánh các cách chia").click()
    officer.get_by_role("button", name="Chọn và tính").first.click()
    officer.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    leader.goto(address)
    leader.get_by_role("button", name="Duyệt đợt phân bổ").click()
    expect(leader.get_by_text("Đã duyệt").first).to_be_visible()
    return address


def hand_over(desk: dict[str, Page], address: str) -> None:
    """Vouchers and batches are drafted, approved by others, and paid by the cashier."""
    desk["ketoan"].goto(address)
    desk["ketoan"].get_by_role("button", name="Lập các phiếu chi").click()
    desk["vanphong"].goto(address)
    desk["vanphong"].get_by_role("button", name="Lập các đợt trao").click()
    leader = desk["lanhdao"]
    leader.goto(address)
    batches = leader.get_by_role("link", name="Đang lập")
    for _ in range(batches.count()):
        batches.first.click()
        leader.get_by_role("button", name="Duyệt đợt trao").click()
        expect(leader.get_by_text("Đã duyệt").first).to_be_visible()
        leader.goto(address)
    settle(leader, "/so-sach/cho-duyet/", "Duyệt các phiếu đã chọn")
    settle(desk["thuquy"], "/so-sach/cho-thu-chi/", "Đã thu, chi các phiếu đã chọn")
    leader.goto(address)
    expect(leader.get_by_role("link", name="Đã trao")).to_have_count(4)


def settle(page: Page, address: str, button: str) -> None:
    """Everything of the campaign in a list of vouchers that wait."""
    page.goto(f"{address}?q=Mùa đông ấm áp")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("row").filter(has_text=CAMPAIGN)).to_have_count(0)


def publish(officer: Page, leader: Page) -> None:
    """The money of the year, prepared by one and published by another."""
    officer.goto("/cong-bo/lap/")
    officer.get_by_role("link", name="Tiền vào, tiền ra").click()
    officer.get_by_role("button", name="Lập để xem trước").click()
    expect(officer.get_by_role("link", name="Xem như công chúng sẽ thấy")).to_be_visible()
    leader.goto(officer.url)
    leader.get_by_role("button", name="Công bố", exact=True).click()
    expect(leader.get_by_role("link", name="Xem trang công khai")).to_be_visible()


def proved(page: Page, folder: Path) -> tuple[int, str]:
    """What the stand-alone verifier says of the entry that the page shows, in a process apart."""
    entry = f"{page.url.partition('?')[0]}bang-chung.json?luc={time.time()}"
    proof, verifier = folder / "bang-chung.json", folder / "verifier.py"
    proof.write_bytes(page.request.get(entry).body())
    verifier.write_bytes(page.request.get("/cong-khai/so/verifier.py").body())
    said = subprocess.run(
        [sys.executable, "-I", str(verifier), str(proof)], capture_output=True, text=True,
        encoding="utf-8", check=False, cwd=folder, env={"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return said.returncode, said.stdout


def alter(state: Path) -> None:
    """As somebody with the database in her hands would: the amount, past the trigger."""
    with closing(sqlite3.connect(state / "nhanai.sqlite3")) as database:
        database.execute("DROP TRIGGER publishing_publicentry_stays")
        changed = database.execute(
            "UPDATE publishing_publicentry SET content = replace(content, '2400000', '9400000')"
            " WHERE content LIKE '%2400000%' AND content LIKE '%gift%'"
        ).rowcount
        database.commit()
    assert changed == 1
