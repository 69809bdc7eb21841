"""The pieces of a sheet, ready to be printed: an exercise, its pictures, the pain rule, help."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from programs.dosing import dose_words
from programs.handouts.measure import line_count, width_mm
from programs.handouts.qr import svg_address
from programs.handouts.words import dose_numbers
from programs.sheet import Sheet, SheetItem, SheetPicture, SheetSafety

# A drawing may refer to its own parts ("#a") and to what it carries with it, and to nothing else.
FROM_OUTSIDE = re.compile(
    r"""href\s*=\s*["']?(?!["']?(?:\#|data:))|url\(\s*["']?(?!["']?(?:\#|data:))"""
    r"""|@import|<script|<foreignObject|<!ENTITY""",
    re.IGNORECASE,
)
# Of the places of big numbers, and of one of two columns. Units: millimetres.
NARROWEST_CELL, WIDEST_CELL = 10, 69
HALF_WIDTH = 85.0
URGENCY_HEADINGS = {
    "emergency": "Go to an emergency department now",
    "same_day": "Get medical help the same day",
    "soon": "Speak to your doctor or to us soon",
}


class HandoutError(Exception):
    """A handout cannot be made, or is not the one that was stored."""


@dataclass(frozen=True)
class PrintedPicture:
    caption: str
    alt: str
    address: str  # data: address, or "" when the picture is missing

    @property
    def is_photo(self) -> bool:
        """A drawing keeps a light corner for its caption; a photograph may not."""
        return self.address.startswith("data:image/jpeg")


@dataclass(frozen=True)
class Size:
    """How large an exercise is set: pictures beside the words, or both across the whole page.

    Units: the width of each picture in millimetres; 0 when they stand side by side.
    """

    picture: int
    is_snug: bool = False
    is_feature: bool = False

    @property
    def css(self) -> str:
        if self.is_feature:
            return "feature"
        return f"picture-{self.picture}{' snug' if self.is_snug else ''}"


@dataclass(frozen=True)
class Part:
    """One exercise as it is printed."""

    item: SheetItem
    tag: str  # "New", "Changed" or ""
    pictures: tuple[PrintedPicture, ...]

    @property
    def numbers(self) -> list[tuple[str, str]]:
        return dose_numbers(self.item.dose, self.item.side)

    @property
    def cells(self) -> list[tuple[str, str, int]]:
        """The numbers with how wide each one's place is, in millimetres."""
        return [(number, unit, cell_width(number, unit)) for number, unit in self.numbers]

    @property
    def words(self) -> str:
        words = dose_words(self.item.dose, self.item.side)
        return f"{words[:1].upper()}{words[1:]}."

    @property
    def label(self) -> str:
        """The name with the side, for a list."""
        side = self.item.side_words
        return f"{self.item.name} ({side[:1].lower()}{side[1:]})" if side else self.item.name

    @property
    def notes(self) -> list[tuple[str, str]]:
        """Short warnings and signs, each with its label; only those that say something."""
        item = self.item
        found = [
            ("Feel it here", item.feel_it),
            ("Avoid", item.avoid),
            ("Stop if", _without_stop(item.stop_if)),
        ]
        return [(label, words) for label, words in found if words]

    @property
    def ways(self) -> list[tuple[str, str]]:
        item = self.item
        found = [("Easier", item.easier), ("Harder", item.harder), ("Breathe", item.breathing)]
        return [(label, words) for label, words in found if words]


def cell_width(number: str, unit: str) -> int:
    """Units: whole millimetres, the gap to the next one included."""
    wide = max(width_mm(number, 22, is_bold=True), width_mm(unit, 12))
    return min(max(ceil(wide + 4), NARROWEST_CELL), WIDEST_CELL)


def _without_stop(words: str) -> str:
    """ "Stop if your knee hurts." under the label "Stop if" is "Your knee hurts."."""
    rest = words.removeprefix("Stop if ")
    return words if rest == words or "." in rest.rstrip(". ") else rest[:1].upper() + rest[1:]


def parts_of(sheet: Sheet, drawings: Mapping[str, str]) -> list[Part]:
    tags = {change.item_id: change.kind.capitalize() for change in sheet.changes}
    return [
        Part(
            item=item,
            tag=tags.get(item.item_id, ""),
            pictures=(
                _picture("Start", item.start, drawings),
                _picture("Move", item.end, drawings),
            ),
        )
        for item in sheet.items
    ]


def _picture(
    caption: str, picture: SheetPicture | None, drawings: Mapping[str, str]
) -> PrintedPicture:
    if picture is None:
        return PrintedPicture(caption=caption, alt="", address="")
    if picture.photo:
        return PrintedPicture(caption, picture.alt, drawings.get(picture.photo, ""))
    svg = drawings.get(picture.drawing, "")
    if FROM_OUTSIDE.search(svg):
        raise HandoutError(f"The drawing {picture.drawing[:12]} asks for something from outside.")
    return PrintedPicture(caption, picture.alt, svg_address(svg) if svg else "")


@dataclass(frozen=True)
class PainBox:
    low: int
    high: int
    order: str
    words: str


def pain_boxes(sheet: Sheet) -> list[PainBox]:
    """The clinic's pain rule. Source: SOURCES.md#pain-rule"""
    fine, less = sheet.pain_fine_up_to, sheet.pain_less_up_to
    return [
        PainBox(0, fine, "Go on.", "This is fine."),
        PainBox(fine + 1, less, "Ease off.", "Do less, or the easier way."),
        PainBox(less + 1, 10, "Stop", "that exercise and call us."),
    ]


@dataclass(frozen=True)
class HelpBlock:
    """The safety lines of one body region, in two lists that stand side by side."""

    title: str
    halves: tuple[tuple[str, ...], tuple[str, ...]]


def help_block(block: SheetSafety) -> HelpBlock:
    """Split where both lists come out about as long."""
    lines = [line_count(line, HALF_WIDTH, 12) for line in block.lines]
    split = min(range(len(lines) + 1), key=lambda n: max(sum(lines[:n]), sum(lines[n:])))
    return HelpBlock(block.title, (block.lines[:split], block.lines[split:]))


@dataclass(frozen=True)
class HelpGroup:
    """All safety blocks of one urgency."""

    urgency: str
    heading: str
    blocks: tuple["HelpBlock", ...]

    @property
    def has_titles(self) -> bool:
        return len(self.blocks) > 1


def help_groups(sheet: Sheet, urgencies: Iterable[str]) -> list[HelpGroup]:
    groups = [
        HelpGroup(
            urgency=urgency,
            heading=URGENCY_HEADINGS[urgency],
            blocks=tuple(help_block(block) for block in sheet.safety if block.urgency == urgency),
        )
        for urgency in urgencies
    ]
    return [group for group in groups if group.blocks]


def home_words(sheet: Sheet) -> str:
    """What to have at hand: "mat, cushion."."""
    if not sheet.equipment:
        return "nothing but some room."
    return ", ".join(name[:1].lower() + name[1:] for name in sheet.equipment) + "."
