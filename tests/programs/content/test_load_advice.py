"""Leaflets into the database: only what differs is written."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.content.load_advice import load_advice
from programs.content.reader import read_advice
from programs.content.starters import StarterAdvice
from programs.content.tally import Tally
from programs.models import Advice, Region
from tests import make
from tests.programs.content.conftest import Edit

pytestmark = pytest.mark.django_db

SLEEP = "advice/sleep.yaml"
LONG_AGO = make.moment("2026-01-05 09:00")


@pytest.fixture
def starters(folder: Path) -> tuple[StarterAdvice, ...]:
    """The leaflets of the files, and the regions that they name."""
    found = read_advice(folder)
    for code in {code for leaflet in found for code in leaflet.regions}:
        Region.objects.create(code=code, name=code)
    return found


def sleep() -> Advice:
    found: Advice = Advice.objects.get(clinic=None, code="sleep")
    return found


def test_load_advice_writes_all_of_a_leaflet(starters: tuple[StarterAdvice, ...]) -> None:
    tally = load_advice(starters)

    lifting = Advice.objects.get(code="lifting")
    assert tally == Tally(added=10)
    assert lifting.main_message.startswith("Plan each lift")
    assert (lifting.version, lifting.status, lifting.sign_off) == (1, "current", "awaiting")
    assert set(lifting.regions.values_list("code", flat=True)) == {"low_back", "posture"}


def test_first_load_takes_few_statements(starters: tuple[StarterAdvice, ...]) -> None:
    with CaptureQueriesContext(connection) as queries:
        load_advice(starters)

    assert len(queries) <= 12


def test_second_load_only_reads(
    starters: tuple[StarterAdvice, ...],
) -> None:
    load_advice(starters)

    with CaptureQueriesContext(connection) as queries:
        tally = load_advice(starters)

    assert tally == Tally()
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "SELECT"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("Turn the clock away.", "Turn your clock away."), ("regions: []", "regions: [hip]")],
    ids=["words", "region"],
)
def test_changed_leaflet_is_a_new_version(
    folder: Path, edit: Edit, starters: tuple[StarterAdvice, ...], old: str, new: str
) -> None:
    load_advice(starters)
    Advice.objects.update(changed_at=LONG_AGO)
    edit(SLEEP, old, new)

    tally = load_advice(read_advice(folder))

    assert tally == Tally(changed=1)
    assert sleep().version == 2
    assert sleep().changed_at > LONG_AGO
    assert Advice.objects.filter(changed_at=LONG_AGO, version=1).count() == 9


def test_leaflet_that_left_the_files_is_retired_and_may_come_back(
    starters: tuple[StarterAdvice, ...],
) -> None:
    load_advice(starters)
    without = [leaflet for leaflet in starters if leaflet.code != "sleep"]

    assert load_advice(without) == Tally(retired=1)
    assert sleep().status == Advice.Status.RETIRED
    assert load_advice(starters) == Tally(changed=1)
    assert sleep().status == Advice.Status.CURRENT


def test_a_clinics_own_leaflet_is_left_alone(starters: tuple[StarterAdvice, ...]) -> None:
    own = make.advice("Our nights", clinic=make.clinic(), code="sleep")

    load_advice(starters)

    own.refresh_from_db()
    assert (own.name, own.status) == ("Our nights", Advice.Status.CURRENT)
