"""The typefaces of a sheet: all from packages, none of the machine's own.

A letter that no typeface has would be a box on paper, and stop a tagged PDF. So it is known before
printing which letters there are, what is left out, and which package would bring it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

# What stands for a letter that cannot be printed.
NO_LETTER = "\ufffd"
LONG_WORD = re.compile(r"\S{25,}")
PIECE = 12
MAY_BREAK = "\u200b"
FONT_FILES = (".ttf", ".otf")
# Emoji in other colours of skin, and in colour or black: the plain one is printed.
MODIFIERS = ((0xFE00, 0xFE0F), (0x1F3FB, 0x1F3FF), (0xE0000, 0xE0FFF))


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
    own = [settings.FONTS_DIR, *settings.EXTRA_FONTS_DIRS]
    return own + [face.path for face in TYPEFACES if face.path]


def families() -> list[str]:
    """After our own, which the typesetter is told of by itself."""
    return list(dict.fromkeys(face.family for face in TYPEFACES if face.path))


@cache
def letters() -> frozenset[int]:
    """All that can be printed, as code points. A third of a second, once in a process."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for folder in font_folders():
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in FONT_FILES:
                with TTFont(path, lazy=True) as font:
                    found |= set(font.getBestCmap())
    return frozenset(found)


def printable(text: str) -> str:
    """The text with only what can be printed, letters and their marks joined; words that are longer
    than any line may break.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(_printable(unicodedata.normalize("NFC", text)))
    return LONG_WORD.sub(_breakable, text)


def _breakable(word: re.Match[str]) -> str:
    letters = word[0]
    pieces = [letters[n : n + PIECE] for n in range(0, len(letters), PIECE)]
    return MAY_BREAK.join(pieces)


def _printable(text: str) -> Iterator[str]:
    for letter in text:
        if letter in "\n\t":
            yield letter
        elif _is_silent(letter):
            continue
        elif unicodedata.category(letter) in ("Cf", "Zs") or ord(letter) in letters():
            yield letter
        elif unicodedata.category(letter) != "So":  # an emoji without a typeface is left out
            yield NO_LETTER


def _is_silent(letter: str) -> bool:
    """What is never seen, or only colours what stands before it."""
    code = ord(letter)
    if any(first <= code <= last for first, last in MODIFIERS):
        return True
    return letter == "\ufeff" or unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn")


def missing_letters(text: str) -> str:
    """Those of a text that cannot be printed, each once."""
    found = (
        letter
        for letter in unicodedata.normalize("NFC", text)
        if not _is_silent(letter) and printable(letter) != letter and letter not in "\n\t"
    )
    return "".join(dict.fromkeys(found))


def packages_for(letters: str) -> list[str]:
    """The packages that are not installed and would bring these letters."""
    scripts = {
        unicodedata.name(letter, "").partition(" ")[0].partition("-")[0] for letter in letters
    }
    return [face.package for face in TYPEFACES if face.path is None and scripts & set(face.scripts)]
