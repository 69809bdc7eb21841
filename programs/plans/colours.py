"""The clinic's colour on the shirt, in the drawings of what it issues."""

import hashlib
from collections.abc import Mapping
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
    drawings = Drawing.objects.filter(pk__in=pictures)
    coloured = {one.sha256: _coloured(one, sheet.clinic.colour) for one in drawings}
    _keep({one.sha256: one for one in coloured.values() if one.sha256 not in coloured})
    new = {sha256: one.sha256 for sha256, one in coloured.items()}
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


def _coloured(drawing: Drawing, colour: str) -> Drawing:
    """In lines it is the same in every colour."""
    svg = recoloured(drawing.svg, colour)
    return Drawing(sha256=_hash(svg), svg=svg, line_svg=drawing.line_svg)


def _keep(drawings: Mapping[str, Drawing]) -> None:
    """Those that are kept already get the lines of today, which they may lack.

    Always in the same order, so that two who do so at once do not wait for each other.
    """
    Drawing.objects.bulk_create(
        [drawings[sha256] for sha256 in sorted(drawings)],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["line_svg"],
    )


def _with_drawings(item: SheetItem, new: dict[str, str]) -> SheetItem:
    return replace(item, start=_picture(item.start, new), end=_picture(item.end, new))


def _picture(picture: SheetPicture | None, new: dict[str, str]) -> SheetPicture | None:
    if picture is None or not picture.drawing:  # a photograph keeps its own colours
        return picture
    return replace(picture, drawing=new[picture.drawing])


def _hash(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()
