"""The pages of an issued sheet, counted once for each way of printing it."""

from collections import OrderedDict
from threading import Lock

from patients.access import current_access
from programs.dosing import plural
from programs.handouts.actions import drawings_of, stored_handout
from programs.handouts.estimate import words_of_pages
from programs.handouts.options import Options
from programs.models import Revision

# Small lists of words: some 200 kB in all.
MOST_KEPT = 500
EARLIER = "as it was printed before"

_kept: OrderedDict[tuple[str, Options], list[str]] = OrderedDict()
_lock = Lock()


def counted_pages(revision: Revision, options: Options) -> list[str]:
    """What stands on each page, page one first. Kept in this process: a revision never changes.

    Errors: HandoutError when it cannot be printed so.
    """
    key = (revision.sha256, options)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    sheet, clinic = revision.sheet, revision.plan.patient.clinic
    drawings = drawings_of(sheet, clinic, options.ink)
    pages = words_of_pages(sheet, options, drawings)
    with _lock:
        _kept[key] = pages
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return pages


def printed_pages(revision: Revision, options: Options) -> list[str]:
    """The same of what printing gives: an earlier version may have filled its pages otherwise.

    Errors: HandoutError when it cannot be printed so.
    """
    counted = counted_pages(revision, options)
    access = current_access(revision.plan.patient)
    stored = stored_handout(revision, access=access, options=options) if access else None
    if stored and stored.pages != len(counted):
        return [EARLIER] * stored.pages
    return counted


def count_words(pages: int) -> str:
    return plural(pages, "page")


def paper_words(pages: int) -> str:
    """Nothing of a single page: there is nothing to print on its back."""
    paper = plural((pages + 1) // 2, "sheet")
    return f"{paper} of paper, printed on both sides" if pages > 1 else ""
