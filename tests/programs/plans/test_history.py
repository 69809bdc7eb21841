"""A plan's history, and two of its sheets side by side."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clinic.models import AuditEvent, Member
from programs.models import Exercise, Plan, PlanItem, PlanStep, Revision
from programs.plans import item_actions, undoing
from tests import make


@pytest.fixture
def first(item: PlanItem) -> Revision:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    return make.revision(item.phase.plan, issued_at=an_hour_ago)


def ask(client: Client, name: str, plan: Plan, **query: Any) -> Any:
    return client.get(reverse(f"programs:{name}", args=[plan.pk]), query)


def shown(client: Client, name: str, plan: Plan, **query: Any) -> str:
    response = ask(client, name, plan, **query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_history_says_when_who_why_and_how_much(as_ana: Client, item: PlanItem) -> None:
    when = make.moment("2026-11-02 09:30")
    make.revision(item.phase.plan, issued_at=when, reason="Pain is down")

    page = shown(as_ana, "plan_history", item.phase.plan)

    assert "Sheet 1" in page and "2 November 2026, 09:30, by Ana Brook" in page
    assert "Pain is down" in page and "1 exercise, about 2 minutes a day" in page


def test_history_of_a_new_plan_says_what_to_do(as_ana: Client, plan: Plan) -> None:
    assert "Nothing has been issued yet." in shown(as_ana, "plan_history", plan)


def test_history_names_who_changed_the_draft_since(
    as_ana: Client, owner: Member, ana: Member, item: PlanItem, first: Revision
) -> None:
    plan = first.plan
    for reps in (11, 12):
        item.refresh_from_db()
        item_actions.change_item(item, {"reps": reps}, version=item.version, by=owner)
    item_actions.duplicate_item(item, by=ana)
    undoing.undo(plan, by=ana)

    page = shown(as_ana, "plan_history", plan)

    assert 'Dose of Bridge <span class="soft number">× 2</span>' in page
    assert "Omar Quill," in page and "Bridge duplicated" not in page


def test_history_of_an_unchanged_draft_says_so(as_ana: Client, ana: Member, item: PlanItem) -> None:
    item_actions.move_item(item, by=ana, steps=1)
    make.revision(item.phase.plan)

    assert "Nothing has changed." in shown(as_ana, "plan_history", item.phase.plan)


def test_draft_that_was_put_back_leads_to_the_comparison(
    as_ana: Client, ana: Member, item: PlanItem, first: Revision
) -> None:
    item_actions.duplicate_item(item, by=ana)
    undoing.undo(first.plan, by=ana)

    page = shown(as_ana, "plan_history", first.plan)

    assert "or each was taken back" in page and "See what differs from sheet 1" in page


@pytest.mark.parametrize(("count", "is_cut"), [(30, False), (31, True)])
def test_long_list_of_changes_says_that_it_is_cut(
    count: int, is_cut: bool, as_ana: Client, ana: Member, item: PlanItem, first: Revision
) -> None:
    for number in range(1, count + 1):
        PlanStep.objects.create(
            plan=first.plan, number=number, said=f"Change {number}", changes={}, made_by=ana
        )

    page = shown(as_ana, "plan_history", first.plan)

    assert ("Earlier changes are not listed." in page) == is_cut
    assert ("Change 1<" in page) != is_cut and f"Change {count}<" in page


def test_old_sheets_stand_on_further_pages(as_ana: Client, plan: Plan, item: PlanItem) -> None:
    for number in range(1, 22):
        make.revision(plan, number)

    assert "Sheet 1<" not in shown(as_ana, "plan_history", plan)
    assert "Sheet 1<" in shown(as_ana, "plan_history", plan, page=2)
    assert "Sheet 21<" in shown(as_ana, "plan_history", plan, page="no page")


@pytest.mark.parametrize("count", [1, 3])
def test_history_asks_the_same_for_any_number_of_sheets(
    count: int,
    as_ana: Client,
    item: PlanItem,
    ana: Member,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make.revision(item.phase.plan, number + 1, issued_at=timezone.now() - timedelta(hours=1))
        item_actions.duplicate_item(item, by=ana)

    with django_assert_num_queries(12):
        shown(as_ana, "plan_history", item.phase.plan)


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_asks_the_same_for_any_number_of_items(
    count: int, as_ana: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make.item(plan, make.exercise())
    make.revision(plan)

    with django_assert_num_queries(21):
        shown(as_ana, "revision_compare", plan)


def test_compare_shows_both_doses_and_what_changed(
    as_ana: Client, ana: Member, item: PlanItem, first: Revision
) -> None:
    item_actions.change_item(item, {"reps": 12}, version=1, by=ana)

    page = shown(as_ana, "revision_compare", first.plan)

    assert "Sheet 1 and the draft" in page and "12 times, was 10 times" in page
    assert "10 times, 3 sets, once a day" in page.lower()
    assert "12 times, 3 sets, once a day" in page.lower()


def test_compare_says_who_issued_each_and_why(
    as_ana: Client, item: PlanItem, owner: Member
) -> None:
    when = make.moment("2026-11-02 09:30")
    make.revision(item.phase.plan, issued_at=when)
    item.phase.plan.therapist = owner
    make.revision(item.phase.plan, 2, reason="Pain is down")

    page = shown(as_ana, "revision_compare", item.phase.plan, **{"from": 1, "to": 2})

    assert "2 November 2026, by Ana Brook" in page and ", by Omar Quill" in page
    assert "Pain is down" in page


def test_compare_folds_what_is_the_same_beside_what_is_not(
    as_ana: Client, ana: Member, item: PlanItem
) -> None:
    plan = item.phase.plan
    make.item(plan, make.exercise("Squat"))
    make.revision(plan)
    item_actions.change_item(item, {"reps": 12}, version=1, by=ana)

    page = shown(as_ana, "revision_compare", plan)

    before, _, folded = page.partition("1 exercise, the same</summary>")
    assert "<h3>Bridge</h3>" in before and "<h3>Squat</h3>" in folded


def test_compare_reads_what_is_frozen(as_ana: Client, item: PlanItem, first: Revision) -> None:
    PlanItem.objects.filter(pk=item.pk).update(reps=44)
    make.revision(first.plan, 2)
    PlanItem.objects.filter(pk=item.pk).update(reps=55)

    page = shown(as_ana, "revision_compare", first.plan, **{"from": 1, "to": 2})

    assert "44 times, was 10 times" in page and "55 times" not in page


def test_compare_of_a_new_plan_says_what_to_do(as_ana: Client, plan: Plan) -> None:
    assert "nothing to compare" in shown(as_ana, "revision_compare", plan)


@pytest.mark.parametrize("asked", ["9", "0", "-1", "x", "9" * 30, "drafts"])
def test_sheet_that_is_not_there_is_not_compared(
    asked: str, as_ana: Client, first: Revision
) -> None:
    for side in ("from", "to"):
        assert ask(as_ana, "revision_compare", first.plan, **{side: asked}).status_code == 404


def test_sheet_of_an_ended_plan_is_compared_with_no_draft(as_ana: Client, first: Revision) -> None:
    Plan.objects.filter(pk=first.plan_id).update(status=Plan.Status.ENDED, ended_at=timezone.now())

    assert ask(as_ana, "revision_compare", first.plan, to="draft").status_code == 404
    assert "Bring back" not in shown(as_ana, "revision_compare", first.plan)
    assert "Bring back" not in shown(as_ana, "plan_history", first.plan)


def test_words_that_were_typed_stay_words(as_ana: Client, item: PlanItem, first: Revision) -> None:
    PlanItem.objects.filter(pk=item.pk).update(cue="<b>now</b>")

    page = shown(as_ana, "revision_compare", first.plan)

    assert "&lt;b&gt;now&lt;/b&gt;" in page and "<b>now</b>" not in page


def test_button_brings_a_sheet_back(as_ana: Client, item: PlanItem, first: Revision) -> None:
    PlanItem.objects.filter(pk=item.pk).update(reps=44)
    assert "Bring back as draft" in shown(as_ana, "plan_history", first.plan)

    response = as_ana.post(reverse("programs:revision_bring_back", args=[first.pk]), follow=True)

    item.refresh_from_db()
    assert item.reps == 10
    assert "Sheet 1 is the draft again, just as it was." in response.content.decode()


def test_draft_that_is_so_already_has_nothing_to_undo(
    as_ana: Client, ana: Member, item: PlanItem, first: Revision
) -> None:
    item_actions.change_item(item, {"taught": "shown"}, version=1, by=ana)

    response = as_ana.post(reverse("programs:revision_bring_back", args=[first.pk]), follow=True)

    page = response.content.decode()
    assert "The draft says already what sheet 1 said." in page and "Undo takes" not in page


def test_what_did_not_come_back_is_said(as_ana: Client, item: PlanItem, first: Revision) -> None:
    Exercise.objects.update(status="retired")
    PlanItem.objects.update(reps=44)

    response = as_ana.post(reverse("programs:revision_bring_back", args=[first.pk]), follow=True)

    page = response.content.decode()
    assert "Sheet 1 is the draft again, but for what follows." in page
    assert "Bridge is retired from the library." in page


def test_front_desk_sees_no_history(as_fran: Client, first: Revision) -> None:
    assert ask(as_fran, "plan_history", first.plan).status_code == 403
    assert ask(as_fran, "revision_compare", first.plan).status_code == 403
    assert "History" not in as_fran.get(first.get_absolute_url()).content.decode()


def test_history_of_another_clinic_is_not_there(as_olga: Client, first: Revision) -> None:
    url = reverse("programs:revision_bring_back", args=[first.pk])

    assert ask(as_olga, "plan_history", first.plan).status_code == 404
    assert ask(as_olga, "revision_compare", first.plan).status_code == 404
    assert as_olga.post(url).status_code == 404


def test_sheet_and_plan_lead_to_the_history(as_ana: Client, first: Revision) -> None:
    url = reverse("programs:plan_history", args=[first.plan_id])

    for page in (first, first.plan):
        assert f'href="{url}"' in as_ana.get(page.get_absolute_url()).content.decode()


def test_looking_at_the_history_is_in_the_audit(as_ana: Client, first: Revision) -> None:
    shown(as_ana, "plan_history", first.plan)

    assert AuditEvent.objects.get(action="view").subject == f"plan {first.plan_id}"
