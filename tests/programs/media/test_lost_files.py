"""Files that are gone from the disk, empty, cut short, or a folder: said plainly, and mended."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from clinic.models import Clinic, Member
from programs.handouts.actions import drawings_of
from programs.media.errors import LostError
from programs.media.forgetting import forget, unused
from programs.media.printing import printed_address
from programs.media.videos import keep_video
from programs.models import Exercise, Photo, Plan, Video
from programs.plans.issue import issue_plan
from tests import make
from tests.programs.media.films import film


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def exercise(clinic: Clinic) -> Exercise:
    return make.photographed(make.exercise(clinic=clinic))


def gone(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


Way = Callable[[Path], None]


def all_files(way: Way) -> None:
    for path in [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]:
        way(path)


@pytest.mark.parametrize("way", [gone, empty, cut_short, folder])
def test_lost_file_is_not_found(way: Way, as_ana: Client, exercise: Exercise) -> None:
    photo, video = Photo.objects.get(), Video.objects.get()

    all_files(way)

    for url in (photo.get_absolute_url(), photo.thumbnail_url, video.get_absolute_url()):
        assert as_ana.get(url).status_code == 404


@pytest.mark.parametrize("way", [gone, empty, cut_short, folder])
def test_lost_photo_is_not_printed(way: Way, clinic: Clinic) -> None:
    photo = make.photo(clinic)

    all_files(way)

    with pytest.raises(LostError):
        printed_address(photo)


@pytest.mark.parametrize("way", [gone, empty, cut_short, folder])
def test_sheet_with_a_lost_photo_is_issued_all_the_same(
    way: Way, exercise: Exercise, plan: Plan, ana: Member, clinic: Clinic
) -> None:
    make.item(plan, exercise)
    all_files(way)

    revision = issue_plan(plan, by=ana)

    assert Photo.objects.get().sha256 not in drawings_of(revision.sheet, clinic)


@pytest.mark.parametrize("way", [gone, empty, cut_short, folder])
def test_photo_that_is_sent_again_has_its_files_again(way: Way, clinic: Clinic) -> None:
    photo = make.photo(clinic)
    whole, small = photo.file.open().read(), photo.thumbnail.open().read()
    all_files(way)

    again = make.photo(clinic)

    assert again.pk == photo.pk
    assert (again.file.open().read(), again.thumbnail.open().read()) == (whole, small)


@pytest.mark.parametrize("way", [gone, empty, cut_short, folder])
def test_video_that_is_sent_again_has_its_file_again(way: Way, clinic: Clinic) -> None:
    video, _ = keep_video(io.BytesIO(film()), clinic=clinic)
    whole = video.file.open().read()
    all_files(way)

    again, is_new = keep_video(io.BytesIO(film()), clinic=clinic)

    assert (again.pk, is_new) == (video.pk, False)
    assert again.file.open().read() == whole


def test_what_is_sent_again_may_be_used_for_a_day(clinic: Clinic) -> None:
    make.photo(clinic)
    Photo.objects.update(added_at=timezone.now() - timedelta(days=2))

    make.photo(clinic)

    assert unused(timezone.now()) == []


def test_photo_that_is_used_in_the_last_moment_stays(clinic: Clinic) -> None:
    photo = make.photo(clinic)
    make.photographed(make.exercise(clinic=clinic))

    assert not forget(photo)
    assert photo.file.open().read()


def test_photo_that_is_sent_again_in_the_last_moment_stays(clinic: Clinic) -> None:
    photo = make.photo(clinic)
    make.photo(clinic)

    assert not forget(photo)
    assert Photo.objects.get() == photo
