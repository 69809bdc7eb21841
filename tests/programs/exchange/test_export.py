"""Taken out, brought in elsewhere, taken out again: the same file, and the same library."""

import csv
import io
import zipfile
from typing import Any

import pytest
from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Member
from programs.exchange import library
from programs.exchange.export import export_library, zip_of
from programs.models import Exercise, Photo
from tests import make
from tests.programs.exchange.zips import loaded, packed, png, row
from tests.programs.media.films import film

pytestmark = pytest.mark.django_db
# Columns of an exercise that stay with the clinic, and why.
STAYS = {
    *("id", "clinic", "version", "changed_at", "changed_by"),  # which row, and its history
    *("sign_off", "signed_by", "signed_on"),  # nobody else can stand for it
}


def whole(clinic: Clinic) -> bytes:
    return b"".join(zip_of(clinic))


def cells(content: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("exercises.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def full(clinic: Clinic, bridge: Exercise) -> Clinic:
    """A clinic with everything that an exercise can have, and what is hard to write down."""
    rows = [
        row(
            "FULL",
            name="=1+1 | “bridge”; ünsere, 'ours'",
            aliases="'=a|+b\\|c|-d|@e|'plain'",
            feel_it='One line.\nAnother; with, signs \\ and "quotes"',
            muscles="",
            equipment="mat",
            regions="hip|knee",
            needs_floor="no",
            sets="3",
            reps="10",
            hold_seconds="0",
            load_kg="2.50",
            band="red",
            effort_0_to_10="0",
            days_per_week="3",
            tempo="-slow",
            level="5",
            harder="LB25|DRAWN",
            copied_from="LB25",
            video="film.mp4",
            picture_start="a.png",
            credit_start="Ana",
            picture_end="b.png",
        ),
        row("DRAWN", figure="LB25", easier="LB25", weekdays="mo|su", status="retired"),
        row("HALF", figure="LB25", picture_start="none", picture_end="a.png", alt_end="=alt"),
    ]
    rows[0]["harder"] = "HALF"
    loaded(packed(*rows, a_png=png(1), b_png=png(2), film_mp4=film()), clinic)
    return clinic


def test_round_trip_gives_the_same_file(full: Clinic, other_clinic: Clinic) -> None:
    first = whole(full)

    one = loaded(first, other_clinic)

    assert one.report["summary"] == {
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "left_alone": 0,
        "pictures": 3,
        "unused": 0,
    }
    assert whole(other_clinic) == first


def test_round_trip_gives_the_same_library(full: Clinic, other_clinic: Clinic) -> None:
    loaded(whole(full), other_clinic)

    ours, theirs = ([facts(one) for one in library.own_rows(of)] for of in (full, other_clinic))
    assert ours == theirs
    assert len(ours) == 3


def facts(exercise: Exercise) -> dict[str, Any]:
    """Everything that travels, by the model's own list of it."""
    found: dict[str, Any] = {}
    for field in Exercise._meta.get_fields():
        if field.name in STAYS or (field.auto_created and field.name != "pictures"):
            continue
        value = getattr(exercise, field.name)
        found[field.name] = value
        if field.name == "pictures":
            shown = value.values_list(
                "frame", "is_left", "drawing", "photo__sha256", "alt", "credit"
            )
            found[field.name] = sorted(shown, key=str)
        elif field.many_to_many:
            found[field.name] = sorted(one.code for one in value.all())
        elif field.is_relation and value:
            found[field.name] = getattr(value, "sha256", None) or value.code
    return found | {"easier": sorted(one.code for one in exercise.easier.all())}


def test_own_library_brought_in_again_changes_nothing(full: Clinic) -> None:
    before = [(one.pk, one.version, one.changed_at) for one in library.own_rows(full)]

    one = loaded(whole(full), full)

    assert one.report["summary"]["unchanged"] == 3
    assert [(one.pk, one.version, one.changed_at) for one in library.own_rows(full)] == before


def test_file_holds_no_formula(full: Clinic) -> None:
    found = [cell for row in cells(whole(full)) for cell in row.values()]

    assert "'=1+1 | “bridge”; ünsere, 'ours'" in found
    assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_names_in_the_zip_say_whose_picture_it_is(full: Clinic) -> None:
    with zipfile.ZipFile(io.BytesIO(whole(full))) as archive:
        names = [name.rpartition("-")[0] or name for name in archive.namelist()]

    assert names[0] == "exercises.csv"
    assert sorted(names[1:]) == ["pictures/full-end", "pictures/full-start", "videos/full"]


def test_only_own_exercises_go_out(clinic: Clinic, other_clinic: Clinic) -> None:
    make.exercise("Theirs", clinic=other_clinic, code="THEIRS")
    make.exercise("Ours", clinic=clinic, code="OURS")

    assert [one["code"] for one in cells(whole(clinic))] == ["OURS"]


def test_taking_out_is_in_the_audit(clinic: Clinic, owner: Member) -> None:
    export_library(clinic=clinic, by=owner)

    told = AuditEvent.objects.get(action="export")
    assert (told.subject, told.member_id, told.clinic) == ("library", owner.pk, clinic)


def test_number_of_statements_does_not_grow(clinic: Clinic, django_assert_num_queries: Any) -> None:
    for size in (1, 3):
        loaded(
            packed(*(row(f"OWN{n}", picture_end="a.png") for n in range(size)), a_png=png()), clinic
        )
        with django_assert_num_queries(15):
            whole(clinic)


def test_lost_file_is_named_and_the_rest_goes_out(full: Clinic) -> None:
    lost, *_, there = Photo.objects.for_clinic(full)
    lost.file.storage.delete(str(lost.file.name))

    with zipfile.ZipFile(io.BytesIO(whole(full))) as archive:
        names, note = archive.namelist(), archive.read("missing.txt").decode()

    assert lost.sha256[:8] in note and there.sha256[:8] not in note
    assert lost.sha256[:8] not in "".join(names) and there.sha256[:8] in "".join(names)


def test_table_shows_one_moment(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody changes all exercises after the first of them was read."""
    loaded(packed(row("OWN1"), row("OWN2")), clinic)
    monkeypatch.setattr(library, "CHUNK", 1)
    read, now = library.record_of, timezone.now()

    def read_and_change(one: Exercise) -> Any:
        found = read(one)
        Exercise.objects.owned_by(clinic).update(name="Other", changed_at=now)
        return found

    monkeypatch.setattr(library, "record_of", read_and_change)

    assert [found["name"] for found in cells(whole(clinic))] == ["Other", "Other"]
