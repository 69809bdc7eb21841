"""Advice leaflets in a plan: chosen, taken out, and frozen with the sheet."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from programs.models import Advice, Plan, PlanItem, PlanPhase, PlanStep
from programs.plans import undoing
from programs.plans.errors import PlanError
from programs.plans.issue import next_sheet
from programs.plans.leaflets import MOST_IN_A_PHASE, add_leaflet
from tests import make


def sheet_of(plan: Plan, by: Member) -> list[tuple[str, int, str]]:
    fresh = Plan.objects.for_page().get(pk=plan.pk)
    return [(one.name, one.version, one.body) for one in next_sheet(fresh, by=by).advice]


def test_sheet_freezes_the_leaflets_of_the_current_phase(item: PlanItem, ana: Member) -> None:
    plan = item.phase.plan
    item.phase.advice.add(make.advice("Sleep", version=3), make.advice("Heat and cold"))
    make.phase(plan, "Build").advice.add(make.advice("Lifting"))

    found = sheet_of(plan, ana)

    assert [(name, version) for name, version, _ in found] == [("Heat and cold", 1), ("Sleep", 3)]
    assert found[0][2] == Advice.objects.get(name="Sleep").body


def test_issued_leaflet_keeps_its_words(item: PlanItem) -> None:
    leaflet = make.advice("Sleep")
    item.phase.advice.add(leaflet)
    revision = make.revision(item.phase.plan)

    Advice.objects.update(name="Rest", body="Other words.")

    revision.refresh_from_db()
    (frozen,) = revision.sheet.advice
    assert (frozen.name, frozen.body) == ("Sleep", leaflet.body)


def address(phase: PlanPhase, name: str = "leaflet_add", *more: int) -> str:
    return reverse(f"programs:{name}", args=[phase.pk, *more])


def names(phase: PlanPhase) -> list[str]:
    return [leaflet.name for leaflet in phase.advice.all()]


def test_leaflet_is_added_and_taken_out(as_ana: Client, ana: Member, item: PlanItem) -> None:
    leaflet = make.advice("Sleep")

    as_ana.post(address(item.phase), {"advice": leaflet.pk})
    added = names(item.phase)
    as_ana.post(address(item.phase, "leaflet_remove", leaflet.pk))

    assert (added, names(item.phase)) == (["Sleep"], [])
    said = [step.said for step in PlanStep.objects.all()]
    assert said == ["Leaflet “Sleep” added", "Leaflet “Sleep” taken out"]


def test_each_is_one_step_back(ana: Member, item: PlanItem) -> None:
    add_leaflet(item.phase, make.advice("Sleep"), by=ana)

    undoing.undo(item.phase.plan, by=ana)
    without = names(item.phase)
    undoing.redo(item.phase.plan, by=ana)

    assert (without, names(item.phase)) == ([], ["Sleep"])


def test_leaflet_added_twice_is_there_once(ana: Member, item: PlanItem) -> None:
    leaflet = make.advice("Sleep")

    add_leaflet(item.phase, leaflet, by=ana)
    add_leaflet(item.phase, leaflet, by=ana)

    assert (names(item.phase), PlanStep.objects.count()) == (["Sleep"], 1)


def test_too_many_leaflets_are_refused(as_ana: Client, item: PlanItem) -> None:
    for number in range(MOST_IN_A_PHASE):
        item.phase.advice.add(make.advice(f"Leaflet {number}"))

    page = as_ana.post(address(item.phase), {"advice": make.advice("One more").pk}, follow=True)

    assert "A phase has at most 6 leaflets" in page.content.decode()
    assert item.phase.advice.count() == MOST_IN_A_PHASE


def test_refusal_stands_beside_the_leaflets(as_ana: Client, item: PlanItem) -> None:
    for number in range(MOST_IN_A_PHASE):
        item.phase.advice.add(make.advice(f"Leaflet {number}"))

    page = as_ana.post(
        address(item.phase), {"advice": make.advice().pk}, headers={"hx-request": "true"}
    ).content.decode()

    assert '<p class="field-error" role="alert">A phase has at most 6 leaflets' in page
    assert '<div class="alert' not in page


def test_ended_plan_takes_no_leaflet(ana: Member, item: PlanItem) -> None:
    Plan.objects.update(status=Plan.Status.ENDED)

    with pytest.raises(PlanError, match="has ended"):
        add_leaflet(item.phase, make.advice(), by=ana)


@pytest.mark.parametrize("posted", ["", "x", "-1", "9" * 40])
def test_leaflet_that_is_none_is_not_there(posted: str, as_ana: Client, item: PlanItem) -> None:
    assert as_ana.post(address(item.phase), {"advice": posted}).status_code == 404


def test_leaflets_of_others_and_retired_ones_cannot_be_added(
    as_ana: Client, other_clinic: Clinic, item: PlanItem
) -> None:
    for leaflet in (make.advice(clinic=other_clinic), make.advice(status="retired")):
        assert as_ana.post(address(item.phase), {"advice": leaflet.pk}).status_code == 404

    assert not names(item.phase)


def test_retired_leaflet_stays_until_it_is_taken_out(as_ana: Client, item: PlanItem) -> None:
    leaflet = make.advice("Old advice", status="retired")
    item.phase.advice.add(leaflet)

    page = as_ana.get(item.phase.plan.get_absolute_url()).content.decode()
    as_ana.post(address(item.phase, "leaflet_remove", leaflet.pk))

    assert "The leaflet “Old advice” is retired" in page
    assert not names(item.phase)


def test_leaflet_of_another_phase_is_not_taken_out(as_ana: Client, item: PlanItem) -> None:
    other = make.phase(item.phase.plan, "Build")
    leaflet = make.advice()
    other.advice.add(leaflet)

    removed = as_ana.post(address(item.phase, "leaflet_remove", leaflet.pk))

    assert (removed.status_code, other.advice.count()) == (404, 1)


def test_choice_finds_by_each_word_and_leaves_out_what_is_there(
    as_ana: Client, clinic: Clinic, other_clinic: Clinic, item: PlanItem
) -> None:
    item.phase.advice.add(make.advice("Sleep on your side"))
    make.advice("Sleep well", clinic=clinic, main_message="Keep to your hours.")
    make.advice("Sleep elsewhere", clinic=other_clinic)
    make.advice("Lifting")

    page = as_ana.get(address(item.phase, "phase_leaflets"), {"q": "sleep HOURS"})

    shown = page.content.decode()
    assert "Sleep well" in shown and "Ours" in shown
    assert not [name for name in ("on your side", "elsewhere", "Lifting") if name in shown]


def test_words_in_the_name_come_first(as_ana: Client, item: PlanItem) -> None:
    make.advice("A walk", main_message="Then sleep.")
    make.advice("Sleep well")

    page = as_ana.get(address(item.phase, "phase_leaflets"), {"q": "sleep"}).content.decode()

    assert 0 < page.index("<strong>Sleep well</strong>") < page.index("<strong>A walk</strong>")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 leaflet<"), (3, "3 leaflets<"), (21, "The first 20 leaflets. Type a word")],
)
def test_search_says_in_short_how_many_it_found(
    count: int, said: str, as_ana: Client, item: PlanItem
) -> None:
    for number in range(count):
        make.advice(f"Sleep {number:02}")

    page = as_ana.get(
        address(item.phase, "phase_leaflets"), {"q": "sleep"}, headers={"hx-request": "true"}
    ).content.decode()

    assert said in page and 'role="status" hx-swap-oob="true"' in page and "aria-live" not in page


def test_choice_without_a_find_says_so(as_ana: Client, item: PlanItem) -> None:
    page = as_ana.get(address(item.phase, "phase_leaflets"), {"q": "<b>"}).content.decode()

    assert "No other leaflet has these words." in page and "<b>" not in page


def test_htmx_keeps_the_choice_open_after_adding(as_ana: Client, item: PlanItem) -> None:
    leaflet, other = make.advice("Sleep"), make.advice("Lifting")
    htmx = {"hx-request": "true"}

    page = as_ana.post(address(item.phase), {"advice": leaflet.pk}, headers=htmx).content.decode()

    assert f'value="{other.pk}"' in page and f'value="{leaflet.pk}"' not in page
    assert "Leaflet “Sleep” added" in page and 'id="plan-summary" hx-swap-oob' in page


@pytest.mark.parametrize("count", [1, 3])
def test_choice_asks_the_same_for_any_number(
    count: int, as_ana: Client, item: PlanItem, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.advice(f"Leaflet {number}")

    with django_assert_num_queries(8):
        as_ana.get(address(item.phase, "phase_leaflets"))


@pytest.mark.parametrize("count", [1, 3])
def test_builder_asks_the_same_for_any_number_of_leaflets(
    count: int, as_ana: Client, item: PlanItem, django_assert_num_queries: Any
) -> None:
    item.phase.advice.add(*(make.advice(f"Leaflet {number}") for number in range(count)))

    with django_assert_num_queries(26):
        as_ana.get(item.phase.plan.get_absolute_url())


def test_staff_read_the_leaflets_of_a_sheet(as_fran: Client, item: PlanItem) -> None:
    item.phase.advice.add(make.advice("Sleep", main_message="Keep to your hours."))

    page = as_fran.get(make.revision(item.phase.plan).get_absolute_url()).content.decode()

    assert "Sleep" in page and "Keep to your hours." in page
