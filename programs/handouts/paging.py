"""Which piece of a sheet stands on which page, planned before anything is laid out.

Heights are reckoned from the words (heights.py), so that pictures, lists and lines to write on
get the room that is there, and no page ends half empty. The layout then only has to follow; where
a reckoning is wrong it breaks the page itself, and never inside an exercise.
All lengths are millimetres.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations

from programs.handouts import heights
from programs.handouts.diary_grid import Week, diary_rows, week_svg
from programs.handouts.papers import Paper
from programs.handouts.parts import Part, Size
from programs.handouts.qr import svg_address
from programs.handouts.words import changes_in_short
from programs.sheet import Sheet

# What a page may be over-reckoned by before the layout would break it.
SPARE = 1.5
# From the most generous to the tightest: how wide the pictures are, and how large the words.
PAIR_SIZES = (
    *(Size(picture) for picture in range(72, 50, -2)),
    *(Size(picture, is_snug=True) for picture in range(58, 44, -2)),
)
SINGLE_SIZES = (Size(0, is_feature=True), *(Size(picture) for picture in range(72, 50, -2)))
LEAST_LINES, MOST_LINES = 3, 12
MOST_CHANGED = 4
WIDEST_GAP = 9


@dataclass(frozen=True)
class PrintedWeek:
    title: str
    alt: str
    address: str


@dataclass(frozen=True)
class Block:
    """Something that may stand on any page: "summary", "diary" or "later" (help that can wait)."""

    kind: str
    height: float
    weeks: tuple[PrintedWeek, ...] = ()
    is_first: bool = True


@dataclass
class Page:
    exercises: list[tuple[Part, Size]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    note_lines: int = 0
    used: float = 0.0


@dataclass
class Cover:
    changes: list[tuple[str, str]]
    has_later: bool = False
    has_summary: bool = False
    note_lines: int = 0
    gap: int = 4

    @property
    def is_tight(self) -> bool:
        return self.gap < 4


@dataclass
class Plan:
    cover: Cover
    pages: list[Page]


def plan_pages(sheet: Sheet, parts: Sequence[Part], *, paper: Paper, weeks: int) -> Plan:
    grids = diary_weeks(sheet, weeks, paper.text_width)
    cover = _cover(sheet, parts, paper)
    blocks = _blocks(sheet, parts, cover, grids, paper)
    return Plan(cover=cover, pages=_with_the_rest(_exercise_pages(parts, paper), blocks, paper))


def _blocks(
    sheet: Sheet, parts: Sequence[Part], cover: Cover, weeks: list[Week], paper: Paper
) -> list[Block]:
    """What page one has not taken. The weeks stay together while one page holds them."""
    width = paper.text_width
    blocks = []
    if not cover.has_summary:
        blocks.append(Block("summary", heights.summary_height(parts, width)))
    blocks += _diary_blocks(weeks, paper)
    if not cover.has_later and sheet.safety:
        blocks.append(Block("later", heights.later_height(sheet, width)))
    return blocks


def _diary_blocks(weeks: list[Week], paper: Paper) -> list[Block]:
    blocks: list[Block] = []
    for week in weeks:
        grown = heights.WEEK_GAP + week.height
        if blocks and blocks[-1].height + grown <= paper.room - SPARE:
            blocks[-1] = replace(
                blocks[-1],
                height=blocks[-1].height + grown,
                weeks=(*blocks[-1].weeks, _printed(week)),
            )
        else:
            height = heights.DIARY_HEAD + grown
            blocks.append(Block("diary", height, (_printed(week),), is_first=not blocks))
    return blocks


def diary_weeks(sheet: Sheet, count: int, width: float) -> list[Week]:
    """From the first day on which this sheet holds."""
    first: date = max(sheet.issued_on, sheet.starts_on)
    rows = diary_rows(sheet.items, width)
    return [
        Week(n + 1, first + timedelta(weeks=n), rows, sheet.review_on, width) for n in range(count)
    ]


def _printed(week: Week) -> PrintedWeek:
    return PrintedWeek(title=week.title, alt=week.alt, address=svg_address(week_svg(week)))


def _cover(sheet: Sheet, parts: Sequence[Part], paper: Paper) -> Cover:
    """Page one, with as much of the rest as it can hold."""
    cover, slack = _closest_cover(sheet, paper)
    later = heights.later_height(sheet, paper.text_width)
    if later and later <= slack:
        cover.has_later = True
        slack -= later
    summary = heights.summary_height(parts, paper.text_width)
    if not later and summary <= slack:
        cover.has_summary = True
        slack -= summary
    wider = min(WIDEST_GAP - cover.gap, int(max(0.0, slack) / heights.COVER_GAPS))
    wider = 0 if cover.is_tight else wider
    cover.gap += wider
    cover.note_lines = _lines_in(slack - wider * heights.COVER_GAPS)
    return cover


def _closest_cover(sheet: Sheet, paper: Paper) -> tuple[Cover, float]:
    """Page one with all that must be on it, and the room that it leaves.

    When it is too full it is set closer, and lists fewer of the changes.
    """
    for gap in (4, 3):
        for most in range(MOST_CHANGED, -1, -1):
            cover = Cover(changes=changes_in_short(sheet.changes, most), gap=gap)
            height = heights.cover_height(sheet, cover.changes, paper, is_tight=cover.is_tight)
            slack = paper.room - SPARE - height
            if slack >= 0 or len(sheet.changes) <= most:
                break
        if slack >= 0:
            break
    return cover, slack


def _exercise_pages(parts: Sequence[Part], paper: Paper) -> list[Page]:
    """Two exercises to a page where they fit, each pair with pictures as large as they can be."""
    pages: list[Page] = []
    waiting = list(parts)
    while waiting:
        pair = _pair(waiting[:2], paper) if len(waiting) > 1 else None
        pages.append(pair or _single(waiting[0], paper.room - SPARE, paper))
        del waiting[: len(pages[-1].exercises)]
    return pages


def _pair(parts: Sequence[Part], paper: Paper) -> Page | None:
    for size in PAIR_SIZES:
        used = heights.BETWEEN_EXERCISES + sum(
            heights.exercise_height(part, size, paper.text_width) for part in parts
        )
        if used <= paper.room - SPARE:
            return Page(exercises=[(part, size) for part in parts], used=used)
    return None


def _single(part: Part, room: float, paper: Paper) -> Page:
    """The most generous size that fits the room; the tightest if none does."""
    for size in SINGLE_SIZES:
        used = heights.exercise_height(part, size, paper.text_width)
        if used <= room:
            break
    return Page(exercises=[(part, size)], used=used)


def _with_the_rest(pages: list[Page], blocks: list[Block], paper: Paper) -> list[Page]:
    """The pages with the diary, the plan in short, help and lines to write on, where they fit.

    A last page with one exercise takes up those blocks that leave the fewest pages, and of these
    ways the one with the least white.
    """
    room = paper.room - SPARE
    *before, last = pages
    ways = [
        [*before, *filled]
        for taken in _choices(blocks)
        if (filled := _filled(last, taken, [b for b in blocks if b not in taken], paper))
    ]
    best = min(ways, key=lambda way: (len(way), sum(_white(page, room) for page in way)))
    for page in best:
        page.note_lines = _lines_in(room - page.used)
    return best


def _choices(blocks: list[Block]) -> Iterator[list[Block]]:
    for count in range(len(blocks), -1, -1):
        yield from (list(taken) for taken in combinations(blocks, count))


def _filled(last: Page, taken: list[Block], left: list[Block], paper: Paper) -> list[Page]:
    """The last exercise page with these blocks on it, and pages for the others; [] if too full."""
    room = paper.room - SPARE
    wanted = sum(block.height for block in taken)
    if taken and len(last.exercises) == 1:
        last = _single(last.exercises[0][0], room - wanted, paper)
    if taken and last.used + wanted > room:
        return []
    return [replace(last, blocks=taken, used=last.used + wanted), *_packed(left, room)]


def _packed(blocks: list[Block], room: float) -> list[Page]:
    pages: list[Page] = []
    for block in blocks:
        if not pages or pages[-1].used + block.height > room:
            pages.append(Page())
        pages[-1].blocks = [*pages[-1].blocks, block]
        pages[-1].used += block.height
    return pages


def _white(page: Page, room: float) -> float:
    """What stays empty when lines to write on have taken their part."""
    free = room - page.used
    lines = _lines_in(free)
    return free - (heights.NOTES_HEAD + lines * heights.NOTES_LINE if lines else 0)


def _lines_in(room: float) -> int:
    """How many lines to write on the room holds; none when so few would look like a mistake."""
    lines = int((room - heights.NOTES_HEAD) / heights.NOTES_LINE)
    return min(lines, MOST_LINES) if lines >= LEAST_LINES else 0
