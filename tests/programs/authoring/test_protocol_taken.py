"""Taking parts of a protocol out, swapping them, and putting them back by one press."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Clinic, Member
from programs.authoring import protocol_part_actions as parts
from programs.authoring.errors import AuthoringError
from programs.authoring.protocol_taken import put_back, swap_item, take_item_out, take_phase_out
from programs.models import Exercise, Protocol, ProtocolItem, ProtocolPhase
from tests import make


@pytest.fixture
def ours(clinic: Clinic) -> Protocol:
    return make.protocol("First weeks", clinic=clinic)


@pytest.fixture
def phase(ours: Protocol) -> ProtocolPhase:
    return ours.phases.get()


@pytest.fixture
def items(ours: Protocol) -> list[ProtocolItem]:
    """Three exercises, the middle one with all that an item can say."""
    said = {"cue": "Slowly", "note": "Later", "load_kg": Decimal("2.50")}
    return [
        make.protocol_item(ours, make.exercise(name), **(said if name == "B" else {}))
        for name in "ABC"
    ]


def names(phase: ProtocolPhase) -> list[str]:
    return [item.exercise.name for item in phase.items.all()]


def stored(model: Any) -> list[dict[str, Any]]:
    return list(model.objects.order_by("pk").values())


def url(name: str, *ids: int) -> str:
    return reverse(f"programs:protocol_{name}", args=ids)


def post(client: Client, name: str, ids: tuple[int, ...], typed: Any = None) -> str:
    headers = {"HX-Request": "true"}
    response: Any = client.post(url(name, *ids), typed or {}, headers=headers)
    return str(response.content.decode())


@pytest.mark.parametrize("which", [0, 1, 2])
def test_exercise_comes_back_as_it_was(
    ours: Protocol, items: list[ProtocolItem], ana: Member, which: int
) -> None:
    before = stored(ProtocolItem)

    taken = take_item_out(items[which], by=ana)
    assert len(stored(ProtocolItem)) == 2
    place = put_back(ours, taken, by=ana)

    after = sorted(stored(ProtocolItem), key=lambda row: row["id"])
    order = [{**row, "position": 0} for row in after]
    assert order == [{**row, "position": 0} for row in before]
    assert names(ours.phases.get()) == ["A", "B", "C"]
    assert place == f"item-{items[which].pk}"
    assert AuditEvent.objects.filter(subject=f"protocol {ours.pk}").count() == 2


def test_phase_comes_back_with_all_that_was_in_it(
    ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem], ana: Member
) -> None:
    make.protocol_item(ours, make.exercise("x"), is_option=True)
    phase.advice.add(make.advice("Resting well"))
    parts.add_phase(ours, "Build", by=ana)
    before = stored(ProtocolItem)

    taken = take_phase_out(phase, by=ana)
    assert ([one.name for one in ours.phases.all()], stored(ProtocolItem)) == (["Build"], [])
    put_back(ours, taken, by=ana)

    assert [one.name for one in ours.phases.all()] == ["Calm it down", "Build"]
    assert stored(ProtocolItem) == before
    assert [leaflet.name for leaflet in ours.phases.all()[0].advice.all()] == ["Resting well"]


def test_the_last_phase_stays(phase: ProtocolPhase, ana: Member) -> None:
    with pytest.raises(AuthoringError, match="one phase at least"):
        take_phase_out(phase, by=ana)


def test_place_is_kept_when_others_came_meanwhile(
    ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem], ana: Member
) -> None:
    taken = take_item_out(items[2], by=ana)
    parts.add_item(phase, make.exercise("D"), by=ana)

    put_back(ours, taken, by=ana)

    assert sorted(names(phase)) == ["A", "B", "C", "D"]
    assert names(phase)[:2] == ["A", "B"]


def test_nothing_comes_back_twice(ours: Protocol, items: list[ProtocolItem], ana: Member) -> None:
    taken = take_item_out(items[0], by=ana)
    put_back(ours, taken, by=ana)

    with pytest.raises(AuthoringError, match="“A” is back already"):
        put_back(ours, taken, by=ana)


def test_what_no_longer_fits_says_so(
    ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem], ana: Member
) -> None:
    taken = take_item_out(items[0], by=ana)
    parts.add_item(phase, items[0].exercise, by=ana)
    with pytest.raises(AuthoringError, match="“A” is in “Calm it down” already"):
        put_back(ours, taken, by=ana)

    parts.add_phase(ours, "Build", by=ana)
    take_phase_out(phase, by=ana)
    with pytest.raises(AuthoringError, match="took this out"):
        put_back(ours, taken, by=ana)
    with pytest.raises(AuthoringError, match="nothing to put back"):
        put_back(ours, replace(taken, protocol_id=0), by=ana)


def test_swap_takes_the_place_and_has_its_own_dose(
    ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem], ana: Member
) -> None:
    squat = make.exercise("Squat", hold_seconds=5)

    made, taken = swap_item(items[1], squat, by=ana)

    assert names(phase) == ["A", "Squat", "C"]
    assert (made.dose, made.cue, taken.name) == (squat.dose, "", "B")
    ours.refresh_from_db()
    assert taken.version == ours.version


def test_swap_back_leaves_what_was_there(
    ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem], ana: Member
) -> None:
    before = stored(ProtocolItem)
    _, taken = swap_item(items[1], make.exercise("Squat"), by=ana)

    place = put_back(ours, taken, by=ana)

    after = sorted(stored(ProtocolItem), key=lambda row: row["id"])
    assert [row | {"position": 0} for row in after] == [row | {"position": 0} for row in before]
    assert (names(phase), place) == (["A", "B", "C"], f"item-{items[1].pk}")


def test_swap_back_after_another_change_keeps_what_was_worked_on(
    ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem], ana: Member
) -> None:
    made, taken = swap_item(items[1], make.exercise("Squat"), by=ana)
    parts.move_item(made, steps=1, by=ana)

    put_back(ours, taken, by=ana)

    assert sorted(names(phase)) == ["A", "B", "C", "Squat"]


def test_swap_that_is_refused_changes_nothing(
    phase: ProtocolPhase, items: list[ProtocolItem], ana: Member
) -> None:
    for exercise in (items[0].exercise, make.exercise(status=Exercise.Status.RETIRED)):
        with pytest.raises(AuthoringError):
            swap_item(items[1], exercise, by=ana)

    assert names(phase) == ["A", "B", "C"]


def test_page_offers_to_put_it_back_where_it_was(
    as_ana: Client, ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem]
) -> None:
    page = post(as_ana, "item_remove", (ours.pk, items[1].pk))
    assert 'data-focus="put-back"' in page
    assert page.index(">A ") < page.index("“B” is taken out.") < page.index(">C ")

    page = post(as_ana, "put_back", (ours.pk,))
    assert f'data-focus="item-{items[1].pk}"' in page and "put-back" not in page
    assert names(phase) == ["A", "B", "C"]


def test_without_scripts_it_is_offered_on_the_page(
    as_ana: Client, ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem]
) -> None:
    response = as_ana.post(url("item_remove", ours.pk, items[2].pk))
    assert response.headers["Location"] == url("edit", ours.pk) + "#put-back"
    assert "“C” is taken out." in as_ana.get(url("edit", ours.pk)).content.decode()

    as_ana.post(url("put_back", ours.pk))

    assert names(phase) == ["A", "B", "C"]
    assert "Put it back" not in as_ana.get(url("edit", ours.pk)).content.decode()


@pytest.mark.parametrize("which", [0, 1])
def test_removed_phase_is_offered_where_it_was(
    as_ana: Client, ours: Protocol, ana: Member, which: int
) -> None:
    parts.add_phase(ours, "Build", by=ana)
    gone = ours.phases.all()[which]

    page = post(as_ana, "phase_remove", (ours.pk, gone.pk))
    assert f"The phase “{gone}” is taken out, with what was in it." in page

    post(as_ana, "put_back", (ours.pk,))
    assert [one.name for one in ours.phases.all()] == ["Calm it down", "Build"]


def test_offer_ends_with_the_next_change(
    as_ana: Client, ours: Protocol, items: list[ProtocolItem]
) -> None:
    post(as_ana, "item_remove", (ours.pk, items[0].pk))

    assert "Put it back" not in post(as_ana, "phase_new", (ours.pk,), {"name": "Build"})


def test_only_who_took_it_out_is_offered_it(
    as_ana: Client, as_owner: Client, ours: Protocol, items: list[ProtocolItem]
) -> None:
    post(as_ana, "item_remove", (ours.pk, items[0].pk))

    assert "Put it back" not in as_owner.get(url("edit", ours.pk)).content.decode()
    assert "There is nothing to put back." in post(as_owner, "put_back", (ours.pk,))
    assert ProtocolItem.objects.count() == 2


def test_other_protocol_does_not_get_it(
    as_ana: Client, clinic: Clinic, ours: Protocol, items: list[ProtocolItem]
) -> None:
    other = make.protocol("Other weeks", clinic=clinic)
    post(as_ana, "item_remove", (ours.pk, items[0].pk))

    typed = {"rows": "[]", "protocol_id": other.pk, "phase_id": other.phases.get().pk}
    assert "There is nothing to put back." in post(as_ana, "put_back", (other.pk,), typed)
    assert not other.phases.get().items.exists()


def test_other_clinics_protocol_is_not_there(
    as_ana: Client, other_clinic: Clinic, ours: Protocol, items: list[ProtocolItem]
) -> None:
    post(as_ana, "item_remove", (ours.pk, items[0].pk))

    theirs = make.protocol(clinic=other_clinic)
    assert as_ana.post(url("put_back", theirs.pk)).status_code == 404
    assert as_ana.post(url("put_back", make.protocol().pk)).status_code == 404


def test_swap_is_asked_for_and_done(
    as_ana: Client, ours: Protocol, phase: ProtocolPhase, items: list[ProtocolItem]
) -> None:
    squat = make.exercise("Squat")
    asked = as_ana.get(url("edit", ours.pk), {"instead": items[1].pk}).content.decode()
    assert f'name="instead" value="{items[1].pk}"' in asked and "Instead of <strong>B<" in asked

    page = post(as_ana, "item_add", (ours.pk,), {"exercise": squat.pk, "instead": items[1].pk})

    assert names(phase) == ["A", "Squat", "C"]
    assert "“Squat” stands in place of “B”." in page and 'id="add-to"' in page


def test_swap_that_is_refused_is_still_asked_for(
    as_ana: Client, ours: Protocol, items: list[ProtocolItem]
) -> None:
    typed = {"exercise": items[0].exercise_id, "instead": items[1].pk}

    page = post(as_ana, "item_add", (ours.pk,), typed)

    assert "“A” is in “Calm it down” already." in page
    assert f'name="instead" value="{items[1].pk}"' in page


@pytest.mark.parametrize("instead", ["0", "x", "999999", "9" * 30])
def test_swap_of_what_is_not_there_is_not_asked(
    as_ana: Client, ours: Protocol, instead: str
) -> None:
    page = as_ana.get(url("edit", ours.pk), {"instead": instead}).content.decode()

    assert "Instead of" not in page


def test_swap_touches_no_other_protocol(as_ana: Client, clinic: Clinic, ours: Protocol) -> None:
    theirs = make.protocol_item(make.protocol(clinic=clinic))
    typed = {"exercise": make.exercise("Squat").pk, "instead": theirs.pk}

    assert "took this out" in post(as_ana, "item_add", (ours.pk,), typed)
    assert ProtocolItem.objects.get() == theirs
