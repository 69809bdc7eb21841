"""How high each piece of a sheet will be in print, reckoned from its words.

The numbers are those of handout.css; a test holds the two together. All lengths are millimetres.
"""

from collections.abc import Sequence
from typing import Protocol

from programs.handouts.measure import MM_PER_POINT, line_count, width_mm
from programs.handouts.papers import Paper
from programs.handouts.parts import HelpBlock, Part, Size, help_groups, home_words
from programs.handouts.qr import code_address
from programs.handouts.words import chart_words, date_words, day_words, facts, main_message
from programs.sheet import Sheet

BETWEEN_EXERCISES, AFTER_EXERCISES = 7.0, 8.4
# Of page one: the diary's card with its address on one line, the pain rule, the last line, and what
# setting it closer saves.
PORTAL, PAIN, MADE_FOR, EMERGENCY_FRAME, TIGHT = 54.5, 38.6, 7.5, 11.0, 15.0
WEEK_GAP = 4.0
NOTES_HEAD, NOTES_LINE = 16.0, 10.0
SMALL = 12 * 1.2 * MM_PER_POINT  # a line of the small print
BODY = 14 * 1.28 * MM_PER_POINT
PICTURE_RATIO = 280 / 400
HALF_GAP = 6.0


def exercise_height(part: Part, size: Size, width: float) -> float:
    text = width - size.picture - HALF_GAP
    if size.is_feature:
        pictures = (width - 4) / 2 * PICTURE_RATIO + 4
        return _head(part, width) + pictures + _how(part, size, width) + _under(part, size, width)
    pictures = 2 * size.picture * PICTURE_RATIO + 2.5
    return _head(part, width) + max(pictures, _how(part, size, text)) + _under(part, size, width)


def _head(part: Part, width: float) -> float:
    badge = width_mm(part.item.side_words, 13, is_bold=True) + 8 if part.item.side_words else 0.0
    tag = width_mm(part.tag, 13, is_bold=True) + 8 if part.tag else 0.0
    room = max(40.0, width - tag)
    name = width_mm(f"{part.item.number} {part.item.name}", 20, is_bold=True) + 8
    lines = max(line_count(part.item.name, room - 14, 20, is_bold=True), -(-(name + badge) // room))
    return 3 + lines * 20 * 1.15 * MM_PER_POINT


def _how(part: Part, size: Size, room: float) -> float:
    """The dose, where to start, and the steps."""
    points, line = (13, 13 * 1.22 * MM_PER_POINT) if size.is_snug else (14, BODY)
    item = part.item
    height = (
        4.2 + 2.5 + dose_rows(part, room - 6) * 13 + SMALL * line_count(part.words, room - 7, 12)
    )
    if item.start_position:
        height += line * line_count(f"Start: {item.start_position}", room, points)
    height += 1 + sum(0.8 + line * line_count(step, room - 7.5, points) for step in item.steps)
    if item.cue:
        height += 4.5 + line * line_count(f"From your therapist: {item.cue}", room - 8, points)
    return height


def breaks_dose(part: Part, size: Size, width: float) -> bool:
    """Whether pictures of this size push the big numbers onto a second row."""
    return dose_rows(part, width - size.picture - HALF_GAP - 6) > 1


def dose_rows(part: Part, room: float) -> int:
    """Rows that the big numbers of a dose take."""
    rows, used = 1, 0.0
    for _, _, cell in part.cells:
        if used and used + cell > room:
            rows, used = rows + 1, 0.0
        used += cell
    return rows


def _under(part: Part, size: Size, width: float) -> float:
    """What stands below the pictures over the whole width."""
    height = 0.8
    column = (width - 8) / 3
    for row, extra in ((part.notes, 1), (part.ways, 1)):
        if row:
            lines = max(line_count(words, column - 1, 12) for _, words in row)
            height += (lines + extra) * SMALL + 2
    return height


class CoverSetting(Protocol):
    """How page one is set."""

    changes: list[tuple[str, str]]
    is_tight: bool
    has_use: bool
    has_aim: bool
    has_middle: bool
    has_later: bool
    has_summary: bool
    gap: int


def cover_height(sheet: Sheet, cover: CoverSetting, paper: Paper) -> float:
    """Page one with everything that must be on it."""
    width, is_tight = paper.text_width, cover.is_tight
    title = f"Exercises for {sheet.patient.name}"
    title_points, goal_points = (23, 14) if is_tight else (27, 16)
    height = _clinic(sheet, width) + 1.5 + BODY * line_count(_about(sheet), width - 4, 14)
    height += title_points * 0.406 * line_count(title, width, title_points, is_bold=True)
    if sheet.goal:
        goal = f"Your goal: “{sheet.goal}”"
        height += 2.5 + goal_points * 0.452 * line_count(goal, width - 2, goal_points)
    height += _main_box(sheet, width - 14.5)
    if cover.has_middle:
        height += middle_height(sheet, cover, width)
    height += PAIN + MADE_FOR - (TIGHT if is_tight else 0)
    help_now = help_height(sheet, ["emergency"], width - 10)
    height += EMERGENCY_FRAME + help_now if help_now else 0
    return height + cover.gap * cover_gaps(sheet, cover)


def cover_gaps(sheet: Sheet, cover: CoverSetting) -> int:
    """How many parts of page one keep their distance from what stands above."""
    has_emergency = bool(help_groups(sheet, ["emergency"]))
    return 2 + sum((cover.has_middle, has_emergency, cover.has_later, cover.has_summary))


def _about(sheet: Sheet) -> str:
    visit = f" · next visit {day_words(sheet.review_on)}" if sheet.review_on else ""
    return f"Sheet {sheet.number} · made on {date_words(sheet.issued_on)}{visit}"


def _clinic(sheet: Sheet, width: float) -> float:
    address = sum(line_count(line, width - 97, 12) for line in sheet.clinic.address.splitlines())
    name = line_count(sheet.clinic.name, width - 97, 16, is_bold=True)
    work = f"{sheet.therapist.profession} · {sheet.therapist.registration}"
    therapist = line_count(sheet.therapist.name, 70, 14, is_bold=True) + line_count(work, 70, 12)
    return 8.3 + max(14.0, name * 6.8 + address * SMALL, therapist * 5.6)


def _main_box(sheet: Sheet, room: float) -> float:
    height = 7 + 7.62 * line_count(" · ".join(facts(sheet)), room, 18, is_bold=True)
    height += 1 + BODY * line_count(main_message(sheet), room, 14)
    return height + 1 + BODY * line_count(f"You need: {home_words(sheet)}", room, 14)


def middle_height(sheet: Sheet, cover: CoverSetting, width: float) -> float:
    return max(left_height(sheet, cover, width), portal_height(width))


def portal_height(width: float) -> float:
    """The diary's card. Its address is the clinic's own, so it may take more than one line."""
    words = f"Or go to {code_address()} and type"
    return PORTAL + SMALL * (line_count(words, width * 0.43 - 6.8, 12, is_bold=True) - 1)


def left_height(sheet: Sheet, cover: CoverSetting, width: float) -> float:
    """What changed, or how to use the sheet; and where the patient is."""
    height, room = 0.0, width * 0.54 - 1
    if cover.changes:
        height += 6.5 + sum(
            1.2 + SMALL * line_count(f"{kind}xxxx {words}", room, 12)
            for kind, words in cover.changes
        )
    elif cover.has_use:
        height += 7.5 + 4 * SMALL
    phase = sheet.phase
    from_on = ", from 30 September 2026" if phase.from_on else ""
    here = f"{phase.name} ({phase.when_text}{from_on}). {phase.aim if cover.has_aim else ''}"
    height += 10.1 + SMALL * line_count(here, room, 12)
    if sheet.next_phase:
        after = f"Next step, when your therapist says so: {sheet.next_phase.name}."
        height += 1 + SMALL * line_count(after, room, 12)
    return height


def help_height(sheet: Sheet, urgencies: Sequence[str], room: float) -> float:
    """The safety lines in two columns, with their headings; 0 when there are none."""
    height = 0.0
    for group in help_groups(sheet, urgencies):
        height += 9.2
        for block in group.blocks:
            height += _two_columns(block, room) + (6 if group.has_titles else 0)
    return height


def _two_columns(block: HelpBlock, room: float) -> float:
    column = room * 0.482 - 4.2
    return 1.5 + max(
        sum(line_count(line, column, 12) * SMALL + 0.8 for line in half) for half in block.halves
    )


def later_height(sheet: Sheet, width: float) -> float:
    height = help_height(sheet, ["same_day", "soon"], width)
    return height + 5 if height else 0.0


def diary_head(sheet: Sheet, width: float) -> float:
    """The chart's heading, and how to use it."""
    words = f"How to use this chart: {chart_words(sheet)}"
    return 9.2 + SMALL * line_count(words, width - 3, 12)


def summary_height(parts: Sequence[Part], width: float) -> float:
    lines = sum(
        line_count(f"{part.label}: {part.words}", width - 9, 12) * SMALL + 0.8 for part in parts
    )
    return 14 + lines
