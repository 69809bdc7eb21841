"""manage.py load_library: the starter library's files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programs.content.load import load_library
from programs.content.reader import FOLDER, ContentError
from programs.figures import FigureError


class Command(BaseCommand):
    help = "Make the starter library what its files say. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files are")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_library(options["folder"])
        except (ContentError, FigureError) as error:
            raise CommandError(f"Nothing was changed.\n{error}") from error
        self.stdout.write(loaded.summary)
