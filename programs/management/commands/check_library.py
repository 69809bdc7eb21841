"""``manage.py check_library``: prints the starter library by region, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programs.content.check import advice_rows, problems_of, problems_of_advice, region_rows
from programs.content.check_protocols import problems_of_protocol, protocol_rows
from programs.content.reader import read_library
from programs.content.report import ContentError
from programs.content.starters import Library

HEADS = ("region", "exercises", "one-sided", "drawn", "signed off", "grade up to", "words up to")
PROTOCOL_HEADS = (
    *("protocol", "phases", "exercises", "options", "minutes to", "signed off"),
    *("grade up to", "words up to"),
)
ADVICE_HEADS = ("leaflet", "words", "parts", "signed off", "grade", "words up to")


class Command(BaseCommand):
    help = "Checks the starter library's texts and drawings, and prints a table by region."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            library = read_library()
        except ContentError as error:
            raise CommandError(str(error)) from error
        self._print_regions(library)
        self._print_advice(library)
        self._print_protocols(library)
        problems = [line for exercise in library.exercises for line in problems_of(exercise)]
        problems += [line for leaflet in library.advice for line in problems_of_advice(leaflet)]
        problems += [
            line
            for protocol in library.protocols
            for line in problems_of_protocol(protocol, library)
        ]
        if problems:
            raise CommandError("\n".join(problems))

    def _print_regions(self, library: Library) -> None:
        self._print_row(HEADS)
        for row in region_rows(library):
            numbers = (row.exercises, row.sided, row.drawn, row.signed_off)
            self._print_row((row.name, *numbers, row.highest_grade, row.longest_sentence))
        self.stdout.write(f"{len(library.exercises)} exercises\n")

    def _print_advice(self, library: Library) -> None:
        self._print_row(ADVICE_HEADS)
        for row in advice_rows(library):
            self._print_row(astuple(row))
        self.stdout.write(f"{len(library.advice)} advice leaflets\n")

    def _print_protocols(self, library: Library) -> None:
        self._print_row(PROTOCOL_HEADS)
        for row in protocol_rows(library):
            self._print_row(astuple(row))
        self.stdout.write(f"{len(library.protocols)} protocols\n")

    def _print_row(self, cells: Sequence[object]) -> None:
        self.stdout.write(f"{cells[0]:<32}" + "".join(f"{cell:>13}" for cell in cells[1:]))
