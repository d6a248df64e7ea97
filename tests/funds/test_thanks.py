"""Letters of thanks: worded once a campaign, made for many, remembered."""

import io
from collections.abc import Callable

import docx
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.funds import a_company, a_person, some_giving
from tests.builders.identity import a_user, an_appointment
from tests.builders.ledger import AT

from nhanai.funds import actions, queries
from nhanai.funds.actions import CannotThank
from nhanai.funds.models import ThanksBatch
from nhanai.funds.rules.thanks import DEFAULT, faults_of, filled
from nhanai.identity.models import User
from nhanai.identity.vocab import Role


@pytest.mark.nodb
def test_a_text_is_filled_and_what_is_no_field_is_told() -> None:
    assert filled("Cảm ơn { ten }  đã\n\ngiúp.", {"ten": "Chị {so_tien}"}) == (
        "Cảm ơn Chị {so_tien} đã", "giúp.",
    )  # fmt: skip
    assert list(faults_of(DEFAULT)) == []
    assert [one.rule for one in faults_of("Gửi {ai}")] == ["thanks-field", "thanks-name"]
    assert [one.rule for one in faults_of("{ten} {")] == ["thanks-field"]
    assert [one.rule for one in faults_of(" ")] == ["thanks-text", "thanks-name"]


@pytest.mark.django_db
def test_letters_are_made_for_all_who_wait_as_one_file_and_remembered(
    sign_in: Callable[[User], Client],
) -> None:
    world = some_giving()
    by, campaign = world.books.accountant, world.campaign
    company = world.received(500_000, who=a_company(), campaign=campaign).donor
    world.received(200_000, who=a_person(), campaign=campaign)
    world.received(70_000, campaign=campaign)
    world.gift(90_000, who=a_company("Công ty Chưa Nộp"), campaign=campaign)
    with pytest.raises(CannotThank):
        actions.thank(campaign=campaign, donors=[0], by=by, at=AT)

    actions.word_thanks(campaign=campaign, text="Xin cảm ơn {ten}: {so_tien}.", by=by, at=AT)
    client = sign_in(by)
    client.post(reverse("funds:thank", kwargs={"pk": campaign.pk}), {"ai": "tat-ca"})

    batch = ThanksBatch.objects.get()
    files = {
        kind: client.get(reverse(f"funds:thanks-{kind}", kwargs={"pk": batch.pk})).content
        for kind in ("pdf", "docx")
    }
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files["pdf"])]
    words = "\n".join(one.text for one in docx.Document(io.BytesIO(files["docx"])).paragraphs)
    assert len(pages) == 2
    for page, name in zip(pages, ("Sùng Thị Dua", "Công ty Hoa Ban"), strict=True):
        assert f"Xin cảm ơn {name}" in " ".join(page.split())
        assert f"Xin cảm ơn {name}" in words
    assert list(queries.unthanked(queries.givers_of(campaign))) == []

    assert company is not None
    world.received(1_000, who=company, campaign=campaign)
    assert [one.pk for one in queries.unthanked(queries.givers_of(campaign))] == [company.pk]
    clerk = an_appointment(user=a_user(), role=Role.CHAPTER_CLERK, unit=world.books.unit).user
    assert sign_in(clerk).get(reverse("funds:thanks-pdf", kwargs={"pk": batch.pk})).status_code in {
        403,
        404,
    }
