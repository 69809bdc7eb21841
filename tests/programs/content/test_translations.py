"""The starter library in other languages: complete, current, and as plain as the English."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from programs.content import translations
from programs.content.reader import read_library
from programs.content.translations import (
    languages,
    missing_from,
    texts_of,
    translations_in,
    write_catalogs,
)

LIBRARY = read_library()
TEXTS = {text for texts in texts_of(LIBRARY).values() for text in texts}
LONGEST_SENTENCE = 25  # words; Spanish takes about a quarter more of them than English
# Words that are the same in both languages. Each is looked at before it comes in here.
SAME: dict[str, set[str]] = {"es": set()}

LANGUAGES = pytest.mark.parametrize("code", languages())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(translations.FOLDER / "es", tmp_path / "es")
    return tmp_path


def files_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "es").iterdir()}


def test_there_is_spanish() -> None:
    assert "es" in languages()


@LANGUAGES
def test_every_text_of_the_library_is_translated(code: str) -> None:
    assert missing_from(code, LIBRARY) == []


@LANGUAGES
def test_no_translation_outlives_its_text(code: str) -> None:
    assert translations_in(code).keys() - TEXTS == set()


@LANGUAGES
def test_no_text_is_left_in_english(code: str) -> None:
    same = {text for text, words in translations_in(code).items() if text == words}

    assert same == SAME[code]


@LANGUAGES
def test_numbers_stay_what_they_are(code: str) -> None:
    for text, words in translations_in(code).items():
        assert sorted(re.findall(r"\d+", words)) == sorted(re.findall(r"\d+", text)), text


@LANGUAGES
def test_translated_sentences_are_short(code: str) -> None:
    for words in translations_in(code).values():
        for sentence in re.split(r"[.!?:;]+(?:\s+|$)", words):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@LANGUAGES
def test_translations_have_no_markup_and_no_odd_spaces(code: str) -> None:
    for text, words in translations_in(code).items():
        assert not re.search(r"[{}<>*_#$`\\]|  |^\s|\s$", words), words
        assert words.count("\n") == text.count("\n")


def test_spanish_opens_what_it_asks_and_shouts() -> None:
    for words in translations_in("es").values():
        assert (words.count("?"), words.count("!")) == (words.count("¿"), words.count("¡")), words


def test_changed_text_is_without_a_translation(copy: Path) -> None:
    first, *rest = LIBRARY.exercises
    changed = replace(LIBRARY, exercises=(replace(first, avoid="Do not hurry now."), *rest))

    missing = missing_from("es", changed, copy)

    assert missing == [f"exercises-{first.code[:2]}: {first.code} avoid: Do not hurry now."]


def test_files_are_as_they_would_be_written(copy: Path) -> None:
    before = files_in(copy)

    write_catalogs("es", LIBRARY, copy)

    assert files_in(copy) == before


def test_writing_takes_out_what_left_the_library(copy: Path) -> None:
    (copy / "es" / "exercises-ZZ.po").write_text('msgid "Gone."\nmsgstr "Se fue."\n')
    smaller = replace(LIBRARY, advice=())

    write_catalogs("es", smaller, copy)

    assert {"advice.po", "exercises-ZZ.po"} & set(files_in(copy)) == set()
    assert missing_from("es", smaller, copy) == []


def test_new_language_starts_with_every_text_empty(tmp_path: Path) -> None:
    write_catalogs("fr", LIBRARY, tmp_path)

    assert translations_in("fr", tmp_path) == {}
    assert len(missing_from("fr", LIBRARY, tmp_path)) == len(TEXTS)
