"""Writes a clinic's own library into a ZIP file: docs/library-format.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from programs.exchange.export import export_library
from programs.management.clinics import clinic_named


class Command(BaseCommand):
    help = "Writes a clinic's own exercises, with pictures, into a ZIP file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--clinic", default="", help="Its name, where there are several.")

    def handle(self, *, file: Path, clinic: str, **options: Any) -> None:
        pieces = export_library(clinic=clinic_named(clinic), by=None)
        with file.open("wb") as written:
            written.writelines(pieces)
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes.")
