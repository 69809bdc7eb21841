"""``manage.py handout REVISION``: a sheet as it would be printed, into a file."""

import hashlib
from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic import audit
from patients.access import current_access
from programs.diary.history import today_of
from programs.dosing import plural
from programs.handouts.actions import handout_for, stored_pdf
from programs.handouts.errors import HandoutError
from programs.handouts.forms import PrintForm
from programs.handouts.options import Ink, Layout, Options, Paper, Weeks
from programs.languages import languages
from programs.models import Handout, Revision
from programs.sheet import SheetError

# As the form sends it.
YES_OR_NO = {True: "yes", False: "no"}


class Command(BaseCommand):
    help = "Writes a sheet as PDF: the same bytes that printing gives. Starts as the clinic prints."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("revision", type=int, help="its id, as in the address of its page")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")
        parser.add_argument("--layout", choices=Layout.values)
        parser.add_argument("--paper", choices=Paper.values)
        parser.add_argument("--ink", choices=Ink.values)
        parser.add_argument(
            "--weeks", type=int, choices=Weeks.values, help="of the diary; 0 leaves it out"
        )
        parser.add_argument(
            "--from-week", type=int, help="the diary's first: 1, the week that it is, or the next"
        )
        parser.add_argument(
            "--leaflets", action=BooleanOptionalAction, dest="has_leaflets", help="advice leaflets"
        )
        parser.add_argument(
            "--name", action=BooleanOptionalAction, dest="has_name", help="the patient's name"
        )
        parser.add_argument("--language", choices=languages())
        parser.add_argument("--beside", choices=languages(), help="a second language beside it")

    def handle(self, *, revision: int, output: Path, **options: Any) -> None:
        rows = Revision.objects.select_related("plan__patient__clinic")
        found = rows.filter(pk=revision).first()
        if found is None:
            raise CommandError(f"There is no revision {revision}.")
        try:
            handout = _printed(found, _chosen(found, options))
            pdf = stored_pdf(handout)
            output.write_bytes(pdf)
        except (HandoutError, SheetError, OSError) as error:
            raise CommandError(str(error)) from error
        sha256 = hashlib.sha256(pdf).hexdigest()
        pages = plural(handout.pages, "page")
        self.stdout.write(f"{output}: {pages}, {len(pdf):,} bytes, SHA-256 {sha256}")


def _chosen(revision: Revision, options: dict[str, Any]) -> Options:
    """Errors: CommandError, with what the page would say at its fields."""
    given = {
        name: YES_OR_NO[value] if isinstance(value, bool) else str(value)
        for name, value in options.items()
        if name in PrintForm.base_fields and value is not None
    }
    today = today_of(revision.plan.patient)
    form = PrintForm(given, clinic=revision.plan.patient.clinic, sheet=revision.sheet, today=today)
    if form.is_valid():
        return form.options
    raise CommandError("\n".join(str(one) for errors in form.errors.values() for one in errors))


def _printed(revision: Revision, options: Options) -> Handout:
    """Errors: CommandError when the patient has no code; HandoutError when it cannot be printed."""
    patient = revision.plan.patient
    access = current_access(patient)
    if access is None:
        raise CommandError(
            f"Patient {patient.pk} has no access code. Make one on the patient's page, "
            "then print again."
        )
    handout = handout_for(revision, access=access, options=options)
    # Without the patient: a row with a patient and no member says that the patient did it.
    audit.record(audit.Action.PRINT, f"handout {handout.pk}", clinic=patient.clinic)
    return handout
