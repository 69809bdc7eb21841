"""Numbers as browsers send them, and as people who mean harm do."""

import pytest
from django.test import Client

from clinic.numbers import number_in
from programs.models import PlanItem


@pytest.mark.parametrize(
    ("sent", "number"),
    [("9007199254740991", 2**53 - 1), ("", 0), ("-1", 0), ("²", 0), ("9" * 19, 0), ("9" * 5000, 0)],
)
def test_number_is_read_or_is_none(sent: str, number: int) -> None:
    assert number_in(sent) == number


@pytest.mark.parametrize("name", ["exercise", "phase"])
def test_endless_number_names_no_row(name: str, item: PlanItem, as_ana: Client) -> None:
    wanted = {"exercise": item.exercise_id, "phase": item.phase_id}

    answer = as_ana.post(f"/plans/{item.phase.plan_id}/items/new/", wanted | {name: "9" * 5000})

    assert answer.status_code == 404
