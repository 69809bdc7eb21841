"""Two people in one plan's forms, in a real browser, and with the connection cut in between."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Route, expect

from clinic.models import Member
from programs.models import Plan, PlanItem, PlanPhase
from programs.plans.actions import change_plan
from programs.plans.item_actions import change_item
from programs.plans.phase_actions import change_phase
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.browser.test_looks import violations
from tests.conftest import signed_in

Other = Callable[..., None]


@pytest.fixture
def item(transactional_db: None) -> PlanItem:
    clinic = make.clinic()
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    return make.item(plan, make.exercise("Bridge"))


@pytest.fixture
def omar(item: PlanItem) -> Member:
    return make.member(item.phase.plan.patient.clinic, name="Omar Quill", email="omar@example.org")


@pytest.fixture
def other(item: PlanItem, omar: Member) -> Other:
    def change(**fields: object) -> None:
        version = PlanItem.objects.get(pk=item.pk).version
        change_item(item, fields, version=version, by=omar)

    return change


@pytest.fixture
def staff(item: PlanItem, visit: Opens) -> Visitor:
    assert item.phase.plan.therapist
    staff = visit(client=signed_in(item.phase.plan.therapist))
    staff.go(item.phase.plan.get_absolute_url())
    return staff


@pytest.fixture
def row(item: PlanItem, staff: Visitor) -> Locator:
    row = staff.page.locator(f"#item-{item.pk}")
    row.get_by_role("link", name="Change dose").click()
    row.locator(".stepper").first.wait_for()
    return row


def field(row: Locator, label: str) -> Locator:
    return row.get_by_role("spinbutton", name=label, exact=True)


def put(row: Locator, label: str, value: str) -> None:
    field(row, label).fill(value)
    field(row, label).press("Tab")


def stored(item: PlanItem) -> tuple[int | None, int | None, int | None]:
    now = PlanItem.objects.get(pk=item.pk)
    return now.sets, now.reps, now.rest_seconds


def test_change_of_another_comes_into_the_open_editor(
    item: PlanItem, staff: Visitor, row: Locator, other: Other
) -> None:
    other(reps=12)

    put(row, "Sets", "4")

    expect(row.get_by_text("Omar Quill changed the times meanwhile: kept.")).to_be_visible()
    expect(field(row, "Times")).to_have_value("12")
    expect(field(row, "Times")).to_be_focused()
    put(row, "Rest (seconds)", "60")
    expect(row.locator(".item-words")).to_contain_text("rest 1 minute")
    assert stored(item) == (4, 12, 60)
    assert staff.complaints == []


def test_what_waited_for_the_connection_is_merged_and_asked(
    item: PlanItem, staff: Visitor, row: Locator, other: Other
) -> None:
    staff.context.set_offline(True)
    put(row, "Sets", "4")
    expect(staff.page.locator("#save-state")).to_contain_text("1 change waits here")
    put(row, "Rest (seconds)", "60")
    expect(staff.page.locator("#save-state")).to_contain_text("2 changes wait here")
    other(sets=5, reps=12)

    staff.context.set_offline(False)

    expect(row.locator(".question")).to_contain_text("Omar Quill’s: 5 sets · Yours: 4 sets")
    expect(row.locator(".item-words")).to_contain_text("12 times, 5 sets, rest 1 minute")
    expect(field(row, "Sets")).to_have_value("5")
    assert stored(item) == (5, 12, 60)
    row.get_by_role("button", name="Use mine").click()
    expect(row.locator(".item-words")).to_contain_text("12 times, 4 sets, rest 1 minute")
    expect(staff.page.locator("#save-state")).to_contain_text("Saved")


def test_question_does_not_hold_up_other_fields_and_waits(
    item: PlanItem, staff: Visitor, row: Locator, other: Other
) -> None:
    other(sets=5)
    put(row, "Sets", "4")
    question = row.locator(".question")
    expect(question).to_be_visible()
    expect(field(row, "Times")).to_be_focused()
    assert violations(staff) == []

    put(row, "Rest (seconds)", "60")

    expect(row.locator(".item-words")).to_contain_text("rest 1 minute")
    expect(question).to_contain_text("Yours: 4 sets")
    question.get_by_role("button", name="Keep theirs").press("Enter")
    expect(question).to_have_count(0)
    expect(field(row, "Sets")).to_be_focused()
    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    assert stored(item) == (5, 10, 60)


def slowly(staff: Visitor) -> None:
    """Answers come when the next thing is typed already."""

    def late(route: Route) -> None:
        answer = route.fetch()
        staff.page.wait_for_timeout(400)
        route.fulfill(response=answer)

    staff.page.route("**/items/*/edit/", late)


def test_typing_on_while_answers_are_late_asks_nothing_of_oneself(
    item: PlanItem, staff: Visitor, row: Locator, other: Other
) -> None:
    slowly(staff)
    other(rest_seconds=90)

    for sets in ("4", "5", "6"):
        put(row, "Sets", sets)
        staff.page.wait_for_timeout(200)

    expect(row.locator(".item-words")).to_contain_text("6 sets, rest 90 seconds")
    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    assert row.locator(".question").count() == 0
    assert stored(item) == (6, 10, 90)


def test_what_is_typed_while_a_mistake_comes_back_stays(
    item: PlanItem, staff: Visitor, row: Locator
) -> None:
    slowly(staff)
    put(row, "Sets", "0")
    cue = row.get_by_label("Your cue")
    cue.click()

    cue.press_sequentially("Heels down and slow.", delay=60)

    expect(row.get_by_text("From 1 to 20.", exact=True)).to_be_visible()
    expect(cue).to_have_value("Heels down and slow.")
    expect(cue).to_be_focused()
    put(row, "Sets", "4")
    expect(row.locator(".cream.small")).to_have_text("Heels down and slow.")
    expect(row.get_by_text("From 1 to 20.", exact=True)).to_have_count(0)
    assert stored(item)[0] == 4


def test_change_whose_answer_was_lost_is_no_conflict_with_the_next(
    item: PlanItem, staff: Visitor, row: Locator
) -> None:
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    staff.page.route("**/items/*/edit/", lose_the_answer, times=1)
    put(row, "Sets", "4")
    expect(staff.page.locator("#save-state")).to_contain_text("No connection")
    put(row, "Sets", "5")

    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    expect(staff.page.locator(f"#item-{item.pk} .item-words")).to_contain_text("5 sets")
    assert stored(item)[0] == 5
    assert staff.page.locator(".question").count() == 0


def test_goal_and_date_of_two_people_both_stay(
    item: PlanItem, staff: Visitor, omar: Member
) -> None:
    plan = Plan.objects.get(pk=item.phase.plan_id)
    change_plan(plan, {"review_on": make.moment("2099-01-02 10:00").date()}, version=1, by=omar)

    staff.page.get_by_label("Goal").fill("Walk to the shop")
    staff.page.get_by_label("Goal").press("Tab")

    expect(staff.page.get_by_label("Next visit")).to_have_value("2099-01-02")
    expect(staff.page.locator(".merged")).to_contain_text("Omar Quill changed the next visit")
    plan.refresh_from_db()
    assert (plan.goal, str(plan.review_on)) == ("Walk to the shop", "2099-01-02")


def test_aim_of_a_phase_is_asked_and_saved_by_one_press(
    item: PlanItem, staff: Visitor, omar: Member
) -> None:
    phase = PlanPhase.objects.get(pk=item.phase_id)
    staff.page.locator(f"#phase-{phase.pk}-edit").click()
    form = staff.page.locator(".phase-form")
    form.get_by_label("Aim").fill("Sleep well")
    change_phase(phase, {"aim": "Walk", "when_text": "Week 1"}, version=1, by=omar)

    form.get_by_role("button", name="Save the phase").click()
    expect(form.locator(".question")).to_contain_text("“Walk” · Yours: “Sleep well”")
    expect(form.locator(".merged")).to_contain_text("Omar Quill changed the words for when")
    expect(form.get_by_role("button", name="Keep theirs")).to_be_focused()
    form.get_by_role("button", name="Use mine").click()

    expect(form).to_have_count(0)
    phase.refresh_from_db()
    assert (phase.aim, phase.when_text) == ("Sleep well", "Week 1")


def test_weight_and_band_take_the_place_of_each_other(row: Locator) -> None:
    band = row.get_by_label("Or a band")
    put(row, "Load (kg)", "2.5")
    expect(row.locator(".item-words")).to_contain_text("with 2.5 kg")

    band.select_option("Red")
    expect(row.locator(".item-words")).to_contain_text("with the red band")
    expect(field(row, "Load (kg)")).to_have_value("")
    put(row, "Load (kg)", "3")

    expect(row.locator(".item-words")).to_contain_text("with 3 kg")
    expect(band.locator("option:checked")).to_have_text("No band")


def test_item_that_is_gone_keeps_what_was_typed_on_the_screen(
    item: PlanItem, staff: Visitor, row: Locator
) -> None:
    PlanItem.objects.all().delete()

    put(row, "Sets", "4")

    expect(row.get_by_text("somebody took this out")).to_be_visible()
    expect(field(row, "Sets")).to_have_value("4")


def test_dose_typed_in_the_row_without_connection_is_asked_about(
    item: PlanItem, staff: Visitor, other: Other
) -> None:
    dose = staff.page.get_by_role("textbox", name="Dose of Bridge")
    staff.context.set_offline(True)
    staff.page.get_by_role("button", name="Move Bridge down").click()
    expect(staff.page.locator("#save-state")).to_contain_text("1 change waits here")
    dose.fill("4x8")
    dose.press("Tab")
    expect(staff.page.locator("#save-state")).to_contain_text("2 changes wait here")
    other(sets=5, reps=12)

    staff.context.set_offline(False)

    expect(staff.page.get_by_text("Meanwhile it became “5×12 daily”.")).to_be_visible()
    assert stored(item) == (5, 12, None)
    expect(dose).to_have_value("4x8")
    dose.press("Enter")
    expect(staff.page.locator(".item-words")).to_contain_text("8 times, 4 sets")


def test_open_editor_stays_open_when_the_plan_around_it_comes_anew(
    item: PlanItem, staff: Visitor, row: Locator, other: Other, omar: Member
) -> None:
    cue = row.get_by_label("Your cue")
    cue.fill("Heels")
    other(reps=12)
    change_phase(PlanPhase.objects.get(pk=item.phase_id), {"aim": "Walk"}, version=1, by=omar)

    staff.page.get_by_role("button", name="Move Bridge down").dispatch_event("click")

    expect(staff.page.get_by_text("Aim: Walk")).to_be_visible()
    expect(field(row, "Times")).to_have_value("12")
    expect(cue).to_have_value("Heels")
    expect(cue).to_be_focused()
    cue.press_sequentially(" down.")
    cue.press("Tab")
    expect(row.locator(".cream.small")).to_have_text("Heels down.")
    expect(row.locator(".item-words")).to_contain_text("12 times")


def test_open_question_outlives_an_undo(
    item: PlanItem, staff: Visitor, row: Locator, other: Other
) -> None:
    put(row, "Rest (seconds)", "60")
    expect(row.locator(".item-words")).to_contain_text("rest 1 minute")
    other(sets=5)
    put(row, "Sets", "4")
    expect(row.locator(".question")).to_be_visible()

    staff.page.get_by_role("button", name="Undo").click()

    expect(row.locator(".item-words")).not_to_contain_text("rest")
    expect(row.locator(".question")).to_contain_text("Yours: 4 sets")
    expect(field(row, "Rest (seconds)")).to_have_value("")
    row.get_by_role("button", name="Use mine").click()
    expect(row.locator(".item-words")).to_have_text("10 times, 4 sets, once a day, every day")


def test_question_about_the_goal_outlives_other_changes(
    item: PlanItem, staff: Visitor, omar: Member
) -> None:
    plan = Plan.objects.get(pk=item.phase.plan_id)
    change_plan(plan, {"goal": "Run"}, version=1, by=omar)
    staff.page.get_by_label("Goal").fill("Walk")
    staff.page.get_by_label("Goal").press("Tab")
    question = staff.page.locator(".plan-form .question")
    expect(question).to_contain_text("Omar Quill’s: “Run” · Yours: “Walk”")
    change_plan(plan, {"goal": "Run far"}, version=2, by=omar)

    staff.page.get_by_role("button", name="Move Bridge down").click()

    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    question.get_by_role("button", name="Use mine").click()
    expect(question).to_contain_text("“Run far” · Yours: “Walk”")


def test_enter_in_a_field_answers_no_question(
    item: PlanItem, staff: Visitor, row: Locator, other: Other
) -> None:
    other(sets=5)
    put(row, "Sets", "4")
    expect(row.locator(".question")).to_be_visible()

    row.get_by_label("Your cue").fill("Slow.")
    row.get_by_label("Your cue").press("Enter")

    expect(row.locator(".cream.small")).to_have_text("Slow.")
    expect(row.locator(".question")).to_contain_text("Yours: 4 sets")
    assert stored(item)[0] == 5


def test_words_typed_after_a_phase_was_saved_stay_and_are_no_question(
    item: PlanItem, staff: Visitor
) -> None:
    phase = PlanPhase.objects.get(pk=item.phase_id)
    staff.page.locator(f"#phase-{phase.pk}-edit").click()
    form = staff.page.locator(".phase-form")
    staff.context.set_offline(True)
    form.get_by_label("Aim").fill("Sleep")
    form.get_by_role("button", name="Save the phase").click()
    expect(staff.page.locator("#save-state")).to_contain_text("1 change waits here")
    form.get_by_label("Aim").fill("Sleep well")

    staff.context.set_offline(False)

    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    expect(form.get_by_label("Aim")).to_have_value("Sleep well")
    form.get_by_role("button", name="Save the phase").click()
    expect(form).to_have_count(0)
    phase.refresh_from_db()
    assert phase.aim == "Sleep well"


def test_question_stays_open_beside_a_mistake_on_a_dark_phone(
    item: PlanItem, visit: Opens, other: Other
) -> None:
    assert item.phase.plan.therapist
    staff = visit(client=signed_in(item.phase.plan.therapist), width=390, color_scheme="dark")
    staff.go(item.phase.plan.get_absolute_url())
    row = staff.page.locator(f"#item-{item.pk}")
    row.get_by_role("link", name="Change dose").click()
    row.locator(".stepper").first.wait_for()
    other(cue="Heels down.")
    row.get_by_label("Your cue").fill("Slow.")
    row.get_by_label("Your cue").press("Tab")
    expect(row.locator(".question")).to_contain_text("Yours: “Slow.”")

    put(row, "Sets", "0")

    expect(row.get_by_text("From 1 to 20.", exact=True)).to_be_visible()
    expect(row.locator(".question")).to_contain_text("Yours: “Slow.”")
    assert violations(staff) == []
    put(row, "Sets", "4")
    expect(row.get_by_text("From 1 to 20.", exact=True)).to_have_count(0)
    row.get_by_role("button", name="Use mine").click()
    expect(row.locator(".cream.small")).to_have_text("Slow.")
