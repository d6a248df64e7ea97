"""Whatever comes as a file is read as a statement or refused with a sentence, and nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.banking.test_reading import SHAPES

from nhanai.banking.reading.files import read
from nhanai.banking.rules.values import ReadStatement, UnreadableStatement


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """A real file of which a piece was cut out, doubled, or overwritten."""
    data = SHAPES[draw(st.sampled_from(sorted(SHAPES)))]
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 80)))
    put = draw(st.one_of(st.binary(max_size=12), st.just(data[start:end] * 2)))
    return data[:start] + put + data[end:]


@settings(max_examples=60)
@given(st.one_of(broken_files(), st.binary(max_size=300)))
def test_a_broken_file_is_read_or_refused(data: bytes) -> None:
    try:
        statement = read(data)
    except UnreadableStatement:
        return
    assert isinstance(statement, ReadStatement)
    assert all(line.amount for line in statement.lines)
