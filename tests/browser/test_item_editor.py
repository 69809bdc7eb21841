"""The editor of one item: steppers, what is kept at hand, and setting a part for several."""

import pytest
from playwright.sync_api import Locator, expect

from programs.models import PlanItem, Snippet
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.browser.test_looks import violations
from tests.conftest import signed_in


@pytest.fixture
def item(transactional_db: None) -> PlanItem:
    clinic = make.clinic()
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    made = make.item(plan, make.exercise("Bridge"))
    make.item(plan, make.exercise("Clamshell"))
    make.revision(plan, issued_at=make.moment("2026-03-03 10:00"))
    Snippet.objects.create(clinic=clinic, text="Knees apart.")
    return made


def opened(visit: Opens, item: PlanItem, **options: object) -> tuple[Visitor, Locator]:
    assert item.phase.plan.therapist
    staff = visit(client=signed_in(item.phase.plan.therapist), **options)
    staff.go(item.phase.plan.get_absolute_url())
    row = staff.page.locator(f"#item-{item.pk}")
    row.get_by_role("link", name="Change dose").click()
    row.locator(".stepper").first.wait_for()
    return staff, row


def field(row: Locator, label: str) -> Locator:
    return row.get_by_role("spinbutton", name=label, exact=True)


def test_steppers_save_and_stay_within_the_range(item: PlanItem, visit: Opens) -> None:
    staff, row = opened(visit, item)
    hold, effort = field(row, "Hold (seconds)"), field(row, "Effort (0 to 10)")

    row.get_by_role("button", name="Hold (seconds): more").click(click_count=2)
    expect(hold).to_have_value("10")
    row.get_by_role("button", name="Hold (seconds): less").click(click_count=3)
    expect(hold).to_have_value("0")
    for _ in range(12):
        effort.press("ArrowUp")
    expect(effort).to_have_value("10")

    expect(row.locator(".item-words")).to_contain_text("effort 10 out of 10")
    assert staff.complaints == []


def test_focus_stays_in_the_field_that_is_stepped(item: PlanItem, visit: Opens) -> None:
    _, row = opened(visit, item)
    sets = field(row, "Sets")

    sets.press("ArrowUp")

    expect(row.locator(".item-words")).to_contain_text("4 sets")
    expect(sets).to_be_focused()
    sets.press("Tab")
    expect(field(row, "Times")).to_be_focused()


def test_one_press_brings_the_last_dose_back(item: PlanItem, visit: Opens) -> None:
    staff, row = opened(visit, item)
    field(row, "Times").fill("5")
    row.get_by_role("checkbox", name="Monday").press("Space")
    expect(row.locator(".item-words")).to_contain_text("5 times")

    row.get_by_role("button", name="Use the last dose").click()

    expect(row.locator(".item-words")).to_have_text("10 times, 3 sets, once a day, every day")
    assert staff.complaints == []


def test_number_of_days_and_named_days_make_room_for_each_other(
    item: PlanItem, visit: Opens
) -> None:
    _, row = opened(visit, item)
    monday = row.get_by_role("checkbox", name="Monday")
    monday.press("Space")
    expect(row.locator(".item-words")).to_contain_text("Tuesday to Sunday")

    row.get_by_role("button", name="Any days a week: more").click(click_count=3)
    expect(row.locator(".item-words")).to_contain_text("3 days a week")
    monday.press("Space")
    expect(row.locator(".item-words")).to_contain_text("once a week, on Mondays")
    expect(field(row, "Any days a week")).to_have_value("")


def test_one_press_takes_a_kept_cue_and_notes_the_teaching(item: PlanItem, visit: Opens) -> None:
    staff, row = opened(visit, item)

    row.get_by_role("button", name="Knees apart.", exact=True).click()
    row.get_by_role("radio", name="Did it back").check()

    expect(row.locator(".cream.small")).to_have_text("Knees apart.")
    expect(row.locator(".item-words .tag")).to_have_text("Did it back")
    assert staff.complaints == []


def test_kept_dose_is_what_was_just_typed(item: PlanItem, visit: Opens) -> None:
    staff, row = opened(visit, item)

    field(row, "Times").fill("7")
    row.get_by_role("button", name="Keep as my dose").click()

    expect(row.get_by_role("status").first).to_contain_text("your dose: 3×7 daily")
    expect(row.locator(".item-words")).to_contain_text("7 times")
    assert staff.complaints == []


def test_enter_in_a_field_only_saves(item: PlanItem, visit: Opens) -> None:
    _, row = opened(visit, item)

    row.get_by_label("Your cue").fill("Slow.")
    row.get_by_label("Your cue").press("Enter")

    expect(row.locator(".cream.small")).to_have_text("Slow.")
    assert not Snippet.objects.filter(text="Slow.").exists()


def test_focus_stays_with_the_item_that_is_split(item: PlanItem, visit: Opens) -> None:
    PlanItem.objects.filter(pk=item.pk).update(side="each")
    staff, row = opened(visit, item)

    row.get_by_role("button", name="Different doses for left and right").press("Enter")

    expect(staff.page.locator("li.item")).to_have_count(3)
    expect(staff.page.locator(f"#item-{item.pk}-edit")).to_be_focused()


def test_several_are_set_for_the_ticked(item: PlanItem, visit: Opens) -> None:
    assert item.phase.plan.therapist
    staff = visit(client=signed_in(item.phase.plan.therapist), width=390)
    staff.go(item.phase.plan.get_absolute_url())
    staff.page.get_by_text("Set for several").click()
    staff.page.get_by_label("Set this one too: Clamshell").check()

    staff.page.get_by_label("Set times a day").fill("2/d")
    staff.page.get_by_role("button", name="Set for the ticked ones").click()

    words = staff.page.locator(".item-words")
    expect(words.nth(1)).to_contain_text("twice a day")
    expect(words.nth(0)).to_contain_text("once a day")
    expect(staff.page.get_by_text("is set for 1 exercise")).to_be_visible()
    assert staff.complaints == []


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_the_open_editor(width: int, item: PlanItem, visit: Opens) -> None:
    PlanItem.objects.filter(pk=item.pk).update(side="each", taught="needs_cue")
    staff, row = opened(visit, item, width=width)
    staff.page.get_by_text("Set for several").click()
    row.get_by_text("Remove a kept cue").click()

    assert violations(staff) == []


@pytest.mark.parametrize("width", [320, 390, 820])
def test_editor_fits_at_twice_the_text(width: int, item: PlanItem, visit: Opens) -> None:
    staff, row = opened(visit, item, width=width)

    staff.page.evaluate("document.documentElement.style.fontSize = '200%'")

    form = row.locator(".item-form")
    over = form.evaluate("form => form.scrollWidth - form.clientWidth")
    assert over <= 1  # a part of a pixel is rounded up


def test_side_of_the_row_follows_the_editor(item: PlanItem, visit: Opens) -> None:
    item.exercise.side = "each"
    item.exercise.save()
    PlanItem.objects.filter(pk=item.pk).update(side="each")
    staff, row = opened(visit, item)
    row.locator(".item-form").get_by_role("radio", name="Left").check()
    of_row = row.locator(".item-sides")
    expect(of_row.get_by_role("button", name="Left")).to_have_attribute("aria-pressed", "true")

    with staff.page.expect_response("**/side/"):
        of_row.get_by_role("button", name="Right").click()

    expect(of_row.get_by_role("button", name="Right")).to_have_attribute("aria-pressed", "true")
    item.refresh_from_db()
    assert item.side == "right"


def test_steps_that_follow_each_other_are_one_change(item: PlanItem, visit: Opens) -> None:
    staff, row = opened(visit, item)

    row.get_by_role("button", name="Sets: more").click(click_count=4, delay=20)

    expect(row.locator(".item-words")).to_contain_text("7 sets")
    assert item.phase.plan.steps.count() == 1
    assert staff.complaints == []
