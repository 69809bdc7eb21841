"""manage.py load_demo: an invented clinic to look at, and how to get in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from programs.demo.load import DemoCast, DemoError, load_demo
from programs.demo.people import PASSWORD


class Command(BaseCommand):
    help = "Make the demo clinic, where DEMO is set. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is for DEMO=1 only, and never beside real patients.")
        try:
            cast = load_demo()
        except DemoError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_words(cast))


def _words(cast: DemoCast) -> str:
    lines = ["", f"Demo sign-ins (password of each: {PASSWORD})"]
    lines += [f"  {m.email:<26} {m.name}, {m.role.label.lower()}" for m in cast.members]
    if cast.access:
        patient = cast.access.patient
        lines += [
            f"Demo patient, at {settings.PUBLIC_URL}/p/",
            f"  code {cast.access.spaced_code}, born {patient.born_on:%-d %B %Y} ({patient.name})",
        ]
    return "\n".join(lines)
