"""A video that a clinic films: sent, cleaned, and played on the patient's phone."""

from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from programs.models import Exercise, Plan, Region, Video
from tests import make
from tests.browser.conftest import Opens
from tests.conftest import signed_in
from tests.programs.media.films import Track, box, film, h264_entry
from tests.world import with_phone

pytestmark = pytest.mark.once

WIDTH, HEIGHT, FRAMES = 320, 240, 45
PLACE = b"+51.5007-000.1246/"


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    Region.objects.create(code="knee", name="Knee")
    return make.plan(make.patient(clinic), therapist=make.member(clinic))


def filmed(page: Page, folder: Path) -> Path:
    """As a telephone writes it, with the place where it was filmed."""
    script = (Path(__file__).parent / "film.js").read_text()
    packed: Any = page.evaluate(script, [WIDTH, HEIGHT, FRAMES])
    if packed is None:
        pytest.skip("This Chromium packs no H.264.")
    samples = [b64decode(sample) for sample in packed["samples"]]
    entry = h264_entry(b64decode(packed["description"]), WIDTH, HEIGHT)
    place = box(b"udta", box(b"\xa9xyz", PLACE))
    file = folder / "VID_0001.MP4"
    file.write_bytes(film(Track(samples, entry=entry, ticks=2), seconds=3, beside=place))
    return file


def send(page: Page, exercise: Exercise, file: Path) -> None:
    page.locator("summary", has_text="Video").click()
    page.locator("[name=video_file]").set_input_files(file)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. Sheets that were issued").wait_for()


def test_video_is_sent_cleaned_and_played(plan: Plan, tmp_path: Path, visit: Opens) -> None:
    assert plan.therapist
    exercise = make.exercise("Wall squat", clinic=plan.patient.clinic, region="knee", code="C001")
    staff = visit(client=signed_in(plan.therapist))
    staff.go(f"/library/{exercise.pk}/edit/")
    send(staff.page, exercise, filmed(staff.page, tmp_path))
    make.item(plan, Exercise.objects.get())
    make.revision(plan)

    phone = visit(390, with_phone(make.access(plan.patient)), has_touch=True)
    phone.go("/my/")
    seconds = phone.page.eval_on_selector("video", "film => film.play().then(() => film.duration)")

    assert seconds == pytest.approx(3, abs=0.2)
    phone.page.wait_for_function("() => document.querySelector('video').currentTime > 0.3")
    with Video.objects.get().file.open("rb") as kept:
        assert PLACE not in kept.read()
    assert phone.complaints == staff.complaints == []
