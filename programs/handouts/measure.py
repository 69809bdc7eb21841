"""How long words are in print, so that pages can be planned before they are laid out."""

from functools import cache, lru_cache

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


@lru_cache(maxsize=20_000)
def _ems(word: str, is_bold: bool) -> float:
    advances = _advances(is_bold)
    return sum(advances.get(ord(letter), UNKNOWN_EMS) for letter in word)


def width_mm(text: str, points: float, *, is_bold: bool = False) -> float:
    return _ems(text, is_bold) * points * MM_PER_POINT


def wrap(text: str, room_mm: float, points: float, *, is_bold: bool = False) -> list[str]:
    """The lines that the text takes in this room, broken between words, long words within.

    Units: millimetres and points.
    """
    room = room_mm / points / MM_PER_POINT
    space = _ems(" ", is_bold)
    lines: list[list[str]] = []
    used = room + 1
    for word in text.split():
        wide = _ems(word, is_bold)
        if used + space + wide <= room:
            lines[-1].append(word)
            used += space + wide
            continue
        pieces = [word] if wide <= room else _broken(word, room_mm, points, is_bold)
        lines += [[piece] for piece in pieces]
        used = _ems(pieces[-1], is_bold)
    return [" ".join(line) for line in lines]


def _broken(word: str, room_mm: float, points: float, is_bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width_mm(parts[-1] + letter, points, is_bold=is_bold) > room_mm:
            parts.append("")
        parts[-1] += letter
    return parts


def line_count(text: str, room_mm: float, points: float, *, is_bold: bool = False) -> int:
    return len(wrap(text, room_mm, points, is_bold=is_bold))
