"""A clinic's own exercise, from a telephone's photographs to the patient's page and paper."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from programs.models import Plan, Region, Revision
from tests import make
from tests.browser.conftest import Opens
from tests.conftest import signed_in
from tests.programs.media.pictures import with_exif
from tests.world import with_phone

pytestmark = pytest.mark.once


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    Region.objects.create(code="knee", name="Knee")
    return make.plan(make.patient(clinic), therapist=make.member(clinic), goal="Climb stairs")


@pytest.fixture
def photographs(tmp_path: Path) -> dict[str, Path]:
    files = {"start": tmp_path / "IMG_0001.JPG", "end": tmp_path / "IMG_0002.JPG"}
    files["start"].write_bytes(with_exif(size=(1200, 900)))
    files["end"].write_bytes(with_exif(size=(900, 1200)))
    return files


def write(page: Page, photographs: dict[str, Path]) -> None:
    page.get_by_label("Name, as therapists say it").fill("Wall squat")
    page.locator("[name=type]").select_option("strength")
    page.locator("[name=position]").select_option("standing")
    page.locator("[name=side]").select_option("both")
    page.get_by_label("Knee").check()
    for frame, file in photographs.items():
        page.locator(f"[name={frame}_file]").set_input_files(file)
    page.get_by_label("Steps").fill("Stand by the wall.\nBend your knees.\nStand up.")
    page.locator("[name=reps]").fill("8")
    page.get_by_role("button", name="Save").click()


def add_words(page: Page) -> None:
    """The photographs came without: they are kept, and need not be chosen again."""
    page.get_by_text("The photograph that you sent is kept.").first.wait_for()
    page.locator("[name=start_alt]").fill("A person stands by a wall.")
    page.locator("[name=end_alt]").fill("The person has bent the knees.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Wall squat", exact=True).first.wait_for()


def add_and_issue(page: Page) -> None:
    page.get_by_label("Search the library").fill("wall squat")
    page.get_by_role("button", name="Add Wall squat").click()
    page.locator("li.item", has_text="Wall squat").wait_for()
    page.get_by_role("link", name="Check and issue").click()
    page.get_by_role("button", name="Issue number 1").click()
    page.get_by_role("heading", name="Sheet number 1").wait_for()


def widths_of(page: Page, selector: str) -> list[int]:
    """How wide each picture really is; 0 when it did not come."""
    page.locator(selector).last.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    script = "found => found.map(image => image.naturalWidth)"
    found: list[int] = page.eval_on_selector_all(selector, script)
    return found


def test_own_exercise_from_photographs_to_paper_and_phone(
    plan: Plan, photographs: dict[str, Path], visit: Opens
) -> None:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go("/library/new/")
    write(staff.page, photographs)
    add_words(staff.page)
    staff.go(plan.get_absolute_url())
    add_and_issue(staff.page)
    assert widths_of(staff.page, ".sheet-pictures img") == [270, 360]

    revision = Revision.objects.get()
    check_paper(revision)
    phone = visit(390, with_phone(revision.handouts.get().access), has_touch=True)
    phone.go("/my/")
    assert widths_of(phone.page, ".pictures img") == [270, 360]
    complaints = [one for one in staff.complaints if "422" not in one]
    assert complaints == phone.complaints == []


def check_paper(revision: Revision) -> None:
    with revision.handouts.get().file.open("rb") as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
        # every page names all the pictures of the file
        pictures = {one.image.tobytes() for page in pages for one in page.images if one.image}
        words = " ".join(page.extract_text() for page in pages)
    assert len(pictures) == 2 and "Wall squat" in words


def test_a_picture_is_put_into_words_once_it_is_there(
    plan: Plan, photographs: dict[str, Path], visit: Opens
) -> None:
    assert plan.therapist
    staff = visit(390, signed_in(plan.therapist))
    staff.go("/library/new/")
    file, words = (staff.page.locator(f"[name=start_{part}]") for part in ("file", "alt"))

    expect(words).to_be_hidden()
    file.set_input_files(photographs["start"])
    expect(words).to_be_visible()
    file.set_input_files([])
    expect(words).to_be_hidden()
    expect(staff.page.get_by_text("No picture yet").first).to_be_visible()
