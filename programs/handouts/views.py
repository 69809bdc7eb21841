"""Printing a revision: rendered once, then streamed from storage."""

import logging

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from clinic import audit
from clinic.access import ClinicRequest, front_desk_may
from clinic.limits import at_most
from programs.handouts.actions import print_handout, stored_pdf
from programs.handouts.errors import HandoutError
from programs.handouts.forms import PrintForm
from programs.models import Handout, Revision

# Of one member, in a minute: more than a desk hands out, and few enough for a worker.
PRINTS = 60
LOST = "The file of this sheet is gone, or was changed. Print it once more: it is then made again."

logger = logging.getLogger(__name__)


@front_desk_may
@require_POST
@at_most(PRINTS, seconds=60)
def handout_print(request: ClinicRequest, revision_id: int) -> HttpResponse:
    """Without fields it is printed as the clinic prints."""
    revision = get_object_or_404(
        Revision.objects.for_clinic(request.clinic).select_related("plan__patient__clinic"),
        pk=revision_id,
    )
    form = PrintForm(
        request.POST, clinic=request.clinic, sheet=revision.sheet, today=timezone.localdate()
    )
    # With the same choices, the page says at each field what is wrong with it.
    choosing = f"{reverse('programs:revision_print', args=[revision.pk])}?{form.query}"
    if not form.is_valid():
        return _see_other(choosing)
    try:
        handout = print_handout(revision, options=form.options, by=request.member)
    except HandoutError as error:
        messages.error(request, str(error))
        return _see_other(choosing)
    return _see_other(reverse("programs:handout_file", args=[handout.pk]))


def _see_other(address: str) -> HttpResponse:
    """303: the browser fetches it with GET, and a reload prints nothing twice."""
    return HttpResponseRedirect(address, status=303)


@require_safe
def handout_file(request: ClinicRequest, handout_id: int) -> HttpResponse:
    handout = get_object_or_404(
        Handout.objects.for_clinic(request.clinic).select_related("revision__plan__patient"),
        pk=handout_id,
    )
    try:
        answer = pdf_response(handout)
    except HandoutError:
        logger.exception("Handout %d cannot be shown.", handout.pk)
        messages.error(request, LOST)
        return _see_other(reverse("programs:revision_print", args=[handout.revision_id]))
    audit.record(
        audit.Action.VIEW,
        f"handout {handout.pk}",
        clinic=request.clinic,
        by=request.member,
        patient=handout.revision.plan.patient,
    )
    return answer


def pdf_response(handout: Handout, *, name: str = "") -> HttpResponse:
    """The stored file, to be looked at. Its name holds nothing personal.

    Errors: HandoutError when the file is not the one that was stored.
    """
    name = name or f"handout-rev{handout.revision.number}.pdf"
    return HttpResponse(
        stored_pdf(handout),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
