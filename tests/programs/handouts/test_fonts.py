"""Which letters a sheet can print, and what becomes of the others."""

import unicodedata

import pytest

from programs.handouts.fonts import (
    MAY_BREAK,
    MOST_MARKS,
    NO_LETTER,
    TYPEFACES,
    can_print,
    families,
    font_folders,
    missing_letters,
    printable,
)

SCRIPTS = {
    "Latin": "ÀÉÎÕÜßñçøåŁžğİșț€£“”‘’–—…·•−×½²°",
    "Vietnamese": "Nguyễn Thị Ước Đặng",
    "Greek": "Διονύσης Ωμέγα ά ΐ",
    "Cyrillic": "Щука Ђорђе Їжак Ёлка ұ",
    "Arabic": "يوسف عبدالله",
    "Persian": "پژمان گلچین",
    "Urdu": "ٹھیک ڈھونڈے",
    "Hebrew": "דוד בן־גוריון שלום",
    "Hindi": "हिन्दी नमस्ते",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_letters_of_these_scripts_are_printed(script: str) -> None:
    text = SCRIPTS[script]

    assert missing_letters(text) == ""
    assert printable(text).replace("\u200b", "") == unicodedata.normalize("NFC", text)


def test_required_packages_are_all_there() -> None:
    optional = {"noto-cjk-sans-jp-regular", "noto-cjk-sans-jp-bold"}

    assert {face.package for face in TYPEFACES if not face.path} <= optional
    assert all(folder.is_dir() for folder in font_folders())


def test_families_are_named_once() -> None:
    assert len(families()) == len(set(families()))
    assert "Noto Sans" in families()


def test_letter_that_no_typeface_has_leaves_a_mark_that_one_has() -> None:
    assert printable("a\U00012000b") == f"a{NO_LETTER}b"
    assert can_print(NO_LETTER)


def test_missing_letters_are_named_once_and_in_order() -> None:
    assert missing_letters("a\U00012000b\U00012001\U00012000") == "\U00012000\U00012001"
    assert missing_letters("Sam Rivers, 10 €") == ""


@pytest.mark.parametrize(
    "text", ["\u2068a\u2069", "a\rb\x0b", "1\ufe0f\u20e3", "a\u200db", "\u202ea"]
)
def test_what_is_never_seen_is_not_missing(text: str) -> None:
    assert missing_letters(text) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zoe\u0308", "Zo\u00eb"),
        ("a\x00b\x07c\x1bd\x7f", "abcd"),
        ("\ufeffSam\ue000\U000f0000", "Sam"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("non\u00a0breaking", "non\u00a0breaking"),
        ("plain", "plain"),
        ("", ""),
        ("a\r\nb\rc\x0bd\x85e\u2003f", "a\nb c d e\u2003f"),
        ("7\ufe0f\u20e3", "7"),
        ("\u2067a\u2069", "a"),
        ("\u2068a\u2069", "\u2068a\u2069"),
        ("\u2068a", "a"),
        ("a\u2069\u2068b", "ab"),
        ("\ufff9a", f"{NO_LETTER}a"),
        ("   ", "   "),
    ],
)
def test_printable_joins_marks_and_drops_what_is_never_seen(typed: str, shown: str) -> None:
    assert printable(typed) == shown


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
def test_nothing_turns_the_words_after_it_round(sign: str) -> None:
    assert printable(f"{sign}10 times") == "10 times"


def test_marks_do_not_pile_up_over_other_lines() -> None:
    assert printable("q" + "\u0301" * 400 + "b") == "q" + "\u0301" * MOST_MARKS + "b"


@pytest.mark.parametrize("text", ["\x00", "\U0001f9ca", "\ue000\u2067", "\ud800"])
def test_text_with_nothing_to_print_is_a_mark(text: str) -> None:
    assert printable(text) == NO_LETTER


def test_colour_of_an_emoji_is_dropped() -> None:
    assert printable("a\U0001f44d\U0001f3fdb") == printable("a\U0001f44db")


@pytest.mark.parametrize("text", ["Krankengymnastikübungen", "many short words " * 9])
def test_words_that_fit_a_line_are_not_broken(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("word", ["नमस्ते" * 9, "e\u0301\u0323" * 30, "וּ" * 30])
def test_no_letter_is_parted_from_its_marks(word: str) -> None:
    parts = printable(word).split(MAY_BREAK)

    assert len(parts) > 1 and "".join(parts) == unicodedata.normalize("NFC", word)
    assert not any(unicodedata.category(part[0]).startswith("M") for part in parts)
    assert not any(unicodedata.combining(part[-1]) == 9 for part in parts)


def test_arabic_letters_stay_joined_where_no_line_ends() -> None:
    joined = f"\u200d{MAY_BREAK}\u200d"

    shown = printable("بسمالله" * 9)

    assert joined in shown and shown.count(MAY_BREAK) == shown.count(joined)
    assert shown.replace(joined, "") == "بسمالله" * 9


@pytest.mark.parametrize("word", ["a" * 60, "Donaudampfschifffahrtsgesellschaftskapitän"])
def test_word_too_long_for_a_line_may_be_broken(word: str) -> None:
    shown = printable(word)

    assert max(len(piece) for piece in shown.split("\u200b")) < 25
    assert shown.replace("\u200b", "") == word
