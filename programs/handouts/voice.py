"""In which language a sheet speaks: its fixed words, and what its library texts say there."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from programs.handouts.fonts import APART, TOGETHER
from programs.languages import ENGLISH, Language, language
from programs.sheet import Sheet


@dataclass(frozen=True)
class Voice:
    """``texts`` are the library's English texts with their translations, frozen with the sheet."""

    to: Language = ENGLISH
    texts: Mapping[str, str] = field(default_factory=dict)

    def text(self, words: str) -> str:
        """Its translation; the words themselves where there is none."""
        return self.texts.get(words, words)

    def apart(self, words: str) -> str:
        """Words that read the other way, set apart: else a dose after a Hebrew name, or the parts
        of a telephone number, would stand on its other side. Source: SOURCES.md#invisible-letters
        """
        others = ("L",) if self.to.is_rtl else ("R", "AL", "AN")
        if any(unicodedata.bidirectional(letter) in others for letter in words):
            return f"{APART}{words}{TOGETHER}"
        return words

    def name(self, words: str) -> str:
        """A name's translation, for a line where more stands after it."""
        return self.apart(self.text(words))

    def texts_of(self, many: Iterable[str]) -> list[str]:
        return [self.text(words) for words in many]


def voice_of(sheet: Sheet, code: str) -> Voice:
    """Errors: KeyError when there are no words in this language."""
    return Voice(language(code), sheet.translations.get(code, {}))
