"""One value, one writing, one hash."""

import pytest

from nhanai.base import canonical

pytestmark = pytest.mark.nodb


def test_the_order_of_keys_changes_nothing_and_letters_stay_letters() -> None:
    one, other = (
        {"b": [1, None, True], "a": "Mường Than"},
        {"a": "Mường Than", "b": [1, None, True]},
    )

    assert canonical.written(one) == '{"a":"Mường Than","b":[1,null,true]}'.encode()
    assert canonical.digest(one) == canonical.digest(other)
    assert canonical.read(canonical.written(one)) == one


@pytest.mark.parametrize("data", [b'{"a":1,"a":1}', b"1.5", b"1e3", b"NaN", b"\xff", b"[" * 10**5])
def test_what_has_no_one_writing_is_not_read(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical.read(data)
