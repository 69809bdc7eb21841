"""Printing a revision: rendered once, then streamed from storage."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clinic import audit
from clinic.access import ClinicRequest, front_desk_may
from programs.handouts.actions import print_handout, stored_pdf
from programs.handouts.options import usual_options
from programs.models import Handout, Revision


@front_desk_may
@require_POST
def handout_print(request: ClinicRequest, revision_id: int) -> HttpResponse:
    revision = get_object_or_404(
        Revision.objects.for_clinic(request.clinic).select_related("plan__patient__clinic"),
        pk=revision_id,
    )
    options = usual_options(request.clinic, revision.sheet)
    if paper := request.POST.get("paper"):
        if paper not in request.clinic.Paper.values:
            messages.error(request, "Choose A4 or US Letter.")
            return redirect(revision.plan.patient)
        options = replace(options, paper=paper)
    handout = print_handout(revision, options=options, by=request.member)
    # 303: the browser fetches the file with GET, and a reload prints nothing twice.
    return HttpResponse(
        status=303, headers={"Location": reverse("programs:handout_file", args=[handout.pk])}
    )


@require_safe
def handout_file(request: ClinicRequest, handout_id: int) -> HttpResponse:
    handout = get_object_or_404(
        Handout.objects.for_clinic(request.clinic).select_related("revision__plan__patient"),
        pk=handout_id,
    )
    answer = pdf_response(handout)
    audit.record(
        audit.Action.VIEW,
        f"handout {handout.pk}",
        clinic=request.clinic,
        by=request.member,
        patient=handout.revision.plan.patient,
    )
    return answer


def pdf_response(handout: Handout) -> HttpResponse:
    """The stored file, to be looked at. Its name holds nothing personal.

    Errors: HandoutError when the file is not the one that was stored.
    """
    name = f"handout-rev{handout.revision.number}.pdf"
    return HttpResponse(
        stored_pdf(handout),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
