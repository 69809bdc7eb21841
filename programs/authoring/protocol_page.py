"""The page where a protocol is written: what it shows, and the answer to each small change."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from clinic.access import ClinicRequest
from clinic.numbers import number_in
from programs.authoring.plainness import Plainness, plainness_of
from programs.authoring.protocol_part_actions import in_order
from programs.authoring.protocol_taken import taken_from
from programs.models import Exercise, Protocol, ProtocolItem, ProtocolPhase
from programs.plans.amount import NOTE_FROM


@dataclass(frozen=True)
class PhaseRow:
    """A phase with its exercises and its options, each in their order, and how it reads."""

    phase: ProtocolPhase
    items: list[ProtocolItem]
    options: list[ProtocolItem]
    plainness: Plainness | None

    @property
    def is_many(self) -> bool:
        return len(self.items) >= NOTE_FROM


def ours(request: ClinicRequest, protocol_id: int) -> Protocol:
    """A protocol that this clinic may change, or 404."""
    rows = Protocol.objects.owned_by(request.clinic).select_related("clinic", "changed_by")
    protocol: Protocol = get_object_or_404(rows, pk=protocol_id)
    return protocol


def phase_rows(protocol: Protocol) -> list[PhaseRow]:
    exercises = Exercise.objects.prefetch_related("pictures__photo")
    items = ProtocolItem.objects.prefetch_related(Prefetch("exercise", exercises))
    phases = protocol.phases.prefetch_related(Prefetch("items", items), "advice")
    return [_row(phase) for phase in phases]


def _row(phase: ProtocolPhase) -> PhaseRow:
    found = in_order(phase)
    texts = [phase.name, phase.when_text, phase.aim, phase.move_on_when]
    return PhaseRow(
        phase=phase,
        items=[item for item in found if not item.is_option],
        options=[item for item in found if item.is_option],
        plainness=plainness_of([*texts, *(item.cue for item in found)]),
    )


def body(request: ClinicRequest, protocol: Protocol) -> dict[str, Any]:
    """The phases, and what can be put back into them. Give the protocol's row afresh."""
    taken = taken_from(request, protocol)
    if taken and taken.version != protocol.version:
        taken = None  # other changes came since: its place may be another
    return {"protocol": protocol, "rows": phase_rows(protocol), "taken": taken}


def item_instead(request: ClinicRequest, protocol: Protocol) -> ProtocolItem | None:
    """The exercise that somebody wants another one for, if the address or what is sent says so."""
    wanted = number_in((request.POST or request.GET).get("instead", ""))
    items = ProtocolItem.objects.filter(phase__protocol=protocol).select_related(
        "exercise", "phase"
    )
    return items.filter(pk=wanted).first() if wanted else None


def add_to(request: ClinicRequest, protocol: Protocol) -> dict[str, Any]:
    """Where an exercise found goes: into a phase that the address names, or instead of another."""
    wanted = number_in(request.GET.get("to", ""))
    return {"instead": item_instead(request, protocol), "add_to": wanted}


def answer(
    request: ClinicRequest,
    protocol: Protocol,
    *,
    focus: str = "",
    said: str = "",
    problem: str = "",
) -> HttpResponse:
    """After a change: the phases for htmx, the page at the right place for everyone else.

    ``said`` is what was done, ``problem`` why it was not: shown beside the state of saving.
    """
    if not request.htmx:
        if problem:
            messages.error(request, problem)
        page = reverse("programs:protocol_edit", args=[protocol.pk])
        return redirect(f"{page}#{focus}" if focus else page)
    context = body(request, ours(request, protocol.pk)) | {"is_answer": True}
    context |= {"focus": focus, "said": said, "problem": problem}
    if problem:  # the next press is for the same place still
        context |= add_to(request, protocol)
    response = render(request, "authoring/_protocol_body.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = "#protocol-body", "innerHTML"
    return response
