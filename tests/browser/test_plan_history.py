"""A plan's history by keyboard, and at letters of twice the size on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Plan, PlanItem
from programs.plans import item_actions
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.conftest import signed_in

IS_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def desk(transactional_db: None, visit: Opens) -> Visitor:
    """A plan that was issued with 10 repetitions, and has 12 in its draft."""
    clinic = make.clinic()
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    item = make.item(plan)
    make.item(plan, make.exercise("Squat"))
    make.revision(plan)
    assert plan.therapist
    item_actions.change_item(item, {"reps": 12}, version=1, by=plan.therapist)
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    return staff


def reps() -> int | None:
    found: int | None = PlanItem.objects.get(exercise__name="Bridge").reps
    return found


def test_old_sheet_is_compared_brought_back_and_taken_back_by_keyboard(desk: Visitor) -> None:
    page = desk.page
    page.get_by_role("link", name="History", exact=True).press("Enter")
    page.get_by_role("link", name="Side by side").press("Enter")
    expect(page.get_by_text("12 times, was 10 times")).to_be_visible()
    expect(page.get_by_role("heading", name="Squat")).to_be_hidden()
    page.locator(".pairs-alike summary").press("Enter")
    expect(page.get_by_role("heading", name="Squat")).to_be_visible()

    page.get_by_role("button", name="Bring back as draft").press("Enter")
    expect(page.get_by_text("Sheet 1 is the draft again, just as it was.")).to_be_visible()
    assert reps() == 10

    with page.expect_response("**/undo/"):
        page.locator("#undo").press("Enter")
    assert (reps(), desk.complaints) == (12, [])


@pytest.mark.parametrize("name", ["plan_history", "revision_compare"])
def test_history_fits_at_letters_of_twice_the_size(name: str, desk: Visitor) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.go(reverse(f"programs:{name}", args=[Plan.objects.get().pk]))
    desk.page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert not desk.page.evaluate(IS_TOO_WIDE)


def test_words_without_an_end_stay_on_their_sheet(desk: Visitor) -> None:
    plan = Plan.objects.get()
    PlanItem.objects.update(cue="W" * 200)
    Plan.objects.update(goal="M" * 200)
    revision = make.revision(plan, 2, reason="R" * 200)
    desk.page.set_viewport_size({"width": 320, "height": 640})

    history, compare = (
        reverse(f"programs:{name}", args=[plan.pk]) for name in ("plan_history", "revision_compare")
    )
    for url in (history, compare, revision.get_absolute_url()):
        desk.go(url)
        assert not desk.page.evaluate(IS_TOO_WIDE)
