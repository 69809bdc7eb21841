"""Cues that are kept, and how far the teaching went."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from patients.models import Patient
from programs.models import Plan, PlanItem, Snippet
from programs.plans import cues
from programs.plans.errors import PlanError
from programs.plans.snapshot import build_sheet
from tests.programs.plans.test_item_edit import edit

HTMX = {"HX-Request": "true"}


def send(client: Client, name: str, item: PlanItem, **fields: object) -> Any:
    return client.post(reverse(f"programs:{name}", args=[item.pk]), fields, headers=HTMX)


def test_kept_cue_is_offered_again(as_ana: Client, ana: Member, item: PlanItem) -> None:
    page = send(as_ana, "item_cue_keep", item, cue=" Knees apart. ").content.decode()

    kept = Snippet.objects.get()
    assert (kept.text, kept.member) == ("Knees apart.", ana)
    assert 'data-cue="Knees apart."' in page


def test_cue_of_ones_own_is_not_offered_to_others(
    sam: Patient, as_owner: Client, ana: Member, owner: Member, item: PlanItem
) -> None:
    cues.keep_cue("Ana's own.", said_to=sam, by=ana)
    cues.keep_cue("For all.", said_to=sam, by=owner, is_for_all=True)

    page = as_owner.get(reverse("programs:item_edit", args=[item.pk]), headers=HTMX)

    assert "For all." in page.content.decode()
    assert "Ana&#x27;s own." not in page.content.decode()


def test_cues_stay_in_their_clinic(sam: Patient, ana: Member, olga: Member) -> None:
    cues.keep_cue("Hilltop's.", said_to=sam, by=olga, is_for_all=True)

    assert not cues.cues_for(ana).exists()


def test_same_cue_is_kept_once(sam: Patient, ana: Member, owner: Member) -> None:
    cues.keep_cue("Knees apart.", said_to=sam, by=owner, is_for_all=True)
    for _ in range(2):
        cues.keep_cue("Knees apart.", said_to=sam, by=ana)

    assert Snippet.objects.count() == 1


def test_nothing_typed_is_not_kept(as_ana: Client, item: PlanItem) -> None:
    response = send(as_ana, "item_cue_keep", item, cue="  ")

    assert response.status_code == 422
    assert "Type the cue first" in response.content.decode()


@pytest.mark.parametrize("text", ["x" * 201, "a\x00b"])
def test_what_no_field_would_take_is_not_kept(as_ana: Client, item: PlanItem, text: str) -> None:
    assert send(as_ana, "item_cue_keep", item, cue=text).status_code == 422
    assert not Snippet.objects.exists()


def test_cue_with_the_patients_name_is_not_kept(as_ana: Client, item: PlanItem) -> None:
    response = send(as_ana, "item_cue_keep", item, cue="Like a clam, Sam.")

    assert response.status_code == 422
    assert "Leave “Sam” out to keep it" in response.content.decode()
    assert not Snippet.objects.exists()


def test_only_so_many_cues_are_kept(sam: Patient, clinic: Clinic, ana: Member) -> None:
    Snippet.objects.bulk_create(
        Snippet(clinic=clinic, member=ana, text=f"Cue {number}") for number in range(cues.MOST_CUES)
    )

    with pytest.raises(PlanError, match="Remove one first"):
        cues.keep_cue("One more.", said_to=sam, by=ana)


def test_cue_is_removed_by_whose_it_is(
    sam: Patient, as_ana: Client, as_owner: Client, owner: Member, item: PlanItem
) -> None:
    cues.keep_cue("For all.", said_to=sam, by=owner, is_for_all=True)
    kept = Snippet.objects.get()

    send(as_ana, "item_cue_remove", item, kept=kept.pk)
    assert Snippet.objects.exists()
    send(as_owner, "item_cue_remove", item, kept=kept.pk)
    assert not Snippet.objects.exists()


def test_therapist_keeps_no_cue_for_everybody(as_ana: Client, item: PlanItem) -> None:
    assert send(as_ana, "item_cue_keep_for_all", item, cue="Knees.").status_code == 403


def test_teaching_is_shown_in_the_row_and_nowhere_else(
    as_ana: Client, ana: Member, item: PlanItem
) -> None:
    _, page = edit(as_ana, item, taught="needs_cue")

    plan = Plan.objects.for_page().get()
    sheet = build_sheet(plan, number=1, by=ana, reason="", today=plan.starts_on, before=None)
    assert "Needs a cue</span>" in page
    assert "needs_cue" not in repr(sheet) and "Needs a cue" not in repr(sheet)
