"""``manage.py translations es``: what is still to be translated, and the files to do it in."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from programs.content.fixed_words import unsaid_in, write_fixed_words
from programs.content.reader import read_library
from programs.content.translations import missing_from, write_catalogs


class Command(BaseCommand):
    help = "Brings the PO files of a language to what the library says now; names what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", help="Two letters: es")

    def handle(self, *args: Any, **options: Any) -> None:
        language = options["language"]
        if not re.fullmatch(r"[a-z]{2,3}", language):
            raise CommandError("A language is two or three small letters, as in “es”.")
        library = read_library()
        write_catalogs(language, library)
        write_fixed_words(language)
        missing = [*missing_from(language, library), *unsaid_in(language)]
        for line in missing:
            self.stdout.write(line)
        self.stdout.write(f"{len(missing)} texts are not translated into “{language}” yet.")
