"""A voucher as paper: the seven items of Circular 41/2022/TT-BTC in the layout accountants know."""

from nhanai.ledger.models import Voucher
from nhanai.ledger.rules.chart import chart
from nhanai.ledger.rules.vouchers import GIVES
from nhanai.ledger.vocab import VoucherKind
from nhanai.paper.vouchers import VoucherPaper
from nhanai.units.queries import name_on

BASIS = "Chứng từ kế toán theo\nThông tư số 41/2022/TT-BTC\ncủa Bộ Tài chính"


def paper_of(voucher: Voucher) -> VoucherPaper:
    """What stands on the printed voucher; what is not known yet stays a dotted line."""
    kind, gives = VoucherKind(voucher.kind), voucher.kind in GIVES
    place, purpose = chart()[voucher.place], chart()[voucher.account]
    debit, credit = (purpose, place) if gives else (place, purpose)
    day = voucher.entry.day if voucher.entry else voucher.day
    return VoucherPaper(
        issuer=name_on(voucher.book.unit, day),
        basis=BASIS,
        title=kind.label.upper(),
        number=voucher.label,
        day=day,
        sides=(f"Nợ: {debit.code}", f"Có: {credit.code}"),
        lines=_lines(voucher),
        signers=_signers(voucher),
        book=f"Sổ: {voucher.book.get_source_display()}",
    )


def _lines(voucher: Voucher) -> tuple[tuple[str, str], ...]:
    kind, party = VoucherKind(voucher.kind), "Họ tên người nhận"
    if kind not in GIVES:
        party = "Họ tên người nộp" if kind == VoucherKind.RECEIPT else "Họ tên người giao"
    what = "Lý do chi" if kind == VoucherKind.PAYMENT else "Lý do xuất"
    if kind not in GIVES:
        what = "Lý do nộp" if kind == VoucherKind.RECEIPT else "Lý do nhập"
    words = voucher.money.in_words
    took = "Đã nhận đủ số tiền (viết bằng chữ)"
    return (
        (party, voucher.party_name),
        ("Địa chỉ", voucher.party_address),
        *((("Số giấy tờ", voucher.party_paper),) if voucher.party_paper else ()),
        (what, voucher.content),
        *((("Quỹ", voucher.fund.name),) if voucher.fund else ()),
        ("Số tiền", f"{voucher.money} ({words})"),
        ("Hình thức", chart()[voucher.place].name),
        ("Kèm theo", voucher.attached),
        (took, ""),
    )


def _signers(voucher: Voucher) -> tuple[tuple[str, str], ...]:
    kind = VoucherKind(voucher.kind)
    party = {
        VoucherKind.RECEIPT: "Người nộp tiền", VoucherKind.PAYMENT: "Người nhận tiền",
        VoucherKind.GOODS_IN: "Người giao hàng", VoucherKind.GOODS_OUT: "Người nhận hàng",
    }[kind]  # fmt: skip
    keeper = "Thủ quỹ" if kind in {VoucherKind.RECEIPT, VoucherKind.PAYMENT} else "Thủ kho"
    approved, settled = voucher.approved_by, voucher.settled_by
    return (
        ("Thủ trưởng đơn vị", approved.full_name if approved else ""),
        ("Kế toán", ""),
        ("Người lập", voucher.recorded_by.full_name),
        (keeper, settled.full_name if settled else ""),
        (party, voucher.party_name),
    )
