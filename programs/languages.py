"""The languages in which a sheet speaks: its fixed words, its doses and its dates.

What exercises and leaflets say is translated with them (content/translations.py); what people
typed stays as they typed it. No Django in sight.
"""

import gettext
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "wordings"
DECIMAL_COMMA = ("es",)
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@dataclass(frozen=True)
class Language:
    """``code`` is ISO 639: "en". English words are the keys of all others."""

    code: str
    catalog: gettext.NullTranslations

    @property
    def is_rtl(self) -> bool:
        return self.code in RIGHT_TO_LEFT

    def say(self, text: str, **values: object) -> str:
        """The text in this language, with values in its {places}."""
        words = self.catalog.gettext(text)
        return words.format(**values) if values else words

    def count(self, number: int, one: str, many: str, **values: object) -> str:
        """ "1 set", "3 sets": ``one`` and ``many`` may hold {n} and other {places}."""
        return self.catalog.ngettext(one, many, number).format(n=number, **values)

    def number(self, value: Decimal) -> str:
        """ "2.5"; in Spanish "2,5"."""
        digits = f"{value.normalize():f}"
        return digits.replace(".", ",") if self.code in DECIMAL_COMMA else digits

    def and_list(self, words: Iterable[str]) -> str:
        """ "Monday, Wednesday and Friday"."""
        *most, last = words
        return self.say("{most} and {last}", most=", ".join(most), last=last) if most else last


ENGLISH = Language("en", gettext.NullTranslations())


def languages() -> tuple[str, ...]:
    """The codes of the languages whose fixed words there are, English first."""
    return ("en", *sorted(path.stem for path in FOLDER.glob("*.po")))


@cache
def language(code: str) -> Language:
    """Errors: KeyError when there are no words in this language."""
    if code == ENGLISH.code:
        return ENGLISH
    if code not in languages():
        raise KeyError(code)
    from babel.messages import mofile, pofile  # a tenth of a second: only other languages pay

    with (FOLDER / f"{code}.po").open("rb") as file:
        catalog = pofile.read_po(file, locale=code)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalog)
    compiled.seek(0)
    return Language(code, gettext.GNUTranslations(compiled))


def language_or_english(code: str) -> Language:
    """A person's language, where there are words in it."""
    return language(code if code in languages() else ENGLISH.code)
