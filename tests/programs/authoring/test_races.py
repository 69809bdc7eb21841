"""Two at once, with real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from clinic.models import Clinic, Member
from programs.authoring import protocol_part_actions as parts
from programs.authoring.advice_actions import change_advice, write_advice
from programs.authoring.errors import AuthoringConflictError
from programs.models import Advice, ProtocolItem, ProtocolPhase
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


def at_once(act: Callable[[int], object]) -> list[str]:
    """What came of it for each of several people who start together."""
    start = Barrier(PEOPLE)

    def one(number: int) -> str:
        start.wait(timeout=10)
        try:
            act(number)
        except AuthoringConflictError:
            return "conflict"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(PEOPLE) as pool:
        return sorted(pool.map(one, range(PEOPLE)))


def test_one_name_given_at_once_makes_as_many_codes(clinic: Clinic, ana: Member) -> None:
    words = {"name": "Sleep", "main_message": "Rest.", "body": "Rest."}

    outcomes = at_once(lambda _: write_advice(clinic, words, regions=[], by=ana))

    assert outcomes == ["saved"] * PEOPLE
    codes = sorted(Advice.objects.values_list("code", flat=True))
    assert codes == ["sleep", "sleep-2", "sleep-3", "sleep-4"]


def test_of_several_changes_at_once_one_is_saved(clinic: Clinic, ana: Member) -> None:
    leaflet = make.advice(clinic=clinic)

    outcomes = at_once(
        lambda number: change_advice(
            leaflet, {"body": f"Text {number}."}, regions=[], version=1, by=ana
        )
    )

    leaflet.refresh_from_db()
    assert outcomes == ["conflict"] * (PEOPLE - 1) + ["saved"]
    assert leaflet.version == 2


def test_exercises_added_at_once_all_have_their_place(clinic: Clinic, ana: Member) -> None:
    phase = make.protocol(clinic=clinic).phases.get()
    exercises = [make.exercise(f"Exercise {number}") for number in range(PEOPLE)]

    def add(number: int) -> None:
        mine = ProtocolPhase.objects.select_related("protocol__clinic").get(pk=phase.pk)
        parts.add_item(mine, exercises[number], by=ana)

    assert at_once(add) == ["saved"] * PEOPLE
    places = ProtocolItem.objects.values_list("position", flat=True)
    assert sorted(places) == [1, 2, 3, 4]


def test_phases_moved_at_once_keep_one_place_each(clinic: Clinic, ana: Member) -> None:
    protocol = make.protocol(clinic=clinic)
    for name in "BCD":
        parts.add_phase(protocol, name, by=ana)
    phases = list(protocol.phases.select_related("protocol__clinic"))

    assert at_once(lambda n: parts.move_phase(phases[n], steps=1, by=ana)) == ["saved"] * PEOPLE
    assert [phase.position for phase in protocol.phases.all()] == [1, 2, 3, 4]
