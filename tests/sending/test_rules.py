"""Which sending this is."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.sending.rules import key_of

FORM = uuid.UUID(int=1)
CONTENT = st.lists(st.text(max_size=5), max_size=4)

pytestmark = pytest.mark.nodb


@given(CONTENT, CONTENT)
def test_only_the_same_content_of_the_same_form_is_the_same_sending(
    one: list[str], other: list[str]
) -> None:
    assert (key_of(FORM, one) == key_of(FORM, other)) is (one == other)
    assert key_of(FORM, one) != key_of(uuid.UUID(int=2), one)
