"""One item for both sides becomes one for each."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Member
from programs.models import Exercise, Plan, PlanItem
from programs.plans import item_actions, undoing
from programs.plans.errors import PlanError
from programs.plans.sides import split_sides
from tests import make


@pytest.fixture
def clam(plan: Plan) -> PlanItem:
    exercise = make.exercise("Clamshell", side=Exercise.Side.EACH)
    made = make.item(plan, exercise, side="each", reps=8, cue="Slow.", taught="shown")
    make.item(plan, make.exercise("Bridge"))
    return made


def rows(plan: Plan) -> list[tuple[str, str]]:
    items = PlanItem.objects.filter(phase__plan=plan).select_related("exercise")
    return [(str(item), item.side) for item in items]


def test_split_puts_the_right_side_right_behind_the_left(
    as_ana: Client, plan: Plan, clam: PlanItem
) -> None:
    as_ana.post(reverse("programs:item_split", args=[clam.pk]))

    assert rows(plan) == [("Clamshell", "left"), ("Clamshell", "right"), ("Bridge", "both")]
    left, right = PlanItem.objects.filter(exercise=clam.exercise)
    assert (left.pk, left.version) == (clam.pk, 2)
    assert (right.dose, right.cue, right.taught) == (clam.dose, "Slow.", "shown")


def test_side_that_is_not_said_yet_is_said_by_the_split(
    as_ana: Client, plan: Plan, clam: PlanItem
) -> None:
    PlanItem.objects.filter(pk=clam.pk).update(side="")

    as_ana.post(reverse("programs:item_split", args=[clam.pk]))

    assert rows(plan)[:2] == [("Clamshell", "left"), ("Clamshell", "right")]


def test_split_is_one_step_to_undo(plan: Plan, ana: Member, clam: PlanItem) -> None:
    split_sides(clam, by=ana)

    undoing.undo(plan, by=ana)

    assert rows(plan) == [("Clamshell", "each"), ("Bridge", "both")]


def test_one_side_cannot_be_split(plan: Plan, ana: Member, clam: PlanItem) -> None:
    split_sides(clam, by=ana)

    with pytest.raises(PlanError, match="one side already"):
        split_sides(clam, by=ana)

    assert len(rows(plan)) == 3


def test_item_that_was_taken_out_cannot_be_split_or_duplicated(ana: Member, clam: PlanItem) -> None:
    stale = PlanItem.objects.get(pk=clam.pk)
    item_actions.remove_item(clam, by=ana)

    with pytest.raises(PlanError):
        split_sides(stale, by=ana)
    with pytest.raises(PlanError, match="taken out"):
        item_actions.duplicate_item(stale, by=ana)


def test_split_is_offered_where_one_item_is_for_two_sides(
    as_ana: Client, plan: Plan, clam: PlanItem
) -> None:
    bridge = PlanItem.objects.get(side="both")
    pages = [
        as_ana.get(
            reverse("programs:item_edit", args=[item.pk]), headers={"HX-Request": "true"}
        ).content.decode()
        for item in (clam, bridge)
    ]

    assert ["Different doses for left and right" in page for page in pages] == [True, False]
