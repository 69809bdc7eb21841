"""What was issued stays what was issued, whatever is asked of the product."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from clinic import triggers
from programs.models import Handout, Revision
from tests import make
from tests.test_tenancy import METHODS, ask, undone
from tests.urls import Page, all_patterns
from tests.world import World, everything

pytestmark = pytest.mark.django_db

PARTS = {"plan_id", "phase_id", "item_id", "revision_id", "handout_id", "patient_id"}
PAGES = [page for page in all_patterns() if PARTS & set(page.needs)]
# Whatever a form may take, and the columns of a revision, in case that one takes them.
HOSTILE: dict[str, Any] = {
    "sheet_json": "{}",
    "sha256": hashlib.sha256(b"{}").hexdigest(),
    "number": 7,
    "issued_at": "2020-01-01",
    "issued_by": "",
    "reason": "No reason",
    "version": 1,
    "name": "Other",
    "goal": "Other",
    "starts_on": "2020-01-01",
    "side": "left",
    "sets": 1,
    "reps": 1,
    "times_per_day": 1,
    "days": [0],
    "shorthand": "1x1",
    "way": "up",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), undone():
        yield everything()


def issued(world: World) -> list[Any]:
    sheets = Revision.objects.filter(pk=world.ids["revision_id"]).values_list()
    papers = Handout.objects.filter(pk=world.ids["handout_id"]).values_list("sha256", "file")
    return [*sheets, *papers]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_request_changes_what_was_issued(page: Page, world: World) -> None:
    url = reverse(page.name, kwargs={name: world.ids[name] for name in page.needs})
    posted = HOSTILE | world.posted.get(page.name, {})
    before = issued(world)
    assert len(before) == 2

    for who in ("owner", "therapist", "front desk"):
        with undone():
            client = world.clients[who]
            client.post(url, posted)
            client.post(url, posted, headers={"HX-Request": "true"})
            assert issued(world) == before


@pytest.mark.parametrize("method", [m for m in METHODS if m not in ("GET", "POST")])
def test_sheet_itself_takes_no_other_method(method: str, world: World) -> None:
    url = reverse("programs:revision_detail", args=[world.ids["revision_id"]])

    assert ask(world.clients["owner"], method, url).status_code == 405


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sheet_json", "{}"),
        ("sha256", "0" * 64),
        ("number", 7),
        ("reason", "Another"),
        ("issued_at", timezone.now()),
    ],
)
def test_database_refuses_any_change_of_a_sheet(column: str, value: Any, world: World) -> None:
    row = Revision.objects.filter(pk=world.ids["revision_id"])

    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        row.update(**{column: value})


def test_database_keeps_a_sheet_in_its_plan(world: World) -> None:
    other = make.plan(make.patient(world.clinic))
    row = Revision.objects.filter(pk=world.ids["revision_id"])

    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        row.update(plan=other)


def test_plan_that_was_issued_is_ended_and_never_thrown_away(world: World) -> None:
    with undone():
        world.clients["owner"].post(reverse("programs:plan_end", args=[world.plan.pk]))
        world.plan.refresh_from_db()

        assert world.plan.is_ended and world.plan.revisions.count() == 1
