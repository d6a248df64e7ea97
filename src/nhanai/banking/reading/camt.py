"""Statements in CAMT.053, the form of ISO 20022."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from nhanai.banking.reading.amounts import NotPrinted, day_of
from nhanai.banking.rules.values import DONG, ReadLine, ReadStatement, UnreadableStatement
from nhanai.base.text import nfc, single_spaced

MOST_LINES: Final = 20_000
BROKEN: Final = (
    "Không đọc được tệp XML này. Hãy tải lại sao kê CAMT.053 từ ngân hàng, hoặc tải dạng Excel."
)
_OPENING, _CLOSING = {"OPBD", "PRCD"}, {"CLBD"}


def is_xml(data: bytes) -> bool:
    """Whether the bytes begin as XML does."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<Document", b"<ns"))


def statement_of(data: bytes) -> ReadStatement:
    """The statements of the message together, which must be of one account and one currency."""
    root = _parsed(data)
    statements = root.findall(".//{*}BkToCstmrStmt/{*}Stmt")
    if not statements:
        raise UnreadableStatement(
            "Tệp XML này không phải sao kê CAMT.053. Hãy chọn đúng loại “sao kê” khi tải."
        )
    lines: list[ReadLine] = []
    currencies: set[str] = set()
    accounts: set[str] = set()
    for statement in statements:
        accounts.add(
            _text(statement, "{*}Acct/{*}Id/{*}IBAN")
            or _text(statement, "{*}Acct/{*}Id/{*}Othr/{*}Id")
        )
        for entry in statement.iterfind("{*}Ntry"):
            if _status(entry) in {"BOOK", ""}:
                lines.append(_line(entry, len(lines) + 1, currencies))
            if len(lines) > MOST_LINES:
                raise UnreadableStatement("Tệp có quá nhiều giao dịch. Hãy tải sao kê từng tháng.")
    if not lines:
        raise UnreadableStatement("Sao kê không có giao dịch nào. Hãy chọn khoảng ngày khác.")
    if len(currencies) > 1 or len(accounts) > 1:
        raise UnreadableStatement(
            "Tệp có nhiều tài khoản hoặc nhiều loại tiền. Hãy tải riêng sao kê từng tài khoản."
        )
    return ReadStatement(
        "CAMT053", tuple(lines), accounts.pop(), currencies.pop(),
        _balance(statements[0], _OPENING), _balance(statements[-1], _CLOSING),
    )  # fmt: skip


def _parsed(data: bytes) -> etree._Element:
    """The tree, without entities, definitions, the network, or anything beyond measure."""
    if b"<!DOCTYPE" in data[:4096].upper() or b"<!ENTITY" in data.upper():
        raise UnreadableStatement(BROKEN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise UnreadableStatement(BROKEN) from wrong


def _text(node: etree._Element, path: str) -> str:
    return single_spaced(nfc(node.findtext(path) or ""))


def _status(entry: etree._Element) -> str:
    return _text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts")


def _amount(node: etree._Element) -> tuple[Decimal, str]:
    """The amount of an entry or a balance, signed, and its currency."""
    said = node.find("{*}Amt")
    try:
        number = Decimal((said.text or "").strip()) if said is not None else None
    except InvalidOperation:
        number = None
    currency = (said.get("Ccy") or DONG).upper()[:3] if said is not None else DONG
    if number is None or not number.is_finite() or number < 0 or number >= Decimal(10) ** 15:
        raise UnreadableStatement(BROKEN)
    if currency == DONG:
        if number != number.to_integral_value():
            raise UnreadableStatement(BROKEN)
        number = number.to_integral_value()
    return (-number if _text(node, "{*}CdtDbtInd") == "DBIT" else number), currency


def _day(node: etree._Element, name: str) -> dt.date | None:
    said = _text(node, f"{{*}}{name}/{{*}}Dt") or _text(node, f"{{*}}{name}/{{*}}DtTm")
    try:
        return day_of(said[:10]) if said else None
    except NotPrinted:
        raise UnreadableStatement(BROKEN) from None


def _line(entry: etree._Element, place: int, currencies: set[str]) -> ReadLine:
    amount, currency = _amount(entry)
    currencies.add(currency)
    day = _day(entry, "BookgDt") or _day(entry, "ValDt")
    if day is None or not amount:
        raise UnreadableStatement(BROKEN)
    detail = entry.find("{*}NtryDtls/{*}TxDtls")
    detail = entry if detail is None else detail
    memo = " ".join(
        single_spaced(nfc(one.text or "")) for one in detail.iterfind("{*}RmtInf/{*}Ustrd")
    ) or _text(entry, "{*}AddtlNtryInf")
    side = "Dbtr" if amount > 0 else "Cdtr"
    party = _text(detail, f"{{*}}RltdPties/{{*}}{side}/{{*}}Nm") or _text(
        detail, f"{{*}}RltdPties/{{*}}{side}/{{*}}Pty/{{*}}Nm"
    )
    account = _text(detail, f"{{*}}RltdPties/{{*}}{side}Acct/{{*}}Id/{{*}}Othr/{{*}}Id")
    reference = _text(entry, "{*}AcctSvcrRef") or _text(detail, "{*}Refs/{*}AcctSvcrRef")
    return ReadLine(
        day, amount, memo[:1000], None, reference[:60], party[:200], account[:60], place
    )


def _balance(statement: etree._Element, codes: set[str]) -> Decimal | None:
    for balance in statement.iterfind("{*}Bal"):
        if _text(balance, "{*}Tp/{*}CdOrPrtry/{*}Cd") in codes:
            return _amount(balance)[0]
    return None
