"""How long words are in print, so that pages can be planned before they are laid out."""

from functools import cache

from django.conf import settings

MM_PER_POINT = 25.4 / 72
# A letter that our font lacks is printed from another one; most are about as wide as they are high.
UNKNOWN_EMS = 1.0


@cache
def _advances(is_bold: bool) -> dict[int, float]:
    """The width of each letter. Units: ems."""
    from fontTools.ttLib import TTFont  # half a second of imports: only who renders pays

    name = "AtkinsonHyperlegible-Bold.ttf" if is_bold else "AtkinsonHyperlegible-Regular.ttf"
    with TTFont(settings.FONTS_DIR / name, lazy=True) as font:
        widths, ems = font["hmtx"], font["head"].unitsPerEm
        return {letter: widths[glyph][0] / ems for letter, glyph in font.getBestCmap().items()}


def width_mm(text: str, points: float, *, is_bold: bool = False) -> float:
    advances = _advances(is_bold)
    ems = sum(advances.get(ord(letter), UNKNOWN_EMS) for letter in text)
    return ems * points * MM_PER_POINT


def wrap(text: str, room_mm: float, points: float, *, is_bold: bool = False) -> list[str]:
    """The lines that the text takes in this room, broken between words, long words within.

    Units: millimetres and points.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_mm(longer, points, is_bold=is_bold) <= room_mm:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, room_mm, points, is_bold)
        lines += full
    return [*lines, line] if line else lines


def _broken(word: str, room_mm: float, points: float, is_bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width_mm(parts[-1] + letter, points, is_bold=is_bold) > room_mm:
            parts.append("")
        parts[-1] += letter
    return parts


def line_count(text: str, room_mm: float, points: float, *, is_bold: bool = False) -> int:
    return len(wrap(text, room_mm, points, is_bold=is_bold))
