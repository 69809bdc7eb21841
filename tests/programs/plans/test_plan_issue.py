import json
import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Member
from patients.models import Access
from programs.models import Exercise, Handout, Plan, PlanItem, Revision
from programs.plans import item_actions
from programs.plans.actions import PlanError
from programs.plans.issue import issue_plan
from programs.sheet import SheetError
from tests import make

pytestmark = pytest.mark.pdf


def test_issue_freezes_renders_and_writes(item: PlanItem, ana: Member) -> None:
    revision = issue_plan(item.phase.plan, by=ana)

    assert (revision.number, revision.plan.status) == (1, "draft")  # the row passed in is stale
    assert Plan.objects.get().status == Plan.Status.ACTIVE
    assert revision.sheet.items[0].item_id == item.pk
    assert Handout.objects.get().revision == revision
    assert AuditEvent.objects.filter(action="issue", subject=f"revision {revision.pk}").exists()
    assert Access.objects.get().patient == item.phase.plan.patient


def test_plan_without_items_cannot_be_issued(plan: Plan, ana: Member) -> None:
    with pytest.raises(PlanError, match="Add at least one exercise"):
        issue_plan(plan, by=ana)

    assert not Revision.objects.exists()


def test_item_without_its_side_cannot_be_issued(plan: Plan, ana: Member) -> None:
    make.item(plan, make.exercise("Clamshell", side=Exercise.Side.EACH), side="")

    with pytest.raises(PlanError, match="Clamshell: say which side"):
        issue_plan(plan, by=ana)


def test_second_revision_needs_a_reason(item: PlanItem, ana: Member) -> None:
    issue_plan(item.phase.plan, by=ana)

    with pytest.raises(PlanError, match="Say why"):
        issue_plan(item.phase.plan, by=ana)

    assert Revision.objects.count() == 1


def test_second_revision_says_what_changed(item: PlanItem, ana: Member) -> None:
    issue_plan(item.phase.plan, by=ana)
    item_actions.change_item(item, {"reps": 12}, version=1, by=ana)

    revision = issue_plan(item.phase.plan, by=ana, reason="Easier now")

    (change,) = revision.sheet.changes
    assert (change.kind, change.words) == ("changed", "12 times, was 10 times")


def test_issuing_ends_the_plan_before(item: PlanItem, ana: Member) -> None:
    issue_plan(item.phase.plan, by=ana)
    later = make.plan(item.phase.plan.patient)
    make.item(later)

    issue_plan(later, by=ana)

    assert list(Plan.objects.active()) == [later]


def test_issued_item_is_stopped_and_not_deleted(item: PlanItem, ana: Member) -> None:
    issue_plan(item.phase.plan, by=ana)

    item_actions.remove_item(item, by=ana)

    item.refresh_from_db()
    assert item.status == PlanItem.Status.STOPPED


def test_revision_cannot_be_changed(item: PlanItem, ana: Member) -> None:
    revision = issue_plan(item.phase.plan, by=ana)

    with pytest.raises(DatabaseError, match="may not be changed"), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(sheet_json="{}")


def test_sheet_that_is_not_what_was_issued_is_refused(item: PlanItem, ana: Member) -> None:
    revision = issue_plan(item.phase.plan, by=ana)
    revision.sheet_json = revision.sheet_json.replace("Bridge", "Bungee")

    with pytest.raises(SheetError, match="not the one that was issued"):
        revision.sheet  # noqa: B018


def test_revision_holds_the_safety_block_of_the_region(item: PlanItem, ana: Member) -> None:
    revision = issue_plan(item.phase.plan, by=ana)

    assert {block.code for block in revision.sheet.safety} == {"back"}
    assert json.loads(revision.sheet_json)["safety"]


def test_plan_issue_page_issues(as_ana: Client, item: PlanItem) -> None:
    response = as_ana.post(reverse("programs:plan_issue", args=[item.phase.plan_id]))

    revision = Revision.objects.get()
    assert response.url == f"{revision.get_absolute_url()}#print"  # type: ignore[attr-defined]


def test_plan_issue_page_says_why_not(as_ana: Client, plan: Plan) -> None:
    page = as_ana.post(reverse("programs:plan_issue", args=[plan.pk])).content.decode()

    assert "Add at least one exercise" in page
    assert not Revision.objects.exists()


def test_front_desk_may_look_at_a_sheet_but_not_the_reason(
    as_fran: Client, item: PlanItem, ana: Member
) -> None:
    issue_plan(item.phase.plan, by=ana)
    item_actions.change_item(item, {"reps": 12}, version=1, by=ana)
    revision = issue_plan(item.phase.plan, by=ana, reason="Flare-up after a fall")

    page = as_fran.get(revision.get_absolute_url()).content.decode()

    assert "12 times" in page
    assert "Flare-up" not in page


@pytest.mark.django_db(transaction=True)
def test_issuing_twice_at_once_makes_one_revision(item: PlanItem, ana: Member) -> None:
    results: list[str] = []

    def issue() -> None:
        try:
            issue_plan(item.phase.plan, by=ana)
            results.append("issued")
        except PlanError:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=issue) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["issued", "refused"]
    assert Revision.objects.count() == 1
