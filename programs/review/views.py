"""The patient list, and the patient's page with what was done."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic import audit
from clinic.access import ClinicRequest, front_desk_may
from clinic.numbers import number_in
from patients.models import Patient
from programs.handouts.link_page import link_standing
from programs.models import Protocol
from programs.review import listing, page, records

PATIENTS_A_PAGE = 50


# A search is posted although it changes nothing: names belong in no address and no log.
@front_desk_may
@require_http_methods(["GET", "HEAD", "POST"])
def patient_list(request: ClinicRequest) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    words = request.POST.get("q", "").strip()[:100]
    with_archived = asked.get("archived") == "yes"
    found = listing.patients_of(request.clinic, words=words, with_archived=with_archived)
    protocol = _chosen_protocol(request, asked.get("protocol", ""))
    shown = Paginator(found, PATIENTS_A_PAGE).get_page(asked.get("page"))
    context = {
        "page": shown,
        "rows": listing.rows(shown.object_list, is_clinical=request.member.is_clinical),
        "words": words,
        "with_archived": with_archived,
        "protocol": protocol,
        "today": timezone.localdate(),
    }
    template = "_patient_rows" if request.htmx else "patient_list"
    return render(request, f"patients/{template}.html", context)


def _chosen_protocol(request: ClinicRequest, posted: str) -> Protocol | None:
    """The protocol that a patient is being chosen for, if the page was opened to choose one."""
    if not (posted and request.member.is_clinical):
        return None
    found: Protocol | None = (
        Protocol.objects.for_clinic(request.clinic).current().filter(pk=number_in(posted)).first()
    )
    return found


@require_safe
def patient_detail(request: ClinicRequest, patient_id: int) -> HttpResponse:
    """The patient's page. Front desk gets it without what is clinical, which is never fetched."""
    patients = Patient.objects.for_clinic(request.clinic).select_related("clinic")
    patient = get_object_or_404(patients.prefetch_related("equipment"), pk=patient_id)
    today = timezone.localdate()
    context = {
        "patient": patient,
        "today": today,
        "age": patient.age_on(today),
        "standing": page.Standing(page.plans_of(patient, with_drafts=request.member.is_clinical)),
        "card": page.access_of(patient),
        "link": link_standing(patient),
    }
    if request.member.is_clinical:
        choice = page.Choice.of(request.GET)
        context["precautions"] = list(patient.precautions.all())
        context["review"] = page.review_of(patient, choice, today=today)
        context["looks"] = records.looks(patient)
    _note_view(request, patient)
    return render(request, "programs/patient_detail.html", context)


def _note_view(request: ClinicRequest, patient: Patient) -> None:
    """One row a page: the diary's, for those who see it; the record's, for the front desk."""
    subject = records.DIARY if request.member.is_clinical else f"patient {patient.pk}"
    audit.record(
        audit.Action.VIEW, subject, clinic=request.clinic, by=request.member, patient=patient
    )
