import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.values import Block, block_text, read_block

CELLS = st.none() | st.text(min_size=1) | st.sampled_from(['"', '"x"', "a\tb", "a\nb", "\r", '\n"'])


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)
    )
)
def test_what_is_copied_is_pasted(rows: list[list[str | None]]) -> None:
    assert read_block(block_text(rows)) == tuple(map(tuple, rows))


@given(st.text(min_size=1))
def test_one_cell_is_copied_and_pasted(text: str) -> None:
    assert read_block(block_text([[text]])) == ((text,),)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\tb\nc", (("a", "b"), ("c", None))),
        ('"two\nlines"\t"say ""no"""\r\n', (("two\nlines", 'say "no"'),)),
        ('"quoted" word\tb', (('"quoted" word', "b"),)),
        ("a\n\n", (("a",), (None,))),
        ("تهران\t۰۰۱\n", (("تهران", "۰۰۱"),)),
    ],
)
def test_the_text_of_spreadsheets_is_read(text: str, block: Block) -> None:
    assert read_block(text) == block


def test_numbers_are_copied_plainly() -> None:
    assert block_text([[1e16, 0.1, 3, None]]) == "10000000000000000.0\t0.1\t3\t"
