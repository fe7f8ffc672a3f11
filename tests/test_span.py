"""Places in a text: few or many, they are the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from termlint.span import LineIndex, Position, positions_in


def test_positions_count_lines_columns_and_offsets() -> None:
    text = "a\n\u00e9\U0001f600b\r\nc\rd"
    assert positions_in(text, [0, 4, 7, 9]) == {
        0: Position(1, 1, 0),
        4: Position(2, 3, 4),
        7: Position(3, 1, 7),
        9: Position(4, 1, 9),
    }


@given(st.text("a\u00e9\n\r", max_size=40), st.data())
def test_a_few_positions_are_those_of_the_index(text: str, data: st.DataObject) -> None:
    offsets = data.draw(st.lists(st.integers(0, len(text))))
    index = LineIndex(text)
    assert positions_in(text, offsets) == {offset: index.position(offset) for offset in offsets}
