"""Brings a library in from a ZIP file of any size: docs/library-format.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from programs.exchange import actions, pages
from programs.exchange.work import check_import, load_import
from programs.management.clinics import clinic_named
from programs.models import LibraryImport

COUNTS = ("new", "changed", "unchanged", "left_alone", "pictures", "unused")


class Command(BaseCommand):
    help = "Checks a ZIP file of exercises, and loads it whole with --load."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--clinic", default="", help="Its name, where there are several.")
        parser.add_argument("--load", action="store_true", help="Load it if nothing is wrong.")

    def handle(self, *, file: Path, clinic: str, load: bool, **options: Any) -> None:
        chosen = clinic_named(clinic)
        try:
            with file.open("rb") as opened:
                one = actions.receive_import(File(opened), clinic=chosen, by=None)
        except (OSError, actions.ImportRefusedError) as error:
            raise CommandError(str(error)) from error
        check_import.call(one.pk)
        self._say(one)
        if load:
            actions.start_loading(one, by=None)
            load_import.call(one.pk)
            self._say(one)

    def _say(self, one: LibraryImport) -> None:
        """Errors: CommandError, with every problem, when it could not be loaded."""
        one.refresh_from_db()
        problems = pages.problems_of(one)
        if problems:
            lines = [f"{found.place} {found.message}".strip() for found in problems]
            raise CommandError("Nothing was loaded.\n" + "\n".join(lines))
        summary = one.report["summary"]
        counts = [f"{summary[name]} {name.replace('_', ' ')}" for name in COUNTS]
        self.stdout.write(f"{one.get_status_display()}: {', '.join(counts)}.")
