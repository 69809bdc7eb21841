"""One week of the paper diary: real dates, a box for each time, rest days striped.

A table of so many cells costs more to lay out than all the rest of the sheet, so its lines are one
picture and its words stand over it. All lengths are millimetres.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from programs.dosing import DAY_NAMES, plural
from programs.handouts.measure import wrap
from programs.handouts.words import date_words, span_words
from programs.sheet import SheetItem

LABEL_SHARE = 0.36
HEAD_HEIGHT = 12.4
LABEL_PADDING = 2.5
LINE_HEIGHT = 5.3
TEXT_POINTS = 12
MOST_BOXES_IN_A_LINE = 4
BOX_GAP = 0.8
INK, SOFT, LINE, PALE = "#15202B", "#44525F", "#8A98A1", "#E9F4F3"
REST, STRIPE = "#EEF1F3", "#B4C0C7"


@dataclass(frozen=True)
class Row:
    """One exercise on one side, in the order in which it is recorded."""

    number: int
    label: str
    item: SheetItem
    width: float  # of the whole picture
    least: float  # how high it is at least

    @property
    def lines(self) -> list[str]:
        return wrap(f"{self.number} {self.label}", self.width * LABEL_SHARE - 5, TEXT_POINTS)

    @property
    def height(self) -> float:
        text = LINE_HEIGHT * len(self.lines) + 2.0
        return max(self.least, text, self._box_lines * (self.box + BOX_GAP) + 1.0)

    @property
    def _box_lines(self) -> int:
        return -(-self.item.dose.times_per_day // MOST_BOXES_IN_A_LINE)

    @property
    def box(self) -> float:
        """The side of a box to tick."""
        in_a_line = min(self.item.dose.times_per_day, MOST_BOXES_IN_A_LINE)
        return min(6.0, (self.width * (1 - LABEL_SHARE) / 7 - 1.6) / in_a_line - BOX_GAP)


@dataclass(frozen=True)
class Week:
    number: int
    first: date
    rows: tuple[Row, ...]
    visit_on: date | None
    width: float
    row_height: float

    @property
    def day_width(self) -> float:
        return self.width * (1 - LABEL_SHARE) / 7

    def left(self, day: int) -> float:
        return self.width * LABEL_SHARE + day * self.day_width

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=day) for day in range(7)]

    @property
    def height(self) -> float:
        return HEAD_HEIGHT + sum(row.height for row in self.rows) + 2 * self.row_height + 0.6

    @property
    def name(self) -> str:
        return f"Week {self.number}"

    @property
    def span(self) -> str:
        return span_words(self.days[0], self.days[-1])

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """ "Mon 23", and whether it is the day of the next visit."""
        return [
            (f"{DAY_NAMES[day.weekday()][:3]} {day.day}", day == self.visit_on) for day in self.days
        ]

    @property
    def alt(self) -> str:
        """The picture in words, for who cannot see it."""
        return (
            f"Diary for week {self.number}, {date_words(self.days[0])} to"
            f" {date_words(self.days[-1])}: {plural(len(self.rows), 'line')} to tick, one for each"
            " exercise and side, then a line for pain and a line for effort, 0 to 10, each day."
        )


def diary_rows(items: Iterable[SheetItem], width: float, row_height: float) -> tuple[Row, ...]:
    return tuple(
        Row(item.number, _label(item, side), item, width, row_height)
        for item in items
        for side in item.diary_sides
    )


def _label(item: SheetItem, side: str) -> str:
    side = side or (item.side if item.side in ("left", "right") else "")
    return f"{item.name} – {side}" if side else item.name


def week_svg(week: Week) -> str:
    """The lines, boxes and stripes: the same for all weeks of a sheet, so painted once.

    The words are laid over it: WeasyPrint sets text in a picture letter by letter, which is slow
    and takes letters that belong together apart.
    """
    boxes, rests, stripes, top = "", "", "", HEAD_HEIGHT
    for row in week.rows:
        for place, day in enumerate(week.days):
            if row.item.dose.is_on(day.weekday()):
                boxes += _boxes(row, week.left(place), week.day_width, top + row.height / 2)
            else:
                rests += _box(week.left(place), top, week.day_width, row.height)
                stripes += _stripes(week.left(place), top, week.day_width, row.height)
        top += row.height
    height = round(week.height, 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {week.width:g} {height:g}"'
        f' width="{week.width:g}mm" height="{height:g}mm">'
        f'<path d="{_box(0, 0, week.width, HEAD_HEIGHT)}" fill="{PALE}"/>'
        f'<path d="{rests}" fill="{REST}"/>'
        f'<path d="{stripes}" stroke="{STRIPE}" stroke-width="0.4" fill="none"/>'
        f"{_lines(week, top + 2 * week.row_height)}"
        f'<path d="{boxes}" fill="#FFFFFF" stroke="{INK}" stroke-width="0.4"'
        ' stroke-linejoin="round"/></svg>'
    )


def week_css(week: Week) -> str:
    """Where the words of any week of a sheet stand, over what ``week_svg`` draws."""
    rules = [
        f".week-head {{ height: {HEAD_HEIGHT:g}mm }}",
        f".day {{ width: {week.day_width:.3f}mm }}",
        f".span {{ width: {week.left(0) - LABEL_PADDING - 0.1:.3f}mm }}",
    ]
    for place, row in enumerate([*week.rows, None]):
        height = row.height if row else week.row_height
        above = (height - LINE_HEIGHT * (len(row.lines) if row else 1)) / 2
        rules.append(
            f".row-{place} {{ height: {height - above:.3f}mm; padding-top: {above:.3f}mm }}"
        )
    return "\n".join(rules)


def _boxes(row: Row, left: float, day_width: float, middle: float) -> str:
    """A box for each time of the day."""
    count, size = row.item.dose.times_per_day, row.box
    step = size + BOX_GAP
    lines = -(-count // MOST_BOXES_IN_A_LINE)
    top = middle - (lines * step - BOX_GAP) / 2
    boxes = ""
    for number in range(count):
        line, place = divmod(number, MOST_BOXES_IN_A_LINE)
        in_line = min(MOST_BOXES_IN_A_LINE, count - line * MOST_BOXES_IN_A_LINE)
        start = left + (day_width - (in_line * step - BOX_GAP)) / 2
        boxes += _box(start + place * step, top + line * step, size, size)
    return boxes


def _box(left: float, top: float, width: float, height: float) -> str:
    return f"M{left:.2f} {top:.2f}h{width:.2f}v{height:.2f}h-{width:.2f}z"


def _stripes(left: float, top: float, width: float, height: float) -> str:
    """They say "not today" without their grey, too."""
    stripes = ""
    for shift in range(3, int(width + height), 3):
        x1, y1 = left + min(shift, width), top + max(0.0, shift - width)
        x2, y2 = left + max(0.0, shift - height), top + min(shift, height)
        stripes += f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}"
    return stripes


def _lines(week: Week, bottom: float) -> str:
    across, top = "", HEAD_HEIGHT
    for height in [row.height for row in week.rows] + [week.row_height]:
        across += f"M0 {top:.2f}H{week.width:g}"
        top += height
    across += f"M0 {bottom - week.row_height:.2f}H{week.width:g}"
    heavy = f"M0 {bottom - 2 * week.row_height:.2f}H{week.width:g}"
    down = "".join(f"M{week.left(day):.2f} 0V{bottom:.2f}" for day in range(7))
    return (
        f'<path d="{across}{down}" stroke="{LINE}" stroke-width="0.25" fill="none"/>'
        f'<path d="{heavy}" stroke="{INK}" stroke-width="0.6" fill="none"/>'
        f'<rect x="0.2" y="0.2" width="{week.width - 0.4:g}" height="{bottom - 0.2:.2f}" rx="2"'
        f' fill="none" stroke="{SOFT}" stroke-width="0.4"/>'
    )
