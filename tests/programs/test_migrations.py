"""Data steps of migrations: what a clinic had before is what it has after."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from clinic.models import Clinic, Member

Migrate = Callable[[str], Any]


@pytest.fixture
def migrate(transactional_db: None) -> Iterator[Migrate]:
    """Brings the tables of the programs to a migration, and gives the models as they are there."""

    def to(name: str) -> Any:
        executor = MigrationExecutor(connection)
        executor.migrate([("programs", name)])
        return MigrationExecutor(connection).loader.project_state([("programs", name)]).apps

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.parametrize("model", ["Advice", "Protocol"])
def test_who_changed_what_was_signed_is_who_signed_it(
    model: str, migrate: Migrate, clinic: Clinic, ana: Member
) -> None:
    before = migrate("0005_exercise_signed").get_model("programs", model).objects
    changed_at = datetime(2026, 3, 14, 12, tzinfo=UTC)
    ours = before.create(clinic_id=clinic.pk, code="ours", name="Ours", sign_off="signed")
    waits = before.create(clinic_id=clinic.pk, code="waits", name="Waits")
    starter = before.create(code="starter", name="Starter", sign_off="signed")
    before.filter(pk__in=[ours.pk, waits.pk]).update(changed_by=ana.pk, changed_at=changed_at)

    after = migrate("0006_signed").get_model("programs", model).objects
    signers = dict(after.values_list("pk", "signed_by"))
    days = dict(after.values_list("pk", "signed_on"))

    assert signers == {ours.pk: ana.pk, waits.pk: None, starter.pk: None}
    assert days == {ours.pk: changed_at.date(), waits.pk: None, starter.pk: None}
