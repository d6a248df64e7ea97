"""Components of the screen kit: tags with keyword-only parameters, each with its template."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest, QueryDict
from django.template.context import Context, RequestContext
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.numbers import show_dong
from nhanai.web.paging import Page

register = template.Library()

TONES = {"": "", "ok": "ok", "bad": "bad", "hand": "hand", "run": "run"}
FINDING = {"error": ("bad", "stop"), "warning": ("hand", "warn"), "note": ("", "info")}
MONEY = (
    ("funds", "funds:home", "Quỹ"),
    ("ledger", "ledger:books", "Sổ sách"),
    ("banking", "banking:accounts", "Ngân hàng"),
    ("stock", "stock:stock", "Kho"),
    ("allocation", "allocation:list", "Phân bổ"),
    ("distributions", "distributions:list", "Trao quà"),
    ("trips", "trips:list", "Các đoàn"),
    ("publishing", "publishing:releases", "Công bố"),
)
"""Sections that stand together under one word of the menu."""
NAV = (
    ("home", "desk:home", "Hôm nay"),
    ("documents", "documents:list", "Văn bản"),
    ("plans", "plans:list", "Kế hoạch"),
    ("activities", "activities:list", "Hoạt động"),
    ("aid", "aid:list", "Địa chỉ nhân đạo"),
    ("money", MONEY, "Tiền, hàng"),
    ("figures", "figures:list", "Số liệu"),
    ("reporting", "submissions:list", "Báo cáo"),
    ("feedback", "feedback:list", "Phản ánh"),
    ("people", "people:list", "Con người"),
    ("units", "desk:units", "Đơn vị"),
)


@register.simple_tag
def ui_icon(*, name: str, label: str = "") -> SafeString:
    """An icon of the sprite; without `label` it is hidden from readers, as a word stands beside."""
    return _icon(name, label)


@lru_cache(maxsize=1000)
def _icon(name: str, label: str) -> SafeString:
    """Drawn once: a page has more than a hundred of them."""
    hidden = format_html('role="img" aria-label="{}"', label) if label else HIDDEN
    return format_html(
        '<svg class="i" {}><use href="{}#i-{}"/></svg>', hidden, static("nhanai/icons.svg"), name
    )


HIDDEN = mark_safe('aria-hidden="true"')


@register.simple_tag
def ui_state(*, label: str, tone: str = "", icon: str = "") -> SafeString:
    """A record's state: shape, word, then colour. Tones: ok, bad, hand, run or none."""
    return format_html(
        '<span class="st {}">{}{}</span>', TONES[tone], ui_icon(name=icon) if icon else "", label
    )


@register.simple_tag
def ui_tag(*, text: str, ours: bool = False, icon: str = "") -> SafeString:
    """A property; `ours` for what a person added and the document does not say."""
    kind = "tag us" if ours else "tag"
    return format_html(
        '<span class="{}">{}{}</span>', kind, ui_icon(name=icon) if icon else "", text
    )


@register.simple_tag
def ui_figure(*, value: object, href: str, label: str = "") -> SafeString:
    """A number that opens the records behind it; `label` says what is counted, for readers."""
    number = ui_number(value)
    said = format_html(' aria-label="{} {}"', number, label) if label else ""
    return format_html('<a class="fig" href="{}"{}>{}</a>', href, said, number)


@register.inclusion_tag("ui/bar.html")
def ui_bar(*, done: int, total: int, words: str, tone: str = "ok") -> dict[str, object]:
    """How much of `total` is `done`; `words` says it aloud."""
    share = 0 if total == 0 else min(100, round(100 * done / total, 1))
    return {"width": f"{share:g}%", "words": words, "tone": TONES[tone]}


@register.inclusion_tag("ui/finding.html")
def ui_finding(
    *, severity: str, text: str, where: str = "", note: str = "", href: str = ""
) -> dict[str, object]:
    """What is wrong, where (a link if `href`), and what to do."""
    tone, icon = FINDING[severity]
    return {
        "tone": tone, "icon": icon, "text": text, "where": where, "note": note, "href": href
    }  # fmt: skip


@register.simple_block_tag
def ui_finding_with(
    content: str, *, severity: str, text: str, where: str = "", note: str = "", href: str = ""
) -> SafeString:
    """A finding with the buttons that settle it between the tags."""
    context = ui_finding(severity=severity, text=text, where=where, note=note, href=href)
    return render_to_string("ui/finding.html", {**context, "acts": content})


@register.inclusion_tag("ui/refusal.html")
def ui_refusal(*, refusal: Refused | None) -> dict[str, object]:
    """Why an act was not done, and every finding at once; nothing while there is no refusal."""
    return {"refusal": refusal}


@register.inclusion_tag("ui/empty.html")
def ui_empty(*, title: str, text: str = "", href: str = "", act: str = "") -> dict[str, object]:
    """What would be here, and the one act that fills it."""
    return {"title": title, "text": text, "href": href, "act": act}


@register.inclusion_tag("ui/quote.html")
def ui_quote(*, text: str, cite: str = "", href: str = "") -> dict[str, object]:
    """The document's own words, which nobody changes; `href` opens them in their place."""
    return {"text": text, "cite": cite, "href": href}


@register.simple_block_tag
def ui_added(content: str, *, caption: str = "Ta bổ sung, không có trong văn bản") -> SafeString:
    """What we added to the document stands on turmeric, never like the document's words."""
    return format_html(
        '<div class="added"><p class="cap">{} {}</p>{}</div>', ui_icon(name="pen"), caption, content
    )


@register.simple_block_tag
def ui_ask(content: str, *, label: str, tone: str = "", icon: str = "") -> SafeString:
    """A button that opens the question in its place: for what needs a reason or a second look."""
    return format_html(
        '<details class="ask"><summary class="btn {}">{}{}</summary><div class="note {}">{}</div>'
        "</details>",
        TONES[tone], ui_icon(name=icon) if icon else "", label, TONES[tone], content,
    )  # fmt: skip


@register.inclusion_tag("ui/field.html")
def ui_field(
    *, field: BoundField, unit: str = "", note: str = "", says_optional: bool = True
) -> dict[str, object]:
    """A field with its label above, its note below, and its errors tied to it.

    `says_optional` is off for a field that one answer of a choice needs and another does not.
    """
    note = note or str(field.help_text)
    errors = list(field.errors)
    names = [f"{field.auto_id}-note"] * bool(note) + [f"{field.auto_id}-error"] * bool(errors)
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(names)} if names else {}
    if errors:
        attributes["aria-invalid"] = "true"
    widget = field.field.widget
    return {
        "field": field,
        "widget": field.as_widget(attrs=attributes),
        "choice": isinstance(widget, CheckboxInput),
        "group": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "described": " ".join(names),
        "note": note,
        "errors": errors,
        "unit": unit,
        "optional": getattr(field.form, "optional", "(không bắt buộc)"),
        # Said only where it tells fields apart: in a form of which some must be filled.
        "may_stay_empty": says_optional
        and not field.field.required
        and any(other.required for other in field.form.fields.values()),
    }


@register.inclusion_tag("ui/form_errors.html")
def ui_form_errors(*, form: object) -> dict[str, object]:
    """What is wrong with a form as a whole, said once above it."""
    return {"form": form}


@register.inclusion_tag("ui/pages.html", takes_context=True)
def ui_pages(
    context: Context, *, page: Page[object], parameter: str = "trang"
) -> dict[str, object]:
    """The way to the other pages of a list; the rest of the address stays as it is."""
    around = [
        {"number": number, "href": address(context, parameter, str(number))}
        for number in page.around
    ]
    return {
        "page": page,
        "around": around,
        "before": address(context, parameter, str(page.number - 1)) if page.has_previous else "",
        "after": address(context, parameter, str(page.number + 1)) if page.has_next else "",
    }


@dataclass(frozen=True, slots=True)
class Tab:
    """One choice of a row of filters."""

    label: str
    count: int | None
    href: str
    current: bool


@register.inclusion_tag("ui/tabs.html", takes_context=True)
def ui_tabs(
    context: Context,
    *,
    label: str,
    parameter: str,
    choices: Sequence[tuple[str, str, int | None]],
    current: str,
) -> dict[str, object]:
    """Filters as tabs: `(value, words, count)` each; the filter lives in the address."""
    tabs = [
        Tab(words, count, address(context, parameter, value), value == current)
        for value, words, count in choices
    ]
    return {"label": label, "tabs": tabs}


@register.inclusion_tag("ui/search.html", takes_context=True)
def ui_search(
    context: Context, *, label: str, value: str, parameter: str = "q"
) -> dict[str, object]:
    """The search box of a list; other filters in the address are kept, the page is not."""
    query = request_of(context).GET
    kept = [(name, given) for name in query for given in query.getlist(name)]
    return {
        "label": label,
        "value": value,
        "parameter": parameter,
        "kept": [(name, given) for name, given in kept if name not in {parameter, "trang"}],
    }


@register.simple_tag
def ui_day(*, day: dt.date | dt.datetime | None, empty: str = "") -> SafeString | str:
    """A day as it is written in Viet Nam, readable by machines too."""
    if day is None:
        return empty
    if isinstance(day, dt.datetime):
        local = localtime(day)
        return format_html(
            '<time datetime="{}">{} {}</time>',
            local.isoformat(),
            f"{local:%H:%M}",
            written(local.date()),
        )
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), written(day))


@register.filter
def ui_written(day: dt.date | dt.datetime) -> str:
    """A day as plain words, of a moment the day it was here."""
    return written(localtime(day).date() if isinstance(day, dt.datetime) else day)


@register.filter
def ui_number(value: object) -> str:
    """`1.234.567,5`; a real minus; anything that is no number as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    return number_format(value, use_l10n=True, force_grouping=True).replace("-", "−")


@register.filter
def ui_dong(value: Decimal) -> str:
    """An amount of whole đồng that is kept with decimals, as a line of a statement is."""
    return show_dong(int(value))


@register.simple_block_tag(takes_context=True)
def ui_nav(context: Context, content: str) -> SafeString:
    """The sections that are open to her; this page's is named by the block, else by its room."""
    match = request_of(context).resolver_match
    room = "" if match is None else match.app_name
    view = "" if match is None else match.view_name
    current = content.strip() or (room if room != "desk" else view.split(":")[-1].split("-")[0])
    closed = getattr(context.get("shell"), "closed", ())
    entries, below = [], []
    for key, inside, words in NAV:
        several = [(key, inside, words)] if isinstance(inside, str) else list(inside)
        several = [one for one in several if one[0] not in closed]
        if several:
            holds = any(one[0] == current for one in several)
            entries.append({"href": reverse(several[0][1]), "label": words, "holds": holds})
        if several and holds and not isinstance(inside, str):
            below = [
                {"href": reverse(name), "label": said, "holds": own == current}
                for own, name, said in several
            ]
    return render_to_string("ui/nav.html", {"entries": entries, "below": below})


def request_of(context: Context) -> HttpRequest:
    """The request that is being answered."""
    if isinstance(context, RequestContext) and context.request is not None:
        return context.request
    request: HttpRequest = context["request"]
    return request


def address(context: Context, parameter: str, value: str) -> str:
    """This page's query with `parameter` set to `value`; a filter starts again at page one."""
    query: QueryDict = request_of(context).GET.copy()
    if parameter != "trang":
        query.pop("trang", None)
    query[parameter] = value
    if not value:
        del query[parameter]
    return f"?{query.urlencode()}"
