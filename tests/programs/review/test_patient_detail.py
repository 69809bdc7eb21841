from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clinic.models import AuditEvent, Member
from patients.access import issue_access, open_session
from patients.models import Patient, Precaution
from programs.models import Entry, EntryVersion, Plan, PlanItem
from tests import make


def address(patient: Patient, query: str = "") -> str:
    return reverse("programs:patient_detail", args=[patient.pk]) + query


def page(client: Client, patient: Patient, query: str = "") -> str:
    return client.get(address(patient, query)).content.decode()


@pytest.fixture
def issued(item: PlanItem) -> PlanItem:
    """Issued ten days ago, and active."""
    ten_days_ago = timezone.now() - timedelta(days=10)
    plan = item.phase.plan
    plan.starts_on, plan.status = ten_days_ago.date(), Plan.Status.ACTIVE
    plan.save()
    make.revision(plan, issued_at=ten_days_ago)
    return item


def told(item: PlanItem, ago: int, **fields: object) -> Entry:
    return make.entry(item, timezone.localdate() - timedelta(days=ago), **fields)


def test_patient_detail_offers_to_start_a_plan(as_ana: Client, sam: Patient) -> None:
    shown = page(as_ana, sam)

    assert f'btn-primary" href="{reverse("programs:plan_new", args=[sam.pk])}"' in shown
    assert "No plan yet" in shown


def test_patient_detail_offers_to_open_the_draft(as_ana: Client, plan: Plan) -> None:
    shown = page(as_ana, plan.patient)

    assert (
        f'btn-primary" href="{plan.get_absolute_url()}" data-key="p" title="p">Open the draft'
        in shown
    )


def test_patient_detail_offers_plan_and_print(as_ana: Client, issued: PlanItem) -> None:
    plan = issued.phase.plan
    shown = page(as_ana, plan.patient)

    revision = plan.revisions.get()
    assert (
        f'btn-primary" href="{plan.get_absolute_url()}" data-key="p" title="p">Open the plan'
        in shown
    )
    assert reverse("programs:handout_print", args=[revision.pk]) in shown


def test_patient_detail_counts_the_states_apart(as_ana: Client, issued: PlanItem) -> None:
    for ago, outcome in ((9, "done"), (8, "partly"), (7, "not_done"), (6, "done"), (0, "done")):
        told(issued, ago, outcome=outcome)

    shown = page(as_ana, issued.phase.plan.patient)

    assert "2 of 10</b> sessions done" in shown
    for count in ("2 done", "1 partly", "1 not done", "6 not recorded"):
        assert f"</svg> {count}</li>" in shown


def test_patient_detail_says_that_it_is_the_patients_word(as_ana: Client, issued: PlanItem) -> None:
    shown = page(as_ana, issued.phase.plan.patient)

    assert "as told by the patient" in shown
    assert "improved" not in shown


def test_patient_detail_shows_notes_and_corrections(as_ana: Client, issued: PlanItem) -> None:
    entry = told(issued, 2, note="Left side <b>pulls</b>", pain_0_to_10=4)
    EntryVersion.objects.create(
        entry=entry, outcome="not_done", source="phone", pain_0_to_10=7, replaced_at=timezone.now()
    )

    shown = page(as_ana, issued.phase.plan.patient)

    assert "Left side &lt;b&gt;pulls&lt;/b&gt;" in shown
    assert "not done, pain 7" in shown
    assert "done, pain 4, corrected." in shown


def test_patient_detail_draws_pain_and_says_it_in_a_table(as_ana: Client, issued: PlanItem) -> None:
    told(issued, 3, pain_0_to_10=2)

    shown = page(as_ana, issued.phase.plan.patient)

    assert shown.count("<circle class=") == 1
    assert "<td>2</td><td>not recorded</td>" in shown


def test_patient_detail_marks_the_pain_that_was_chosen(as_ana: Client, issued: PlanItem) -> None:
    told(issued, 3, pain_0_to_10=5)
    told(issued, 2, pain_0_to_10=4)

    patient = issued.phase.plan.patient

    assert "1 day with pain 5 or more" in page(as_ana, patient, "?pain=5")
    assert "is-picked" not in page(as_ana, patient)


@pytest.mark.parametrize(
    ("query", "days"),
    [("", 14), ("?days=7", 7), ("?days=28", 28), ("?days=9999", 14), ("?days=x&pain=99", 14)],
)
def test_patient_detail_shows_the_days_that_were_chosen(
    as_ana: Client, issued: PlanItem, query: str, days: int
) -> None:
    response = as_ana.get(address(issued.phase.plan.patient, query))

    review = response.context["review"]
    assert timezone.localdate() - review.first == timedelta(days=days)
    assert review.choice.pain_from is None


def test_patient_detail_is_one_look_at_the_diary(as_ana: Client, ana: Member, sam: Patient) -> None:
    page(as_ana, sam)

    event = AuditEvent.objects.get(patient_id=sam.pk)
    assert (event.action, event.subject, event.member_id) == ("view", "diary", ana.pk)


def test_patient_detail_says_who_looked_before(
    as_ana: Client, as_owner: Client, sam: Patient
) -> None:
    first = page(as_owner, sam)
    second = page(as_ana, sam)

    assert "Nobody before you." in first
    assert "<li>Omar Quill " in second


WORDS_FOR_CLINICIANS = (
    "Third episode",
    "Osteoporosis",
    "What was done",
    "Felt a pull",
    "Who looked at the diary",
    "Archive this patient",
)


def test_patient_detail_keeps_clinical_things_from_the_front_desk(
    as_ana: Client, as_fran: Client, issued: PlanItem
) -> None:
    patient = issued.phase.plan.patient
    Patient.objects.update(notes="Third episode")
    patient.precautions.add(Precaution.objects.create(code="bones", name="Osteoporosis"))
    told(issued, 1, note="Felt a pull")

    whole, theirs = page(as_ana, patient), page(as_fran, patient)

    assert [word in whole for word in WORDS_FOR_CLINICIANS] == [True] * 6
    assert [word in theirs for word in WORDS_FOR_CLINICIANS] == [False] * 6


def test_patient_detail_lets_the_front_desk_print(as_fran: Client, issued: PlanItem) -> None:
    shown = page(as_fran, issued.phase.plan.patient)

    assert "Print the sheet" in shown
    assert "Access on the phone" in shown


def test_patient_detail_seen_by_the_front_desk_is_no_look_at_the_diary(
    as_fran: Client, sam: Patient
) -> None:
    page(as_fran, sam)

    assert AuditEvent.objects.get(patient_id=sam.pk).subject == f"patient {sam.pk}"


def test_patient_detail_shows_the_code_and_the_phones(as_fran: Client, sam: Patient) -> None:
    access = issue_access(sam, by=None)
    open_session(access)

    shown = page(as_fran, sam)

    assert access.spaced_code in shown
    assert "1 phone signed in" in shown


def test_patient_detail_of_the_archive_offers_the_way_back(as_ana: Client, sam: Patient) -> None:
    Patient.objects.update(status=Patient.Status.ARCHIVED)

    shown = page(as_ana, sam)

    assert "Restore from the archive" in shown
    assert "Start a plan" not in shown


def test_patient_detail_does_not_exist_for_another_clinic(as_olga: Client, sam: Patient) -> None:
    assert as_olga.get(address(sam)).status_code == 404
    assert not AuditEvent.objects.filter(patient_id=sam.pk).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_patient_detail_asks_the_same_number_of_questions(
    as_ana: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    """Items, entries, corrections, revisions and looks: each grows, the questions do not."""
    for number in range(count):
        entry = told(make.item(plan), number + 1, note="Fine")
        EntryVersion.objects.create(
            entry=entry, outcome="done", source="phone", replaced_at=timezone.now()
        )
        make.revision(plan, number + 1)
    Plan.objects.update(status=Plan.Status.ACTIVE)
    open_session(issue_access(plan.patient, by=None))
    as_ana.get(address(plan.patient))

    with django_assert_num_queries(17):
        as_ana.get(address(plan.patient))


def test_patient_detail_says_why_a_sheet_was_issued_to_clinicians_only(
    as_ana: Client, as_fran: Client, plan: Plan
) -> None:
    make.item(plan)
    make.revision(plan, reason="Pain at night")
    Plan.objects.update(status=Plan.Status.ACTIVE)

    whole, theirs = page(as_ana, plan.patient), page(as_fran, plan.patient)

    assert ("Pain at night" in whole, "Pain at night" in theirs) == (True, False)
    assert "Sheet 1</a>" in theirs


def test_patient_detail_shows_the_front_desk_no_plan_in_the_making(
    as_ana: Client, as_fran: Client, issued: PlanItem
) -> None:
    """Of an active plan too: what stands in its rows is the draft of the next sheet."""
    Plan.objects.update(goal="Reworded, not issued")
    patient = issued.phase.plan.patient
    make.plan(patient, goal="A second thought")

    whole, theirs = page(as_ana, patient), page(as_fran, patient)

    for words in ("Reworded, not issued", "A second thought"):
        assert (words in whole, words in theirs) == (True, False)
    assert "Sheet 1</a>" in theirs


def test_patient_detail_puts_ended_plans_away(as_ana: Client, issued: PlanItem) -> None:
    Plan.objects.update(status=Plan.Status.ENDED, ended_at=timezone.now())

    shown = page(as_ana, issued.phase.plan.patient)

    assert "Earlier plans (1)" in shown
    assert "Start a plan" in shown


def test_patient_detail_does_not_take_blank_for_not_done(as_ana: Client, issued: PlanItem) -> None:
    shown = page(as_ana, issued.phase.plan.patient)

    assert "0 of 10</b> sessions done" in shown
    assert "</svg> 10 not recorded</li>" in shown
    assert "That does not mean that nothing was done" in shown


@pytest.mark.parametrize(
    ("in_days", "words"),
    [
        (-3, "next visit was set for"),
        (0, "next visit today"),
        (4, "next visit "),
        (None, "no next"),
    ],
)
def test_patient_detail_says_when_the_next_visit_is(
    as_ana: Client, issued: PlanItem, in_days: int | None, words: str
) -> None:
    day = None if in_days is None else timezone.localdate() + timedelta(days=in_days)
    Plan.objects.update(review_on=day)

    assert words in page(as_ana, issued.phase.plan.patient)
