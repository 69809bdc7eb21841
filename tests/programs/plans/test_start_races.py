"""Two at once, with real transactions: what starts, fills and keeps a plan."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from clinic.models import Member
from programs.dosing import Dose
from programs.models import OwnDose, Plan, PlanItem, Protocol, Snippet
from programs.plans import starting, undoing
from programs.plans.cues import keep_cue
from programs.plans.errors import PlanError
from programs.plans.own_doses import keep_dose
from programs.plans.saving import save_as_protocol
from programs.plans.several import change_several
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


def at_once(act: Callable[[], object]) -> list[str]:
    """What came of it for each of several people who start together."""
    start = Barrier(PEOPLE)

    def one(_: int) -> str:
        start.wait(timeout=10)
        try:
            act()
        except PlanError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(PEOPLE) as pool:
        return sorted(pool.map(one, range(PEOPLE)))


def test_protocol_applied_in_two_tabs_stands_in_order(item: PlanItem, ana: Member) -> None:
    protocol = make.protocol("Knee")
    make.protocol_item(protocol)
    plan = item.phase.plan

    def apply() -> None:
        mine = Plan.objects.select_related("patient__clinic").get(pk=plan.pk)
        starting.apply_protocol(mine, protocol, by=ana, before=item.phase)

    assert at_once(apply) == ["done"] * PEOPLE
    assert [phase.position for phase in plan.phases.all()] == [1, 2, 3, 4, 5]
    for _ in range(PEOPLE):
        undoing.undo(plan, by=ana)
    assert [phase.pk for phase in plan.phases.all()] == [item.phase_id]


def test_one_name_saved_at_once_makes_one_protocol(item: PlanItem, ana: Member) -> None:
    def save() -> None:
        mine = Plan.objects.select_related("patient__clinic").get(pk=item.phase.plan_id)
        save_as_protocol(mine, "Backs", by=ana)

    assert at_once(save) == ["done"] + ["refused"] * (PEOPLE - 1)
    assert Protocol.objects.get().name == "Backs"


@pytest.mark.parametrize("is_for_all", [False, True])
def test_what_is_kept_at_once_is_kept_once(is_for_all: bool, item: PlanItem, owner: Member) -> None:
    def keep() -> None:
        dose, patient = Dose(sets=2, reps=8), item.phase.plan.patient
        keep_dose(item.exercise, dose, by=owner, is_for_all=is_for_all)
        keep_cue("Slow.", said_to=patient, by=owner, is_for_all=is_for_all)

    assert at_once(keep) == ["done"] * PEOPLE
    assert (OwnDose.objects.count(), Snippet.objects.count()) == (1, 1)


def test_several_set_at_once_are_set_once(item: PlanItem, ana: Member) -> None:
    def change() -> None:
        mine = Plan.objects.select_related("patient__clinic").get(pk=item.phase.plan_id)
        change_several(mine, "2/d", versions={item.pk: 1}, by=ana)

    assert at_once(change) == ["done"] + ["refused"] * (PEOPLE - 1)
    item.refresh_from_db()
    assert (item.version, item.times_per_day) == (2, 2)
