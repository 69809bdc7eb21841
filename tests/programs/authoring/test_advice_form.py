"""programs:advice_new, advice_edit, advice_copy, advice_retire, advice_restore, advice_preview."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from programs.models import Advice, Region
from tests import make

NEW, PREVIEW = "/advice/new/", "/advice/preview/"
TYPED = {
    "name": "Our nights",
    "main_message": "Go to bed at the same time.",
    "body": "Rest well.\r\n# How\r\n- Lie down.\r\n",
    "therapist_note": "",
    "source": "",
    "version": "1",
}


@pytest.fixture
def ours(clinic: Clinic) -> Advice:
    return make.advice("Our nights", clinic=clinic)


def url(action: str, advice: Advice) -> str:
    return reverse(f"programs:advice_{action}", args=[advice.pk])


def test_advice_new_saves_and_shows_it(as_ana: Client, clinic: Clinic) -> None:
    hip = Region.objects.create(code="hip", name="Hip")

    response = as_ana.post(NEW, TYPED | {"regions": [hip.pk]})

    made = Advice.objects.get(clinic=clinic)
    assert response.headers["Location"] == made.get_absolute_url()
    assert made.body == "Rest well.\n# How\n- Lie down."
    assert list(made.regions.all()) == [hip]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "This field is required"),
        ("main_message", "Rest. Then move.", "Say it in one sentence"),
        ("main_message", "word " * 41, "at most 200 characters"),
        ("body", "Text\n# Empty", "Line 2: the heading has nothing beneath it."),
        ("body", "- ", "Line 1: the point has no words."),
        ("body", "x" * 4001, "at most 4000 characters"),
        ("regions", "999", "not one of the available choices"),
    ],
)
def test_advice_new_says_what_to_mend_and_keeps_what_was_typed(
    as_ana: Client, field: str, value: str, message: str
) -> None:
    Region.objects.create(code="hip", name="Hip")

    response = as_ana.post(NEW, TYPED | {"source": "Kept words", field: value})

    page = response.content.decode()
    assert response.status_code == 422
    assert message in page and "Kept words" in page
    assert not Advice.objects.exists()


def test_advice_edit_shows_what_is_there(as_ana: Client, ours: Advice) -> None:
    page = as_ana.get(url("edit", ours)).content.decode()

    assert "Change “Our nights”" in page
    assert 'name="version" value="1"' in page
    assert "- Lie down.\n- Get up." in page


def test_advice_edit_saves_the_next_version(as_ana: Client, ours: Advice) -> None:
    response = as_ana.post(url("edit", ours), TYPED, follow=True)

    ours.refresh_from_db()
    assert (ours.version, ours.main_message) == (2, "Go to bed at the same time.")
    assert "Saved." in response.content.decode()


def test_advice_edit_shows_both_texts_to_the_second_of_two(as_ana: Client, ours: Advice) -> None:
    as_ana.post(url("edit", ours), TYPED | {"body": "Her words."})

    response = as_ana.post(url("edit", ours), TYPED | {"body": "His words."})

    page = response.content.decode()
    ours.refresh_from_db()
    assert response.status_code == 422
    assert "Ana Brook</strong>" not in page and "Ana Brook changed this" in page
    assert "Her words.</p>" in page and "His words.</p>" in page
    assert 'name="version" value="2"' in page
    assert ours.body == "Her words."


def test_advice_edit_saves_mine_after_the_conflict_was_seen(as_ana: Client, ours: Advice) -> None:
    as_ana.post(url("edit", ours), TYPED | {"body": "Her words."})

    as_ana.post(url("edit", ours), TYPED | {"body": "His words.", "version": "2"})

    ours.refresh_from_db()
    assert (ours.body, ours.version) == ("His words.", 3)


def test_advice_edit_twice_with_the_same_words_is_no_conflict(as_ana: Client, ours: Advice) -> None:
    for _ in range(2):
        response = as_ana.post(url("edit", ours), TYPED)

    assert response.status_code == 302
    ours.refresh_from_db()
    assert ours.version == 2


def test_advice_edit_without_a_change_is_no_version(as_ana: Client, ours: Advice) -> None:
    Advice.objects.update(therapist_note="One.\nTwo.")
    ours.refresh_from_db()
    shown = {name: getattr(ours, name).replace("\n", "\r\n") for name in TYPED if name != "version"}

    as_ana.post(url("edit", ours), shown | {"version": "1"})

    ours.refresh_from_db()
    assert (ours.version, ours.therapist_note) == (1, "One.\nTwo.")


def test_advice_edit_refuses_what_is_retired(as_ana: Client, ours: Advice) -> None:
    Advice.objects.update(status=Advice.Status.RETIRED)

    response = as_ana.post(url("edit", ours), TYPED)

    assert "Bring it back before you change it." in response.content.decode()


@pytest.mark.parametrize("action", ["edit", "sign", "retire", "restore"])
def test_starter_leaflet_is_changed_by_nobody(action: str, as_ana: Client) -> None:
    starter = make.advice()

    assert as_ana.post(url(action, starter), TYPED).status_code == 404
    starter.refresh_from_db()
    assert (starter.version, starter.status) == (1, "current")


def test_advice_copy_leads_to_the_copy(as_ana: Client, clinic: Clinic) -> None:
    starter = make.advice("Sleep")

    response = as_ana.post(url("copy", starter))

    copy = Advice.objects.get(clinic=clinic)
    assert response.headers["Location"] == url("edit", copy)


def test_retired_leaflet_can_be_brought_back(as_ana: Client, ours: Advice) -> None:
    page = as_ana.post(url("retire", ours), follow=True).content.decode()
    assert "Retired." in page and "Bring back" in page and ">Change<" not in page

    page = as_ana.post(url("restore", ours), follow=True).content.decode()
    assert "Back in use." in page and ">Change<" in page


def test_front_desk_is_offered_no_change(as_fran: Client, ours: Advice) -> None:
    pages = [as_fran.get(page).content.decode() for page in ("/advice/", ours.get_absolute_url())]

    assert not any(word in page for page in pages for word in ("Write a leaflet", ">Copy<"))


def test_preview_shows_the_leaflet_and_how_it_reads(as_ana: Client) -> None:
    page = as_ana.post(PREVIEW, TYPED).content.decode()

    assert "<li>Lie down.</li>" in page and "<h3>How</h3>" in page
    assert "Easy to read for most people." in page
    assert not Advice.objects.exists()


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"body": "Perform unilateral lumbar flexion, maintaining abdominal activation."}, "Hard"),
        ({"body": "Mind the flexion."}, "A word of the trade: flexion (say: bending)."),
        ({"body": "It heals your back."}, "“heals” promises too much."),
        ({"body": "Go " * 30 + "."}, "One sentence has 30 words."),
        ({"body": "# Alone"}, "the heading has nothing beneath it."),
    ],
)
def test_preview_notes_what_could_be_plainer(
    as_ana: Client, fields: dict[str, Any], note: str
) -> None:
    assert note in as_ana.post(PREVIEW, TYPED | fields).content.decode()


def test_hard_words_are_noted_and_saved(as_ana: Client, ours: Advice) -> None:
    hard = "Perform unilateral lumbar flexion, maintaining abdominal activation throughout."

    assert as_ana.post(url("edit", ours), TYPED | {"body": hard}).status_code == 302
    ours.refresh_from_db()
    assert ours.body == hard


def test_preview_of_nothing_waits_for_words(as_ana: Client) -> None:
    assert "shows here as you type" in as_ana.post(PREVIEW, {}).content.decode()


def test_preview_of_far_too_much_says_so_at_once(as_ana: Client) -> None:
    page = as_ana.post(PREVIEW, TYPED | {"body": "A long word. " * 40_000}).content.decode()

    assert "This has 520000 characters, 4000 at most." in page
    assert len(page) < 20_000


@pytest.mark.parametrize("typed", ["a\0b", "<script>alert(1)</script>", "\u202e# turned"])
def test_strange_letters_do_no_harm(as_ana: Client, typed: str) -> None:
    response = as_ana.post(NEW, TYPED | {"body": typed, "name": typed[:80]}, follow=True)

    assert response.status_code in (200, 422)
    assert "<script>alert" not in response.content.decode()
