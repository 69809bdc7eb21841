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
from programs.handouts.diary_grid import Week, diary_rows, week_css, week_svg
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
SINGLE_SIZES = (Size(0, is_feature=True), *PAIR_SIZES)
LARGEST_PICTURE = 80
LEAST_QUESTIONS, LEAST_LINES, MOST_LINES = 2, 3, 12
MOST_CHANGED = 4
ROW_HEIGHTS = (9.0, 8.2, 7.6)
CLOSE_GAP, GAP, WIDEST_GAP = 3, 4, 7

# The gap between the parts of page one, whether it is set closer, and whether the diary's card and
# what changed are on it. In order of preference.
COVER_SETTINGS = (
    (GAP, False, True),
    (CLOSE_GAP, False, True),
    (CLOSE_GAP, True, True),
    (GAP, False, False),
    (CLOSE_GAP, True, False),
)


@dataclass(frozen=True)
class PrintedWeek:
    week: Week
    svg: str

    @property
    def address(self) -> str:
        return svg_address(self.svg)


@dataclass(frozen=True)
class Block:
    """Something that may stand on any page; ``kind`` names its template.

    They are "summary", "diary", "later" (help that can wait), "questions" (lines to write on), and
    "middle", the middle of an overfull page one.
    """

    kind: str
    height: float
    weeks: tuple[PrintedWeek, ...] = ()
    is_first: bool = True

    @property
    def template(self) -> str:
        return f"handouts/_{self.kind}.html"


@dataclass
class Page:
    exercises: list[tuple[Part, Size]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    note_lines: int = 0
    used: float = 0.0

    @property
    def lines(self) -> range:
        return range(self.note_lines)

    @property
    def has_questions(self) -> bool:
        return any(block.kind == "questions" for block in self.blocks)


@dataclass
class Cover:
    changes: list[tuple[str, str]]
    has_later: bool = False
    has_summary: bool = False
    note_lines: int = 0
    gap: int = GAP
    is_tight: bool = False
    has_use: bool = True
    has_aim: bool = True
    has_middle: bool = True
    has_questions: bool = False

    @property
    def lines(self) -> range:
        return range(self.note_lines)


@dataclass
class Plan:
    cover: Cover
    pages: list[Page]
    css: str  # what only this sheet's diary needs


def plan_pages(sheet: Sheet, parts: Sequence[Part], *, paper: Paper, weeks: int) -> Plan:
    cover = _cover(sheet, parts, paper)
    diary = _diary(sheet, parts, weeks, paper)
    blocks = _blocks(sheet, parts, cover, diary, paper)
    pages = _with_the_rest(_exercise_pages(parts, paper), blocks, paper)
    if cover.note_lines:  # there is room for the questions on page one: does that save a page?
        fewer = _with_the_rest(_exercise_pages(parts, paper), blocks[:-1], paper)
        if len(fewer) < len(pages):
            cover.has_questions, pages = True, fewer
    return Plan(cover=cover, pages=pages, css=week_css(diary[0]))


def _blocks(
    sheet: Sheet, parts: Sequence[Part], cover: Cover, weeks: list[Week], paper: Paper
) -> list[Block]:
    """What page one has not taken. The weeks stay together while one page holds them."""
    width = paper.text_width
    blocks = []
    if not cover.has_middle:
        blocks.append(Block("middle", heights.middle_height(sheet, cover, width) + 5))
    if not cover.has_summary:
        blocks.append(Block("summary", heights.summary_height(parts, width)))
    blocks += _diary_blocks(weeks, heights.diary_head(sheet, width), paper)
    if not cover.has_later and sheet.safety:
        blocks.append(Block("later", heights.later_height(sheet, width)))
    questions = heights.NOTES_HEAD + LEAST_QUESTIONS * heights.NOTES_LINE
    return [*blocks, Block("questions", questions)]


def _diary_blocks(weeks: list[Week], head: float, paper: Paper) -> list[Block]:
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
            height = head + grown
            blocks.append(Block("diary", height, (_printed(week),), is_first=not blocks))
    return blocks


def _diary(sheet: Sheet, parts: Sequence[Part], count: int, paper: Paper) -> list[Week]:
    """Rows as high as leaves all weeks, and the plan in short if it can, on one page."""
    room = paper.room - SPARE - heights.diary_head(sheet, paper.text_width)
    sizes = [diary_weeks(sheet, count, paper.text_width, height) for height in ROW_HEIGHTS]
    for more in (heights.summary_height(parts, paper.text_width), 0.0):
        for weeks in sizes:
            if more + sum(heights.WEEK_GAP + week.height for week in weeks) <= room:
                return weeks
    return sizes[0]


def diary_weeks(sheet: Sheet, count: int, width: float, row_height: float) -> list[Week]:
    """From the first day on which this sheet holds."""
    first: date = max(sheet.issued_on, sheet.starts_on)
    rows = diary_rows(sheet.items, width, row_height)
    return [
        Week(n + 1, first + timedelta(weeks=n), rows, sheet.review_on, width, row_height)
        for n in range(count)
    ]


def _printed(week: Week) -> PrintedWeek:
    return PrintedWeek(week=week, svg=week_svg(week))


def _cover(sheet: Sheet, parts: Sequence[Part], paper: Paper) -> Cover:
    """Page one, with as much of the rest as it can hold."""
    cover, slack = _closest_cover(sheet, paper)
    later = heights.later_height(sheet, paper.text_width)
    if later and later + cover.gap <= slack:
        cover.has_later = True
        slack -= later + cover.gap
    summary = heights.summary_height(parts, paper.text_width)
    if not later and summary + cover.gap <= slack:
        cover.has_summary = True
        slack -= summary + cover.gap
    gaps = heights.cover_gaps(sheet, cover)
    wider = max(0, min(WIDEST_GAP - cover.gap, int(slack / gaps)))
    cover.gap += wider
    cover.note_lines = _lines_in(slack - wider * gaps - cover.gap, least=LEAST_QUESTIONS)
    return cover


def _closest_cover(sheet: Sheet, paper: Paper) -> tuple[Cover, float]:
    """Page one with all that must be on it, and the room that it leaves.

    When it is too full it is set closer, lists fewer of the changes, and in the end leaves them
    and the way to the diary to another page: what to do in an emergency stays.
    """
    for gap, is_tight, has_middle in COVER_SETTINGS:
        for most in range(MOST_CHANGED, -1, -1):
            cover = Cover(changes_in_short(sheet.changes, most), gap=gap, is_tight=is_tight)
            cover.has_middle = has_middle
            if gap == CLOSE_GAP:
                _tighten(cover, sheet, paper)
            slack = paper.room - SPARE - heights.cover_height(sheet, cover, paper)
            if slack >= 0:
                return cover, slack
            if len(sheet.changes) <= most:
                break
    return cover, slack


def _tighten(cover: Cover, sheet: Sheet, paper: Paper) -> None:
    """Beside the diary's card only what is no higher than the card."""
    for cover.has_use, cover.has_aim in ((True, True), (False, True), (False, False)):
        if heights.left_height(sheet, cover, paper.text_width) <= heights.portal_height(
            paper.text_width
        ):
            break


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
    room = paper.room - SPARE
    for size in PAIR_SIZES:
        page = _set([(part, size) for part in parts], paper)
        if page.used <= room:
            return _grown(page, room, paper)
    return None


def _single(part: Part, room: float, paper: Paper) -> Page:
    """The most generous size that fits the room; the tightest if none does."""
    for size in SINGLE_SIZES:
        page = _set([(part, size)], paper)
        if page.used <= room:
            break
    return _grown(page, room, paper)


def _set(exercises: list[tuple[Part, Size]], paper: Paper) -> Page:
    used = sum(heights.exercise_height(part, size, paper.text_width) for part, size in exercises)
    return Page(exercises, used=used + heights.BETWEEN_EXERCISES * (len(exercises) - 1))


def _grown(page: Page, room: float, paper: Paper) -> Page:
    """Each picture as large as it can be beside its own words."""
    for place in range(len(page.exercises)):
        for _ in range(LARGEST_PICTURE // 2):
            exercises = list(page.exercises)
            part, size = exercises[place]
            exercises[place] = (part, replace(size, picture=size.picture + 2))
            larger = _set(exercises, paper)
            if size.is_feature or size.picture >= LARGEST_PICTURE or larger.used > room:
                break
            if heights.breaks_dose(part, exercises[place][1], paper.text_width):
                break
            page = larger
    return page


def _with_the_rest(pages: list[Page], blocks: list[Block], paper: Paper) -> list[Page]:
    """The pages with the diary, the plan in short, help and lines to write on, where they fit.

    A last page with one exercise takes up those blocks that leave the fewest pages, and of these
    ways one with the questions on the last page, and the least white.
    """
    room = paper.room - SPARE
    *before, last = pages
    ways = [
        [*before, *filled]
        for taken in _choices(blocks)
        if (filled := _filled(last, taken, [b for b in blocks if b not in taken], paper))
    ]
    best = min(
        ways,
        key=lambda way: (
            len(way),
            not way[-1].has_questions,
            sum(_white(page, room) for page in way),
        ),
    )
    for page in best:
        page.note_lines = _lines_on(page, room)
    return best


def _choices(blocks: list[Block]) -> Iterator[list[Block]]:
    for count in range(len(blocks), -1, -1):
        yield from (list(taken) for taken in combinations(blocks, count))


def _filled(last: Page, taken: list[Block], left: list[Block], paper: Paper) -> list[Page]:
    """The last exercise page with these blocks on it, and pages for the others; [] if too full."""
    room = paper.room - SPARE
    wanted = sum(block.height for block in taken) + (heights.AFTER_EXERCISES if taken else 0)
    if taken and len(last.exercises) == 1:
        last = _single(last.exercises[0][0], room - wanted, paper)
    if taken and last.used + wanted > room:
        return []
    return [replace(last, blocks=taken, used=last.used + wanted), *_packed(left, room)]


def _packed(blocks: list[Block], room: float) -> list[Page]:
    """Each block on the first page that holds it."""
    pages: list[Page] = []
    for block in blocks:
        page = next((page for page in pages if page.used + block.height <= room), None)
        if page is None:
            page = Page()
            pages.append(page)
        page.blocks = [*page.blocks, block]
        page.used += block.height
    return pages


def _white(page: Page, room: float) -> float:
    """What stays empty when lines to write on have taken their part."""
    lines = _lines_on(page, room)
    if page.has_questions:
        return room - page.used - (lines - LEAST_QUESTIONS) * heights.NOTES_LINE
    return room - page.used - (heights.NOTES_HEAD + lines * heights.NOTES_LINE if lines else 0)


def _lines_on(page: Page, room: float) -> int:
    """How many lines to write on the page holds."""
    if page.has_questions:
        more = int((room - page.used) / heights.NOTES_LINE)
        return min(LEAST_QUESTIONS + max(0, more), MOST_LINES)
    return _lines_in(room - page.used)


def _lines_in(room: float, *, least: int = LEAST_LINES) -> int:
    """How many lines for notes the room holds; none when so few would look like a mistake."""
    lines = int((room - heights.NOTES_HEAD) / heights.NOTES_LINE)
    return min(lines, MOST_LINES) if lines >= least else 0
