"""The patient's record, and codes made and ended. The patient's page is in programs/review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit
from clinic.access import ClinicRequest, clinical, front_desk_may
from clinic.numbers import number_in
from patients import access, actions, conflicts
from patients.forms import form_class_for
from patients.models import Patient

FIRST_CODE = "The code is ready."
NEW_CODE = "The new code is ready. The code before it works no more."
ALREADY_NEW = "A new code was made a moment ago. This is it: nothing else was changed."


@require_http_methods(["GET", "HEAD", "POST"])
@front_desk_may
def patient_new(request: ClinicRequest) -> HttpResponse:
    form = form_class_for(request.member)(
        request.POST or None, instance=Patient(), clinic=request.clinic
    )
    if form.is_valid():
        actions.add_patient(form.instance, values=form.values, by=request.member)
        messages.success(request, f"{form.instance.name} was added.")
        return redirect(form.instance)
    return render(request, "patients/patient_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@front_desk_may
def patient_edit(request: ClinicRequest, patient_id: int) -> HttpResponse:
    patient = get_object_or_404(Patient.objects.for_clinic(request.clinic), pk=patient_id)
    form = form_class_for(request.member)(instance=patient, clinic=request.clinic)
    if request.method == "POST":
        posted = conflicts.chosen(request.POST, form)
        form = type(form)(posted, instance=patient, clinic=request.clinic)
    if form.is_valid():
        version_seen = form.cleaned_data["version"] or 0
        try:
            actions.change_patient(
                patient, values=form.values, version_seen=version_seen, by=request.member
            )
        except actions.PatientConflict:
            return _conflict(request, patient_id)
        messages.success(request, "Saved.")
        return redirect(patient)
    if not form.is_bound:
        _note_view(request, patient, f"patient {patient.pk}")
    return render(request, "patients/patient_form.html", {"form": form, "patient": patient})


def _conflict(request: ClinicRequest, patient_id: int) -> HttpResponse:
    """The form once more, as typed, with what somebody else saved beside it."""
    patient = get_object_or_404(Patient.objects.for_clinic(request.clinic), pk=patient_id)
    posted = request.POST.copy()
    posted["version"] = str(patient.version)
    form = form_class_for(request.member)(posted, instance=patient, clinic=request.clinic)
    form.full_clean()
    found = conflicts.differences(form)
    if not found:
        messages.info(request, "Nothing was saved: all of it was there already.")
        return redirect(patient)
    page = {
        "form": form,
        "patient": patient,
        "differences": found,
        "last_save": conflicts.last_save(patient),
    }
    return render(request, "patients/patient_form.html", page, status=409)


@require_POST
@clinical
def patient_archive(request: ClinicRequest, patient_id: int) -> HttpResponse:
    patient = get_object_or_404(Patient.objects.for_clinic(request.clinic), pk=patient_id)
    actions.archive_patient(patient, by=request.member)
    messages.success(request, f"{patient.name} is in the archive now.")
    return redirect(patient)


@require_POST
@clinical
def patient_restore(request: ClinicRequest, patient_id: int) -> HttpResponse:
    patient = get_object_or_404(Patient.objects.for_clinic(request.clinic), pk=patient_id)
    actions.restore_patient(patient, by=request.member)
    messages.success(request, f"{patient.name} is out of the archive again.")
    return redirect(patient)


@require_POST
@front_desk_may
def access_renew(request: ClinicRequest, patient_id: int) -> HttpResponse:
    patients = Patient.objects.for_clinic(request.clinic).current()
    patient = get_object_or_404(patients, pk=patient_id)
    seen = request.POST.get("instead_of")
    seen_id = None if seen is None else number_in(seen)
    try:
        access.renew_access(patient, seen_id=seen_id, by=request.member)
    except access.RenewedError:
        messages.info(request, ALREADY_NEW)
    else:
        messages.success(request, FIRST_CODE if seen_id == 0 else NEW_CODE)
    return redirect("patients:access_slip", patient.pk)


@require_POST
@front_desk_may
def access_end(request: ClinicRequest, patient_id: int) -> HttpResponse:
    patient = get_object_or_404(Patient.objects.for_clinic(request.clinic), pk=patient_id)
    current = access.current_access(patient)
    if current:
        access.end_access(current, by=request.member)
        messages.success(request, f"The code and {patient.first_name}'s phones are signed out.")
    return redirect(patient)


def _note_view(request: ClinicRequest, patient: Patient, subject: str) -> None:
    audit.record(
        audit.Action.VIEW, subject, clinic=request.clinic, by=request.member, patient=patient
    )
