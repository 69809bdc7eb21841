"""The builder's search in a browser: filters, easier and harder, keys, and what went wrong."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from patients.models import Equipment
from programs.library.favourites import set_favourite
from programs.models import Exercise, Picture, Plan, PlanItem
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.browser.test_looks import IS_TOO_WIDE, violations
from tests.conftest import signed_in


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    member = make.member(clinic)
    bridge = make.exercise("Bridge", needs_floor=True, region="hip")
    bridge.harder.add(make.exercise("Bridge, marching", needs_floor=True, region="hip"))
    bridge.easier.add(make.exercise("Pelvic tilt", region="back"))
    set_favourite(make.exercise("Clamshell", region="hip"), is_wanted=True, by=member)
    patient = make.patient(clinic)
    patient.equipment.add(Equipment.objects.create(code="mat", name="Mat"))
    make.item(make.plan(patient, therapist=member), bridge)
    return make.plan(patient, therapist=member)


@pytest.fixture
def staff(plan: Plan, visit: Opens) -> Visitor:
    return opened(plan, visit)


def opened(plan: Plan, visit: Opens, width: int = 1440) -> Visitor:
    assert plan.therapist
    visitor = visit(width, signed_in(plan.therapist))
    visitor.go(plan.get_absolute_url())
    expect(found(visitor.page)).to_have_text(["Clamshell", "Bridge"])
    return visitor


def found(page: Page) -> Locator:
    return page.locator("#search-results b")


def said(page: Page) -> Locator:
    return page.locator("#search-said")


def box(page: Page) -> Locator:
    return page.get_by_label("Search the library")


def stored(plan: Plan) -> list[str]:
    return [str(item) for item in PlanItem.objects.filter(phase__plan=plan)]


def test_nothing_asked_for_shows_favourites_and_what_was_used(staff: Visitor) -> None:
    headings = staff.page.locator("#search-results h3")

    expect(headings).to_have_text(["Favourites", "Used lately"])
    expect(said(staff.page)).to_contain_text("search all 4 exercises")


def test_filters_narrow_at_once_and_together_with_words(staff: Visitor) -> None:
    page = staff.page

    page.get_by_text("No floor", exact=True).click()
    expect(found(page)).to_have_text(["Clamshell", "Pelvic tilt"])
    page.get_by_label("Other region").select_option(label="back")
    expect(found(page)).to_have_text(["Pelvic tilt"])
    box(page).fill("clam")
    expect(page.locator("#search-results")).to_contain_text("none of them fits the filters")
    page.get_by_role("button", name="Take the filters off").click()

    expect(found(page)).to_have_text(["Clamshell"])
    expect(box(page)).to_be_focused()
    assert staff.complaints == []


def test_filters_work_by_keyboard_and_keep_the_focus(staff: Visitor) -> None:
    page = staff.page
    chip = page.get_by_role("checkbox", name="Favourites")

    chip.focus()
    page.keyboard.press("Space")
    expect(said(page)).to_have_text("1 exercise")
    expect(chip).to_be_checked()
    expect(chip).to_be_focused()

    page.keyboard.press("Enter")  # adds nothing, leads nowhere
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Clear the filters")).to_be_hidden()
    expect(found(page)).to_have_text(["Clamshell", "Bridge"])


def test_filters_outlive_that_an_exercise_is_added(staff: Visitor, plan: Plan) -> None:
    page = staff.page
    page.get_by_text("No floor", exact=True).click()
    expect(said(page)).to_have_text("2 exercises")

    page.get_by_role("button", name="Add Pelvic tilt").click()
    page.locator("li.item").wait_for()

    expect(page.get_by_role("checkbox", name="No floor")).to_be_checked()
    expect(found(page)).to_have_text(["Clamshell", "Pelvic tilt"])
    expect(page.locator("#search-results li", has_text="Pelvic tilt")).to_contain_text(
        "in this plan"
    )
    page.get_by_role("button", name="Clear the filters").click()
    expect(found(page)).to_have_text(["Clamshell", "Bridge"])


def test_enter_waits_for_the_filter_that_was_pressed(staff: Visitor, plan: Plan) -> None:
    page = staff.page

    page.get_by_role("checkbox", name="No floor").evaluate("one => one.click()")
    page.get_by_text("Has at home").evaluate("one => one.click()")
    box(page).press_sequentially("pel")
    page.keyboard.press("Enter")
    page.locator("li.item").wait_for()

    assert stored(plan) == ["Pelvic tilt"]


def test_enter_tells_one_filter_from_another(staff: Visitor, plan: Plan) -> None:
    page = staff.page
    clam = Exercise.objects.get(name="Clamshell")
    clam.equipment.add(Equipment.objects.create(code="band", name="Band"))
    Exercise.objects.filter(pk=clam.pk).update(changed_at=timezone.now())
    page.get_by_role("checkbox", name="Favourites").evaluate("one => one.click()")
    expect(found(page)).to_have_text(["Clamshell"])

    page.get_by_role("checkbox", name="Favourites").evaluate("one => { one.checked = false; }")
    page.get_by_role("checkbox", name="Has at home").evaluate("one => one.click()")
    box(page).press("Enter")
    page.locator("li.item").wait_for()

    assert stored(plan) == ["Bridge"]


def test_next_word_can_be_typed_before_enter_was_answered(staff: Visitor, plan: Plan) -> None:
    page = staff.page
    held: list[Route] = []
    page.route("**/library/search/*q=clam*", lambda route: held.append(route))

    box(page).press_sequentially("clam")
    page.keyboard.press("Enter")
    page.keyboard.type("tilt")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)  # longer than the pause after which letters are searched for
    held[-1].continue_()
    expect(page.locator("li.item")).to_have_count(2)

    assert stored(plan) == ["Clamshell", "Pelvic tilt"]
    assert staff.complaints == []


def test_first_result_says_that_enter_adds_it(staff: Visitor) -> None:
    page = staff.page
    mark = page.locator("#search-results li").first.get_by_text("Enter ↵")
    page.get_by_label("Goal").focus()  # an empty plan has it in the box
    expect(mark).to_be_hidden()

    box(page).focus()

    expect(mark).to_be_visible()
    expect(page.get_by_role("button", name="Add Clamshell")).to_be_visible()


def test_enter_pressed_twice_adds_once_and_the_next_word_starts_anew(
    staff: Visitor, plan: Plan
) -> None:
    page = staff.page
    box(page).press_sequentially("clam")
    expect(found(page)).to_have_text(["Clamshell"])

    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("just added")
    page.keyboard.type("tilt")
    expect(found(page)).to_have_text(["Pelvic tilt"])
    page.keyboard.press("Enter")
    expect(page.locator("li.item")).to_have_count(2)

    assert stored(plan) == ["Clamshell", "Pelvic tilt"]


def test_arrows_go_through_the_results_and_escape_leads_back(staff: Visitor) -> None:
    page = staff.page
    clam, bridge = (page.get_by_role("button", name=f"Add {name}") for name in ("Clam", "Bridge"))
    box(page).focus()

    page.keyboard.press("ArrowDown")
    expect(clam).to_be_focused()
    page.keyboard.press("End")
    expect(bridge).to_be_focused()
    page.keyboard.press("Home")
    expect(clam).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()


def test_escape_clears_the_words(staff: Visitor) -> None:
    page = staff.page
    box(page).fill("tilt")
    expect(found(page)).to_have_text(["Pelvic tilt"])

    page.keyboard.press("Escape")

    expect(box(page)).to_have_value("")
    expect(found(page)).to_have_text(["Clamshell", "Bridge"])


def test_easier_and_harder_by_keyboard_and_back(staff: Visitor, plan: Plan) -> None:
    page = staff.page
    box(page).fill("bridge")
    link = page.get_by_role("button", name="Easier, harder than Bridge", exact=True)
    link.focus()

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Easier than Bridge")).to_be_visible()
    expect(found(page)).to_have_text(["Pelvic tilt", "Bridge, marching"])
    expect(page.get_by_role("button", name="Back to the search")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("li.item").wait_for()
    page.keyboard.press("Escape")

    expect(found(page)).to_have_text(["Bridge", "Bridge, marching"])
    expect(link).to_be_focused()
    assert stored(plan) == ["Pelvic tilt"]
    assert staff.complaints == []


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_item_leads_to_what_is_easier_and_back(width: int, plan: Plan, visit: Opens) -> None:
    make.item(plan, Exercise.objects.get(name="Bridge"))
    assert plan.therapist
    staff = visit(width, signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    page = staff.page
    link = page.locator("li.item").get_by_role("button", name="Easier, harder than Bridge")

    link.click()
    back = page.get_by_role("button", name="Back to the search")
    expect(back).to_be_focused()
    expect(found(page)).to_have_text(["Pelvic tilt", "Bridge, marching"])
    back.click()

    expect(link).to_be_focused()
    expect(found(page).first).to_be_visible(visible=width >= 1200)


def test_typing_leaves_easier_and_harder(staff: Visitor) -> None:
    page = staff.page
    page.get_by_role("button", name="Easier, harder than Bridge").click()
    expect(found(page)).to_have_text(["Pelvic tilt", "Bridge, marching"])

    box(page).fill("clam")

    expect(found(page)).to_have_text(["Clamshell"])


def test_more_are_shown_where_the_list_ends(plan: Plan, staff: Visitor) -> None:
    page = staff.page
    for number in range(14):
        make.exercise(f"Squat {number:02}", changed_at=timezone.now())
    box(page).fill("squat")
    expect(said(page)).to_have_text("14 exercises, the first 12 shown")

    page.get_by_role("button", name="Show more").press("Enter")

    expect(found(page)).to_have_count(14)
    expect(page.get_by_role("button", name="Add Squat 12")).to_be_focused()


def test_enter_tries_once_more_after_a_lost_connection(staff: Visitor, plan: Plan) -> None:
    page = staff.page
    page.route("**/library/search/*", lambda route: route.abort())
    box(page).fill("clam")
    expect(page.locator("#search-results")).to_have_text("No connection. Try again.")

    page.unroute("**/library/search/*")
    box(page).press("Enter")
    page.locator("li.item").wait_for()

    assert stored(plan) == ["Clamshell"]


def test_late_answer_does_not_take_the_place_of_a_newer_one(staff: Visitor) -> None:
    page = staff.page
    held: list[Route] = []
    page.route("**/library/search/*near=*", lambda route: held.append(route))
    page.get_by_role("button", name="Easier, harder than Bridge").click()

    box(page).fill("clam")
    expect(found(page)).to_have_text(["Clamshell"])
    held[0].continue_()
    box(page).press("ArrowDown")

    expect(found(page)).to_have_text(["Clamshell"])


def test_search_marks_what_was_taken_out_again(staff: Visitor, plan: Plan) -> None:
    page = staff.page
    row = page.locator("#search-results li", has_text="Clamshell")
    page.get_by_role("button", name="Add Clamshell").click()
    expect(row).to_contain_text("in this plan")

    page.get_by_role("button", name="Undo: Clamshell added").click()

    expect(row).not_to_contain_text("in this plan")


def test_drawing_moves_while_one_is_at_its_row(plan: Plan, visit: Opens) -> None:
    clam = Exercise.objects.get(name="Clamshell")
    moving = Picture.objects.create(exercise=clam, frame="moving", drawing=make.drawing("move"))
    Exercise.objects.filter(pk=clam.pk).update(changed_at=timezone.now())
    page = opened(plan, visit).page
    picture = page.locator("#search-results li", has_text="Clamshell").locator("img")
    expect(picture).not_to_have_attribute("src", moving.url)

    picture.hover()
    expect(picture).to_have_attribute("src", moving.url)
    box(page).hover()
    expect(picture).not_to_have_attribute("src", moving.url)
    box(page).press("ArrowDown")
    expect(picture).to_have_attribute("src", moving.url)


def test_phase_that_was_chosen_stays_so_when_phases_change_places(plan: Plan, visit: Opens) -> None:
    later = make.phase(plan, "Build strength")
    page = opened(plan, visit).page
    choice = page.get_by_label("Add to")
    choice.select_option(label="2. Build strength")

    page.get_by_role("button", name="Move phase Build strength up").click()
    expect(choice.locator("option")).to_have_text(["1. Build strength", "2. Calm it down"])
    page.get_by_role("button", name="Add Clamshell").click()
    page.locator("li.item").wait_for()

    assert PlanItem.objects.get(phase__plan=plan).phase == later


@pytest.mark.parametrize("width", [320, 820, 1440])
def test_every_state_of_the_search_looks_right(width: int, plan: Plan, visit: Opens) -> None:
    staff = opened(plan, visit, width)
    page = staff.page
    wrong = violations(staff)
    page.get_by_text("No floor", exact=True).click()
    page.get_by_role("button", name="Easier, harder than Pelvic tilt").click()
    page.get_by_role("heading", name="Harder than Pelvic tilt").wait_for()
    wrong += violations(staff)
    box(page).fill("zebra")
    page.get_by_text("No exercise fits.").wait_for()
    wrong += violations(staff)

    assert wrong == []
    assert not page.evaluate(IS_TOO_WIDE)
    assert staff.complaints == []


def test_nothing_is_lost_at_twice_the_letters(plan: Plan, visit: Opens) -> None:
    page = opened(plan, visit, 640).page

    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.get_by_text("Has at home").click()

    assert not page.evaluate(IS_TOO_WIDE)


def test_without_script_the_box_searches_the_library(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    visitor = visit(client=signed_in(plan.therapist), java_script_enabled=False)
    visitor.go(plan.get_absolute_url())

    visitor.page.get_by_text("No floor", exact=True).click()
    box(visitor.page).fill("tilt")
    box(visitor.page).press("Enter")

    expect(said(visitor.page)).to_have_text("1 exercise")
    expect(visitor.page.get_by_role("button", name="Add Pelvic tilt")).to_be_visible()
