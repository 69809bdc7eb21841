"""Sam's phone on a Monday evening, with one exercise on the sheet."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from patients import access
from patients.models import Access, Patient
from programs.models import Plan, PlanItem
from tests import make
from tests.programs.diary.build import issue, sheet_of

BORN = {"day": "29", "month": "2", "year": "1980"}  # as make.patient has it


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-11-23 19:00+00:00", tick=False) as travel:
        yield travel


@pytest.fixture
def let_in(sam: Patient) -> Access:
    return make.access(sam, "K7M29QR5")


@pytest.fixture
def asked(plan: Plan) -> PlanItem:
    """A bridge, on the sheet for three weeks."""
    item = make.item(plan)
    issue(plan, sheet_of(item), at=make.moment("2026-11-02 09:00"))
    return item


def with_phone(let_in: Access) -> Client:
    client = Client()
    client.cookies[settings.PORTAL_COOKIE_NAME] = access.open_session(let_in)[1]
    return client


@pytest.fixture
def phone(let_in: Access) -> Client:
    """Sam's phone, already open."""
    return with_phone(let_in)


def slot(item: PlanItem, **fields: Any) -> dict[str, Any]:
    """What one tap on "Done" posts."""
    defaults: dict[str, Any] = {
        "entry_id": "6f1c4f0e-7d3a-4b52-9f57-0e8a2a0c1d11",
        "item": item.pk,
        "session": 1,
        "side": "",
        "anchor": "e1-1",
        "asked_sets": 3,
        "asked_reps": 10,
        "outcome": "done",
    }
    return defaults | fields
