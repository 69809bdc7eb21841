"""The page where a protocol is written: what it shows, and the answer to each small change."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from clinic.access import ClinicRequest
from programs.authoring.plainness import Plainness, plainness_of
from programs.authoring.protocol_part_actions import in_order
from programs.models import Exercise, Protocol, ProtocolItem, ProtocolPhase
from programs.plans.checks import NOTE_FROM


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


def answer(request: ClinicRequest, protocol: Protocol, *, focus: str = "") -> HttpResponse:
    """After a change: the phases for htmx, the page at the right place for everyone else."""
    if not request.htmx:
        page = reverse("programs:protocol_edit", args=[protocol.pk])
        return redirect(f"{page}#{focus}" if focus else page)
    context: dict[str, Any] = {"protocol": protocol, "rows": phase_rows(protocol), "focus": focus}
    response = render(request, "authoring/_protocol_body.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = "#protocol-body", "innerHTML"
    return response
