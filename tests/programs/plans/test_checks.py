"""What the list before issuing says, and what of it stops."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from programs.handouts.estimate import pages_of
from programs.handouts.options import Options
from programs.handouts.render import render_handout
from programs.models import Photo, Plan, PlanItem
from programs.plans.checks import Check, checks_of
from programs.plans.errors import PlanError
from programs.plans.issue import issue_plan, next_sheet
from programs.plans.to_look_at import LookAt, look_at
from tests import make


def fresh(plan: Plan) -> Plan:
    found: Plan = Plan.objects.for_page().get(pk=plan.pk)
    return found


def looked(plan: Plan) -> LookAt:
    return look_at(fresh(plan), None)


def texts(checks: list[Check], *, stops: bool) -> list[str]:
    return [check.text for check in checks if check.stops == stops]


@pytest.fixture
def sound(plan: Plan) -> PlanItem:
    Plan.objects.update(review_on=date(2030, 1, 2))
    return make.item(plan, make.exercise(stop_if="Your leg goes numb."))


def test_sound_plan_has_nothing_to_look_at(sound: PlanItem) -> None:
    assert looked(sound.phase.plan).checks == []


@pytest.mark.parametrize("field", ["phone", "emergency_text"])
def test_sheet_that_names_nobody_to_call_is_stopped(
    field: str, sound: PlanItem, ana: Member
) -> None:
    Clinic.objects.update(**{field: " "})

    (check,) = checks_of(fresh(sound.phase.plan))
    assert (check.stops, check.url) == (True, f"{reverse('clinic:clinic_edit')}#id_{field}")
    with pytest.raises(PlanError, match="The sheet has no"):
        issue_plan(sound.phase.plan, by=ana)


def test_missing_things_that_are_safe_do_not_stop(sound: PlanItem) -> None:
    sound.exercise.pictures.all().delete()
    sound.exercise.stop_if = ""
    sound.exercise.save()
    Plan.objects.update(goal="", review_on=None)

    checks = checks_of(fresh(sound.phase.plan))

    assert texts(checks, stops=True) == []
    assert texts(checks, stops=False) == [
        "Bridge has no picture: the sheet prints a box.",
        "Bridge has no rule for stopping.",
        "No goal in the patient's own words.",
        "No date for the next visit.",
    ]


def test_what_stops_comes_first(sound: PlanItem) -> None:
    Plan.objects.update(goal="")
    PlanItem.objects.update(side="", reps=None)

    found = [check.stops for check in checks_of(fresh(sound.phase.plan))]

    assert found == [True, True, False]


def test_lost_photograph_is_told(plan: Plan) -> None:
    item = make.item(plan, make.photographed(make.exercise(clinic=plan.patient.clinic)))
    before = texts(looked(plan).checks, stops=False)
    Photo.objects.get().file.delete(save=False)

    (words,) = set(texts(looked(plan).checks, stops=False)) - set(before)

    assert words == f"{item}: the file of its photograph is lost. The sheet prints a box."


HARD = "Perform controlled repetitive lumbopelvic dissociation maintaining physiological alignment."


def test_hard_words_are_told_and_do_not_stop(sound: PlanItem) -> None:
    PlanItem.objects.update(cue=f"Do it with care. {HARD}")

    seen = looked(sound.phase.plan)

    (check,) = seen.checks
    assert check.text.startswith("Your cue of Bridge: It reads at grade")
    assert check.url.endswith(f"#item-{sound.pk}") and not seen.is_stopped


def test_words_of_the_trade_are_told(sound: PlanItem) -> None:
    PlanItem.objects.update(cue="Stay in flexion.")

    (check,) = looked(sound.phase.plan).checks
    assert "A word of the trade: flexion (say: bending)." in check.text


def test_few_words_have_no_grade(sound: PlanItem) -> None:
    PlanItem.objects.update(cue="Uninterruptedly.")

    seen = looked(sound.phase.plan)

    assert (seen.checks, seen.plainness) == ([], None)


def test_typed_words_have_a_grade_together(sound: PlanItem) -> None:
    PlanItem.objects.update(cue="Lift your hips up high and keep your feet flat.")

    plainness = looked(sound.phase.plan).plainness

    assert plainness and plainness.words == "Easy to read for most people."


@pytest.mark.pdf
@pytest.mark.parametrize("count", [1, 2, 5])
def test_pages_are_as_many_as_are_printed(count: int, plan: Plan, ana: Member) -> None:
    for _ in range(count):
        make.item(plan)
    sheet = next_sheet(fresh(plan), by=ana)

    printed = render_handout(sheet, Options(), code="K7M29QRT", drawings={})

    assert pages_of(sheet, Options(), {}) == printed.pages


def test_page_says_how_many_pages_it_takes(as_ana: Client, sound: PlanItem) -> None:
    page = as_ana.get(reverse("programs:plan_issue", args=[sound.phase.plan_id]))

    assert "about <strong>3 pages</strong> of A4" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_issue_page_asks_the_same_for_any_number_of_items(
    count: int, as_ana: Client, plan: Plan, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        exercise = make.exercise(clinic=plan.patient.clinic)
        make.item(plan, make.photographed(exercise, f"#0000{number}0"))

    with django_assert_num_queries(22):
        as_ana.get(reverse("programs:plan_issue", args=[plan.pk]))
