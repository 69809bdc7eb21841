"""The phases of a clinic's protocol and the exercises in them: each change its own small POST."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from clinic.access import ClinicRequest, clinical
from clinic.numbers import number_in
from programs.authoring import protocol_part_actions as actions
from programs.authoring import protocol_taken as taken
from programs.authoring.errors import AuthoringError
from programs.authoring.protocol_forms import ProtocolItemForm, ProtocolPhaseForm
from programs.authoring.protocol_page import answer, ours
from programs.authoring.saving import try_to_save
from programs.models import Protocol, ProtocolPhase
from programs.plans.page import exercise_of

STEPS = {"up": -1, "down": 1}
LONGEST_PHASE_NAME = 60


def _act(
    request: ClinicRequest,
    protocol_id: int,
    action: Callable[[Protocol], object],
    focus: str = "",
    said: str = "",
) -> HttpResponse:
    """Act, and answer with the page; an action that returns a place on it leads there."""
    protocol = ours(request, protocol_id)
    try:
        place = action(protocol)
        focus = place if isinstance(place, str) else focus
    except AuthoringError as error:
        return answer(request, protocol, focus=focus, problem=str(error))
    return answer(request, protocol, focus=focus, said=said)


def _form_page(
    request: ClinicRequest, protocol: Protocol, kind: str, context: dict[str, Any]
) -> HttpResponse:
    """A part's form; after a mistake or a conflict with what was typed and what stands there."""
    form, part = context["form"], context[kind]
    context |= {"protocol": protocol, "kind": kind, "others": protocol.phases.all()}
    fragment, page = f"authoring/_protocol_{kind}_form.html", "authoring/protocol_part_edit.html"
    status = 422 if form.is_bound else 200
    response = render(request, fragment if request.htmx else page, context, status=status)
    if request.htmx:
        response["HX-Retarget"] = f"#{kind}-{part.pk}-editor"
        response["HX-Reswap"] = "innerHTML"
    return response


@clinical
@require_POST
def protocol_phase_new(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    # A NUL is refused by PostgreSQL, and means nothing to anybody.
    name = request.POST.get("name", "").replace("\0", "").strip()[:LONGEST_PHASE_NAME]
    return _act(
        request,
        protocol_id,
        lambda protocol: actions.add_phase(protocol, name, by=request.member),
        focus="new-phase-name",
    )


@clinical
@require_http_methods(["GET", "POST"])
def protocol_phase_edit(
    request: ClinicRequest, protocol_id: int, protocol_phase_id: int
) -> HttpResponse:
    protocol = ours(request, protocol_id)
    try:
        phase = actions.phase_of(protocol, protocol_phase_id)
    except AuthoringError as error:
        return answer(request, protocol, problem=str(error))
    form = ProtocolPhaseForm(request.POST or None, instance=phase, clinic=request.clinic)
    attempt = try_to_save(
        form,
        lambda: _change_phase(request, phase, form),
        stored=lambda: actions.phase_of(protocol, phase.pk),
    )
    if attempt.is_saved:
        return answer(request, protocol, focus=f"phase-{phase.pk}-edit")
    context = {"phase": phase, "form": form, "conflict": attempt.conflict}
    return _form_page(request, protocol, "phase", context)


def _change_phase(request: ClinicRequest, phase: ProtocolPhase, form: ProtocolPhaseForm) -> None:
    actions.change_phase(
        phase,
        form.words,
        advice=form.cleaned_data["advice"],
        mark=form.cleaned_data["version"],
        by=request.member,
    )


@clinical
@require_POST
def protocol_phase_move(
    request: ClinicRequest, protocol_id: int, protocol_phase_id: int
) -> HttpResponse:
    steps = STEPS.get(request.POST.get("way", ""), 0)

    def move(protocol: Protocol) -> None:
        phase = actions.phase_of(protocol, protocol_phase_id)
        actions.move_phase(phase, steps=steps, by=request.member)

    return _act(request, protocol_id, move, focus=f"phase-{protocol_phase_id}")


@clinical
@require_POST
def protocol_phase_remove(
    request: ClinicRequest, protocol_id: int, protocol_phase_id: int
) -> HttpResponse:
    def take_out(protocol: Protocol) -> None:
        phase = actions.phase_of(protocol, protocol_phase_id)
        taken.remember(request, taken.take_phase_out(phase, by=request.member))

    return _act(request, protocol_id, take_out, focus="put-back")


@clinical
@require_POST
def protocol_item_add(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    """At the end of the phase that was posted, or instead of an exercise that was."""
    exercise = exercise_of(request) if "exercise" in request.POST else None
    phase_id, item_id = _number(request, "phase"), _number(request, "instead")
    is_option = request.POST.get("as") == "option"

    def add(protocol: Protocol) -> str:
        if exercise is None:
            raise AuthoringError("Search for an exercise, and press Add beside it.")
        if item_id:
            item = actions.item_of(protocol, item_id)
            made, gone = taken.swap_item(item, exercise, by=request.member)
            taken.remember(request, gone)
            return f"item-{made.pk}"
        phase = actions.phase_of(protocol, phase_id)
        actions.add_item(phase, exercise, is_option=is_option, by=request.member)
        return ""

    return _act(request, protocol_id, add, said=f"“{exercise}” is in.")


def _number(request: ClinicRequest, name: str) -> int:
    """A row's number as posted, 0 when there is none."""
    return number_in(request.POST.get(name, ""))


@clinical
@require_http_methods(["GET", "POST"])
def protocol_item_edit(
    request: ClinicRequest, protocol_id: int, protocol_item_id: int
) -> HttpResponse:
    protocol = ours(request, protocol_id)
    try:
        item = actions.item_of(protocol, protocol_item_id)
    except AuthoringError as error:
        return answer(request, protocol, problem=str(error))
    form = ProtocolItemForm(request.POST or None, instance=item, clinic=request.clinic)
    attempt = try_to_save(
        form,
        lambda: actions.change_item(
            item, form.words, mark=form.cleaned_data["version"], by=request.member
        ),
        stored=lambda: actions.item_of(protocol, item.pk),
    )
    if attempt.is_saved:
        return answer(request, protocol, focus=f"item-{item.pk}-edit")
    context = {"item": item, "form": form, "conflict": attempt.conflict}
    return _form_page(request, protocol, "item", context)


@clinical
@require_POST
def protocol_item_move(
    request: ClinicRequest, protocol_id: int, protocol_item_id: int
) -> HttpResponse:
    """Up, down, or to the end of the phase that was posted."""
    phase_id = _number(request, "phase")
    steps = STEPS.get(request.POST.get("way", ""), 0)

    def move(protocol: Protocol) -> None:
        item = actions.item_of(protocol, protocol_item_id)
        if phase_id:
            phase = actions.phase_of(protocol, phase_id)
            actions.move_item_to(item, phase, by=request.member)
        else:
            actions.move_item(item, steps=steps, by=request.member)

    return _act(request, protocol_id, move, focus=f"item-{protocol_item_id}")


@clinical
@require_POST
def protocol_item_remove(
    request: ClinicRequest, protocol_id: int, protocol_item_id: int
) -> HttpResponse:
    def take_out(protocol: Protocol) -> None:
        item = actions.item_of(protocol, protocol_item_id)
        taken.remember(request, taken.take_item_out(item, by=request.member))

    return _act(request, protocol_id, take_out, focus="put-back")


@clinical
@require_POST
def protocol_put_back(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    """Undo: what this session took out of the protocol last comes back."""
    return _act(request, protocol_id, lambda protocol: taken.put_back_last(request, protocol))
