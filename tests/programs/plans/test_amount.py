import pytest
from django.test import Client

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


def test_empty_plan_is_neither_much_nor_little() -> None:
    assert amount_of([]).said == ""


def test_builder_says_how_much_and_why(as_ana: Client, plan: Plan) -> None:
    for _ in range(7):
        make.item(plan)

    page = as_ana.get(plan.get_absolute_url()).content.decode()

    assert "7 exercises" in page and "That is a lot." in page
    assert "Henry et al., Physical Therapy 1999" in page
