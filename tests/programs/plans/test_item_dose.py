"""A dose typed as shorthand in the item's own row."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from clinic.models import Member
from programs.models import Exercise, Plan, PlanItem
from programs.plans import item_actions
from programs.shorthand import dose_shorthand
from tests import make

HTMX = {"HX-Request": "true"}


@pytest.fixture
def send(item: PlanItem, as_ana: Client) -> Any:
    def send(typed: str, version: int = 1, was: str = "", **kwargs: Any) -> Any:
        posted = {"shorthand": typed, "version": str(version), "was": was}
        return as_ana.post(reverse("programs:item_dose", args=[item.pk]), posted, **kwargs)

    return send


def stored(item: PlanItem) -> str:
    return dose_shorthand(PlanItem.objects.get(pk=item.pk).dose)


def test_shorthand_is_the_whole_dose(send: Any, item: PlanItem) -> None:
    PlanItem.objects.update(hold_seconds=9, tempo="slow and even")

    page = send("3x12 2/d mwf", headers=HTMX).content.decode()

    assert stored(item) == "3×12 2/d mo,we,fr"
    assert (
        "12 times, 3 sets, speed: slow and even, twice a day, on Mondays, Wednesdays and Fridays"
        in page
    )
    assert 'value="3×12 2/d mo,we,fr"' in page
    assert 'name="version" value="2"' in page
    assert 'id="plan-summary" hx-swap-oob="true"' in page
    assert f'aria-label="Undo: Dose of {item}"' in page


def test_what_cannot_be_read_is_said_and_kept(send: Any, item: PlanItem) -> None:
    before = stored(item)

    response = send("3x12 hh5", headers=HTMX)
    page = response.content.decode()

    assert response.status_code == 422 and stored(item) == before
    assert "“hh5” cannot be read." in page and 'value="3x12 hh5"' in page
    field = re.search(r'<input[^>]*name="shorthand"[^>]*>', page)
    assert field and f'aria-describedby="item-{item.pk}-dose-error"' in field[0]


def test_what_another_wrote_meanwhile_is_shown_first(
    send: Any, item: PlanItem, owner: Member
) -> None:
    item_actions.change_item(item, {"reps": 5, "sets": 2}, version=1, by=owner)

    page = send("3x12", headers=HTMX).content.decode()

    assert stored(item).startswith("2×5") and "Meanwhile it became “2×5" in page
    assert 'value="3x12"' in page and 'name="version" value="2"' in page
    send("3x12", version=2)
    assert stored(item) == "3×12 daily"


def test_without_script_it_leads_back_to_the_item(send: Any, item: PlanItem) -> None:
    response = send("20min")

    assert response.headers["Location"].endswith(f"#item-{item.pk}")
    assert stored(item) == "20 min daily"


def test_the_same_again_changes_nothing(send: Any, item: PlanItem) -> None:
    before = PlanItem.objects.get(pk=item.pk)

    send(item.shorthand)

    assert PlanItem.objects.get(pk=item.pk).version == before.version


def test_change_of_another_that_is_not_of_the_dose_does_not_matter(
    send: Any, item: PlanItem, owner: Member
) -> None:
    was = json.dumps({"shorthand": [item.shorthand]})
    item_actions.change_item(item, {"cue": "Slow."}, version=1, by=owner)

    send("3x12", was=was, headers=HTMX)

    assert stored(item) == "3×12 daily"


def test_dose_typed_before_another_changed_it_is_asked_even_as_the_newest_version(
    send: Any, item: PlanItem, owner: Member
) -> None:
    was = json.dumps({"shorthand": [item.shorthand]})
    item_actions.change_item(item, {"reps": 5}, version=1, by=owner)

    response = send("3x12", was=was, version=2, headers=HTMX)

    assert (response.status_code, stored(item)) == (422, "3×5 daily")
    assert "Meanwhile it became “3×5 daily”. Enter puts yours" in response.content.decode()


def test_mistake_still_starts_from_what_was_shown(send: Any, item: PlanItem, owner: Member) -> None:
    was = json.dumps({"shorthand": [item.shorthand]})
    item_actions.change_item(item, {"reps": 5}, version=1, by=owner)

    page = send("3x12 hh5", was=was, headers=HTMX).content.decode()

    assert f"value='{escape(was)}'" in page


def test_own_change_in_a_row_follows_the_one_before(send: Any, item: PlanItem) -> None:
    send("4x8", headers=HTMX)

    send("4x9", was=json.dumps({"shorthand": ["4x8"]}), headers=HTMX)

    assert stored(item) == "4×9 daily"


@pytest.mark.parametrize(("seen", "side"), [("each", "right"), ("right", "left")])
def test_side_pressed_before_another_chose_one_stays_theirs(
    seen: str, side: str, as_ana: Client, plan: Plan, owner: Member
) -> None:
    item = make.item(plan, make.exercise(side=Exercise.Side.EACH), side="each")
    item_actions.change_item(item, {"side": "right"}, version=1, by=owner)

    page = as_ana.post(
        reverse("programs:item_side", args=[item.pk]),
        {"side": "left", "was": json.dumps({"side": [seen]})},
        headers=HTMX,
    ).content.decode()

    assert PlanItem.objects.get(pk=item.pk).side == side
    assert ("so it stays" in page) == (side == "right")


def test_side_is_typed_along(send: Any, item: PlanItem) -> None:
    Exercise.objects.update(side=Exercise.Side.EACH)
    PlanItem.objects.update(side="")

    send("3x12 l", headers=HTMX)

    item.refresh_from_db()
    assert (item.side, item.reps) == ("left", 12)


def test_side_alone_leaves_the_dose(send: Any, item: PlanItem) -> None:
    Exercise.objects.update(side=Exercise.Side.EACH)
    before = stored(item)

    send("both", headers=HTMX)

    item.refresh_from_db()
    assert (item.side, stored(item)) == ("each", before)


def test_side_that_does_not_fit_is_refused(send: Any, item: PlanItem) -> None:
    Exercise.objects.update(side=Exercise.Side.NONE)

    response = send("3x12 l", headers=HTMX)

    assert response.status_code == 422
    assert "This side does not fit the exercise." in response.content.decode()
