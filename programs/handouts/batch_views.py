"""Many sheets as one PDF: asked for, waited for, opened."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from clinic import audit
from clinic.access import ClinicRequest, asks_by_itself, front_desk_may
from clinic.limits import at_most
from clinic.numbers import number_in
from programs.handouts import batch as actions
from programs.handouts.desk import batch_context, chosen_sheets
from programs.handouts.errors import HandoutError
from programs.models import PrintBatch

# Of one member, in a minute: each may keep the worker busy for as long.
BATCHES = 10
LOST = "The PDF cannot be read on the server any more. Make it again."

logger = logging.getLogger(__name__)


@front_desk_may
@require_POST
@at_most(BATCHES, seconds=60)
def print_batch_new(request: ClinicRequest) -> HttpResponse:
    chosen = request.POST.getlist("revision")[: actions.MOST_SHEETS + 1]
    revisions = chosen_sheets(request.clinic, map(number_in, chosen))
    left_out = len(set(chosen)) - len(revisions)
    try:
        batch = actions.make_batch(revisions, clinic=request.clinic, by=request.member)
    except actions.PrintRefusedError as error:
        messages.error(request, str(error))
        return redirect("programs:print_desk")
    if left_out:
        messages.info(request, f"Left out, because the plan has ended meanwhile: {left_out}.")
    return redirect(batch)


def _ours(request: ClinicRequest, batch_id: int) -> PrintBatch:
    ours = PrintBatch.objects.for_clinic(request.clinic).select_related("by", "clinic")
    batch: PrintBatch = get_object_or_404(ours, pk=batch_id)
    return batch


@require_safe
def print_batch_detail(request: ClinicRequest, batch_id: int) -> HttpResponse:
    context = batch_context(_ours(request, batch_id), timezone.now())
    return render(request, "handouts/print_batch_detail.html", context)


@asks_by_itself
@require_safe
def print_batch_progress(request: ClinicRequest, batch_id: int) -> HttpResponse:
    """The part of the page that changes; it asks for itself each second until it is done."""
    context = batch_context(_ours(request, batch_id), timezone.now())
    return render(request, "handouts/_batch.html", context)


@front_desk_may
@require_POST
@at_most(BATCHES, seconds=60)
def print_batch_again(request: ClinicRequest, batch_id: int) -> HttpResponse:
    batch = _ours(request, batch_id)
    try:
        again = actions.make_batch_again(batch, by=request.member)
    except actions.PrintRefusedError as error:
        messages.error(request, str(error))
        return redirect(batch)
    return redirect(again)


@front_desk_may
@require_POST
def print_batch_stop(request: ClinicRequest, batch_id: int) -> HttpResponse:
    batch = _ours(request, batch_id)
    try:
        actions.stop_batch(batch, by=request.member)
    except actions.PrintRefusedError as error:
        messages.info(request, str(error))
    return redirect(batch)


@require_safe
def print_batch_file(request: ClinicRequest, batch_id: int) -> HttpResponse:
    """The stored PDF, to be looked at. Its name holds nothing personal."""
    batch = _ours(request, batch_id)
    try:
        pdf = actions.batch_pdf(batch)
    except HandoutError as error:
        logger.warning("%s", error)
        messages.error(request, LOST)
        return redirect(batch)
    subject = f"print_batch {batch.pk}"
    audit.record(audit.Action.VIEW, subject, clinic=request.clinic, by=request.member)
    headers = {"Content-Disposition": 'inline; filename="sheets.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
