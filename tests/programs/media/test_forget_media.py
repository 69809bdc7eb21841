"""manage.py forget_media: only what nothing shows, and only when it is old."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from clinic.models import Clinic, Member
from programs.models import Exercise, Photo, Plan, Video
from programs.plans.issue import issue_plan
from tests import make


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def exercise(clinic: Clinic) -> Exercise:
    return make.photographed(make.exercise(clinic=clinic))


def said(*options: str) -> str:
    output = io.StringIO()
    call_command("forget_media", *options, stdout=output)
    return output.getvalue()


def age() -> None:
    old = timezone.now() - timedelta(days=2)
    for model in (Photo, Video):
        model.objects.update(added_at=old)


def take_off(exercise: Exercise) -> None:
    exercise.pictures.all().delete()
    exercise.video = None
    exercise.save(update_fields=["video"])


def files() -> int:
    return sum(1 for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def test_what_an_exercise_shows_is_kept(exercise: Exercise) -> None:
    age()

    assert "Deleted: 0 photos and videos, 0 stray files." in said("--now")
    assert files() == 3


def test_what_stands_on_a_sheet_is_kept(exercise: Exercise, plan: Plan) -> None:
    make.item(plan, exercise)
    make.revision(plan)
    take_off(exercise)
    age()

    assert "Deleted: 0 photos and videos" in said("--now")
    assert files() == 3


def test_what_nothing_shows_is_counted_and_then_deleted(
    exercise: Exercise, django_capture_on_commit_callbacks: Any
) -> None:
    take_off(exercise)
    age()

    assert "To delete with --now: 2 photos and videos" in said()
    assert files() == 3
    with django_capture_on_commit_callbacks(execute=True):
        said("--now")
    assert files() == 0 and not Photo.objects.exists() and not Video.objects.exists()


def test_handout_that_was_printed_is_kept(
    plan: Plan, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.item(plan)
    issue_plan(plan, by=ana)
    old = timezone.now() - timedelta(days=2)
    monkeypatch.setattr(default_storage, "get_modified_time", lambda name: old)

    assert "0 stray files." in said("--now")
    assert files() == 1


def test_what_was_sent_just_now_may_still_be_used(exercise: Exercise) -> None:
    take_off(exercise)
    default_storage.save("photos/stray.jpg", ContentFile(b"x"))

    assert "Deleted: 0 photos and videos, 0 stray files." in said("--now")


@pytest.mark.parametrize("folder", ["photos", "videos", "imports", "handouts"])
def test_files_without_a_row_go(
    folder: str, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    default_storage.save(f"{folder}/stray.jpg", ContentFile(b"x"))
    old = timezone.now() - timedelta(days=2)
    monkeypatch.setattr(default_storage, "get_modified_time", lambda name: old)
    make.photo(clinic)

    assert "Deleted: 0 photos and videos, 1 stray files." in said("--now")
    assert files() == 2
