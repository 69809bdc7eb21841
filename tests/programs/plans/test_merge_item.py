"""Two people in the editor of one item: both changes stay, or there is a question."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Member
from programs.models import Exercise, Plan, PlanItem, PlanStep
from programs.plans import item_actions, undoing
from programs.plans.forms import PlanItemForm
from tests import make

HTMX = {"HX-Request": "true"}
KEY = "0123456789abcdef0123456789abcdef"


def shown(item: PlanItem) -> dict[str, Any]:
    """What a browser would send of the editor if nobody touched it."""
    form = PlanItemForm(instance=item, clinic=item.phase.plan.patient.clinic)
    return form.as_shown | {"was": form.was, "version": item.version}


def send(client: Client, item: PlanItem, fields: dict[str, Any], **headers: str) -> tuple[int, str]:
    answer = client.post(
        reverse("programs:item_edit", args=[item.pk]), fields, headers=HTMX | headers
    )
    return answer.status_code, " ".join(answer.content.decode().split())


def stored(item: PlanItem) -> PlanItem:
    return PlanItem.objects.get(pk=item.pk)


@pytest.fixture
def page(item: PlanItem, owner: Member) -> dict[str, Any]:
    """An editor that was open while the owner made it 5 sets with a cue."""
    before = shown(item)
    item_actions.change_item(item, {"sets": 5, "cue": "Heels down."}, version=1, by=owner)
    return before


def test_changes_of_two_people_both_stay(
    as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    status, answer = send(as_ana, item, page | {"reps": "12"})

    now = stored(item)
    assert (status, now.sets, now.reps, now.cue) == (200, 5, 12, "Heels down.")
    assert "Omar Quill changed the sets and the cue meanwhile: kept." in answer
    assert "data-take" in answer and "&quot;sets&quot;: [&quot;5&quot;]" in answer


def test_what_both_changed_is_asked_and_nothing_else(
    as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    status, answer = send(as_ana, item, page | {"sets": "4", "reps": "12"})

    now = stored(item)
    assert (status, now.sets, now.reps) == (409, 5, 12)
    assert "Omar Quill’s: <b>5 sets</b> · Yours: <b>4 sets</b>" in answer
    assert answer.count('name="use"') == 1
    assert "Omar Quill changed the cue meanwhile: kept." in answer


def decide(item: PlanItem, name: str, *, choice: str) -> dict[str, Any]:
    mine = json.dumps({"sets": ["4"]})
    return shown(stored(item)) | {"mine": mine, choice: name}


def test_use_mine_writes_it(as_ana: Client, item: PlanItem, page: dict[str, Any]) -> None:
    status, _ = send(as_ana, item, decide(item, "sets", choice="use"))

    assert (status, stored(item).sets, stored(item).cue) == (200, 4, "Heels down.")


def test_keep_theirs_writes_nothing(as_ana: Client, item: PlanItem, page: dict[str, Any]) -> None:
    before = stored(item).version

    status, answer = send(as_ana, item, decide(item, "sets", choice="keep"))

    assert (status, stored(item).sets, stored(item).version) == (200, 5, before)
    assert "question" not in answer


def test_use_mine_asks_again_when_it_changed_once_more(
    as_ana: Client, item: PlanItem, page: dict[str, Any], owner: Member
) -> None:
    decided = decide(item, "sets", choice="use")
    item_actions.change_item(item, {"sets": 7}, version=2, by=owner)

    status, answer = send(as_ana, item, decided)

    assert (status, stored(item).sets) == (409, 7)
    assert "<b>7 sets</b> · Yours: <b>4 sets</b>" in answer


def test_open_question_waits_while_other_fields_are_saved(
    as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    open_one = shown(stored(item)) | {"mine": json.dumps({"sets": ["4"]}), "reps": "9"}

    status, answer = send(as_ana, item, open_one)

    assert (status, stored(item).reps, stored(item).sets) == (409, 9, 5)
    assert 'role="alert"' not in answer.partition("question")[2].partition("</div>")[0]


@pytest.mark.parametrize(
    "mine", ["", "{", "[]", '{"sets": ["many"]}', '{"sets": 4}', '{"version": ["9"]}', "[" * 9999]
)
def test_question_that_cannot_be_read_is_none(
    mine: str, as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    status, _ = send(as_ana, item, shown(stored(item)) | {"mine": mine, "reps": "9"})

    assert (status, stored(item).reps) == (200, 9)


@pytest.mark.parametrize("was", ["", "{", "null", '{"sets": 3}', '{"sets": ["x"]}', "[" * 9999])
@pytest.mark.parametrize("version", [1, 99])
def test_without_what_was_seen_each_difference_is_asked(
    was: str, version: int, as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    status, answer = send(as_ana, item, page | {"was": was, "version": version, "reps": "12"})

    now = stored(item)
    assert (status, now.sets, now.reps, now.cue) == (409, 5, 10, "Heels down.")
    assert re.findall(r'name="use" value="(\w+)"', answer) == ["sets", "reps", "cue"]


def test_days_and_their_number_are_asked_together(
    as_ana: Client, item: PlanItem, owner: Member
) -> None:
    before = shown(item)
    item_actions.change_item(item, {"weekdays": 0, "days_per_week": 3}, version=1, by=owner)

    status, answer = send(as_ana, item, before | {"days": ["0", "2", "4"]})

    assert (status, stored(item).days_per_week) == (409, 3)
    assert "<b>3 days a week</b> · Yours: <b>Monday, Wednesday and Friday</b>" in answer
    mine = {"days": ["0", "2", "4"], "days_per_week": []}
    use = shown(stored(item)) | {"mine": json.dumps(mine), "use": "days"}
    assert send(as_ana, item, use)[0] == 200
    assert (stored(item).weekdays, stored(item).days_per_week) == (0b0010101, None)


def test_load_and_band_are_asked_together(as_ana: Client, item: PlanItem, owner: Member) -> None:
    before = shown(item)
    item_actions.change_item(item, {"band": "red"}, version=1, by=owner)

    status, answer = send(as_ana, item, before | {"load_kg": "2.5"})

    assert (status, stored(item).load_kg) == (409, None)
    assert "with the red band" in answer and "with 2.5 kg" in answer


def test_step_holds_only_what_was_changed(
    as_ana: Client, ana: Member, item: PlanItem, page: dict[str, Any]
) -> None:
    send(as_ana, item, page | {"reps": "12"})

    step = PlanStep.objects.get(made_by=ana)
    assert step.said == f"Dose of {item}"
    assert step.changes == {f"item {item.pk}": {"before": {"reps": 10}, "after": {"reps": 12}}}
    undoing.undo(item.phase.plan, by=ana)
    assert (stored(item).reps, stored(item).sets, stored(item).cue) == (10, 5, "Heels down.")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"side": "left"}, "Side of Bridge"),
        ({"cue": "Slow."}, "Cue of Bridge"),
        ({"sets": "1", "cue": "Slow."}, "Dose and cue of Bridge"),
        ({"taught": "shown", "cue": "Slow."}, "Cue and teaching of Bridge"),
    ],
)
def test_step_says_what_was_changed(
    fields: dict[str, str], said: str, as_ana: Client, plan: Plan
) -> None:
    item = make.item(plan, make.exercise("Bridge", side=Exercise.Side.EACH), side="each")

    send(as_ana, item, shown(item) | fields)

    assert PlanStep.objects.get().said == said


def test_saving_what_is_there_writes_nothing(as_ana: Client, item: PlanItem) -> None:
    status, _ = send(as_ana, item, shown(item))

    assert (status, stored(item).version) == (200, 1)
    assert not PlanStep.objects.exists()
    assert not AuditEvent.objects.filter(action="change").exists()


def test_own_change_elsewhere_is_told_as_ones_own(
    as_ana: Client, ana: Member, item: PlanItem
) -> None:
    before = shown(item)
    item_actions.change_item(item, {"sets": 5}, version=1, by=ana)

    _, answer = send(as_ana, item, before | {"reps": "12"})

    assert "You changed the sets elsewhere meanwhile: kept." in answer


def test_change_sent_twice_asks_nothing_of_what_came_since(
    as_ana: Client, item: PlanItem, owner: Member
) -> None:
    typed = shown(item) | {"sets": "4"}
    key = {"X-Change": KEY}
    send(as_ana, item, typed, **key)
    item_actions.change_item(item, {"sets": 6}, version=2, by=owner)

    status, answer = send(as_ana, item, typed, **key)

    assert (status, stored(item).sets) == (200, 6)
    assert 'name="use"' not in answer


def test_question_whose_answer_was_lost_is_asked_again(
    as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    typed = page | {"sets": "4", "reps": "12"}
    first, again = (send(as_ana, item, typed, **{"X-Change": KEY}) for _ in range(2))

    assert first[0] == again[0] == 409
    assert "Yours: <b>4 sets</b>" in again[1] and stored(item).reps == 12


def test_item_taken_out_meanwhile_is_said_and_the_typing_stays(
    as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    PlanItem.objects.filter(pk=item.pk).update(status=PlanItem.Status.STOPPED)

    status, answer = send(as_ana, item, page | {"reps": "12"})

    assert (status, stored(item).reps) == (422, 10)
    assert "taken out by somebody else" in answer and 'value="12"' in answer


def test_ended_plan_takes_nothing(as_ana: Client, item: PlanItem, page: dict[str, Any]) -> None:
    Plan.objects.update(status=Plan.Status.ENDED)

    status, answer = send(as_ana, item, page | {"reps": "12"})

    assert (status, stored(item).reps) == (422, 10)
    assert "This plan has ended." in answer


def test_item_of_another_clinic_is_not_there(
    as_olga: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    assert send(as_olga, item, page | {"reps": "12"})[0] == 404


def test_side_that_is_no_longer_offered_stays(as_ana: Client, plan: Plan) -> None:
    item = make.item(plan, make.exercise(side=Exercise.Side.NONE), side="left")

    status, _ = send(as_ana, item, shown(item) | {"reps": "12"})

    assert (status, stored(item).side, stored(item).reps) == (200, "left", 12)


@pytest.mark.parametrize("count", [1, 3])
def test_merging_asks_the_same_for_any_number_of_items(
    count: int, as_ana: Client, item: PlanItem, page: dict[str, Any], django_assert_num_queries: Any
) -> None:
    for _ in range(count - 1):
        make.item(item.phase.plan, make.exercise(f"Other {_}"))

    with django_assert_num_queries(48):
        send(as_ana, item, page | {"reps": "12"})


def test_without_script_the_page_asks_and_takes_the_answer(
    as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    address = reverse("programs:item_edit", args=[item.pk])

    asked = as_ana.post(address, page | {"sets": "4"})
    answered = as_ana.post(address, decide(item, "sets", choice="use"))

    assert asked.status_code == 409 and b"<h1>" in asked.content
    assert (answered.status_code, stored(item).sets) == (302, 4)


def test_every_empty_choice_says_what_it_is(as_ana: Client, item: PlanItem) -> None:
    page = as_ana.get(reverse("programs:item_edit", args=[item.pk])).content.decode()

    assert "No band</option>" in page and "---" not in page


@pytest.mark.parametrize("address", ["item_edit", "item_dose_keep", "item_cue_keep"])
def test_mistake_elsewhere_leaves_the_question_open(
    address: str, as_ana: Client, item: PlanItem, page: dict[str, Any]
) -> None:
    mine = json.dumps({"reps": ["4"]})
    typed = shown(stored(item)) | {"mine": mine, "sets": "0", "cue": "x" * 201}

    answer = as_ana.post(reverse(f"programs:{address}", args=[item.pk]), typed, headers=HTMX)

    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 422 and "From 1 to 20." in text
    assert "Somebody else’s: <b>10 times</b> · Yours: <b>4 times</b>" in text
