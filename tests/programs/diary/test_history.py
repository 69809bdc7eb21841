from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from patients.models import Patient
from programs.diary.history import revision_on, sheet_history
from programs.models import Plan
from tests import make
from tests.programs.diary.build import issue, sheet

pytestmark = pytest.mark.django_db


def test_sheet_history_goes_by_the_day_on_the_clinics_wall(plan: Plan) -> None:
    first = issue(plan, sheet(number=1), at=make.moment("2026-07-01 22:30"))  # 23:30 in London
    second = issue(plan, sheet(number=2), at=make.moment("2026-07-03 23:30"))  # the 4th there

    found = sheet_history(plan.patient, first=date(2026, 7, 1))

    assert found == [(date(2026, 7, 1), first.sheet), (date(2026, 7, 4), second.sheet)]


def test_sheet_history_leaves_out_what_was_over_by_then(plan: Plan) -> None:
    issue(plan, sheet(number=1), at=make.moment("2026-11-01 09:00"))
    second = issue(plan, sheet(number=2), at=make.moment("2026-11-09 09:00"))

    found = sheet_history(plan.patient, first=date(2026, 11, 10))

    assert found == [(date(2026, 11, 9), second.sheet)]


def test_sheet_history_ends_with_the_plan(plan: Plan) -> None:
    revision = issue(plan, sheet(), at=make.moment("2026-11-02 09:00"))
    Plan.objects.filter(pk=plan.pk).update(
        status=Plan.Status.ENDED, ended_at=make.moment("2026-11-20 09:00")
    )

    found = sheet_history(plan.patient, first=date(2026, 11, 2))

    assert found == [(date(2026, 11, 2), revision.sheet), (date(2026, 11, 20), None)]
    assert revision_on(plan.patient, date(2026, 11, 19)) == revision
    assert revision_on(plan.patient, date(2026, 11, 20)) is None


def test_a_plan_that_follows_on_the_same_day_leaves_no_gap(sam: Patient) -> None:
    old, new = make.plan(sam), make.plan(sam)
    issue(old, sheet(), at=make.moment("2026-11-02 09:00"))
    Plan.objects.filter(pk=old.pk).update(
        status=Plan.Status.ENDED, ended_at=make.moment("2026-11-20 09:00")
    )
    revision = issue(new, sheet(goal="Garden"), at=make.moment("2026-11-20 09:01"))

    found = sheet_history(sam, first=date(2026, 11, 20))

    assert found == [(date(2026, 11, 20), revision.sheet)]
    assert revision_on(sam, date(2026, 11, 20)) == revision


def test_revision_on_is_the_last_one_issued_that_day(plan: Plan) -> None:
    issue(plan, sheet(number=1), at=make.moment("2026-11-02 09:00"))
    second = issue(plan, sheet(number=2), at=make.moment("2026-11-02 17:00"))
    issue(plan, sheet(number=3), at=make.moment("2026-11-03 00:00"))

    assert revision_on(plan.patient, date(2026, 11, 2)) == second
    assert revision_on(plan.patient, date(2026, 11, 1)) is None


def test_histories_take_one_query(
    plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 2, 3):
        issue(plan, sheet(number=number))

    with django_assert_num_queries(1):
        sheet_history(plan.patient, first=date(2026, 1, 1))
    with django_assert_num_queries(1):
        revision_on(plan.patient, date(2099, 1, 1))
