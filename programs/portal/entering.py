"""From the code and the birth date to the day's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from clinic.models import Clinic
from patients import access
from patients.models import Patient, PortalSession
from programs.diary.history import revision_on, today_of
from programs.portal.forms import BirthDateForm
from programs.portal.gate import private, remember


def only_clinic() -> Clinic | None:
    """The clinic of everybody who comes to this server, where there is but one.

    Where there are several, a page that named a code's clinic would tell that the code is real.
    """
    clinics = list(Clinic.objects.all()[:2])
    return clinics[0] if len(clinics) == 1 else None


def let_in(
    request: HttpRequest,
    form: BirthDateForm,
    *,
    code: str,
    known: PortalSession | None,
    sheet_number: int | None = None,
) -> HttpResponse | None:
    """The way to the day's page, with the new session's cookie; None, and the form says why not."""
    try:
        session, token = access.enter(
            code,
            form.cleaned_data["born_on"],
            address=access.client_address(request),
            known=known,
        )
    except access.EntryError as error:
        form.add_error(None, str(error))
        return None
    response = greet(request, session.access.patient, sheet_number)
    remember(response, token)
    return response


def greet(request: HttpRequest, patient: Patient, sheet_number: int | None) -> HttpResponse:
    """To the day's page, which says once when the sheet in hand is not the newest.

    A number from a plan before this one may be higher, so any other number counts as older.
    """
    revision = revision_on(patient, today_of(patient))
    if sheet_number is not None and revision is not None and revision.number != sheet_number:
        messages.info(
            request,
            f"There is a newer sheet (number {revision.number}). This page shows the newer one.",
        )
    return private(redirect("portal:today"))
