"""Writing, copying, changing, signing, retiring and restoring a clinic's own exercises."""

from dataclasses import replace
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Clinic, Member
from programs.authoring import exercise_actions as actions
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.authoring.exercise_codes import CodeTakenError
from programs.authoring.exercise_draft import (
    DRAWING,
    NONE,
    PHOTO,
    ExerciseDraft,
    PictureDraft,
    Shown,
    shown_then,
)
from programs.authoring.exercise_links import crossed
from programs.authoring.signing import sign
from programs.models import Exercise, Picture, Plan, Region
from tests import make


def draft_of(exercise: Exercise, **columns: Any) -> ExerciseDraft:
    """What the form would give when nothing but these columns is changed."""
    same = {name: getattr(exercise, name) for name in ("code", *actions.WORDS)}
    return ExerciseDraft(
        columns=same | columns,
        terms={name: list(getattr(exercise, name).all()) for name in actions.TERMS},
        easier=list(exercise.easier.all()),
        harder=list(exercise.harder.all()),
        pictures={"start": PictureDraft(), "end": PictureDraft()},
        video=exercise.video,
    )


def page_row(exercise: Exercise) -> Exercise:
    found: Exercise = Exercise.objects.for_page().get(pk=exercise.pk)
    return found


@pytest.fixture
def starter(db: None) -> Exercise:
    exercise: Exercise = make.exercise("Bridge", code="LB25", figure_code="LB25")
    for frame in ("start", "end", "moving"):
        drawing = make.drawing(f"left {frame}")
        Picture.objects.create(
            exercise=exercise, frame=frame, is_left=frame != "moving", drawing=drawing, alt="A."
        )
    return exercise


@pytest.fixture
def ours(clinic: Clinic, ana: Member, starter: Exercise) -> Exercise:
    copied = actions.copy_exercise(page_row(starter), clinic=clinic, by=ana)
    return page_row(copied)


def audited(exercise: Exercise) -> list[str]:
    events = AuditEvent.objects.filter(subject__startswith=f"exercise {exercise.pk}")
    return [f"{event.action}{event.subject.partition(str(exercise.pk))[2]}" for event in events]


def test_copy_takes_words_dose_terms_and_drawings(starter: Exercise, ours: Exercise) -> None:
    assert (ours.name, ours.patient_name) == ("Bridge (our version)", "Bridge")
    assert (ours.code, ours.copied_from, ours.sign_off) == ("C001", starter, "awaiting")
    assert ours.dose == starter.dose and ours.steps == starter.steps
    assert [region.code for region in ours.regions.all()] == ["low_back"]
    assert {p.drawing_id for p in ours.pictures.all()} == {
        p.drawing_id for p in starter.pictures.all()
    }
    assert audited(ours) == ["create"]


def test_copy_stands_between_the_same_neighbours(
    starter: Exercise, clinic: Clinic, other_clinic: Clinic, ana: Member
) -> None:
    low, high = make.exercise("Tilt", code="LB24"), make.exercise("Single", code="LB26")
    starter.easier.add(low, make.exercise("Theirs", clinic=other_clinic))
    starter.harder.add(high)

    copy = actions.copy_exercise(page_row(starter), clinic=clinic, by=ana)

    assert list(copy.easier.all()) == [low] and list(copy.harder.all()) == [high]


def test_copy_of_a_copy_has_a_name_of_its_own(ours: Exercise, clinic: Clinic, ana: Member) -> None:
    again = actions.copy_exercise(ours, clinic=clinic, by=ana)

    assert (again.name, again.code) == ("Bridge (our version) (2)", "C002")


def test_copy_twice_makes_one_until_it_is_changed(
    ours: Exercise, starter: Exercise, clinic: Clinic, ana: Member
) -> None:
    assert actions.copy_exercise(page_row(starter), clinic=clinic, by=ana) == ours
    assert audited(ours) == ["create"]

    actions.change_exercise(ours, draft_of(ours, avoid="Arching."), version=1, by=ana)

    assert actions.copy_exercise(page_row(starter), clinic=clinic, by=ana).code == "C002"


@pytest.mark.parametrize("what", ["words", "picture"])
def test_copy_is_not_one_that_came_otherwise(
    what: str, ours: Exercise, starter: Exercise, clinic: Clinic, ana: Member
) -> None:
    if what == "words":
        Exercise.objects.filter(pk=ours.pk).update(avoid="Imported so.")
    else:
        ours.pictures.filter(frame="end").delete()

    assert actions.copy_exercise(page_row(starter), clinic=clinic, by=ana) != ours


def test_copy_of_a_long_name_fits(clinic: Clinic, ana: Member) -> None:
    long = make.exercise("x" * 80)

    copy = actions.copy_exercise(page_row(long), clinic=clinic, by=ana)

    assert len(copy.name) == 80 and copy.name.endswith(" (our version)")


def test_change_raises_the_version_and_takes_the_sign_off_away(ours: Exercise, ana: Member) -> None:
    sign(ours, version=1, by=ana)

    actions.change_exercise(ours, draft_of(ours, avoid="Arching."), version=1, by=ana)

    ours.refresh_from_db()
    assert (ours.version, ours.avoid, ours.sign_off) == (2, "Arching.", "awaiting")
    assert (ours.signed_by, ours.signed_on, ours.changed_by) == (None, None, ana)
    assert audited(ours) == ["create", "change signed off", "change"]


def test_change_of_nothing_is_none(ours: Exercise, ana: Member) -> None:
    changed_at = ours.changed_at

    actions.change_exercise(ours, draft_of(ours), version=1, by=ana)

    ours.refresh_from_db()
    assert (ours.version, ours.changed_at) == (1, changed_at)


@pytest.mark.parametrize("what", ["regions", "harder", "end"])
def test_change_beside_the_words_counts(what: str, ours: Exercise, ana: Member) -> None:
    draft = draft_of(ours)
    wanted: dict[str, Any] = {
        "regions": {"terms": draft.terms | {"regions": [Region.objects.create(code="hip")]}},
        "harder": {"harder": [make.exercise()]},
        "end": {"pictures": draft.pictures | {"end": PictureDraft(NONE)}},
    }

    actions.change_exercise(ours, replace(draft, **wanted[what]), version=1, by=ana)

    ours.refresh_from_db()
    assert ours.version == 2


def test_change_of_what_is_retired_or_was_changed_is_refused(ours: Exercise, ana: Member) -> None:
    actions.change_exercise(ours, draft_of(ours, avoid="Arching."), version=1, by=ana)
    with pytest.raises(AuthoringConflictError):
        actions.change_exercise(ours, draft_of(ours, avoid="Else."), version=1, by=ana)

    actions.retire_exercise(ours, by=ana)

    with pytest.raises(AuthoringError, match="Bring it back"):
        actions.change_exercise(ours, draft_of(ours, avoid="Else."), version=2, by=ana)


def test_taken_code_is_refused(ours: Exercise, starter: Exercise, ana: Member) -> None:
    with pytest.raises(CodeTakenError, match="starter library"):
        actions.change_exercise(ours, draft_of(ours, code="lb25"), version=1, by=ana)


def test_photograph_takes_the_place_of_both_sides_and_of_the_moving_drawing(
    ours: Exercise, clinic: Clinic, ana: Member
) -> None:
    photo = make.photo(clinic)
    pictures = draft_of(ours).pictures | {"end": PictureDraft(PHOTO, photo, "Lifted.", "Ana")}

    actions.change_exercise(ours, replace(draft_of(ours), pictures=pictures), version=1, by=ana)

    rows = page_row(ours).pictures.all()
    assert sorted(p.frame for p in rows) == ["end", "start", "start"]
    assert next(p for p in rows if p.frame == "end").photo == photo


def test_drawings_come_back_with_their_movement(
    ours: Exercise, starter: Exercise, clinic: Clinic, ana: Member
) -> None:
    photo = PictureDraft(PHOTO, make.photo(clinic), "Lifted.")
    draft = draft_of(ours)
    with_photo = replace(draft, pictures=draft.pictures | {"end": photo})
    actions.change_exercise(ours, with_photo, version=1, by=ana)
    back = replace(draft, pictures=draft.pictures | {"end": PictureDraft(DRAWING, alt="Up.")})

    actions.change_exercise(ours, back, version=2, by=ana)

    rows = page_row(ours).pictures.all()
    assert {p.drawing_id for p in rows} == {p.drawing_id for p in starter.pictures.all()}
    assert {p.alt for p in rows if p.frame == "end"} == {"Up."}


def test_no_pictures_leaves_none() -> None:
    now = {
        Shown("start", False, "a" * 64, None, "A.", ""),
        Shown("moving", False, "b", None, "", ""),
    }

    assert shown_then(now, set(), {"start": PictureDraft(NONE), "end": PictureDraft(NONE)}) == set()


def test_retired_exercise_leaves_the_library_and_stays_in_plans(
    as_ana: Client, ours: Exercise, plan: Plan
) -> None:
    make.item(plan, ours)

    as_ana.post(reverse("programs:exercise_retire", args=[ours.pk]))
    as_ana.post(reverse("programs:exercise_retire", args=[ours.pk]))

    assert ours not in Exercise.objects.for_clinic(plan.patient.clinic).current()
    assert ours.name in as_ana.get(plan.get_absolute_url()).content.decode()
    assert audited(ours) == ["create", "archive"]


def test_retired_exercise_comes_back_by_one_press(as_ana: Client, ours: Exercise) -> None:
    as_ana.post(reverse("programs:exercise_retire", args=[ours.pk]))

    as_ana.post(reverse("programs:exercise_restore", args=[ours.pk]))

    ours.refresh_from_db()
    assert ours.status == "current" and audited(ours)[-1] == "restore"


def test_buttons_copy_and_sign(as_ana: Client, ours: Exercise, starter: Exercise) -> None:
    copied = as_ana.post(reverse("programs:exercise_copy", args=[starter.pk]))
    as_ana.post(reverse("programs:exercise_sign", args=[ours.pk]), {"version": "1"})

    assert copied.headers["Location"] == reverse("programs:exercise_edit", args=[ours.pk])
    ours.refresh_from_db()
    assert ours.sign_off == "signed"


def test_starter_exercises_cannot_be_changed(as_ana: Client, starter: Exercise) -> None:
    for action in ("retire", "restore", "sign"):
        url = reverse(f"programs:exercise_{action}", args=[starter.pk])
        assert as_ana.post(url).status_code == 404


@pytest.mark.parametrize(
    ("links", "easier", "harder", "found"),
    [
        ([(1, 2), (2, 3)], [1], [3], None),
        ([(1, 2), (2, 3)], [4, 3], [5, 1], (3, 1)),
        ([(1, 2)], [1], [1], (1, 1)),
        ([(1, 2), (2, 1)], [5], [1], None),
        ([], [1], [], None),
    ],
)
def test_crossed(
    links: list[tuple[int, int]], easier: list[int], harder: list[int], found: tuple[int, int]
) -> None:
    assert crossed(links, easier=easier, harder=harder) == found


def test_links_that_come_back_are_refused(ours: Exercise, ana: Member) -> None:
    low, high = make.exercise("Low"), make.exercise("High")
    low.harder.add(high)

    for easier, harder in (([high], [low]), ([ours], []), ([], [ours])):
        draft = replace(draft_of(ours), easier=easier, harder=harder)
        with pytest.raises(AuthoringError):
            actions.change_exercise(ours, draft, version=1, by=ana)

    actions.change_exercise(
        ours, replace(draft_of(ours), easier=[low], harder=[high]), version=1, by=ana
    )
    assert list(page_row(ours).easier.all()) == [low]


def blank_draft() -> ExerciseDraft:
    blank = Exercise(name="New", type="rest", side="none", position="sitting", difficulty=1)
    return ExerciseDraft(
        columns={name: getattr(blank, name) for name in ("code", *actions.WORDS)},
        terms=dict.fromkeys(actions.TERMS, ()),
        easier=(),
        harder=(),
        pictures={},
        video=None,
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_get_two_codes() -> None:
    clinic = make.clinic()
    by, both = make.member(clinic), Barrier(2)

    def write() -> None:
        both.wait(5)
        actions.write_exercise(clinic, blank_draft(), by=by)
        connection.close()

    threads = [Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(Exercise.objects.values_list("code", flat=True)) == ["C001", "C002"]
