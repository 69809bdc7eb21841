"""Pressed twice, delivered twice, killed at any moment: it is done once, or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clinic.models import Clinic, Member
from programs.exchange import actions, work
from programs.models import Exercise, LibraryImport, Photo
from tests.programs.exchange.zips import checked, loaded, packed, png, row, send

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class KilledError(BaseException):
    """As hard as a signal: nothing catches it."""


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The tasks that were asked for, none of them done."""
    asked: list[tuple[str, int]] = []
    for name in ("check_import", "load_import"):
        monkeypatch.setattr(actions, name, Bell(name, asked))
    return asked


class Bell:
    def __init__(self, name: str, asked: list[tuple[str, int]]) -> None:
        self.name, self.asked = name, asked

    def enqueue(self, import_id: int) -> None:
        self.asked.append((self.name, import_id))


def silent(one: LibraryImport, **fields: Any) -> LibraryImport:
    """As if its worker had been killed a while ago."""
    long_ago = timezone.now() - 20 * MINUTE
    LibraryImport.objects.filter(pk=one.pk).update(alive_at=long_ago, **fields)
    one.refresh_from_db()
    return one


def test_sending_rings_for_the_check(
    clinic: Clinic, rung: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        one = send(packed(row()), clinic)

    assert rung == [("check_import", one.pk)]


def test_second_file_waits_for_the_first(clinic: Clinic, other_clinic: Clinic, kept: Any) -> None:
    send(packed(row()), clinic)

    with pytest.raises(actions.ImportRefusedError):
        send(packed(row()), clinic)

    assert len(kept()) == 1
    assert send(packed(row()), other_clinic).status == "waiting"


def test_load_pressed_twice_loads_once(
    clinic: Clinic, rung: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    one = checked(packed(row()), clinic)

    with django_capture_on_commit_callbacks(execute=True):
        actions.start_loading(one, by=None)
        actions.start_loading(one, by=None)

    assert rung == [("load_import", one.pk)]


def test_task_delivered_twice_does_it_once(clinic: Clinic) -> None:
    one = loaded(packed(row()), clinic)

    work.load_import.call(one.pk)
    work.check_import.call(one.pk)

    made = Exercise.objects.owned_by(clinic).get()
    one.refresh_from_db()
    assert (one.status, made.version) == ("done", 1)


def test_two_at_once_load_it_once(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    one = checked(packed(row(picture_end="a.png"), a_png=png()), clinic)
    actions.start_loading(one, by=None)
    prepare = work.prepare

    def after_the_other(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(work, "prepare", prepare)
        work.load_import.call(one.pk)
        return prepare(*args, **kwargs)

    monkeypatch.setattr(work, "prepare", after_the_other)
    work.load_import.call(one.pk)

    assert Exercise.objects.owned_by(clinic).get().version == 1
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("status", ["checking", "loading"])
def test_silent_import_is_taken_up_again(status: str, clinic: Clinic, rung: list[Any]) -> None:
    one = silent(send(packed(row()), clinic), status=status)

    actions.take_up_silent(timezone.now())
    actions.take_up_silent(timezone.now())

    assert rung == [("load_import" if status == "loading" else "check_import", one.pk)]


def test_import_that_gives_signs_of_life_is_left_alone(clinic: Clinic, rung: list[Any]) -> None:
    one = send(packed(row()), clinic)
    now = timezone.now()
    LibraryImport.objects.filter(pk=one.pk).update(status="checking", alive_at=now - MINUTE / 2)

    actions.take_up_silent(now)

    assert rung == []


def test_import_that_is_forgotten_by_the_queue_is_rung_for_again(
    clinic: Clinic, rung: list[Any]
) -> None:
    one = silent(send(packed(row()), clinic))

    actions.take_up_silent(timezone.now())

    assert rung == [("check_import", one.pk)]


def test_import_is_given_up_after_three_deaths(clinic: Clinic, rung: list[Any], kept: Any) -> None:
    one = send(packed(row()), clinic)

    for _ in range(work.MOST_TRIES):
        silent(one, status="checking")
        actions.take_up_silent(timezone.now())

    one.refresh_from_db()
    assert len(rung) == work.MOST_TRIES - 1
    assert one.status == "failed" and one.report["problems"][0][3] == actions.STOPPED
    assert kept() == []


@pytest.mark.parametrize("where", ["prepare", "write"])
def test_worker_killed_while_loading_is_followed_by_another(
    where: str, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = checked(packed(row(picture_end="a.png"), a_png=png()), clinic)
    actions.start_loading(one, by=None)
    monkeypatch.setattr(work, where, killed)
    with pytest.raises(KilledError):
        work.load_import.call(one.pk)
    assert not Exercise.objects.owned_by(clinic).exists()
    monkeypatch.undo()

    actions.take_up_silent(silent(one).alive_at + 2 * MINUTE)

    one.refresh_from_db()
    assert one.status == "done"
    assert Exercise.objects.owned_by(clinic).get().pictures.count() == 1


def killed(*args: Any, **kwargs: Any) -> None:
    raise KilledError


def test_what_dead_workers_kept_goes_when_it_is_given_up(
    clinic: Clinic,
    kept: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    one = checked(packed(row(picture_end="a.png"), a_png=png()), clinic)
    actions.start_loading(one, by=None)
    monkeypatch.setattr(work, "prepare", killed)
    with pytest.raises(KilledError):
        work.load_import.call(one.pk)
    assert len(kept()) == 3

    one.refresh_from_db()
    silent(one, report=one.report | {"tries": work.MOST_TRIES})
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_up_silent(timezone.now())

    assert kept() == [] and not Photo.objects.exists()


def test_file_that_nobody_loads_is_dropped_after_a_week(clinic: Clinic, kept: Any) -> None:
    one = checked(packed(row()), clinic)
    actions.tidy_up(timezone.now())
    assert len(kept()) == 1

    actions.tidy_up(timezone.now() + timedelta(days=8))

    one.refresh_from_db()
    assert (one.status, kept()) == ("failed", [])


def test_file_that_outlived_its_worker_is_dropped(clinic: Clinic, kept: Any) -> None:
    one = checked(packed(row()), clinic)
    LibraryImport.objects.filter(pk=one.pk).update(status="done")

    actions.tidy_up(timezone.now())

    assert kept() == []


def test_discarded_file_is_gone_and_cannot_be_loaded(
    clinic: Clinic, owner: Member, kept: Any
) -> None:
    one = checked(packed(row()), clinic, owner)

    actions.discard_import(one, by=owner)

    assert kept() == [] and not LibraryImport.objects.exists()
    with pytest.raises(actions.ImportRefusedError):
        actions.discard_import(one, by=owner)


@pytest.mark.parametrize("status", ["waiting", "loading"])
def test_import_whose_file_is_gone_ends_and_says_so(status: str, clinic: Clinic) -> None:
    one = send(packed(row()), clinic)
    LibraryImport.objects.update(status=status)
    one.file.storage.delete(str(one.file.name))

    task = work.check_import if status == "waiting" else work.load_import
    task.call(one.pk)

    one.refresh_from_db()
    assert one.status == "failed"
    assert one.report["problems"][0][3].startswith("The file cannot be read on the server")
