"""What a page is about, as searchers read it: JSON-LD in the words of schema.org."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

_LESS: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}

Thing = Mapping[str, Any]


def written(*things: Thing) -> str:
    """As it stands in a page: nothing in it can end the script."""
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": list(things)}, ensure_ascii=False,
        separators=(",", ":"),
    )  # fmt: skip
    for sign, safe in _LESS.items():
        text = text.replace(sign, safe)
    return text


def organisation(base: str, name: str) -> Thing:
    """The society."""
    return {"@type": "NGO", "@id": f"{base}/#hoi", "name": name, "url": f"{base}/cong-khai/",
            "areaServed": {"@type": "AdministrativeArea", "addressCountry": "VN"}}  # fmt: skip


def site(base: str, root: str, name: str, language: str) -> Thing:
    """The public site, and where its entries are checked."""
    return {
        "@type": "WebSite", "@id": f"{base}{root}#site", "url": f"{base}{root}", "name": name,
        "inLanguage": language, "publisher": {"@id": f"{base}/#hoi"},
        "potentialAction": {
            "@type": "SearchAction", "query-input": "required name=ma",
            "target": f"{base}{root}kiem-tra/?ma={{ma}}",
        },
    }  # fmt: skip


def giving(base: str, address: str, about: Thing) -> Thing:
    """A campaign to which anybody can give."""
    return {
        "@type": "DonateAction", "name": about["name"], "url": f"{base}{address}",
        "description": about["area"], "startTime": about["launched"], "endTime": about["until"],
        "recipient": {"@type": "NGO", "name": about["unit"], "parentOrganization":
                      {"@id": f"{base}/#hoi"}},
    }  # fmt: skip


def dataset(
    base: str, address: str, *, name: str, day: str, files: Sequence[tuple[str, str]]
) -> Thing:
    """Data to be used again: its files with their media types."""
    return {
        "@type": "Dataset", "name": name, "url": f"{base}{address}", "datePublished": day,
        "isAccessibleForFree": True, "creator": {"@id": f"{base}/#hoi"},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{base}{file}", "encodingFormat": kind}
            for file, kind in files
        ],
    }  # fmt: skip


def paper(base: str, address: str, *, name: str, day: str, file: str) -> Thing:
    """An issued report."""
    return {
        "@type": "Report", "name": name, "url": f"{base}{address}", "datePublished": day,
        "inLanguage": "vi", "publisher": {"@id": f"{base}/#hoi"},
        "encoding": {"@type": "MediaObject", "contentUrl": f"{base}{file}",
                     "encodingFormat": "application/pdf"},
    }  # fmt: skip


def article(base: str, address: str, *, name: str, day: str, place: str) -> Thing:
    """A good model."""
    found: dict[str, Any] = {
        "@type": "Article", "headline": name, "url": f"{base}{address}", "datePublished": day,
        "publisher": {"@id": f"{base}/#hoi"},
    }  # fmt: skip
    return {**found, "contentLocation": {"@type": "Place", "name": place}} if place else found
