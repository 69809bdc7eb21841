"""Loading: whole or not at all, and only what is new or another."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Member
from programs.exchange import actions, work
from programs.exchange.loading import MovedError
from programs.models import Exercise, LibraryImport, Photo
from tests import make
from tests.programs.exchange.zips import checked, loaded, packed, png, row, table, zip_of

pytestmark = pytest.mark.django_db


def own(clinic: Clinic, code: str = "OWN1") -> Exercise:
    found: Exercise = Exercise.objects.owned_by(clinic).get(code=code)
    return found


def test_exercise_has_what_its_row_says(clinic: Clinic, owner: Member, bridge: Exercise) -> None:
    cells = {
        "aliases": "Hip lift|Pelvic lift",
        "regions": "low_back|hip",
        "equipment": "mat",
        "sets": "3",
        "reps": "10",
        "load_kg": "2,5",
        "weekdays": "mo|fr",
        "level": "4",
        "harder": "OWN2",
        "easier": "LB25",
        "copied_from": "LB25",
        "figure": "LB25",
    }

    loaded(packed(row(**cells), row("OWN2")), clinic, owner)

    made = own(clinic)
    assert (made.aliases, made.difficulty, made.sets, made.reps) == (
        "Hip lift\nPelvic lift",
        4,
        3,
        10,
    )
    assert (str(made.load_kg), made.weekdays, made.needs_floor) == ("2.50", 0b10001, True)
    assert {term.code for term in made.regions.all()} == {"low_back", "hip"}
    assert [one.code for one in (*made.harder.all(), *made.easier.all())] == ["OWN2", "LB25"]
    assert (made.copied_from, made.changed_by) == (bridge, owner)
    assert {one.drawing_id for one in made.pictures.all()} == {
        one.drawing_id for one in bridge.pictures.all()
    }


def test_new_exercise_awaits_a_sign_off_of_this_clinic(clinic: Clinic) -> None:
    loaded(packed(row()), clinic)

    made = own(clinic)
    assert (made.sign_off, made.version, made.dose_source) == ("awaiting", 1, "Our clinic")


def test_photograph_takes_the_drawings_place(clinic: Clinic) -> None:
    cells = {
        "figure": "LB25",
        "picture_start": "a.png",
        "alt_start": "Ana lies.",
        "picture_end": "none",
    }

    loaded(packed(row(**cells), a_png=png()), clinic)

    shown = own(clinic).pictures.get()
    assert (shown.frame, shown.alt, shown.drawing) == ("start", "Ana lies.", None)
    assert shown.photo == Photo.objects.for_clinic(clinic).get()


def test_one_picture_in_two_rows_is_kept_once(clinic: Clinic) -> None:
    rows = [row(f"OWN{n}", picture_end="a.png") for n in (1, 2)]

    loaded(packed(*rows, a_png=png()), clinic)

    assert Photo.objects.for_clinic(clinic).count() == 1


def test_change_raises_the_version_and_takes_the_sign_off(clinic: Clinic, ana: Member) -> None:
    loaded(packed(row(), row("OWN2")), clinic)
    long_ago = timezone.now() - timedelta(days=9)
    Exercise.objects.owned_by(clinic).update(
        sign_off="signed", signed_by=ana, signed_on=timezone.localdate(), changed_at=long_ago
    )

    loaded(packed(row(feel_it="Here."), row("OWN2")), clinic)

    first, second = own(clinic), own(clinic, "OWN2")
    assert (first.version, first.sign_off, first.signed_by, first.signed_on) == (
        2,
        "awaiting",
        None,
        None,
    )
    assert (second.version, second.sign_off, second.signed_by) == (1, "signed", ana)
    assert first.changed_at > long_ago == second.changed_at


def test_new_neighbour_leaves_the_version_and_the_sign_off(clinic: Clinic, ana: Member) -> None:
    loaded(packed(row(), row("OWN2")), clinic)
    Exercise.objects.owned_by(clinic).update(sign_off="signed", signed_by=ana)

    loaded(packed(row(harder="OWN2", status="retired"), row("OWN2")), clinic)

    first = own(clinic)
    assert (first.version, first.sign_off, first.status) == (1, "signed", "retired")
    assert [one.code for one in first.harder.all()] == ["OWN2"]


def test_columns_that_are_left_out_stay_as_they_are(clinic: Clinic) -> None:
    loaded(
        packed(row(feel_it="Here.", reps="8", picture_end="a.png", equipment="mat"), a_png=png()),
        clinic,
    )

    loaded(packed(row(name="Another name")), clinic)

    made = own(clinic)
    assert (made.name, made.feel_it, made.reps, made.version) == ("Another name", "Here.", 8, 2)
    assert made.pictures.count() == made.equipment.count() == 1


def test_empty_cells_empty_what_was_there(clinic: Clinic) -> None:
    loaded(
        packed(row(feel_it="Here.", reps="8", picture_end="a.png", equipment="mat"), a_png=png()),
        clinic,
    )

    loaded(packed(row(feel_it="", reps="", picture_end="", equipment="")), clinic)

    made = own(clinic)
    assert (made.feel_it, made.reps) == ("", None)
    assert made.pictures.count() == made.equipment.count() == 0


def test_nothing_is_ever_deleted(clinic: Clinic, other_clinic: Clinic) -> None:
    for one in (clinic, other_clinic):
        make.exercise("Stays", clinic=one, code="STAYS")

    loaded(packed(row()), clinic)

    assert own(clinic, "STAYS").name == own(other_clinic, "STAYS").name == "Stays"
    assert not Exercise.objects.owned_by(other_clinic).filter(code="OWN1").exists()


def test_file_is_gone_once_it_is_loaded(clinic: Clinic, kept: Any) -> None:
    one = loaded(packed(row()), clinic)

    assert (one.status, one.file.name, kept()) == ("done", "", [])


def test_import_is_in_the_audit(clinic: Clinic, owner: Member) -> None:
    one = loaded(packed(row()), clinic, owner)

    told = AuditEvent.objects.filter(clinic=clinic, member_id=owner.pk).order_by("id")
    assert list(told.values_list("action", "subject")) == [
        ("create", f"import {one.pk}"),
        ("change", f"import {one.pk}"),
    ]


def test_failure_in_the_middle_leaves_nothing(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = checked(packed(row(harder="OWN2"), row("OWN2")), clinic)
    actions.start_loading(one, by=None)
    monkeypatch.setattr("programs.exchange.loading._replace", None)

    with pytest.raises(TypeError):
        work.load_import.call(one.pk)

    assert not Exercise.objects.owned_by(clinic).exists()


def test_library_that_changed_since_the_check_is_checked_again(clinic: Clinic, kept: Any) -> None:
    one = checked(packed(row(harder="OWN2", picture_end="a.png"), row("OWN2"), a_png=png()), clinic)
    make.exercise("Meanwhile", clinic=clinic, code="OWN2").harder.add(
        make.exercise("Ours", clinic=clinic, code="OWN1")
    )
    rows = table(row("OWN1", harder="OWN2"))
    one.file.save("x.zip", zip_file(rows))
    actions.start_loading(one, by=None)

    work.load_import.call(one.pk)

    one.refresh_from_db()
    assert one.status == "failed" and "leads back to itself" in one.report["problems"][0][3]
    assert own(clinic).name == "Ours"


def zip_file(rows: bytes) -> Any:
    from django.core.files.base import ContentFile

    return ContentFile(zip_of({"exercises.csv": rows}))


def test_pictures_go_again_when_the_library_keeps_changing(
    clinic: Clinic,
    kept: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    before = loaded(packed(row("OLD", picture_end="a.png"), a_png=png(1)), clinic)
    files = kept()
    rows = row(picture_start="a.png", picture_end="b.png")
    one = checked(packed(rows, a_png=png(1), b_png=png(2)), clinic)
    actions.start_loading(one, by=None)

    def moved(prepared: Any, **when: Any) -> None:
        raise MovedError

    monkeypatch.setattr(work, "write", moved)
    with django_capture_on_commit_callbacks(execute=True):
        work.load_import.call(one.pk)

    one.refresh_from_db()
    assert (before.status, one.status) == ("done", "failed")
    assert kept() == files and Photo.objects.count() == 1
    assert LibraryImport.objects.filter(file="").count() == 2
