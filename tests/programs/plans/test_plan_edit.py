from datetime import date

from django.test import Client
from django.urls import reverse

from patients.models import Patient
from programs.models import Plan
from tests import make


def edit(client: Client, plan: Plan, **fields: object) -> tuple[int, str]:
    typed = {"goal": "Walk", "starts_on": "2026-11-23", "review_on": "", "version": 1} | fields
    response = client.post(reverse("programs:plan_edit", args=[plan.pk]), typed)
    return response.status_code, response.content.decode()


def test_plan_edit_saves(as_ana: Client, plan: Plan) -> None:
    edit(as_ana, plan, review_on="2026-12-07")

    plan.refresh_from_db()
    assert (plan.goal, plan.review_on, plan.version) == ("Walk", date(2026, 12, 7), 2)


def test_visit_before_the_start_is_said_at_the_field(as_ana: Client, plan: Plan) -> None:
    status, page = edit(as_ana, plan, review_on="2026-11-01")

    assert status == 422
    assert "The next visit is not before the start." in page


def test_plan_new_can_be_blank_though_a_protocol_was_chosen(as_ana: Client, sam: Patient) -> None:
    protocol = make.protocol("Ankle sprain")

    page = as_ana.get(
        reverse("programs:plan_new", args=[sam.pk]), {"protocol": protocol.pk}
    ).content.decode()

    assert "Start with “Ankle sprain”" in page and "Start blank" in page


def test_plan_new_starts_a_draft(as_ana: Client, sam: Patient) -> None:
    response = as_ana.post(
        reverse("programs:plan_new", args=[sam.pk]), {"goal": "Walk", "protocol": ""}
    )

    plan = Plan.objects.get()
    assert (plan.goal, plan.status, plan.patient) == ("Walk", "draft", sam)
    assert response.url == plan.get_absolute_url()  # type: ignore[attr-defined]  # a redirect


def test_plan_for_another_clinics_patient_is_not_there(as_olga: Client, sam: Patient) -> None:
    response = as_olga.post(reverse("programs:plan_new", args=[sam.pk]), {"goal": "Walk"})

    assert response.status_code == 404
    assert not Plan.objects.exists()


def test_plan_end_ends_an_active_plan(as_ana: Client, plan: Plan) -> None:
    plan.status = Plan.Status.ACTIVE
    plan.save()
    make.revision(plan)

    as_ana.post(reverse("programs:plan_end", args=[plan.pk]))

    plan.refresh_from_db()
    assert plan.status == Plan.Status.ENDED
