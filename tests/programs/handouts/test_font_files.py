"""What is in the folders of typefaces: whole ones, several in a file, broken ones."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from programs.handouts import fonts
from programs.handouts.font_files import FontFileError, letters_in
from programs.handouts.fonts import broken_fonts, can_print, font_folders, typefaces_in
from tests.programs.handouts.reading import back_sheet, printed, read

ALL = [path for folder in font_folders() for path in sorted(folder.iterdir())]
FILES = [path for path in ALL if path.suffix in fonts.FONT_FILES]
OURS = next(path for path in FILES if path.stem.endswith("Regular"))
ICE, EYE = "\U0001f9ca", "\U0001f9ff"  # that none of ours has


def font_with(letter: str) -> TTFont:
    """One of ours under another name, with a further letter that looks like its "A"."""
    font = TTFont(OURS)
    groups = CmapSubtable.newSubtable(12)
    groups.platformID, groups.platEncID, groups.language = 3, 10, 0
    groups.cmap = font.getBestCmap() | {ord(letter): "A"}
    font["cmap"].tables.append(groups)
    for name in font["name"].names:
        name.string = "Strange"
    return font


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """One that a clinic adds."""
    settings.EXTRA_FONTS_DIRS = [tmp_path]
    fonts.letters.cache_clear()
    yield tmp_path
    settings.EXTRA_FONTS_DIRS = []
    fonts.letters.cache_clear()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_letters_are_those_that_others_read(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        expected = set(font.getBestCmap())

    assert {letter for some in letters_in(path, 0) for letter in some} == expected


@pytest.mark.parametrize("name", ["one.ttf", "deep/er/one.OTF"])
def test_typeface_in_a_folder_counts(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    font_with(ICE).save(folder / name)

    assert can_print(ICE)


def test_each_typeface_of_a_collection_counts(folder: Path) -> None:
    collection = TTCollection()
    collection.fonts = [font_with(ICE), font_with(EYE)]
    collection.save(folder / "both.ttc")

    assert can_print(ICE) and can_print(EYE)
    assert {index for path, index in typefaces_in([folder])} == {0, 1}


BROKEN = {
    "empty.ttf": lambda whole: b"",
    "words.ttf": lambda whole: b"no typeface at all",
    "head.otf": lambda whole: whole[:9000],
    "tail.ttf": lambda whole: whole[:-500],
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_typeface_is_left_out_and_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(BROKEN[name](OURS.read_bytes()))
    (folder / "readme.txt").write_text("no typeface, and none that it should be")

    assert can_print("a")
    assert broken_fonts([folder]) == [folder / name]
    with pytest.raises(FontFileError):
        letters_in(folder / name, 0)


def test_check_names_a_broken_typeface(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "words.ttf").write_text("no typeface at all")
    font_with(ICE).save(folder / "whole.ttf")

    call_command("check")

    said = capsys.readouterr().err
    assert f"{folder}/words.ttf is no typeface, or not a whole one." in said
    assert "whole.ttf" not in said


@pytest.mark.pdf
def test_sheet_is_printed_beside_a_broken_typeface(folder: Path) -> None:
    (folder / "tail.ttf").write_bytes(OURS.read_bytes()[:-500])
    font_with(ICE).save(folder / "whole.ttf")

    assert f"Sit {ICE} down" in read(printed(back_sheet(goal=f"Sit {ICE} down")).pdf)[0]


@pytest.mark.pdf
def test_other_copy_of_our_typefaces_is_not_used(folder: Path) -> None:
    greek = back_sheet(goal="Διονύσης")
    usual = printed(greek).pdf
    for path in FILES:
        if path.name.startswith("NotoSans["):
            (folder / path.name).write_bytes(path.read_bytes())
            copied = TTFont(folder / path.name)
            copied["hmtx"]["Delta"] = (2000, 0)
            copied.save(folder / path.name)

    assert printed(greek).pdf == usual
