"""``manage.py contact_sheet FILE``: every drawing with code and name, as a PDF to look through."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from programs import figures
from programs.content.reader import read_library
from programs.content.starters import StarterExercise
from programs.figures import FigureError, figure_codes, load_figure
from programs.figures.figure import INKS
from programs.figures.painting import SIDES

FOLDER = Path(figures.__file__).parent / "typst"
ELSEWHERE = "Not in the library yet"
A_ROW = 2  # exercises side by side; one with more than two frames has the row to itself

FIXED_WORDS = {
    "title": "The drawings of the starter library",
    "heading": "The drawings",
    "foot": "Homestretch · drawings of the starter library",
    "page_of": "{page} of {pages}",
}


@dataclass(frozen=True)
class Picture:
    svg: str
    alt: str


@dataclass(frozen=True)
class Card:
    """One exercise: its name, and its frames."""

    code: str
    name: str
    region: str
    frames: tuple[Picture, ...]

    @property
    def is_long(self) -> bool:
        return len(self.frames) > A_ROW


class Command(BaseCommand):
    help = "Writes all drawings of the starter library as a PDF. The same library, the same bytes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("codes", nargs="*", help="only these; all when not given")
        parser.add_argument("--ink", choices=INKS, default="colour")
        parser.add_argument("--side", choices=SIDES, default="right", help="whose side works")

    def handle(self, *args: Any, **options: Any) -> None:
        codes, ink, side = options["codes"] or figure_codes(), options["ink"], options["side"]
        try:
            cards = _cards(codes, ink, side)
        except FigureError as error:
            raise CommandError(str(error)) from error
        about = _about(len(cards), ink, side)
        options["file"].write_bytes(_pdf({"about": about, "regions": _regions(cards)}))
        self.stdout.write(f"{len(cards)} exercises in {options['file']}")


def _cards(codes: Iterable[str], ink: str, side: str) -> list[Card]:
    """In the order of the regions; in each, those with a row to themselves come last."""
    library = read_library()
    regions = [region.code for region in library.vocabulary.regions]
    names = {region.code: region.name for region in library.vocabulary.regions}
    known = {exercise.code: exercise for exercise in library.exercises}
    places, cards = {}, []
    for code in codes:
        exercise = known.get(code)
        region = exercise.regions[0] if exercise else ""
        places[code] = regions.index(region) if region else len(regions)
        name = exercise.name if exercise else ""
        frames = _frames(code, exercise, ink, side)
        cards.append(Card(code, name, names.get(region, ELSEWHERE), frames))
    return sorted(cards, key=lambda card: (places[card.code], card.is_long, card.code))


def _frames(
    code: str, exercise: StarterExercise | None, ink: str, side: str
) -> tuple[Picture, ...]:
    figure = load_figure(code)
    alts = {"start": exercise.alt_start, "end": exercise.alt_end} if exercise else {}
    return tuple(
        Picture(figure.svg(frame, ink=ink, side=side), alts.get(frame) or f"{code} {frame}")
        for frame in figure.frames
    )


def _about(count: int, ink: str, side: str) -> str:
    parts = ["1 exercise" if count == 1 else f"{count} exercises"]
    parts += ["line version"] if ink == "line" else []
    parts += ["for the left side"] if side == "left" else []
    return " · ".join(parts)


def _regions(cards: list[Card]) -> list[dict[str, Any]]:
    """Each region's name, how many exercises it has, and its rows."""
    found = []
    for name, group in groupby(cards, lambda card: card.region):
        own = [(card.is_long, asdict(card)) for card in group]
        short = [card for is_long, card in own if not is_long]
        rows = [short[k : k + A_ROW] for k in range(0, len(short), A_ROW)]
        rows += [[card] for is_long, card in own if is_long]
        found.append({"name": name, "count": len(own), "rows": rows})
    return found


def _pdf(words: dict[str, Any]) -> bytes:
    """Tagged, and in our own typeface only, so that it looks the same from every machine."""
    import typst  # forty megabytes: only this command pays

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(settings.FONTS_DIR)],
    )
    compiler: Any = typst.Compiler(  # its types know nothing of "one PDF"
        input=str(FOLDER / "contact_sheet.typ"),
        root=str(FOLDER),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(FIXED_WORDS | words)},
    )
    pdf: bytes = compiler.compile(format="pdf", pdf_standards="ua-1")
    return pdf
