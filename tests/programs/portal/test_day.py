from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from clinic import audit
from clinic.models import Member
from patients.models import Access, Patient
from programs.dosing import Dose
from programs.models import Entry, Plan, PlanItem
from tests import make
from tests.programs.diary.build import MONDAY, issue, sheet_of
from tests.programs.portal.conftest import with_phone


def text(client: Client, page: str = "/my/") -> str:
    return client.get(page).content.decode()


def test_today_shows_the_exercise_in_words_and_pictures(phone: Client, asked: PlanItem) -> None:
    page = text(phone)

    assert "Hello Sam" in page
    assert "Monday 23 November" in page
    assert "1 exercise · about 2 minutes" in page
    assert "10 times, 3 sets" in page
    assert 'alt="A person lifts the hips." width="400" height="280" loading="lazy"' in page
    for words in ("Lift your hips.", "Your buttocks work.", "Arching", "Pain goes down", "slow"):
        assert words in page


def test_each_session_and_side_has_its_own_three_buttons(phone: Client, item: PlanItem) -> None:
    item.side, item.times_per_day = PlanItem.Side.EACH, 2
    issue(item.phase.plan, sheet_of(item), at=make.moment("2026-11-02 09:00"))

    page = text(phone)

    assert page.count('value="done"') == 4
    for words in ("First time, left side", "Second time, right side", "Left, then right"):
        assert words in page


def test_the_strip_says_each_days_state_in_words(phone: Client, asked: PlanItem) -> None:
    make.entry(asked, date(2026, 11, 18))
    make.entry(asked, date(2026, 11, 19), outcome="partly")
    make.entry(asked, date(2026, 11, 20), outcome="not_done")

    page = text(phone)

    assert "Wednesday 18 November: all done" in page
    assert "Thursday 19 November: some done" in page
    assert "Friday 20 November: not done" in page
    assert "Saturday 21 November: nothing recorded" in page
    assert "Monday 23 November, today: nothing recorded" in page


def test_a_day_off_is_a_rest_day_on_which_one_may_do_it_anyway(
    phone: Client, item: PlanItem
) -> None:
    item.set_dose(Dose(reps=10, weekdays=0b0000010))  # Tuesdays
    issue(item.phase.plan, sheet_of(item), at=make.moment("2026-11-02 09:00"))

    page = text(phone)

    assert "Rest day" in page
    assert "Not asked for on this day (1)" in page
    assert page.count('value="done"') == 1


def test_a_plan_that_starts_later_says_when(phone: Client, item: PlanItem) -> None:
    asked = sheet_of(item, starts_on=date(2026, 11, 25))
    issue(item.phase.plan, asked, at=make.moment("2026-11-23 09:00"))

    page = text(phone)

    assert "Your plan starts on Wednesday 25 November" in page
    assert "Rest day" not in page


def test_any_three_days_a_week_counts_the_days_done(phone: Client, item: PlanItem) -> None:
    item.set_dose(Dose(reps=10, weekdays=0, days_per_week=3))
    issue(item.phase.plan, sheet_of(item), at=make.moment("2026-11-02 09:00"))
    make.entry(item, date(2026, 11, 17))
    make.entry(item, date(2026, 11, 18))

    assert "2 of 3 days done this week" in text(phone, "/my/2026-11-18/")
    assert "0 of 3 days done this week" in text(phone)


def test_the_safety_page_and_the_emergency_text_are_on_every_page(
    phone: Client, asked: PlanItem
) -> None:
    for address in ("/my/", "/my/2026-11-20/", "/my/2026-11-01/"):
        page = text(phone, address)
        assert 'href="/urgent/"' in page
        assert "Nobody reads this in real time." in page
        assert "Call 999, or go to the nearest emergency department." in page


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23 08:00", "Ana looked at your diary today."),
        ("2026-11-22 08:00", "Ana looked at your diary yesterday."),
        ("2026-11-17 08:00", "Ana looked at your diary on Tuesday."),
        ("2026-11-16 08:00", "Ana looked at your diary on 16 November."),
    ],
)
def test_it_says_who_looked_at_the_diary(
    at: str, words: str, phone: Client, asked: PlanItem, ana: Member, clock: Any
) -> None:
    clock.move_to(make.moment(at))
    patient = asked.phase.plan.patient
    audit.record(audit.Action.VIEW, "diary", clinic=ana.clinic, by=ana, patient=patient)
    clock.move_to(make.moment("2026-11-23 19:00"))

    assert words in text(phone)


def test_the_pain_rule_is_the_one_on_paper(phone: Client, asked: PlanItem) -> None:
    page = text(phone)

    assert "<b>0 to 3</b>: Go on." in page
    assert "<b>4 to 5</b>: Ease off." in page
    assert "<b>6 to 10</b>: Stop" in page


def test_nobody_looked_yet(phone: Client, asked: PlanItem) -> None:
    assert "looked at your diary" not in text(phone)


def test_without_a_plan_the_page_gives_the_clinics_phone(phone: Client, sam: Patient) -> None:
    page = text(phone)

    assert "No exercises at the moment" in page
    assert 'href="tel:01632960122"' in page


def test_a_plan_that_ended_today_asks_for_nothing(phone: Client, asked: PlanItem) -> None:
    Plan.objects.update(status=Plan.Status.ENDED, ended_at=make.moment("2026-11-23 12:00"))

    assert "No exercises at the moment" in text(phone)
    assert "10 times, 3 sets" in text(phone, "/my/2026-11-22/")


def test_an_earlier_day_shows_the_sheet_of_that_day(phone: Client, asked: PlanItem) -> None:
    plan = asked.phase.plan
    clam = make.item(plan, make.exercise("Clam"))
    issue(plan, sheet_of(clam, number=2), at=make.moment("2026-11-21 09:00"))

    assert "Clam" not in text(phone, "/my/2026-11-20/")
    assert "Clam" in text(phone, "/my/2026-11-21/")


def test_the_last_seven_days_can_be_changed_and_those_before_cannot(
    phone: Client, asked: PlanItem
) -> None:
    closed = MONDAY - timedelta(days=8)
    make.entry(asked, closed)

    open_page, closed_page = text(phone, "/my/2026-11-16/"), text(phone, f"/my/{closed}/")

    assert 'value="not_done"' in open_page
    assert 'value="not_done"' not in closed_page
    assert "This day is closed." in closed_page
    assert ">Done<" in closed_page


@pytest.mark.parametrize("day", ["2026-11-24", "2026-02-31", "1999-01-01", "yesterday"])
def test_days_ahead_and_no_days_are_not_found(day: str, phone: Client) -> None:
    assert phone.get(f"/my/{day}/").status_code == 404


def test_what_others_recorded_is_not_shown(
    phone: Client, asked: PlanItem, other_clinic: Any
) -> None:
    kim = make.patient(other_clinic, first_name="Kim")
    theirs = make.item(make.plan(kim), make.exercise("Clam"))
    issue(theirs.phase.plan, sheet_of(theirs), at=make.moment("2026-11-02 09:00"))
    make.entry(theirs, MONDAY, note="Kim’s own words")
    kims_phone = with_phone(make.access(kim, "AAAA3333"))

    assert "Kim’s own words" in text(kims_phone)
    assert "Kim’s own words" not in text(phone)


@pytest.mark.parametrize("items", [1, 3])
def test_today_takes_the_same_statements_at_any_size(
    items: int,
    plan: Plan,
    let_in: Access,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [make.item(plan) for _ in range(items)]
    issue(plan, sheet_of(*rows), at=make.moment("2026-11-02 09:00"))
    for row in rows:
        make.entry(row, MONDAY)
    phone = with_phone(let_in)

    with django_assert_num_queries(4):  # session, sheets, entries, who looked
        phone.get("/my/")
    assert Entry.objects.count() == items


def test_the_way_back_ends_where_nothing_can_be(
    phone: Client, asked: PlanItem, sam: Patient
) -> None:
    Patient.objects.filter(pk=sam.pk).update(created_at=make.moment("2026-11-01 09:00"))

    with_plan = phone.get("/my/").content.decode()
    before_all = phone.get("/my/2026-10-20/").content.decode()

    assert "Earlier days" in with_plan
    assert "Earlier days" not in before_all
