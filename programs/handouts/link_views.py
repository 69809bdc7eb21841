"""Sending the link to the portal by mail, and what became of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from clinic.access import ClinicRequest, asks_by_itself, front_desk_may
from clinic.limits import at_most
from clinic.numbers import number_in
from patients.models import Patient
from programs.handouts.link_actions import LinkMailError, ask_for_link_mail
from programs.handouts.link_page import link_standing
from programs.models import Revision

# Of one member, in a minute: more than a desk hands out.
MAILS = 30


@front_desk_may
@require_POST
@at_most(MAILS, seconds=60)
def link_send(request: ClinicRequest, patient_id: int) -> HttpResponse:
    """Back to the page that asked: the sheet's, or the patient's."""
    patients = Patient.objects.for_clinic(request.clinic).current()
    patient = get_object_or_404(patients, pk=patient_id)
    revision = _revision(request, patient, request.POST.get("revision", ""))
    page = (revision or patient).get_absolute_url()
    try:
        ask_for_link_mail(patient, by=request.member)
    except LinkMailError as error:
        messages.error(request, str(error))
        return redirect(page)
    return redirect(f"{page}#link-mail")


@asks_by_itself
@require_safe
def link_state(request: ClinicRequest, patient_id: int) -> HttpResponse:
    """The part of those pages that changes; nothing while the mail is under way, so that the same
    words are not read aloud again and again.
    """
    patients = Patient.objects.for_clinic(request.clinic).current()
    patient = get_object_or_404(patients, pk=patient_id)
    revision = _revision(request, patient, request.GET.get("revision", ""))
    standing = link_standing(patient)
    if standing.is_under_way and not standing.is_late:
        return HttpResponse(status=204)
    context = {"link": standing, "revision": revision}
    return render(request, "handouts/_link_state.html", context)


def _revision(request: HttpRequest, patient: Patient, typed: str) -> Revision | None:
    found: Revision | None = (
        Revision.objects.for_clinic(patient.clinic)
        .filter(plan__patient=patient, pk=number_in(typed))
        .first()
    )
    return found
