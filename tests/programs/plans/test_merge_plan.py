"""Two people in the goal and dates of a plan, or in the words of a phase."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from programs.models import Plan, PlanPhase, PlanStep
from programs.plans.actions import change_plan
from programs.plans.forms import PhaseForm, PlanForm
from programs.plans.phase_actions import change_phase, remove_phase
from tests import make


def shown(form: Any) -> dict[str, Any]:
    return form.as_shown | {"was": form.was, "version": form.version_shown}


def send(client: Client, address: str, fields: dict[str, Any], *, htmx: bool = True) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(address, fields, headers=headers)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def plan_page(plan: Plan, clinic: Clinic) -> dict[str, Any]:
    return shown(PlanForm(instance=plan, clinic=clinic))


@pytest.fixture
def phase(plan: Plan) -> PlanPhase:
    return make.phase(plan, "Build", aim="Get strong")


@pytest.fixture
def phase_page(phase: PlanPhase, clinic: Clinic) -> dict[str, Any]:
    return shown(PhaseForm(instance=phase, clinic=clinic))


def by_owner(plan: Plan, owner: Member, **fields: Any) -> None:
    change_plan(plan, fields, version=Plan.objects.get(pk=plan.pk).version, by=owner)


def edit_plan(client: Client, plan: Plan, fields: dict[str, Any], *, htmx: bool = True) -> Any:
    return send(client, reverse("programs:plan_edit", args=[plan.pk]), fields, htmx=htmx)


def edit_phase(client: Client, phase: PlanPhase, fields: dict[str, Any]) -> Any:
    return send(client, reverse("programs:phase_edit", args=[phase.pk]), fields)


def test_goal_of_one_and_date_of_the_other_both_stay(
    as_ana: Client, plan: Plan, owner: Member, plan_page: dict[str, Any]
) -> None:
    by_owner(plan, owner, review_on=date(2099, 1, 2))

    answer = edit_plan(as_ana, plan, plan_page | {"goal": "Walk"})

    plan.refresh_from_db()
    assert (answer.status_code, plan.goal, plan.review_on) == (200, "Walk", date(2099, 1, 2))
    assert "Omar Quill changed the next visit meanwhile: kept." in text(answer)
    assert 'value="2099-01-02"' in text(answer)


def test_goal_of_both_is_asked(
    as_ana: Client, plan: Plan, owner: Member, plan_page: dict[str, Any]
) -> None:
    by_owner(plan, owner, goal="Run <b>far</b>")

    answer = edit_plan(as_ana, plan, plan_page | {"goal": "Walk"})

    plan.refresh_from_db()
    assert (answer.status_code, plan.goal) == (409, "Run <b>far</b>")
    assert "<b>“Run &lt;b&gt;far&lt;/b&gt;”</b> · Yours: <b>“Walk”</b>" in text(
        answer
    ) and 'id="plan-summary"' in text(answer)


def test_page_without_script_says_what_was_kept(
    as_ana: Client, plan: Plan, owner: Member, plan_page: dict[str, Any]
) -> None:
    by_owner(plan, owner, review_on=date(2099, 1, 2))

    edit_plan(as_ana, plan, plan_page | {"goal": "Walk"}, htmx=False)

    assert "changed the next visit meanwhile: kept." in text(as_ana.get(plan.get_absolute_url()))


@pytest.mark.parametrize(
    ("theirs", "mine", "said"),
    [
        ("review_on", "starts_on", "The start is not after the next visit."),
        ("starts_on", "review_on", "The next visit is not before the start."),
    ],
)
def test_dates_that_do_not_fit_together_are_said_at_ones_own(
    theirs: str, mine: str, said: str, as_ana: Client, plan: Plan, owner: Member, clinic: Clinic
) -> None:
    near, far = plan.starts_on + timedelta(days=7), plan.starts_on + timedelta(days=14)
    page = shown(PlanForm(instance=plan, clinic=clinic))
    by_owner(plan, owner, **{theirs: near if theirs == "review_on" else far})

    answer = edit_plan(as_ana, plan, page | {mine: str(far if mine == "starts_on" else near)})

    invalid = text(answer).partition('aria-invalid="true"')
    assert answer.status_code == 422 and said in invalid[2]
    assert f'name="{mine}"' in invalid[0].rpartition("<input")[2] + invalid[2][:200]


def test_old_dates_that_do_not_fit_do_not_hold_up_the_goal(
    as_ana: Client, plan: Plan, clinic: Clinic
) -> None:
    Plan.objects.update(review_on=plan.starts_on - timedelta(days=3))
    plan.refresh_from_db()

    answer = edit_plan(
        as_ana, plan, shown(PlanForm(instance=plan, clinic=clinic)) | {"goal": "Walk"}
    )

    assert answer.status_code == 200


def test_plan_that_ended_takes_nothing(
    as_ana: Client, plan: Plan, plan_page: dict[str, Any]
) -> None:
    Plan.objects.update(status=Plan.Status.ENDED)

    answer = edit_plan(as_ana, plan, plan_page | {"goal": "Walk"})

    assert answer.status_code == 422 and "This plan has ended." in text(answer)


def test_phase_keeps_the_words_of_both(
    as_ana: Client, phase: PlanPhase, owner: Member, phase_page: dict[str, Any]
) -> None:
    change_phase(phase, {"aim": "Get fit"}, version=1, by=owner)
    by_owner(phase.plan, owner, goal="Another goal is no business of this form")

    answer = edit_phase(as_ana, phase, phase_page | {"move_on_when": "No pain.\r\nSteady."})

    phase.refresh_from_db()
    assert (answer.status_code, phase.aim) == (200, "Get fit")
    assert phase.move_on_when == "No pain.\nSteady."
    assert "Omar Quill changed the aim meanwhile: kept." in text(answer)


def test_lines_that_end_as_browsers_end_them_are_no_change(
    as_ana: Client, phase: PlanPhase, clinic: Clinic
) -> None:
    PlanPhase.objects.filter(pk=phase.pk).update(move_on_when="One.\nTwo.")
    phase.refresh_from_db()
    page = shown(PhaseForm(instance=phase, clinic=clinic))

    edit_phase(as_ana, phase, page | {"move_on_when": "One.\r\nTwo.", "aim": "Get fit"})

    changes = PlanStep.objects.get().changes[f"phase {phase.pk}"]
    assert changes == {"before": {"aim": "Get strong"}, "after": {"aim": "Get fit"}}


def test_aim_of_both_is_asked_and_the_form_stays(
    as_ana: Client, phase: PlanPhase, owner: Member, phase_page: dict[str, Any]
) -> None:
    change_phase(phase, {"aim": "Get fit"}, version=1, by=owner)

    answer = edit_phase(as_ana, phase, phase_page | {"aim": "Sleep", "name": "Rest"})

    phase.refresh_from_db()
    assert (answer.status_code, phase.aim, phase.name) == (409, "Get fit", "Rest")
    assert answer.headers["HX-Retarget"] == f"#phase-{phase.pk}-editor"
    assert "<b>“Get fit”</b> · Yours: <b>“Sleep”</b>" in text(answer)


def test_phase_removed_meanwhile_is_not_there(
    as_ana: Client, phase: PlanPhase, owner: Member, phase_page: dict[str, Any]
) -> None:
    remove_phase(PlanPhase.objects.get(pk=phase.pk), by=owner)

    assert edit_phase(as_ana, phase, phase_page | {"aim": "Sleep"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_asking_takes_the_same_statements_for_any_number_of_items(
    count: int, as_ana: Client, phase: PlanPhase, owner: Member, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.item(phase.plan, make.exercise(f"Exercise {number}"))
    plan_page = shown(PlanForm(instance=phase.plan, clinic=owner.clinic))
    phase_page = shown(PhaseForm(instance=phase, clinic=owner.clinic))
    by_owner(phase.plan, owner, goal="Run")
    change_phase(phase, {"aim": "Get fit"}, version=2, by=owner)

    with django_assert_num_queries(38):
        edit_plan(as_ana, phase.plan, plan_page | {"goal": "Walk"})
    with django_assert_num_queries(32):
        edit_phase(as_ana, phase, phase_page | {"aim": "Sleep", "name": "Rest"})


def test_mistakes_elsewhere_leave_questions_open(
    as_ana: Client,
    phase: PlanPhase,
    owner: Member,
    plan_page: dict[str, Any],
    phase_page: dict[str, Any],
) -> None:
    by_owner(phase.plan, owner, goal="Run")
    change_phase(phase, {"aim": "Get fit"}, version=2, by=owner)

    of_plan = plan_page | {"mine": json.dumps({"goal": ["Walk"]}), "starts_on": ""}
    of_phase = phase_page | {"mine": json.dumps({"aim": ["Sleep"]}), "name": ""}

    assert "Omar Quill’s: <b>“Run”</b> · Yours: <b>“Walk”</b>" in text(
        edit_plan(as_ana, phase.plan, of_plan)
    )
    assert "Omar Quill’s: <b>“Get fit”</b> · Yours: <b>“Sleep”</b>" in text(
        edit_phase(as_ana, phase, of_phase)
    )
