"""Statements of several banks, each in the shape that its customers download."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from nhanai.banking.reading.amounts import NotPrinted, amount_of, day_of
from nhanai.banking.reading.files import read
from nhanai.banking.rules.continuity import findings_of
from nhanai.banking.rules.values import ReadStatement, UnknownColumns, UnreadableStatement

VCB = """NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM,,,,,
SAO KÊ TÀI KHOẢN,,,,,
Số tài khoản: 0011004123456,,,,,
Từ ngày: 01/11/2026,,Đến ngày: 03/11/2026,,,
Số dư đầu kỳ:,"1,000,000",,,,
STT,Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Số dư,Mô tả
1,01/11/2026 08:15:02,5091-11011,,"500,000","1,500,000",NA7K3F4M UNG HO
2,02/11/2026 09:00:00,5091-11012,"20,000",,"1,480,000",PHI QUAN LY TK
3,03/11/2026 10:01:59,5091-11013,,"500,000","1,980,000",Nguyen Thi A ung ho
Tổng cộng,,,"20,000","1,000,000",,
Số dư cuối kỳ:,"1,980,000",,,,
"""
BIDV = """Thời gian giao dịch;Phát sinh nợ;Phát sinh có;Số dư;Nội dung
03/11/2026 10:01;0;500.000;1.980.000;Nguyen Thi A ung ho
02/11/2026 09:00;20.000;0;1.480.000;PHI QUAN LY TK
01/11/2026 08:15;0;500.000;1.500.000;NA7K3F4M UNG HO
"""
MB = """Ngày giao dịch\tLoại giao dịch\tSố tiền\tSố dư sau giao dịch\tDiễn giải\tSố bút toán
01/11/2026\tCó\t500.000 VND\t1.500.000 VND\tNA7K3F4M UNG HO\tFT26305001
02/11/2026\tNợ\t20.000 VND\t1.480.000 VND\tPHI QUAN LY TK\tFT26306001
03/11/2026\tCó\t500.000 VND\t1.980.000 VND\tNguyen Thi A ung ho\tFT26307001
"""
AGRIBANK = """"Ngày hạch toán\nPosting date","Diễn giải\nDescription",\
"Nợ\nDebit","Có\nCredit","Số dư\nBalance"
01-11-2026,NA7K3F4M UNG HO,,500000.00,1500000.00
02-11-2026,PHI QUAN LY TK,20000.00,,1480000.00
03-11-2026,Nguyen Thi A ung ho,,500000.00,1980000.00
"""
SIGNED = """Date,Description,Amount,Balance
2026-11-01,NA7K3F4M UNG HO,"+500,000","1,500,000"
2026-11-02,PHI QUAN LY TK,"-20,000","1,480,000"
2026-11-03,Nguyen Thi A ung ho,"+500,000","1,980,000"
"""
MT940 = """{1:F01BFTVVNVXAXXX0000000000}{2:I940BFTVVNVXXXXXN}{4:
:20:SAOKE
:25:0011004123456
:28C:1/1
:60F:C261031VND1000000,
:61:2611011101C500000,NTRFNONREF//5091-11011
:86:NA7K3F4M UNG HO
:61:2611021102D20000,NCHGNONREF//5091-11012
:86:PHI QUAN LY TK
:61:2611031103C500000,NTRFNONREF//5091-11013
:86:Nguyen Thi A ung ho
:62F:C261103VND1980000,
-}
"""


def camt() -> str:
    entries = [
        ("2026-11-01", "CRDT", 500000, "5091-11011", "NA7K3F4M UNG HO"),
        ("2026-11-02", "DBIT", 20000, "5091-11012", "PHI QUAN LY TK"),
        ("2026-11-03", "CRDT", 500000, "5091-11013", "Nguyen Thi A ung ho"),
    ]
    told = "".join(
        f'<Ntry><Amt Ccy="VND">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>BOOK</Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>{number}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls><RmtInf><Ustrd>{memo}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for day, sign, amount, number, memo in entries
    )
    balances = "".join(
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="VND">{amount}</Amt>'
        "<CdtDbtInd>CRDT</CdtDbtInd></Bal>"
        for code, amount in (("OPBD", 1000000), ("CLBD", 1980000))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>'
        f"<Acct><Id><Othr><Id>0011004123456</Id></Othr></Id></Acct>{balances}{told}"
        "</Stmt></BkToCstmrStmt></Document>"
    )


def workbook() -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "LỊCH SỬ GIAO DỊCH TÀI KHOẢN 0011004123456")
        heads = ["STT", "Ngày", "Nội dung giao dịch", "Tiền ra", "Tiền vào", "Số dư"]
        rows: list[list[object]] = [
            [1, "01/11/2026", "NA7K3F4M UNG HO", "", 500000, 1500000],
            [2, "02/11/2026", "PHI QUAN LY TK", 20000, "", 1480000],
            [3, "03/11/2026", "Nguyen Thi A ung ho", "", 500000, 1980000],
        ]
        for number, row in enumerate([heads, *rows], start=2):
            sheet.write_row(number, 0, row)
    return kept.getvalue()


SHAPES = {
    "vcb": VCB.encode(), "bidv": BIDV.encode("utf-8-sig"), "mb": MB.encode("utf-16"),
    "agribank": AGRIBANK.encode(), "signed": SIGNED.encode(), "mt940": MT940.encode(),
    "camt": camt().encode(), "xlsx": workbook(),
}  # fmt: skip


def told(statement: ReadStatement) -> list[tuple[str, int, str]]:
    return [(f"{one.day:%d/%m}", int(one.amount), one.memo) for one in statement.lines]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_tells_the_same_three_movements(shape: str) -> None:
    statement = read(SHAPES[shape])

    assert told(statement) == [
        ("01/11", 500000, "NA7K3F4M UNG HO"),
        ("02/11", -20000, "PHI QUAN LY TK"),
        ("03/11", 500000, "Nguyen Thi A ung ho"),
    ]
    assert (statement.opening, statement.closing) == (Decimal(1000000), Decimal(1980000))
    assert [one for one in findings_of(statement) if one.rule != "statement-no-balance"] == []


def test_a_file_tells_whose_account_it_is() -> None:
    accounts = {shape: read(SHAPES[shape]).account for shape in ("vcb", "mt940", "camt", "xlsx")}

    assert set(accounts.values()) == {"0011004123456"}


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1.234.567", 1234567), ("1,234,567", 1234567), ("1,234,567.00", 1234567),
        ("1.234.567,00", 1234567), ("-20.000 đ", -20000), ("(20,000)", -20000), ("20,000-", -20000),
        ("500000", 500000), ("+ 1.500 VND", 1500), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_printed(cell: str, amount: int | None) -> None:
    assert amount_of(cell) == (None if amount is None else Decimal(amount))


def test_another_currency_keeps_its_cents() -> None:
    assert amount_of("1,234.56", "USD") == Decimal("1234.56")


@pytest.mark.parametrize("cell", ["1.234.56", "12a", "1,50", "=1+1", "9" * 20])
def test_what_is_no_amount_in_dong_is_not_guessed(cell: str) -> None:
    with pytest.raises(NotPrinted):
        amount_of(cell)


@pytest.mark.parametrize("cell", ["31/02/2026", "2026", "32/1/2026", "abc"])
def test_what_is_no_day_is_not_guessed(cell: str) -> None:
    with pytest.raises(NotPrinted):
        day_of(cell)


def test_a_row_that_cannot_be_read_stops_the_whole_file() -> None:
    with pytest.raises(UnreadableStatement, match="dòng 8"):
        read(VCB.replace('"20,000",,"1,480,000"', '"hai muoi",,"1,480,000"').encode())


def test_a_missing_line_shows_as_a_gap() -> None:
    text = "\n".join(line for line in VCB.splitlines() if not line.startswith("2,"))

    assert [one.rule for one in findings_of(read(text.encode()))] == ["statement-gap"]


def test_unknown_columns_are_asked_for_and_then_remembered() -> None:
    text = "Khi nào,Bao nhiêu,Gì đó\n01/11/2026,500.000,ung ho\n02/11/2026,-20.000,phi\n"

    with pytest.raises(UnknownColumns) as asked:
        read(text.encode())
    remembered = {"khi nao|bao nhieu|gi do": {"day": 0, "amount": 1, "memo": 2}}

    assert asked.value.heads == ("Khi nào", "Bao nhiêu", "Gì đó")
    assert told(read(text.encode(), remembered=remembered)) == [
        ("01/11", 500000, "ung ho"), ("02/11", -20000, "phi")
    ]  # fmt: skip


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><Document><a>&b;</a></Document>'
FILE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    "data",
    [
        b"", b"   ", b"%PDF-1.7", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", BOMB,
        FILE, b"<?xml version='1.0'?><Document/>", b"<html><table></table></html>",
        b":20:X\n:60F:C2611\n:61:rubbish\n:86:", b"\x00" * 50, b"a,b\n1,2\n",
        b"Ng\xe0y,Amount\n,\n",
        camt().replace(">500000<", ">NaN<").encode(), camt().replace(">500000<", ">0.5<").encode(),
        MT940.replace("VND", "V").encode(), MT940.replace("C500000,", "C500000,50").encode(),
    ],
    ids=str,
)  # fmt: skip
def test_a_hostile_file_gives_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableStatement) as refused:
        read(data)

    assert str(refused.value).endswith(".")
