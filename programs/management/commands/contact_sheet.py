"""``manage.py contact_sheet FILE``: every drawing with code and name, as a PDF to look through."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from programs.content.reader import read_library
from programs.figures import FigureError, figure_codes, load_figure
from programs.figures.figure import INKS
from programs.figures.painting import SIDES

ELSEWHERE = "Not in the library yet"
A_ROW = 2  # exercises side by side; one with more than two frames has the row to itself


@dataclass(frozen=True)
class Card:
    """One exercise: its name, and its frames as embedded pictures."""

    code: str
    name: str
    region: str
    frames: tuple[tuple[str, str], ...]

    @property
    def is_long(self) -> bool:
        return len(self.frames) > 2


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
        words = {"regions": _regions(cards), "count": len(cards), "ink": ink, "side": side}
        html = render_to_string("library/contact_sheet.html", words)
        options["file"].write_bytes(_pdf(html))
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
        cards.append(Card(code, name, names.get(region, ELSEWHERE), _frames(code, ink, side)))
    return sorted(cards, key=lambda card: (places[card.code], card.is_long, card.code))


def _frames(code: str, ink: str, side: str) -> tuple[tuple[str, str], ...]:
    figure = load_figure(code)
    svgs = ((frame, figure.svg(frame, ink=ink, side=side)) for frame in figure.frames)
    return tuple((frame, b64encode(svg.encode()).decode()) for frame, svg in svgs)


def _regions(cards: list[Card]) -> list[tuple[str, int, list[list[Card]]]]:
    """Each region's name, how many exercises it has, and its rows."""
    found = []
    for name, group in groupby(cards, lambda card: card.region):
        own = list(group)
        short = [card for card in own if not card.is_long]
        rows = [short[k : k + A_ROW] for k in range(0, len(short), A_ROW)]
        found.append((name, len(own), rows + [[card] for card in own if card.is_long]))
    return found


def _pdf(html: str) -> bytes:
    import weasyprint  # takes a second: only this command pays
    from weasyprint.text.fonts import FontConfiguration

    sheet = Path(finders.find("programs/contact_sheet.css") or "").read_text(encoding="utf-8")
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=font_faces() + sheet, font_config=fonts)
    pdf = weasyprint.HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts)
    return pdf or b""


FACES = {"Regular": ("400", "normal"), "Bold": ("700", "normal"), "Italic": ("400", "italic")}


def font_faces() -> str:
    """Our typeface as a part of the page, so that a sheet looks the same from every machine."""
    rules = []
    for name, (weight, style) in FACES.items():
        font = (settings.FONTS_DIR / f"AtkinsonHyperlegible-{name}.ttf").read_bytes()
        rules.append(
            '@font-face { font-family: "Atkinson Hyperlegible";'
            f" font-weight: {weight}; font-style: {style};"
            f" src: url(data:font/ttf;base64,{b64encode(font).decode()}) }}\n"
        )
    return "".join(rules)
