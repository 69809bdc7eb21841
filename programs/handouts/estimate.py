"""How many pages a sheet will take, without printing it."""

from programs.handouts.paging import plan_pages
from programs.handouts.papers import PAPERS
from programs.handouts.parts import parts_of
from programs.sheet import Sheet

WEEKS = 2  # of the diary, as handouts are printed


def pages_of(sheet: Sheet) -> int:
    """As planned before the layout, on the clinic's paper. It reads no picture: all are one size.

    Units: pages, page one included.
    """
    plan = plan_pages(sheet, parts_of(sheet, {}), paper=PAPERS[sheet.clinic.paper], weeks=WEEKS)
    return 1 + len(plan.pages)
