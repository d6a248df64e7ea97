"""A bank account with a statement, a cash box that was opened, a warehouse with goods."""

import datetime as dt
from decimal import Decimal

from django.utils.timezone import localdate

from nhanai.banking import actions as banking
from nhanai.banking.actions.boxes import Opened
from nhanai.banking.models import BankAccount, CashBox
from nhanai.identity.models import User
from nhanai.stock import actions as stock
from nhanai.stock.actions import Goods
from nhanai.stock.actions.keeping import Told
from nhanai.stock.models import Lot, Warehouse
from nhanai.units.models import Unit

OFFICE = "lc-hoi-tinh"
NUMBER = "0011004123456"
MOVES = (
    (20, 500_000, "NA7K3F4M UNG HO DONG BAO LU LUT"),
    (18, 2_000_000, "Cong ty TNHH Hoa Ban ung ho quy nhan dao"),
    (15, -20_000, "PHI QUAN LY TAI KHOAN"),
    (9, 300_000, "Sung Thi Dua gui cac em nho"),
    (9, 300_000, "Sung Thi Dua gui cac em nho"),
    (4, -1_500_000, "Rut tien mat trao qua xa Bum To"),
)
"""Days ago, đồng, memo; invented."""


def everything(*, at: dt.datetime) -> None:
    """Make what is not there yet."""
    office, officer = Unit.objects.get(key=OFFICE), User.objects.get(username="vanphong")
    if not BankAccount.objects.filter(number=NUMBER).exists():
        an_account(office, officer, at)
    if not CashBox.objects.exists():
        a_box(office, officer, at)
    if not Warehouse.objects.exists():
        a_warehouse(office, officer, at)


def an_account(office: Unit, officer: User, at: dt.datetime) -> None:
    """The account of the humanitarian fund, with the last weeks."""
    today = localdate(at)
    account = banking.keep_account(
        unit=office, bank="970436", number=NUMBER, holder="HOI CHU THAP DO TINH LAI CHAU",
        name="Quỹ nhân đạo tại Vietcombank", opened_on=today - dt.timedelta(days=300),
        by=officer, at=at,
    )  # fmt: skip
    balance, rows = 12_500_000, ["Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Số dư,Nội dung"]
    for number, (ago, amount, memo) in enumerate(MOVES, start=1):
        balance += amount
        day = f"{today - dt.timedelta(days=ago):%d/%m/%Y}"
        went, came = (-amount, "") if amount < 0 else ("", amount)
        rows.append(f"{day},FT{number:05d},{went},{came},{balance},{memo}")
    data = "\n".join(rows).encode()
    banking.import_statement(
        account=account, data=data, file_name="sao-ke-mau.csv", by=officer, at=at
    )


def a_box(office: Unit, officer: User, at: dt.datetime) -> None:
    """A box at the post office, opened once."""
    today = localdate(at)
    box = banking.place_box(
        unit=office, code="LC-01", place="Bưu điện tỉnh, phường Tân Phong", seal="NP-0101",
        keeper="Lò Thị Hoa", placed_on=today - dt.timedelta(days=200), by=officer, at=at,
    )  # fmt: skip
    opened = Opened(
        today - dt.timedelta(days=12), is_intact=True, new_seal="NP-0102",
        witnesses=("Lò Thị Mai", "Vàng A Páo"), cashier="Chẻo Sử Mẩy",
        counts={100_000: 4, 50_000: 9, 20_000: 31, 10_000: 56, 2_000: 80},
    )  # fmt: skip
    banking.open_box(box=box, opened=opened, by=officer, at=at)


def a_warehouse(office: Unit, officer: User, at: dt.datetime) -> None:
    """The office's warehouse before winter."""
    today = localdate(at)
    kept = stock.open_warehouse(
        unit=office, name="Kho Hội tỉnh", place="phường Tân Phong", keeper="Lò Thị Hoa",
        opened_on=today - dt.timedelta(days=300), by=officer, at=at,
    )  # fmt: skip
    goods = [
        Goods(
            "Gạo tẻ", "kg", Decimal(1200), expires_on=today + dt.timedelta(days=50), value=18_000,
            giver="Công ty Lương thực Hoa Ban", purpose="Hộ bị lũ",
        ),
        Goods("Chăn ấm", "chiếc", Decimal(300), giver="Hội Chữ thập đỏ tỉnh bạn"),
        Goods("Thùng hàng gia đình", "thùng", Decimal(80), value=650_000),
    ]  # fmt: skip
    came = Told(today - dt.timedelta(days=20), "Ủng hộ mùa đông", "Vàng A Páo")
    slip = stock.receive(warehouse=kept, goods=goods, told=came, by=officer, at=at)
    lots = list(Lot.objects.filter(lines__slip=slip).order_by("pk"))
    given = {lots[0].pk: Decimal("150.5"), lots[1].pk: Decimal(20)}
    told = Told(today - dt.timedelta(days=4), "Trao quà xã Bum Tở", "Chẻo Sử Mẩy")
    stock.give_out(warehouse=kept, lots=given, told=told, by=officer, at=at)
