"""Choosing how a sheet is printed, with the number of its pages in sight."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic import audit
from clinic.access import ClinicRequest
from clinic.limits import at_most
from programs.handouts.counting import count_words, paper_words, printed_pages
from programs.handouts.errors import HandoutError
from programs.handouts.forms import PrintForm
from programs.models import Revision

# Of one member, in a minute: more than anybody tries, and few enough for a worker.
COUNTS = 60
# Who goes through the choices waits for the pages of the last one only.
DRAW_AFTER = "250ms"


@require_safe
@at_most(COUNTS, seconds=60)
def revision_print(request: ClinicRequest, revision_id: int) -> HttpResponse:
    """Each choice asks for this page again: with htmx only for what it says of the pages."""
    revision = get_object_or_404(
        Revision.objects.for_clinic(request.clinic).select_related("plan__patient__clinic"),
        pk=revision_id,
    )
    form = PrintForm(
        request.GET, clinic=request.clinic, sheet=revision.sheet, today=timezone.localdate()
    )
    context = {"revision": revision, "sheet": revision.sheet, "form": form}
    context |= _pages(revision, form)
    if request.htmx:
        return render(request, "handouts/_print_counted.html", context)
    audit.record(
        audit.Action.VIEW,
        f"revision {revision.pk}",
        clinic=request.clinic,
        by=request.member,
        patient=revision.plan.patient,
    )
    context["newest"] = revision.plan.revisions.first()
    return render(request, "handouts/revision_print.html", context)


def _pages(revision: Revision, form: PrintForm) -> dict[str, Any]:
    """How many pages, and what stands on each; or why that cannot be told."""
    if not form.is_valid():
        return {"refusals": [error for errors in form.errors.values() for error in errors]}
    try:
        pages = printed_pages(revision, form.options)
    except HandoutError as error:
        return {"refusals": [str(error)]}
    count = len(pages)
    return {
        "pages": pages,
        "count": count_words(count),
        "paper": paper_words(count),
        "draw_after": DRAW_AFTER,
    }
