"""Words, and sets of rows as numbers."""

import pytest

from programs.library.words import Words, mask_of, plain, rows_in, singular, telling, words_of


def test_plain_has_no_capitals_and_no_accents() -> None:
    assert plain("Glúteo MÁXIMO") == "gluteo maximo"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Child's pose (90/90)", ("childs", "pose", "90", "90")),
        ("Child’s pose", ("childs", "pose")),
        ("step-up,  Übung_2", ("step", "up", "ubung", "2")),
        ("% _ \\ 🦴", ()),
    ],
)
def test_words_of_leaves_signs_out(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("word", "one"),
    [("squats", "squat"), ("stretches", "stretch"), ("press", "press"), ("abs", "abs")],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_telling_leaves_small_words_out_unless_they_are_all() -> None:
    assert telling(("back", "of", "the", "thigh")) == ("back", "thigh")
    assert telling(("to",)) == ("to",)


@pytest.mark.parametrize("rows", [[], [0], [7, 8, 9], [3, 4999, 63, 64]])
def test_mask_of_and_rows_in_are_each_others_way_back(rows: list[int]) -> None:
    assert list(rows_in(mask_of(rows))) == sorted(rows)


def test_words_finds_by_beginning_whole_and_part() -> None:
    words = Words([("bridge", 0), ("bride", 1), ("bridge", 2), ("footbridge", 3)])

    assert words.beginning("bri") == mask_of([0, 1, 2])
    assert words.exactly("bridge") == mask_of([0, 2])
    assert words.exactly("bridg") == 0
    assert words.containing("bridge") == mask_of([0, 2, 3])
    assert words.beginning("zz") == 0
