"""Set up a real clinic with its owner."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from clinic.actions import create_clinic
from clinic.models import Clinic, Member

PASSWORD_VARIABLE = "OWNER_PASSWORD"  # noqa: S105  # the name of a variable


class Command(BaseCommand):
    help = f"Create a clinic with its owner. Asks for the password, or reads {PASSWORD_VARIABLE}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help='the clinic, as on its sheets: "Riverbank Physiotherapy"')
        parser.add_argument("owner_name", help='the owner: "Omar Quill"')
        parser.add_argument("owner_email", help="what the owner signs in with")
        parser.add_argument("--phone", required=True, help="printed on every page of a sheet")
        parser.add_argument(
            "--emergency-text", default="Call 999, or go to the nearest emergency department."
        )
        parser.add_argument("--time-zone", default="Europe/London")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO or Clinic.objects.filter(is_demo=True).exists():
            raise CommandError("This is the demo. Real patients need a database without it.")
        clinic = Clinic(
            name=options["name"],
            phone=options["phone"],
            emergency_text=options["emergency_text"],
            time_zone=options["time_zone"],
        )
        owner = Member(name=options["owner_name"], email=options["owner_email"], clinic=clinic)
        self._check(clinic.full_clean)
        self._check(lambda: owner.full_clean(exclude=["clinic", "password"]))
        password = os.environ.get(PASSWORD_VARIABLE) or getpass("Password for the owner: ")
        self._check(lambda: validate_password(password, owner))
        create_clinic(clinic, owner_name=owner.name, owner_email=owner.email, password=password)
        self.stdout.write(f"{clinic.name} is set up. {owner.name} signs in as {owner.email}.")

    def _check(self, check: Any) -> None:
        try:
            check()
        except ValidationError as error:
            raise CommandError("\n".join(_words(error))) from error


def _words(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{field}: {' '.join(said)}" for field, said in error.message_dict.items()]
