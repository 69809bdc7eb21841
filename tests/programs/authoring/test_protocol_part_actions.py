from dataclasses import replace
from typing import Any

import pytest

from clinic.models import AuditEvent, Clinic, Member
from programs.authoring import protocol_part_actions as actions
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.authoring.protocol_taken import take_item_out
from programs.models import Exercise, Protocol, ProtocolItem, ProtocolPhase
from programs.models.dose import DOSE_FIELDS
from tests import make

WORDS = {"name": "Build", "when_text": "", "aim": "Grow", "move_on_when": "", "therapist_note": ""}


@pytest.fixture
def ours(clinic: Clinic) -> Protocol:
    return make.protocol(clinic=clinic)


@pytest.fixture
def phase(ours: Protocol) -> ProtocolPhase:
    return ours.phases.get()


def names(protocol: Protocol) -> list[str]:
    return [phase.name for phase in protocol.phases.all()]


def exercises(phase: ProtocolPhase) -> list[str]:
    fresh = ProtocolPhase.objects.get(pk=phase.pk)
    return [item.exercise.name for item in actions.in_order(fresh)]


def version(protocol: Protocol) -> int:
    return int(Protocol.objects.get(pk=protocol.pk).version)


def words_of(item: ProtocolItem, **changes: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in actions.ITEM_WORDS} | changes


def test_add_phase_goes_to_the_end(ours: Protocol, ana: Member) -> None:
    actions.add_phase(ours, "Build", by=ana)
    actions.add_phase(ours, "", by=ana)

    assert names(ours) == ["Calm it down", "Build", "Phase 3"]
    assert version(ours) == 3
    assert AuditEvent.objects.filter(action="change", subject=f"protocol {ours.pk}").count() == 2


def test_add_phase_stops_at_the_most_that_a_plan_may_have(ours: Protocol, ana: Member) -> None:
    for _ in range(7):
        actions.add_phase(ours, "", by=ana)

    with pytest.raises(AuthoringError, match="at most 8 phases"):
        actions.add_phase(ours, "", by=ana)


def test_change_phase_saves_words_and_leaflets(phase: ProtocolPhase, ana: Member) -> None:
    leaflet = make.advice()

    mark = actions.phase_mark(phase)
    actions.change_phase(phase, WORDS, advice=[leaflet], mark=mark, by=ana)

    phase.refresh_from_db()
    assert (phase.name, phase.aim, list(phase.advice.all())) == ("Build", "Grow", [leaflet])
    assert version(phase.protocol) == 2


def test_change_phase_notices_another_editor(phase: ProtocolPhase, ana: Member) -> None:
    mark = actions.phase_mark(phase)
    actions.change_phase(phase, {}, advice=[make.advice()], mark=mark, by=ana)

    with pytest.raises(AuthoringConflictError):
        actions.change_phase(phase, WORDS, advice=[], mark=mark, by=ana)

    assert phase.advice.count() == 1


@pytest.mark.parametrize(
    ("which", "steps", "order"),
    [
        (0, 1, ["B", "A", "C"]),
        (2, -1, ["A", "C", "B"]),
        (0, -1, ["A", "B", "C"]),
        (2, 1, ["A", "B", "C"]),
    ],
)
def test_move_phase(ours: Protocol, ana: Member, which: int, steps: int, order: list[str]) -> None:
    ours.phases.update(name="A")
    for name in "BC":
        actions.add_phase(ours, name, by=ana)
    before = version(ours)

    actions.move_phase(ours.phases.all()[which], steps=steps, by=ana)

    assert names(ours) == order
    assert version(ours) == before + (order != ["A", "B", "C"])


def test_add_item_has_the_exercises_own_dose(phase: ProtocolPhase, ana: Member) -> None:
    bridge = make.exercise("Bridge", hold_seconds=5)

    item = actions.add_item(phase, bridge, by=ana)

    assert item.dose == bridge.dose
    assert replace(item.dose, hold_seconds=None) != bridge.dose
    assert not item.is_option


def test_add_item_refuses_what_makes_no_sense(phase: ProtocolPhase, ana: Member) -> None:
    bridge = make.exercise("Bridge")
    actions.add_item(phase, bridge, by=ana)

    with pytest.raises(AuthoringError, match="“Bridge” is in “Calm it down” already"):
        actions.add_item(phase, bridge, is_option=True, by=ana)
    with pytest.raises(AuthoringError, match="retired"):
        actions.add_item(phase, make.exercise(status=Exercise.Status.RETIRED), by=ana)


def test_change_item_saves_dose_and_words(ours: Protocol, ana: Member) -> None:
    item = make.protocol_item(ours)
    words = words_of(item, reps=12, weekdays=0, days_per_week=3, is_option=True, note="Later")

    actions.change_item(item, words, mark=actions.item_mark(item), by=ana)

    item.refresh_from_db()
    assert {name: getattr(item, name) for name in actions.ITEM_WORDS} == words
    assert set(DOSE_FIELDS) < set(words)


def test_change_item_notices_another_editor(ours: Protocol, ana: Member) -> None:
    item = make.protocol_item(ours)
    mark = actions.item_mark(item)
    actions.change_item(item, words_of(item, reps=12), mark=mark, by=ana)

    with pytest.raises(AuthoringConflictError):
        actions.change_item(item, words_of(item, reps=8), mark=mark, by=ana)

    item.refresh_from_db()
    assert item.reps == 12


def test_change_item_that_is_gone_says_so(ours: Protocol, ana: Member) -> None:
    item = make.protocol_item(ours)
    words, mark, kept = words_of(item, reps=12), actions.item_mark(item), item.pk
    take_item_out(item, by=ana)
    item.pk = kept

    with pytest.raises(AuthoringError, match="took this out"):
        actions.change_item(item, words, mark=mark, by=ana)


def test_move_item_stays_among_its_like(ours: Protocol, phase: ProtocolPhase, ana: Member) -> None:
    for name, is_option in (("A", False), ("x", True), ("B", False), ("y", True)):
        make.protocol_item(ours, make.exercise(name), is_option=is_option)
    assert exercises(phase) == ["A", "B", "x", "y"]

    actions.move_item(phase.items.get(exercise__name="B"), steps=-1, by=ana)
    actions.move_item(phase.items.get(exercise__name="x"), steps=1, by=ana)
    actions.move_item(phase.items.get(exercise__name="y"), steps=-5, by=ana)

    assert exercises(phase) == ["B", "A", "y", "x"]


def test_move_item_to_another_phase(ours: Protocol, phase: ProtocolPhase, ana: Member) -> None:
    item = make.protocol_item(ours, make.exercise("Bridge"))
    other = actions.add_phase(ours, "Build", by=ana)

    actions.move_item_to(item, other, by=ana)

    assert (exercises(phase), exercises(other)) == ([], ["Bridge"])


def test_move_item_to_a_phase_that_has_it_is_refused(ours: Protocol, ana: Member) -> None:
    bridge = make.exercise("Bridge")
    item = make.protocol_item(ours, bridge)
    other = actions.add_phase(ours, "Build", by=ana)
    actions.add_item(other, bridge, by=ana)

    with pytest.raises(AuthoringError, match="in “Build” already"):
        actions.move_item_to(item, other, by=ana)


def test_nothing_is_changed_in_a_retired_protocol(ours: Protocol, ana: Member) -> None:
    item = make.protocol_item(ours)
    Protocol.objects.update(status=Protocol.Status.RETIRED)
    ours.refresh_from_db()

    for change in (
        lambda: actions.add_phase(ours, "x", by=ana),
        lambda: take_item_out(item, by=ana),
        lambda: actions.move_item(item, steps=1, by=ana),
        lambda: actions.add_item(item.phase, make.exercise(), by=ana),
    ):
        with pytest.raises(AuthoringError, match="retired"):
            change()
