import pytest
from django.test import Client
from django.urls import reverse

from programs.dosing import Dose
from programs.models import Plan
from programs.plans.amount import amount_of
from tests import make


@pytest.mark.parametrize(
    ("count", "level"), [(0, "calm"), (4, "calm"), (5, "note"), (6, "note"), (7, "clear")]
)
def test_more_exercises_are_said_more_clearly(count: int, level: str) -> None:
    assert amount_of([(Dose(reps=10), "both")] * count).level == level


def test_amount_counts_the_minutes_of_a_full_day() -> None:
    amount = amount_of([(Dose(minutes=10), "none"), (Dose(minutes=2), "each")])

    assert (amount.words, amount.minutes) == ("2 exercises", 14)


def test_amount_is_that_of_the_fullest_day() -> None:
    monday = (Dose(minutes=10, weekdays=0b0000001), "none")
    tuesday = (Dose(minutes=20, weekdays=0b0000010), "none")

    amount = amount_of([monday, tuesday])

    assert (amount.words, amount.minutes_words) == ("2 exercises", "up to 20 min")
    assert amount_of([monday]).minutes_words == "10 min"


def test_builder_history_and_sheet_say_the_same_minutes(as_ana: Client, plan: Plan) -> None:
    for day in (0b0000001, 0b0000010):
        make.item(plan, make.exercise(f"Walk {day}"), reps=None, sets=None, minutes=9, weekdays=day)
    revision = make.revision(plan)

    for page, said in (
        (plan.get_absolute_url(), "9 min<"),
        (reverse("programs:plan_history", args=[plan.pk]), "about 9 minutes a day"),
        (reverse("programs:revision_compare", args=[plan.pk]), "about 9 minutes a day"),
        (revision.get_absolute_url(), "about 9 minutes a day"),
    ):
        assert said in as_ana.get(page).content.decode()


def test_empty_plan_is_neither_much_nor_little() -> None:
    assert amount_of([]).said == ""


def test_builder_says_how_much_and_why(as_ana: Client, plan: Plan) -> None:
    for _ in range(7):
        make.item(plan)

    page = as_ana.get(plan.get_absolute_url()).content.decode()

    assert "7 exercises" in page and "That is a lot." in page
    assert "Henry et al., Physical Therapy 1999" in page
