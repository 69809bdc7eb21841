"""What waits in the background is done, and what was left lying is forgotten in time."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from clinic.models import Clinic
from programs import background

pytestmark = pytest.mark.django_db

on_the_database = override_settings(
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
)


WORKER = """
import django, os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
from programs.background import end_with
end_with({})
time.sleep(60)
"""

SIZE = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
from programs.background import memory_mib
print(memory_mib())
"""
# A process of 300 MiB that starts another.
LARGE = """
import subprocess, sys
filled = b"x" * (300 * 1024**2)
subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
"""


@task()
def rename(clinic_id: int, name: str) -> None:
    Clinic.objects.filter(pk=clinic_id).update(name=name)


@task()
def fail() -> None:
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)  # the worker sees to its own connection
@on_the_database
def test_task_waits_until_the_worker_comes(clinic: Clinic) -> None:
    rename.enqueue(clinic.pk, "Renamed")
    clinic.refresh_from_db()
    assert clinic.name != "Renamed"

    call_command("work", "--once")

    clinic.refresh_from_db()
    assert clinic.name == "Renamed"
    assert not background.do_waiting_task()


@pytest.mark.django_db(transaction=True)  # the worker sees to its own connection
@on_the_database
def test_task_that_fails_leaves_the_next_to_be_done(clinic: Clinic) -> None:
    fail.enqueue()
    rename.enqueue(clinic.pk, "Renamed")

    call_command("work", "--once")

    clinic.refresh_from_db()
    assert clinic.name == "Renamed"
    assert DBTaskResult.objects.failed().count() == 1


@on_the_database
def test_looking_for_work_takes_no_lock() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert not background.do_waiting_task()

    assert [query["sql"][:6] for query in asked] == ["SELECT"]


def test_another_queue_has_workers_of_its_own() -> None:
    assert not background.is_on_the_database()
    assert not background.do_waiting_task()


@on_the_database
def test_what_was_done_is_forgotten_after_a_week() -> None:
    for started, status in ((8, "RUNNING"), (8, "SUCCESSFUL"), (1, "RUNNING"), (1, "FAILED")):
        left = DBTaskResult.objects.get(pk=fail.enqueue().id)
        left.status = status
        left.started_at = left.finished_at = timezone.now() - timedelta(days=started)
        left.save()

    background.forget_old_tasks(timezone.now())

    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "RUNNING"]


def test_worker_ends_with_the_web() -> None:
    web = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    worker = subprocess.Popen([sys.executable, "-c", WORKER.format(web.pid)])  # noqa: S603
    assert worker.poll() is None

    web.communicate(b"\n")

    assert worker.wait(timeout=20) == 0


def test_a_large_worker_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "MOST_MEMORY_MIB", 1)

    with pytest.raises(SystemExit):
        call_command("work")


def test_worker_is_not_as_large_as_who_starts_it() -> None:
    said = subprocess.check_output([sys.executable, "-c", LARGE, SIZE], text=True)  # noqa: S603

    assert 10 < float(said) < background.MOST_MEMORY_MIB
