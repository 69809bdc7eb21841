"""The typefaces of a sheet: all from packages, none of the machine's own.

A letter that no typeface has would be a box on paper, and stop a tagged PDF. So it is known before
printing which letters there are, what is left out, and which package would bring it.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from programs.handouts.font_files import FontFileError, letters_in

# What stands for a letter that cannot be printed.
NO_LETTER = "\ufffd"
LONG_WORD = re.compile(r"\S{25,}")
PIECE = 12
MAY_BREAK, JOINED = "\u200b", "\u200d"
VIRAMA = 9  # as Unicode classes it
ARABIC = ("AL", "NSM")  # its letters and their marks, as Unicode classes them
# As the typesetter knows them.
FONT_FILES = (".ttf", ".otf", ".ttc", ".otc", ".TTF", ".OTF", ".TTC", ".OTC")
LETTERS = 0x110000  # of Unicode
# Emoji in other colours of skin, in colour or black, on a key: the plain one is printed.
MODIFIERS = ((0xFE00, 0xFE0F), (0x20E3, 0x20E3), (0x1F3FB, 0x1F3FF), (0xE0000, 0xE0FFF))
# What turns the words after it round, and the doses with them.
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
# Around words that have their own direction, and change nothing beside them.
APART, TOGETHER = "\u2068", "\u2069"
# Signs without a shape of their own. Source: SOURCES.md#invisible-letters
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\u2068\u2069\u206a-\u206f]")
MOST_MARKS = 6  # on one letter; more would stand over the lines above it


@dataclass(frozen=True)
class Typeface:
    """A package with a typeface, and what it brings. ``module`` is the package's own name."""

    package: str
    module: str
    family: str
    scripts: tuple[str, ...]  # as Unicode's names of their letters begin
    folder: str = "files"

    @property
    def path(self) -> Path | None:
        """Where its files are; None when it is not installed."""
        spec = find_spec(self.module)
        places = spec.submodule_search_locations if spec else None
        return Path(next(iter(places))) / self.folder if places else None


EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH")
# In the order in which they are asked for a letter.
TYPEFACES = (
    Typeface(
        "fontpkg-noto-sans",
        "fontpkg_noto_sans",
        "Noto Sans",
        ("GREEK", "CYRILLIC", "LATIN", "DEVANAGARI"),
    ),
    Typeface("fontpkg-heebo", "fontpkg_heebo", "Heebo", ("HEBREW",)),
    Typeface("fontpkg-rubik", "fontpkg_rubik", "Rubik", ("ARABIC",)),
    Typeface(
        "fontpkg-noto-sans-arabic", "fontpkg_noto_sans_arabic", "Noto Sans Arabic", ("ARABIC",)
    ),
    Typeface(
        "noto-cjk-sans-jp-regular",
        "noto_cjk_sans_jp_regular",
        "Noto Sans CJK JP",
        EAST_ASIAN,
        folder="",
    ),
    Typeface(
        "noto-cjk-sans-jp-bold",
        "noto_cjk_sans_jp_bold",
        "Noto Sans CJK JP",
        EAST_ASIAN,
        folder="",
    ),
)


def font_folders() -> list[Path]:
    """Ours first: another copy of one of them, in the clinic's folders, is not used."""
    packages = [face.path for face in TYPEFACES if face.path]
    return [settings.FONTS_DIR, *packages, *settings.EXTRA_FONTS_DIRS]


def families() -> list[str]:
    """After our own, which the typesetter is told of by itself."""
    return list(dict.fromkeys(face.family for face in TYPEFACES if face.path))


def typefaces_in(folders: list[Path]) -> list[tuple[Path, int]]:
    """Each that the typesetter finds: its file, and its number there."""
    import typst  # six megabytes: only who prints pays

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    return [(Path(face.path), face.index) for face in fonts.fonts() if face.path]


def broken_fonts(folders: list[Path]) -> list[Path]:
    """The files there that look like typefaces and are none, or not whole ones."""
    known = {(path.resolve(), index) for path, index in typefaces_in(folders)}
    whole = {path for path, index in known if _letters_of(path, index)}
    files = (
        Path(top) / name
        for folder in folders
        for top, _, names in os.walk(folder)
        for name in names
    )
    return sorted(
        path for path in files if path.suffix in FONT_FILES and path.resolve() not in whole
    )


def _letters_of(path: Path, index: int) -> list[range]:
    """None of a file that is broken: it is left out, and named by ``manage.py check``."""
    try:
        return letters_in(path, index)
    except FontFileError:
        return []


@cache
def letters() -> bytes:
    """1 for each code point that can be printed, else 0. A megabyte, and 50 ms once."""
    found = bytearray(LETTERS)
    for path, index in typefaces_in(font_folders()):
        for some in _letters_of(path, index):
            found[some.start : some.stop] = b"\1" * len(some)
    return bytes(found[:LETTERS])


def can_print(letter: str) -> bool:
    return bool(letters()[ord(letter)])


def printable(text: str) -> str:
    """The text with only what can be printed, letters and their marks joined; words that are longer
    than any line may break. What has nothing to print is a mark, so that no heading is empty.
    """
    if not (text.isascii() and text.isprintable()):
        shown = "".join(_printable(unicodedata.normalize("NFC", text.replace("\r\n", "\n"))))
        text = shown if shown.strip() or not text.strip() else NO_LETTER
    return LONG_WORD.sub(_breakable, text)


def _breakable(word: re.Match[str]) -> str:
    """No letter is parted from its marks, and Arabic ones stay joined where no line ends."""
    written, since = [""], 0
    for letter in word[0]:
        before = written[-1][-1:]
        if since >= PIECE and not (_is_tied(letter) or before == JOINED or _is_killer(before)):
            is_joined = all(unicodedata.bidirectional(one) in ARABIC for one in (before, letter))
            written.append(f"{JOINED}{MAY_BREAK}{JOINED}" if is_joined else MAY_BREAK)
            since = 0
        written.append(letter)
        since += 1
    return "".join(written)


def _is_tied(letter: str) -> bool:
    """Whether it belongs to the letter before it."""
    return unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf")


def _is_killer(letter: str) -> bool:
    """Whether it joins two consonants, as a virama does."""
    return bool(letter) and unicodedata.combining(letter) == VIRAMA


def _printable(text: str) -> Iterator[str]:
    marks = 0
    may_turn = _is_balanced(text)
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if letter in "\n\t":
            yield letter
        elif letter in (APART, TOGETHER):
            yield letter if may_turn else ""
        elif _is_silent(letter) or marks > MOST_MARKS:
            continue
        elif letter.isspace():
            yield letter if unicodedata.category(letter) == "Zs" and can_print(letter) else " "
        elif can_print(letter) or INVISIBLE.match(letter):
            yield letter
        elif unicodedata.category(letter) != "So":  # an emoji without a typeface is left out
            yield NO_LETTER


def _is_balanced(text: str) -> bool:
    """Whether each that sets words apart has its end."""
    depth = 0
    for letter in text:
        depth += (letter == APART) - (letter == TOGETHER)
        if depth < 0:
            return False
    return depth == 0


def _is_silent(letter: str) -> bool:
    """What is never seen, or only colours or turns what stands around it."""
    code = ord(letter)
    if any(first <= code <= last for first, last in MODIFIERS):
        return True
    if letter in TURNS or letter == "\ufeff":
        return True
    return not letter.isspace() and unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn")


def missing_letters(text: str) -> str:
    """Those of a text that cannot be printed, each once."""
    found = (
        letter
        for letter in unicodedata.normalize("NFC", text)
        if not (_is_silent(letter) or letter.isspace() or INVISIBLE.match(letter))
        and not can_print(letter)
    )
    return "".join(dict.fromkeys(found))


def packages_for(letters: str) -> list[str]:
    """The packages that are not installed and would bring these letters."""
    scripts = {
        unicodedata.name(letter, "").partition(" ")[0].partition("-")[0] for letter in letters
    }
    return [face.package for face in TYPEFACES if face.path is None and scripts & set(face.scripts)]
