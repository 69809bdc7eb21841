"""``manage.py contact_sheet FILE``: every drawing with code and name, as a PDF to look through."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from programs.content.reader import read_exercises
from programs.figures import FigureError, figure_codes, load_figure


class Command(BaseCommand):
    help = "Writes all drawings of the starter library as a PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("codes", nargs="*", help="only these; all when not given")
        parser.add_argument("--ink", choices=["colour", "line"], default="colour")

    def handle(self, *args: Any, **options: Any) -> None:
        import weasyprint  # takes a second: only this command pays

        names = {exercise.code: exercise.name for exercise in read_exercises()}
        try:
            cards = [
                {"code": code, "name": names.get(code, ""), "frames": _frames(code, options["ink"])}
                for code in options["codes"] or figure_codes()
            ]
        except FigureError as error:
            raise CommandError(str(error)) from error
        html = render_to_string("library/contact_sheet.html", {"cards": cards})
        options["file"].write_bytes(weasyprint.HTML(string=html).write_pdf() or b"")
        self.stdout.write(f"{len(cards)} exercises in {options['file']}")


def _frames(code: str, ink: str) -> list[dict[str, str]]:
    figure = load_figure(code)
    return [
        {"name": frame, "picture": b64encode(figure.svg(frame, ink=ink).encode()).decode()}
        for frame in figure.frames
    ]
