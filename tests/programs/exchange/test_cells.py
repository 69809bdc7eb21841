from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.exchange import cells

words = st.text(st.characters(exclude_characters="\r", exclude_categories=("Cs", "Cc")))
starts = st.sampled_from(["", "=", "+", "-", "@", "'", "''", "'=", "\t=", "＝", "'＠"])


@given(starts, words)
def test_guarded_text_comes_back_exactly(start: str, rest: str) -> None:
    assert cells.unguarded(cells.guarded(start + rest)) == start + rest


@given(starts, words)
def test_no_guarded_text_is_a_formula(start: str, rest: str) -> None:
    assert not cells.guarded(start + rest).startswith(tuple("=+-@\t\r＝＋－＠"))


@given(st.lists(words.map(str.strip).filter(lambda word: word and not word.endswith("\\"))))
def test_list_comes_back_exactly(items: list[str]) -> None:
    assert cells.items_of(cells.joined(items)) == items


@pytest.mark.parametrize(
    "cell", ["Lift.|Lower.", "Lift.\nLower.", " Lift. |\r\n Lower. |", "\nLift.\rLower."]
)
def test_list_has_bars_or_lines_between(cell: str) -> None:
    assert cells.items_of(cell) == ["Lift.", "Lower."]


@pytest.mark.parametrize(
    ("cell", "kilograms"), [("2.5", "2.5"), ("2,5", "2.5"), ("300", "300"), ("0", "0")]
)
def test_kilograms_are_read(cell: str, kilograms: str) -> None:
    assert cells.kilograms_in(cell, 300) == Decimal(kilograms)


@pytest.mark.parametrize("cell", ["-1", "301", "2.555", "1e2", "NaN", "two", "٣"])
def test_other_kilograms_are_refused(cell: str) -> None:
    with pytest.raises(cells.CellError):
        cells.kilograms_in(cell, 300)


@pytest.mark.parametrize("cell", ["ten", "10.0", "-1", "²", "٣", "1" * 20, "21", "0"])
def test_other_numbers_are_refused(cell: str) -> None:
    with pytest.raises(cells.CellError):
        cells.number_in(cell, 1, 20)


@pytest.mark.parametrize("cell", ["a\0b", "a\x07b", "a\udc80b"])
def test_signs_that_nobody_types_are_refused(cell: str) -> None:
    with pytest.raises(cells.CellError):
        cells.refuse_signs(cell)
