"""The cast: two clinics, their people, and clients that are signed in as them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from xdist.scheduler import LoadScopeScheduling

from clinic import limits, triggers
from clinic.models import Clinic, Member
from patients.models import Patient
from programs.library import kept
from programs.models import Plan, PlanItem
from tests import make

# Each folder's tests go to one worker: one browser, and one demo that is loaded once. The marks of
# --dist loadgroup are lost between pytest 9.2 and xdist 3.8.
TOGETHER = ("tests/browser/", "tests/programs/demo/")


class ByFolder(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFolder | None:
    return ByFolder(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="Leave out the tests that never ask a database, or that need to ask only one.",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        left_out = [item for item in items if not _asks_the_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _asks_the_database(item)]


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(fixtures)
    return bool(asks) and item.get_closest_marker("once") is None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """SQLite empties tables between browser tests by DELETE, which the audit refuses."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's own type is private
        if connection.vendor == "sqlite":
            with connection.schema_editor() as editor:
                triggers.allow(editor, "clinic_auditevent", "DELETE")


@pytest.fixture(autouse=True)
def _forget_rate_limits() -> Iterator[None]:
    yield
    for kept_things in caches.all():
        kept_things.clear()
    limits.forget()


@pytest.fixture(autouse=True)
def _forget_libraries() -> Iterator[None]:
    """What is kept by clinic and time would outlive the rows that each test takes back."""
    yield
    kept.forget()


@pytest.fixture
def clinic(db: None) -> Clinic:
    return make.clinic()


@pytest.fixture
def other_clinic(db: None) -> Clinic:
    return make.clinic("Hilltop Physiotherapy")


@pytest.fixture
def ana(clinic: Clinic) -> Member:
    """A therapist of the clinic."""
    return make.member(clinic, name="Ana Brook", email="ana@riverbank.example")


@pytest.fixture
def owner(clinic: Clinic) -> Member:
    return make.member(clinic, Member.Role.OWNER, name="Omar Quill", email="omar@riverbank.example")


@pytest.fixture
def fran(clinic: Clinic) -> Member:
    """Front desk."""
    return make.member(
        clinic, Member.Role.FRONT_DESK, name="Fran Desk", email="fran@riverbank.example"
    )


@pytest.fixture
def olga(other_clinic: Clinic) -> Member:
    """The owner of another clinic."""
    return make.member(
        other_clinic, Member.Role.OWNER, name="Olga Other", email="olga@hilltop.example"
    )


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def as_ana(ana: Member) -> Client:
    return signed_in(ana)


@pytest.fixture
def as_owner(owner: Member) -> Client:
    return signed_in(owner)


@pytest.fixture
def as_fran(fran: Member) -> Client:
    return signed_in(fran)


@pytest.fixture
def as_olga(olga: Member) -> Client:
    return signed_in(olga)


@pytest.fixture
def sam(clinic: Clinic) -> Patient:
    return make.patient(clinic)


@pytest.fixture
def plan(sam: Patient, ana: Member) -> Plan:
    return make.plan(sam, therapist=ana, goal="Sit through a film")


@pytest.fixture
def item(plan: Plan) -> PlanItem:
    return make.item(plan)
