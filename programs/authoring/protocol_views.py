"""A clinic's own protocols: written, copied, changed, taken out of use and brought back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.access import ClinicRequest, clinical
from programs.authoring import protocol_actions
from programs.authoring.protocol_forms import ProtocolForm
from programs.authoring.protocol_page import add_to, body, ours
from programs.authoring.saving import try_to_save
from programs.authoring.signing import sign_as_posted
from programs.library.rows import rows_for_plan
from programs.library.search import Search
from programs.models import Protocol


@clinical
@require_http_methods(["GET", "POST"])
def protocol_new(request: ClinicRequest) -> HttpResponse:
    form = ProtocolForm(request.POST or None, instance=Protocol(), clinic=request.clinic)
    if form.is_valid():
        protocol = protocol_actions.write_protocol(
            request.clinic, form.words, regions=form.cleaned_data["regions"], by=request.member
        )
        return redirect("programs:protocol_edit", protocol.pk)
    status = 422 if form.is_bound else 200
    return render(request, "authoring/protocol_new.html", {"form": form}, status=status)


@clinical
@require_http_methods(["GET", "POST"])
def protocol_edit(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    """The page with everything on it; posting saves what stands above the phases."""
    protocol = ours(request, protocol_id)
    form = ProtocolForm(request.POST or None, instance=protocol, clinic=request.clinic)
    attempt = try_to_save(
        form,
        lambda: _change(request, protocol, form),
        stored=lambda: ours(request, protocol_id),
    )
    if attempt.is_saved:
        messages.success(request, "Saved.")
        return redirect("programs:protocol_edit", protocol.pk)
    return _edit_page(request, ours(request, protocol_id), form, attempt.conflict)


def _change(request: ClinicRequest, protocol: Protocol, form: ProtocolForm) -> None:
    protocol_actions.change_protocol(
        protocol,
        form.words,
        regions=form.cleaned_data["regions"],
        mark=form.cleaned_data["version"],
        by=request.member,
    )


def _edit_page(
    request: ClinicRequest,
    protocol: Protocol,
    form: ProtocolForm,
    conflict: Sequence[dict[str, Any]],
) -> HttpResponse:
    if protocol.status == Protocol.Status.RETIRED and not form.is_bound:
        messages.error(request, "This protocol is retired. Bring it back before you change it.")
        return redirect("programs:protocol_detail", protocol.pk)
    context = {"form": form, "conflict": conflict} | body(request, protocol)
    context |= add_to(request, protocol)
    if request.htmx and not form.is_bound:
        return render(request, "authoring/_add_to.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "authoring/protocol_edit.html", context, status=status)


@clinical
@require_safe
def protocol_search(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    """The exercises beneath the search box, each with a button that adds it to a phase."""
    protocol = ours(request, protocol_id)
    search = Search.from_query(request.GET)
    found = rows_for_plan(search, request.member, request.clinic, None)
    context = {"protocol": protocol, "search": search, "rows": found}
    return render(request, "authoring/_exercises_found.html", context)


@clinical
@require_POST
def protocol_copy(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    protocol = get_object_or_404(Protocol.objects.for_clinic(request.clinic), pk=protocol_id)
    copy = protocol_actions.copy_protocol(protocol, clinic=request.clinic, by=request.member)
    messages.success(request, "This copy is yours to change.")
    return redirect("programs:protocol_edit", copy.pk)


@clinical
@require_POST
def protocol_sign(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    protocol = ours(request, protocol_id)
    sign_as_posted(request, protocol)
    return redirect("programs:protocol_detail", protocol.pk)


@clinical
@require_POST
def protocol_retire(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    protocol = ours(request, protocol_id)
    protocol_actions.retire_protocol(protocol, by=request.member)
    messages.success(request, "Retired. Plans made from it stay, and you can bring it back.")
    return redirect("programs:protocol_detail", protocol.pk)


@clinical
@require_POST
def protocol_restore(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    protocol = ours(request, protocol_id)
    protocol_actions.restore_protocol(protocol, by=request.member)
    messages.success(request, "Back in use.")
    return redirect("programs:protocol_detail", protocol.pk)
