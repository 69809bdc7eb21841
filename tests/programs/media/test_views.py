"""Photographs and videos on their way out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic, Member
from patients.models import Patient
from programs.media.ranges import OutsideError, part_asked_for
from programs.models import Exercise, Photo, Plan, Video
from tests import make
from tests.conftest import signed_in
from tests.make import FILM
from tests.world import with_phone


@pytest.fixture
def exercise(clinic: Clinic) -> Exercise:
    return make.photographed(make.exercise(clinic=clinic))


@pytest.fixture
def photo(exercise: Exercise) -> Photo:
    return Photo.objects.get()


@pytest.fixture
def video(exercise: Exercise) -> Video:
    return Video.objects.get()


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # it streams


def test_photo_comes_as_a_jpeg_that_only_this_browser_keeps(as_fran: Client, photo: Photo) -> None:
    response = as_fran.get(photo.get_absolute_url())

    assert body(response).startswith(b"\xff\xd8")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].endswith("sandbox")


def test_thumbnail_is_smaller(as_ana: Client, clinic: Clinic) -> None:
    photo = make.photo(clinic, size=(1200, 900))

    small = body(as_ana.get(photo.thumbnail_url))

    assert 0 < len(small) < len(body(as_ana.get(photo.get_absolute_url())))


def test_same_photo_of_another_clinic_is_not_theirs_to_see(
    as_olga: Client, photo: Photo, video: Video
) -> None:
    for url in (photo.get_absolute_url(), photo.thumbnail_url, video.get_absolute_url()):
        assert as_olga.get(url).status_code == 404


def test_video_comes_whole(as_ana: Client, video: Video) -> None:
    response = as_ana.get(video.get_absolute_url())

    assert (response.status_code, body(response)) == (200, FILM)
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["Content-Length"] == str(len(FILM))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=1000-", 1000, 1023), ("bytes=-4", 1020, 1023)],
)
def test_video_comes_in_parts(
    as_ana: Client, video: Video, asked: str, first: int, last: int
) -> None:
    response = as_ana.get(video.get_absolute_url(), headers={"range": asked})

    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/1024"
    assert response.headers["Content-Length"] == str(last - first + 1)
    assert body(response) == FILM[first : last + 1]


def test_part_behind_the_end_is_refused(as_ana: Client, video: Video) -> None:
    response = as_ana.get(video.get_absolute_url(), headers={"range": "bytes=1024-"})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */1024"


def test_part_of_another_film_is_not_mixed_in(as_ana: Client, video: Video) -> None:
    headers = {"range": "bytes=0-1", "if-range": '"of yesterday"'}

    assert as_ana.get(video.get_absolute_url(), headers=headers).status_code == 200


@pytest.mark.parametrize(
    "asked",
    ["", "bytes=-", "bytes=0-1,4-5", "items=0-1", "bytes=5-2", "bytes=a-b", "bytes=" + "9" * 99],
)
def test_strange_parts_are_the_whole(asked: str) -> None:
    assert part_asked_for(asked, 1024) is None


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_parts_that_are_not_there(asked: str) -> None:
    with pytest.raises(OutsideError):
        part_asked_for(asked, 1024)


@pytest.fixture
def phone(plan: Plan, exercise: Exercise) -> Client:
    """Of a patient whose sheet has the exercise with photograph and video."""
    make.item(plan, exercise)
    make.revision(plan)
    return with_phone(make.access(plan.patient))


def portal_urls(photo: Photo, video: Video) -> list[str]:
    return [
        reverse("portal:photo", args=[photo.sha256]),
        reverse("portal:photo_thumbnail", args=[photo.sha256]),
        reverse("portal:video", args=[video.sha256]),
    ]


def test_patient_sees_what_stands_on_the_sheet(phone: Client, photo: Photo, video: Video) -> None:
    for url in portal_urls(photo, video):
        response = phone.get(url)
        assert response.status_code == 200
        assert response.headers["Cache-Control"].startswith("private")


def test_patient_sees_nothing_else_of_the_clinic(phone: Client, clinic: Clinic) -> None:
    other = make.photo(clinic, "red")

    assert phone.get(reverse("portal:photo", args=[other.sha256])).status_code == 404
    assert phone.get(other.get_absolute_url()).status_code == 302


def test_other_patients_sheet_opens_nothing(
    phone: Client, clinic: Clinic, photo: Photo, video: Video
) -> None:
    stranger = with_phone(make.access(make.patient(clinic, first_name="Kim")))

    for url in portal_urls(photo, video):
        assert stranger.get(url).status_code == 404


def test_words_that_look_like_a_sheet_open_nothing(plan: Plan, ana: Member, clinic: Clinic) -> None:
    other = make.photo(clinic, "red")
    make.item(plan, cue=f'"photo":"{other.sha256}"')
    make.revision(plan)
    phone = with_phone(make.access(plan.patient))

    assert phone.get(reverse("portal:photo", args=[other.sha256])).status_code == 404


def test_earlier_sheet_still_shows_its_pictures(
    plan: Plan, phone: Client, photo: Photo, video: Video
) -> None:
    plan.phases.get().items.all().delete()
    make.item(plan)
    make.revision(plan, number=2, issued_at=timezone.now() + timedelta(minutes=1))

    assert phone.get(portal_urls(photo, video)[0]).status_code == 200


def test_portal_shows_the_small_photo_and_the_video(
    phone: Client, photo: Photo, video: Video, sam: Patient
) -> None:
    page = phone.get(reverse("portal:today")).content.decode()

    large, small, film = portal_urls(photo, video)
    assert f'<a href="{large}"><img src="{small}"' in page
    assert f'src="{film}"' in page and 'preload="none"' in page and "autoplay" not in page


def test_photo_whose_file_is_gone_is_no_error_page_about_paths(ana: Member, photo: Photo) -> None:
    photo.file.storage.delete(str(photo.file.name))

    assert signed_in(ana).get(photo.get_absolute_url()).status_code == 404
