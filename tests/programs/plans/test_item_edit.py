import re

import pytest
from django.test import Client
from django.urls import reverse

from programs.models import Exercise, Plan, PlanItem
from tests import make

TYPED = {
    "side": "both",
    "sets": "3",
    "reps": "12",
    "times_per_day": "1",
    "days": ["0", "2", "4"],
    "version": "1",
}


def edit(client: Client, item: PlanItem, **fields: object) -> tuple[int, str]:
    response = client.post(
        reverse("programs:item_edit", args=[item.pk]), TYPED | fields, HTTP_HX_REQUEST="true"
    )
    return response.status_code, response.content.decode()


def test_item_edit_saves_every_field_of_a_dose(as_ana: Client, item: PlanItem) -> None:
    fields = {"hold_seconds": 5, "rest_seconds": 60, "minutes": 2, "tempo": "slow"}
    more = {"load_kg": "2.5", "band": "red", "effort_0_to_10": 4, "cue": "Heels down."}

    status, _ = edit(as_ana, item, **fields, **more)

    item.refresh_from_db()
    assert status == 200
    assert item.words == (
        "12 times, 2 minutes, hold 5 seconds, 3 sets, rest 1 minute between sets, with 2.5 kg,"
        " with the red band, speed: slow, effort 4 out of 10,"
        " once a day, on Mondays, Wednesdays and Fridays"
    )
    assert item.cue == "Heels down."


def test_item_edit_takes_any_so_many_days(as_ana: Client, item: PlanItem) -> None:
    edit(as_ana, item, days=[], days_per_week="3")

    item.refresh_from_db()
    assert (item.weekdays, item.days_per_week) == (0, 3)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"sets": "0"}, "From 1 to 20."),
        ({"reps": "999"}, "From 1 to 200."),
        ({"hold_seconds": "9999"}, "From 0 to 600."),
        ({"effort_0_to_10": "11"}, "From 0 to 10."),
        ({"reps": "many"}, "Enter a whole number."),
        ({"days": []}, "Tick at least one day"),
        ({"days_per_week": "3"}, "not both"),
        ({"side": "sideways"}, "Select a valid choice"),
        ({"band": "tartan"}, "Select a valid choice"),
    ],
)
def test_impossible_dose_is_refused_at_the_field(
    fields: dict[str, object], message: str, as_ana: Client, item: PlanItem
) -> None:
    status, page = edit(as_ana, item, **fields)

    item.refresh_from_db()
    assert status == 422
    assert message in page
    assert item.reps == 10


def test_item_of_another_clinic_is_not_there(as_olga: Client, item: PlanItem) -> None:
    status, _ = edit(as_olga, item)

    item.refresh_from_db()
    assert (status, item.reps) == (404, 10)


def test_item_edit_works_without_scripts(as_ana: Client, item: PlanItem) -> None:
    response = as_ana.post(reverse("programs:item_edit", args=[item.pk]), TYPED)

    assert response.status_code == 302


def test_item_side_offers_only_what_fits(as_ana: Client, plan: Plan) -> None:
    item = make.item(plan, make.exercise(side=Exercise.Side.EACH), side="")
    url = reverse("programs:item_side", args=[item.pk])

    assert as_ana.post(url, {"side": "none"}).status_code == 400
    assert as_ana.post(url, {"side": "left"}).status_code == 302
    item.refresh_from_db()
    assert item.side == "left"


def test_item_add_refuses_another_clinics_exercise(
    as_ana: Client, plan: Plan, other_clinic: object
) -> None:
    theirs = make.exercise(clinic=other_clinic)  # type: ignore[arg-type]  # a clinic

    response = as_ana.post(reverse("programs:item_add", args=[plan.pk]), {"exercise": theirs.pk})

    assert response.status_code == 404
    assert not PlanItem.objects.exists()


def test_item_add_refuses_another_plans_phase(as_ana: Client, plan: Plan) -> None:
    elsewhere = make.plan(plan.patient)
    data = {"exercise": make.exercise().pk, "phase": elsewhere.current_phase_id}

    response = as_ana.post(reverse("programs:item_add", args=[plan.pk]), data)

    assert response.status_code == 404


def test_mistakes_are_read_out_by_their_fields_names(as_ana: Client, item: PlanItem) -> None:
    _, page = edit(as_ana, item, sets="0", load_kg="2.555", times_per_day="")

    said = page.partition('role="alert">')[2].partition("</p>")[0]
    assert said.split("  ") == [
        "Sets: From 1 to 20. Load (kg): From 0 to 300 kg, such as 2.5. Times a day: From 1 to 12. "
    ]


def test_number_fields_leave_it_to_us_to_say_what_is_wrong(as_ana: Client, item: PlanItem) -> None:
    page = as_ana.get(reverse("programs:item_edit", args=[item.pk])).content.decode()

    numbers = re.findall(r'<input type="number"[^>]*>', page)
    assert len(numbers) == 9
    assert all('step="any"' in field for field in numbers)
    assert not any(re.search(r" (min|max|required)\b", field) for field in numbers)
