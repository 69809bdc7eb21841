"""A draft's pages as they would be printed, made once for each state of the plan."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection

from clinic.models import Clinic
from programs import sheet as sheets
from programs.handouts import looking
from programs.handouts.actions import drawings_of
from programs.handouts.errors import HandoutError
from programs.handouts.estimate import words_of_pages
from programs.handouts.options import Ink, usual_options
from programs.handouts.render import render_handout
from programs.models import Plan
from programs.plans.colours import recoloured
from programs.sheet import Sheet

# Of the pages' pictures. Units: pixels.
WIDTH, LARGE_WIDTH = 1000, 1600
BUSY = "Other sheets are being drawn just now. This page asks again by itself."


class PreviewError(Exception):
    """There is no preview of this plan. The message is fit to show to the user."""


class BusyError(PreviewError):
    """There is none at this moment."""


@dataclass(frozen=True)
class Preview:
    """``words`` say what stands on each page, page one first."""

    state: str
    pdf: bytes
    words: tuple[str, ...]


def state_of_sheet(sheet: Sheet, clinic: Clinic) -> str:
    """The same for the same sheet, printed in the same way, and so for the same pages.

    It says nothing about them.
    """
    seen = sheets.to_json(sheet) + repr(usual_options(clinic, sheet))
    return hashlib.sha256(seen.encode()).hexdigest()[:32]


def preview_of(plan: Plan, sheet: Sheet) -> Preview:
    """The draft's pages: those that are kept, or else drawn now. Nothing is issued or stored.

    Errors: PreviewError when it cannot be printed; BusyError when others are drawing.
    """
    state = state_of_sheet(sheet, plan.patient.clinic)
    try:
        found: Preview = looking.kept_or_made(_key(plan, state), partial(_draw, plan, sheet, state))
    except looking.BusyError as error:
        raise BusyError(BUSY) from error
    return found


def kept_preview(plan: Plan, state: str) -> Preview | None:
    found: Preview | None = looking.kept(_key(plan, state))
    return found


def _key(plan: Plan, state: str) -> str:
    return f"{plan.pk}-{state}"


def _draw(plan: Plan, sheet: Sheet, state: str) -> Preview:
    try:
        options = usual_options(plan.patient.clinic, sheet)
        drawings = _drawings(plan, sheet, options.ink)
        rendered = render_handout(sheet, options, code="", drawings=drawings)
    except HandoutError as error:
        raise PreviewError(f"This sheet cannot be printed. {error}") from error
    words = words_of_pages(sheet, options, drawings)
    return Preview(state, rendered.pdf, tuple(words))


def _drawings(plan: Plan, sheet: Sheet, ink: str) -> dict[str, str]:
    """In the clinic's colour, as issuing makes and stores them; here nothing is stored."""
    found = drawings_of(sheet, plan.patient.clinic, ink)
    if ink != Ink.COLOUR:  # in lines they are the same for every clinic
        return found
    return {
        key: picture if picture.startswith("data:") else recoloured(picture, sheet.clinic.colour)
        for key, picture in found.items()
    }


def forget_old_previews(now: datetime) -> None:
    """Drop the drafts that are past their time: a cache in the database only hides them."""
    options: Any = settings.CACHES["previews"]
    if not isinstance(caches["previews"], BaseDatabaseCache):
        return
    table = connection.ops.quote_name(options["LOCATION"])
    until = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [until])  # noqa: S608  # our own table
