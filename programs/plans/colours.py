"""The clinic's colour on the shirt, in the drawings of what it issues."""

import hashlib
from dataclasses import replace

from programs.figures.palette import SHIRT, palette
from programs.models import Drawing
from programs.sheet import Sheet, SheetItem, SheetPicture


def in_clinics_colour(sheet: Sheet) -> Sheet:
    """The same sheet, its drawings in the clinic's colour.

    Stores the drawings that are new. They are found by their own hash, so that storing one
    twice, or for a sheet that is not issued in the end, does no harm.
    """
    if sheet.clinic.colour.upper() == SHIRT:
        return sheet
    pictures = {
        picture.drawing
        for phase in sheet.phases
        for item in phase.items
        for picture in (item.start, item.end)
        if picture and picture.drawing
    }
    svgs = Drawing.objects.filter(pk__in=pictures).values_list("sha256", "svg")
    coloured = {sha256: recoloured(svg, sheet.clinic.colour) for sha256, svg in svgs}
    new = {sha256: _hash(svg) for sha256, svg in coloured.items()}
    Drawing.objects.bulk_create(
        [Drawing(sha256=new[sha256], svg=svg) for sha256, svg in coloured.items()],
        ignore_conflicts=True,
    )
    phases = tuple(
        replace(phase, items=tuple(_with_drawings(item, new) for item in phase.items))
        for phase in sheet.phases
    )
    return replace(sheet, phases=phases)


def recoloured(svg: str, colour: str) -> str:
    """A drawing with another shirt. Only the two shirt fills are exactly those colours."""
    was, now = palette(SHIRT, "colour").fills, palette(colour.upper(), "colour").fills
    for name in ("shirt", "shirt_far"):
        svg = svg.replace(was[name], now[name])
    return svg


def _with_drawings(item: SheetItem, new: dict[str, str]) -> SheetItem:
    return replace(item, start=_picture(item.start, new), end=_picture(item.end, new))


def _picture(picture: SheetPicture | None, new: dict[str, str]) -> SheetPicture | None:
    if picture is None or not picture.drawing:  # a photograph keeps its own colours
        return picture
    return replace(picture, drawing=new[picture.drawing])


def _hash(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()
