"""The slip that lets a patient in, to print and hand over."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic import audit
from clinic.access import ClinicRequest
from patients import access, qr
from patients.models import Patient
from programs.handouts.desk import sheets_of
from programs.handouts.link_words import link_address
from programs.handouts.slip_words import slip_words
from programs.languages import language_or_english


@require_safe
def access_slip(request: ClinicRequest, patient_id: int) -> HttpResponse:
    """The code in it opens nothing without the birth date, which is not on it."""
    patient = get_object_or_404(Patient.objects.for_clinic(request.clinic), pk=patient_id)
    current = None if patient.is_archived else access.current_access(patient)
    page: dict[str, Any] = {"patient": patient, "access": current}
    if current:
        to = language_or_english(patient.language)
        page["language"] = to.code
        made_on = timezone.localdate(current.created_at)
        page["words"] = slip_words(to, name=patient.name, clinic=request.clinic, made_on=made_on)
        page["qr"] = qr.picture(link_address(current.code))
        page["sheet"] = sheets_of(request.clinic).filter(plan__patient=patient).first()
        audit.record(
            audit.Action.VIEW,
            f"access {current.pk}",
            clinic=request.clinic,
            by=request.member,
            patient=patient,
        )
    return render(request, "patients/access_slip.html", page)
