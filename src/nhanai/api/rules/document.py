"""The machine interface described as OpenAPI 3.1, made of the table by which questions are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nhanai.api.rules import parameters
from nhanai.api.rules.parameters import Parameter

VERSION: Final = "1.0.0"
BASE: Final = "/api/v1"
PROBLEM: Final = "application/problem+json"
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resource:
    """One address: what it tells, what may be asked there, and the shape of one of its rows."""

    name: str
    title: str
    words: str
    parameters: Sequence[Parameter]
    row: Schema
    is_paged: bool = True
    may_be_missing: bool = False


def _row(**fields: Schema) -> Schema:
    return {
        "type": "object", "properties": fields, "required": list(fields),
        "additionalProperties": False,
    }  # fmt: skip


def _text(words: str, *, may_lack: bool = False, form: str = "") -> Schema:
    said: Schema = {"type": ["string", "null"] if may_lack else "string", "description": words}
    return {**said, "format": form} if form else said


def _number(words: str) -> Schema:
    return {"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "description": words}


def _flag(words: str) -> Schema:
    return {"type": "boolean", "description": words}


def _count(words: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": words}


_PARTS: Final[Schema] = {
    "type": "object", "additionalProperties": {"type": "string"},
    "description": "Các nhóm: mã và tên.",
}  # fmt: skip

RESOURCES: Final = (
    Resource(
        "measures", "Chỉ tiêu", "Danh mục chỉ tiêu theo thứ tự của báo cáo.", parameters.MEASURES,
        _row(
            code=_text("Mã."), name=_text("Tên."), unit_of_measure=_text("Đơn vị tính."),
            block=_text("Khối."), kind=_text("FLOW, STOCK, DISTINCT hoặc RATIO."),
            adding=_text("SUM, BALANCE, LAST, DISTINCT hoặc FORMULA."),
            decimals=_count("Số chữ số thập phân."), parts=_PARTS,
            formula=_text("Công thức; rỗng nếu không có."),
            adds_over_units=_flag("Cộng được qua các đơn vị."),
            adds_over_periods=_flag("Cộng được qua các kỳ."),
            start=_text("Áp dụng từ ngày.", form="date"),
            end=_text("Thôi áp dụng từ ngày.", may_lack=True, form="date"),
        ),
    ),
    Resource(
        "units", "Đơn vị", "Đơn vị hoạt động vào một ngày, trong phạm vi được xem.",
        parameters.UNITS,
        _row(
            key=_text("Mã định danh, không đổi."), name=_text("Tên vào ngày ấy."),
            kind=_text("Loại."), parent=_text("Đơn vị trên trong hệ thống Hội.", may_lack=True),
            start=_text("Hoạt động từ ngày.", form="date"),
            end=_text("Kết thúc từ ngày.", may_lack=True, form="date"),
        ),
        may_be_missing=True,
    ),
    Resource(
        "periods", "Kỳ báo cáo", "Các kỳ của một chế độ có ngày trong một năm, cũ trước.",
        parameters.PERIODS,
        _row(
            key=_text("Khóa của kỳ, dùng ở periods và period."), label=_text("Tên kỳ."),
            kind=_text("Loại kỳ."), start=_text("Ngày đầu.", form="date"),
            end=_text("Ngày cuối.", form="date"),
            dhis2=_text("Tên kỳ trong DHIS2; rỗng nếu không có."),
            is_verified=_flag("Quy tắc đã kiểm chứng với văn bản."),
        ),
        is_paged=False,
    ),
    Resource(
        "figures", "Số liệu",
        "Số liệu của đơn vị trong các kỳ. Không có dòng nghĩa là không có số liệu, không phải 0.",
        parameters.FIGURES,
        _row(
            unit=_text("Đơn vị."), measure=_text("Chỉ tiêu."),
            part=_text("Nhóm; rỗng là số chung hoặc không thuộc nhóm nào."),
            period=_text("Kỳ."), value=_number("Số, viết thập phân."),
            is_exact=_flag("false: có phần ước tính theo tỷ lệ chia đơn vị."),
            estimated=_number("Phần ước tính."), facts=_count("Số dòng số liệu gốc."),
            unit_of_measure=_text("Đơn vị tính."),
        ),
        may_be_missing=True,
    ),
    Resource(
        "facts", "Số liệu gốc",
        "Các dòng làm nên một số liệu, mới trước; không có dữ liệu của cá nhân nào.",
        parameters.FACTS,
        _row(
            day=_text("Ngày.", form="date"), unit=_text("Đơn vị ghi."),
            part=_text("Nhóm."), quantity=_number("Số lượng ghi."),
            counts=_number("Phần được tính ở đơn vị đang hỏi."), source=_text("Sổ."),
            record=_text("Bản ghi, bằng lời."),
            address=_text("Trang của bản ghi, nếu được xem.", may_lack=True),
        ),
        may_be_missing=True,
    ),
)  # fmt: skip

PROBLEMS: Final[Mapping[int, str]] = {
    401: "Thiếu khóa, hoặc khóa sai, hết hạn, đã thu hồi.",
    403: "Người của khóa không được xem số liệu.",
    404: "Không có, hoặc không được xem.",
    422: "Câu hỏi chưa đúng; errors nói từng chỗ.",
    429: "Hỏi quá nhiều; Retry-After nói sau bao nhiêu giây.",
}


def document(address: str) -> Schema:
    """The whole description; `address` is that of this installation."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nhân Ái: giao diện cho máy", "version": VERSION,
            "description": "Chỉ đọc. Mỗi khóa đọc đúng những gì người lập khóa được xem.",
        },
        "servers": [{"url": f"{address}{BASE}"}],
        "security": [{"key": []}],
        "paths": {f"/{one.name}": {"get": _operation(one)} for one in RESOURCES},
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _problem()},
        },
    }  # fmt: skip


def _operation(one: Resource) -> Schema:
    problems = {
        code: words for code, words in PROBLEMS.items() if code != 404 or one.may_be_missing
    }
    return {
        "operationId": one.name, "summary": one.title, "description": one.words,
        "parameters": [_parameter(each) for each in one.parameters],
        "responses": {
            "200": {
                "description": one.title,
                "headers": {"ETag": {"schema": {"type": "string"}, "required": True}},
                "content": {"application/json": {"schema": _answer(one)}},
            },
            "304": {"description": "Không đổi so với If-None-Match."},
            **{
                str(code): {
                    "description": words,
                    "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for code, words in problems.items()
            },
        },
    }  # fmt: skip


def _answer(one: Resource) -> Schema:
    rows: Schema = {"rows": {"type": "array", "items": one.row}}
    paging = {
        "page": {"type": "integer", "minimum": 1}, "size": {"type": "integer", "minimum": 1},
        "total": _count("Số dòng của mọi trang."),
    }  # fmt: skip
    return _row(**rows, **(paging if one.is_paged else {}))


def _problem() -> Schema:
    wrong = _row(parameter=_text("Tham số."), message=_text("Sai gì, sửa thế nào."))
    said = _row(
        type=_text("Loại lỗi (RFC 9457).", form="uri-reference"), title=_text("Tên lỗi."),
        status={"type": "integer"}, detail=_text("Làm gì tiếp."),
    )  # fmt: skip
    said["properties"]["errors"] = {"type": "array", "items": wrong}
    return said


def _parameter(one: Parameter) -> Schema:
    schema: Schema = {"type": "integer" if one.kind == "integer" else "string"}
    if one.kind == "integer":
        schema |= {"minimum": one.least, "maximum": one.largest}
    elif one.kind == "date":
        schema["format"] = "date"
    elif one.choices:
        schema["enum"] = list(one.choices)
    elif one.pattern:
        schema["pattern"] = one.pattern
    elif one.largest:
        schema["maxLength"] = one.largest
    said: Schema = {
        "name": one.name, "in": "query", "required": one.is_needed, "description": one.words,
        "schema": schema,
    }  # fmt: skip
    if one.most:
        said["schema"] = {"type": "array", "items": schema, "minItems": 1, "maxItems": one.most}
        said |= {"style": "form", "explode": False}
    if one.example:
        value = int(one.example) if one.kind == "integer" else one.example
        said["example"] = [value] if one.most else value
    return said
