"""``manage.py check_library``: prints the starter library by region, and what is wrong with it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programs.content.check import problems_of, region_rows
from programs.content.reader import read_library
from programs.content.report import ContentError

HEADS = ("region", "exercises", "one-sided", "drawn", "signed off", "grade up to", "words up to")


class Command(BaseCommand):
    help = "Checks the starter library's texts and drawings, and prints a table by region."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            library = read_library()
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{HEADS[0]:<32}" + "".join(f"{head:>13}" for head in HEADS[1:]))
        for row in region_rows(library):
            numbers = (row.exercises, row.sided, row.drawn, row.signed_off)
            figures = (*numbers, row.highest_grade, row.longest_sentence)
            self.stdout.write(f"{row.name:<32}" + "".join(f"{value:>13}" for value in figures))
        self.stdout.write(f"{len(library.exercises)} exercises")
        problems = [line for exercise in library.exercises for line in problems_of(exercise)]
        if problems:
            raise CommandError("\n".join(problems))
