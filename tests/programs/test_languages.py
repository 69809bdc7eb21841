from decimal import Decimal

import pytest

from programs.languages import ENGLISH, FOLDER, Language, language, languages

SPANISH = language("es")


def test_english_comes_first_and_each_file_is_a_language() -> None:
    assert languages() == ("en", *sorted(path.stem for path in FOLDER.glob("*.po")))
    assert "es" in languages()


def test_english_says_its_own_words() -> None:
    assert language("en") is ENGLISH
    assert ENGLISH.say("{n} times a day", n=3) == "3 times a day"


@pytest.mark.parametrize("code", ["xx", "", "../es", "ES"])
def test_language_without_words_is_refused(code: str) -> None:
    with pytest.raises(KeyError):
        language(code)


def test_language_is_read_once() -> None:
    assert language("es") is SPANISH


def test_say_puts_values_in_their_places() -> None:
    assert SPANISH.say("{first} to {last}", first="lunes", last="jueves") == "de lunes a jueves"


def test_say_takes_no_place_from_what_was_typed() -> None:
    typed = "{number} {0} {heading.__class__} %s"

    said = SPANISH.say("{heading}, sheet {number}", heading=typed, number=3)

    assert said == f"{typed}, hoja 3"


def test_say_gives_english_where_there_is_no_translation() -> None:
    assert SPANISH.say("Words that nobody translated.") == "Words that nobody translated."


@pytest.mark.parametrize(
    ("to", "one", "three"),
    [(ENGLISH, "1 set", "3 sets"), (SPANISH, "1 serie", "3 series")],
    ids=["en", "es"],
)
def test_count_says_one_and_many(to: Language, one: str, three: str) -> None:
    assert to.count(1, "{n} set", "{n} sets") == one
    assert to.count(3, "{n} set", "{n} sets") == three


def test_count_has_other_places_beside_the_number() -> None:
    said = ENGLISH.count(
        1, "{which}: choose any {n} day.", "{which}: choose any {n} days.", which="Exercise 2"
    )

    assert said == "Exercise 2: choose any 1 day."


@pytest.mark.parametrize(
    ("words", "english", "spanish"),
    [
        (["1"], "1", "1"),
        (["1", "2"], "1 and 2", "1 y 2"),
        (["1", "2", "5"], "1, 2 and 5", "1, 2 y 5"),
    ],
)
def test_and_list_joins_the_last_with_and(words: list[str], english: str, spanish: str) -> None:
    assert ENGLISH.and_list(words) == english
    assert SPANISH.and_list(words) == spanish


def test_arabic_and_hebrew_run_from_right_to_left() -> None:
    is_rtl = {code: Language(code, ENGLISH.catalog).is_rtl for code in ("ar", "he", "en", "es")}

    assert is_rtl == {"ar": True, "he": True, "en": False, "es": False}


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("2.50", "2.5", "2,5"),
        ("10.00", "10", "10"),
        ("0.25", "0.25", "0,25"),
        ("300", "300", "300"),
    ],
)
def test_number_has_the_mark_of_its_language(value: str, english: str, spanish: str) -> None:
    assert ENGLISH.number(Decimal(value)) == english
    assert SPANISH.number(Decimal(value)) == spanish
