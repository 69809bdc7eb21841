"""Which dose a new item starts with, and how that is kept and forgotten."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Clinic, Member
from programs.dosing import Dose
from programs.models import OwnDose, Plan, PlanItem
from programs.plans.item_actions import add_item
from programs.plans.own_doses import forget_dose, keep_dose
from tests import make

MINE, CLINICS = Dose(sets=2, reps=8), Dose(sets=4, reps=6)
TYPED = {"side": "both", "sets": "5", "reps": "5", "times_per_day": "2", "version": "1"}
HTMX = {"HX-Request": "true"}


def send(client: Client, name: str, item: PlanItem, **fields: Any) -> Any:
    posted = TYPED | {"days": ["0", "2"]} | fields
    return client.post(reverse(f"programs:{name}", args=[item.pk]), posted, headers=HTMX)


def started(plan: Plan, item: PlanItem, by: Member) -> Dose:
    assert plan.current_phase
    return add_item(plan.current_phase, item.exercise, by=by).dose


def test_new_item_starts_with_the_members_own_dose(
    plan: Plan, item: PlanItem, ana: Member, owner: Member
) -> None:
    keep_dose(item.exercise, CLINICS, by=owner, is_for_all=True)
    keep_dose(item.exercise, MINE, by=ana)

    assert started(plan, item, ana) == MINE
    assert started(plan, item, owner) == CLINICS


def test_forgotten_dose_gives_way_to_the_next(
    plan: Plan, item: PlanItem, ana: Member, owner: Member
) -> None:
    keep_dose(item.exercise, CLINICS, by=owner, is_for_all=True)
    keep_dose(item.exercise, MINE, by=ana)

    forget_dose(item.exercise, by=ana)
    assert started(plan, item, ana) == CLINICS
    forget_dose(item.exercise, by=owner, is_for_all=True)
    assert started(plan, item, ana) == item.exercise.dose


def test_own_dose_stays_in_its_clinic(item: PlanItem, ana: Member, olga: Member) -> None:
    keep_dose(item.exercise, CLINICS, by=olga, is_for_all=True)

    assert started(item.phase.plan, item, ana) == item.exercise.dose


def test_kept_is_what_stands_in_the_fields(as_ana: Client, ana: Member, item: PlanItem) -> None:
    page = send(as_ana, "item_dose_keep", item).content.decode()

    assert "your dose" in page and "5×5 2/d mo,we" in page
    assert OwnDose.objects.get().member == ana
    item.refresh_from_db()
    assert item.reps == 10  # the plan's own change goes its own way
    event = AuditEvent.objects.get(subject__startswith="own_dose")
    assert (event.action, event.member_id) == ("change", ana.pk)


def test_keeping_again_puts_the_new_one_in_its_place(as_ana: Client, item: PlanItem) -> None:
    send(as_ana, "item_dose_keep", item)
    send(as_ana, "item_dose_keep", item, reps="7")

    assert OwnDose.objects.get().reps == 7


def test_impossible_dose_is_not_kept(as_ana: Client, item: PlanItem) -> None:
    response = send(as_ana, "item_dose_keep", item, reps="999")

    assert response.status_code == 422
    assert "From 1 to 200." in response.content.decode()
    assert not OwnDose.objects.exists()


def test_owner_keeps_and_forgets_for_everybody(
    as_owner: Client, as_ana: Client, item: PlanItem
) -> None:
    send(as_owner, "item_dose_keep_for_all", item)
    assert OwnDose.objects.get().member is None
    assert send(as_ana, "item_dose_forget_for_all", item).status_code == 403
    assert send(as_ana, "item_dose_forget", item).status_code == 200
    assert OwnDose.objects.exists()

    send(as_owner, "item_dose_forget_for_all", item)
    assert not OwnDose.objects.exists()


def test_therapist_keeps_nothing_for_everybody(as_ana: Client, item: PlanItem) -> None:
    page = as_ana.get(reverse("programs:item_edit", args=[item.pk]), headers=HTMX).content.decode()

    assert "Keep as my dose" in page and "Keep as the clinic" not in page
    assert send(as_ana, "item_dose_keep_for_all", item).status_code == 403


def test_library_shows_the_own_doses(
    as_ana: Client, ana: Member, owner: Member, item: PlanItem
) -> None:
    keep_dose(item.exercise, MINE, by=ana)
    keep_dose(item.exercise, CLINICS, by=owner, is_for_all=True)

    page = as_ana.get(item.exercise.get_absolute_url()).content.decode()

    assert "Your dose" in page and "2×8 daily" in page
    assert "The clinic's dose" in page and "4×6 daily" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_editor_asks_the_same_for_any_number_of_cues_and_plans(
    rows: int, as_ana: Client, clinic: Clinic, item: PlanItem, django_assert_num_queries: Any
) -> None:
    from programs.models import Snippet

    make.revision(item.phase.plan)
    for number in range(rows):
        Snippet.objects.create(clinic=clinic, text=f"Cue {number}")
        make.item(make.plan(item.phase.plan.patient), item.exercise)
    as_ana.get(reverse("programs:item_edit", args=[item.pk]), headers=HTMX)

    with django_assert_num_queries(9):
        as_ana.get(reverse("programs:item_edit", args=[item.pk]), headers=HTMX)
