"""The layouts that pages extend."""

from django.template import engines
from django.test import RequestFactory


def rendered(layout: str) -> str:
    source = (
        f'{{% extends "layouts/{layout}.html" %}}'
        "{% block title %}Tờ đối chiếu{% endblock %}"
        "{% block main %}<h1>Tờ đối chiếu</h1>{% endblock %}"
    )
    shell = {"unit_name": "Hội Chữ thập đỏ tỉnh Lai Châu"}
    template = engines["django"].from_string(source)
    return str(template.render({"shell": shell}, RequestFactory().get("/")))


def test_paper_says_whose_it_is_and_has_no_navigation() -> None:
    page = rendered("print")

    assert "<title>Tờ đối chiếu · Nhân Ái</title>" in page
    assert "Nhân Ái · Hội Chữ thập đỏ tỉnh Lai Châu" in page
    assert "<nav" not in page
    assert "<script" not in page


def test_a_page_without_an_account_shows_no_way_into_the_product() -> None:
    page = rendered("solo")

    assert 'role="search"' not in page
    assert "<nav" not in page
