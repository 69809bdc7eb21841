import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programs.models import Entry, EntryVersion, PlanItem
from tests import make
from tests.programs.diary.build import MONDAY, issue, sheet_of
from tests.programs.portal.conftest import slot

RECORD = "/my/2026-11-23/record/"


def forms_of(page: str) -> list[dict[str, str]]:
    """What each form would send as it stands, buttons apart, from a browser without script."""
    found = []
    for form in re.findall(r'<form method="post" action="/my/2026.*?</form>', page, re.S):
        tags = re.findall(r"<input[^>]*>", form)
        sent = {}
        for tag in tags:
            name, value = (re.search(f'{what}="([^"]*)"', tag) for what in ("name", "value"))
            if name and ("radio" not in tag or "checked" in tag):
                sent[name[1]] = value[1] if value else ""
        found.append(sent)
    return found


def test_one_tap_on_done_records_what_the_dose_asks(phone: Client, asked: PlanItem) -> None:
    [tap] = forms_of(phone.get("/my/").content.decode())

    response = phone.post(RECORD, tap | {"outcome": "done"})

    entry = Entry.objects.get()
    assert response.headers["Location"] == "/my/#e1-1"
    assert (entry.outcome, entry.sets_done, entry.reps_done) == ("done", 3, 10)
    assert (entry.pain_0_to_10, entry.source, entry.item) == (None, "phone", asked)


def test_the_page_then_says_so_and_when(phone: Client, asked: PlanItem) -> None:
    phone.post(RECORD, slot(asked))

    page = phone.get("/my/").content.decode()

    assert "Saved 19:00" in page
    assert "3 sets of 10" in page
    assert "Add pain or a note" in page


def test_pain_and_a_note_are_added_afterwards(phone: Client, asked: PlanItem) -> None:
    phone.post(RECORD, slot(asked))
    _tap, more = forms_of(phone.get("/my/").content.decode())

    phone.post(RECORD, more | {"pain": "2", "effort": "6", "reason": "", "note": "Easier today"})

    entry = Entry.objects.get()
    assert (entry.outcome, entry.sets_done, entry.reps_done) == ("done", 3, 10)
    assert (entry.pain_0_to_10, entry.effort_0_to_10, entry.note) == (2, 6, "Easier today")


def test_another_tap_changes_the_outcome_and_keeps_the_rest(phone: Client, asked: PlanItem) -> None:
    make.entry(asked, MONDAY, pain_0_to_10=4, note="Slept badly", sets_done=3, reps_done=10)
    tap, _more = forms_of(phone.get("/my/").content.decode())

    phone.post(RECORD, tap | {"outcome": "not_done"})

    entry = Entry.objects.get()
    assert (entry.outcome, entry.pain_0_to_10, entry.note) == ("not_done", 4, "Slept badly")
    assert (entry.sets_done, entry.reps_done) == (None, None)
    assert EntryVersion.objects.get().outcome == "done"


def test_what_got_in_the_way_is_kept_beside_the_note(phone: Client, asked: PlanItem) -> None:
    phone.post(
        RECORD, slot(asked, outcome="not_done", reason="unwell", note="A cold", sets="", reps="")
    )

    page = phone.get("/my/").content.decode()

    entry = Entry.objects.get()
    assert (entry.reason, entry.note) == ("unwell", "A cold")
    assert '<option value="unwell" selected>' in page
    assert re.search(r">\s*A cold</textarea>", page)


def test_the_same_form_sent_twice_makes_one_row(phone: Client, asked: PlanItem) -> None:
    phone.post(RECORD, slot(asked))
    phone.post(RECORD, slot(asked))

    assert Entry.objects.count() == 1
    assert EntryVersion.objects.count() == 0


def test_a_day_of_last_week_can_be_corrected(phone: Client, asked: PlanItem) -> None:
    day = MONDAY - timedelta(days=7)

    response = phone.post(f"/my/{day}/record/", slot(asked, outcome="partly"))

    assert response.headers["Location"] == "/my/2026-11-16/#e1-1"
    assert Entry.objects.get().day == day


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"pain": "11"}, "Pain: a number from 0 to 10."),
        ({"effort": "hard"}, "Effort: a number from 0 to 10."),
        ({"sets": "99", "reps": "1"}, "Sets: a number from 0 to 20."),
        ({"sets": "3", "reps": "ten"}, "Times each set: a number from 0 to 200."),
        ({"outcome": ""}, "Choose done, partly or not done."),
    ],
)
def test_bad_input_is_said_and_what_was_typed_is_kept(
    typed: dict[str, str], message: str, phone: Client, asked: PlanItem
) -> None:
    response = phone.post(RECORD, slot(asked, note="Mine to keep", **typed))

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(message) >= 2 or "outcome" in typed
    assert message in page
    assert "Mine to keep" in page
    assert Entry.objects.count() == 0


def test_a_closed_day_says_so(phone: Client, asked: PlanItem) -> None:
    response = phone.post(f"/my/{MONDAY - timedelta(days=8)}/record/", slot(asked))

    assert response.status_code == 422
    assert "That day is closed." in response.content.decode()


@pytest.mark.parametrize("fields", [{"item": 1}, {"session": 2}, {"side": "left"}, {"item": 2**62}])
def test_what_is_not_on_the_sheet_is_not_found(
    fields: dict[str, Any], phone: Client, asked: PlanItem
) -> None:
    assert phone.post(RECORD, slot(asked) | fields).status_code == 404
    assert Entry.objects.count() == 0


def test_another_patients_item_is_not_found(
    phone: Client, asked: PlanItem, other_clinic: Any
) -> None:
    theirs = make.item(make.plan(make.patient(other_clinic)))
    issue(theirs.phase.plan, sheet_of(theirs), at=make.moment("2026-11-02 09:00"))

    assert phone.post(RECORD, slot(theirs)).status_code == 404
    assert Entry.objects.count() == 0


def test_tomorrow_cannot_be_recorded(phone: Client, asked: PlanItem) -> None:
    assert phone.post("/my/2026-11-24/record/", slot(asked)).status_code == 404


@pytest.mark.parametrize("anchor", ["//evil.example", "e1-1#x", ""])
def test_the_answer_leads_back_to_the_page_only(
    anchor: str, phone: Client, asked: PlanItem
) -> None:
    response = phone.post(RECORD, slot(asked, anchor=anchor))

    assert response.status_code == 422


def test_a_stranger_records_nothing(client: Client, asked: PlanItem) -> None:
    response = client.post(RECORD, slot(asked))

    assert response.headers["Location"] == "/p/"
    assert Entry.objects.count() == 0


def test_recording_takes_few_statements(
    phone: Client, asked: PlanItem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):  # the session, and five of the action
        phone.post(RECORD, slot(asked))
    with django_assert_num_queries(8):
        phone.post(RECORD, slot(asked, outcome="partly"))
