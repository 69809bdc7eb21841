"""The pages of a sheet as pictures, on the page where one chooses how it is printed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic import audit
from clinic.access import ClinicRequest, asks_by_itself
from clinic.limits import at_most
from programs.handouts.counting import printed_pages
from programs.handouts.errors import HandoutError
from programs.handouts.forms import PrintForm
from programs.handouts.looking import BusyError
from programs.handouts.pages import TooLargeError, pages_to_look_at
from programs.handouts.pictures import page_picture
from programs.models import Revision

# Of one member, in a minute: far more than a page asks for, and few enough for a worker.
LOOKS, PICTURES = 60, 240
# When others are being drawn, the page asks again after that.
AGAIN_AFTER = "2s"
# Of a page's picture, beside the choices and alone. Units: pixels.
WIDTH, LARGE_WIDTH = 480, 1600


@asks_by_itself
@require_safe
@at_most(LOOKS, seconds=60)
def revision_pages(request: ClinicRequest, revision_id: int) -> HttpResponse:
    """With htmx what the print page shows; alone a page for who has no scripts."""
    revision, form = _asked(request, revision_id)
    context = {"revision": revision, "sheet": revision.sheet, "form": form}
    context |= _drawn(revision, form)
    if request.htmx:
        return render(request, "handouts/_print_list.html", context)
    subject, patient = f"revision {revision.pk}", revision.plan.patient
    audit.record(
        audit.Action.VIEW, subject, clinic=request.clinic, by=request.member, patient=patient
    )
    return render(request, "handouts/revision_pages.html", context)


@asks_by_itself
@require_safe
@at_most(PICTURES, seconds=60)
def revision_page(request: ClinicRequest, revision_id: int, page_number: int) -> HttpResponse:
    revision, form = _asked(request, revision_id)
    if not form.is_valid():
        raise Http404("It cannot be printed so.")
    width = LARGE_WIDTH if "large" in request.GET else WIDTH
    try:
        pdf = pages_to_look_at(revision, form.options)
        picture = page_picture(pdf, page_number, width=width)
    except BusyError:
        return HttpResponse(status=503, headers={"Retry-After": "2"})
    except (HandoutError, IndexError) as error:
        raise Http404(str(error)) from error
    return HttpResponse(picture, content_type="image/webp")


def _asked(request: ClinicRequest, revision_id: int) -> tuple[Revision, PrintForm]:
    revision = get_object_or_404(
        Revision.objects.for_clinic(request.clinic).select_related("plan__patient__clinic"),
        pk=revision_id,
    )
    form = PrintForm(
        request.GET, clinic=request.clinic, sheet=revision.sheet, today=timezone.localdate()
    )
    return revision, form


def _drawn(revision: Revision, form: PrintForm) -> dict[str, Any]:
    """What stands on each page once all of them are drawn; or why they are not."""
    if not form.is_valid():
        return {"problem": "It cannot be printed so. Choose again."}
    try:
        pages = printed_pages(revision, form.options)
        pages_to_look_at(revision, form.options)
    except BusyError:
        return {"pages": pages, "draw_after": AGAIN_AFTER}
    except TooLargeError as error:
        return {"pages": pages, "problem": str(error)}
    except HandoutError as error:
        return {"problem": f"These pages cannot be printed. {error}"}
    return {"pages": pages, "is_drawn": True}
