"""programs:exercise_new, exercise_edit and exercise_preview."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from patients.models import Equipment
from programs.models import Exercise, Photo, Region
from tests import make
from tests.conftest import signed_in
from tests.programs.media.films import film
from tests.programs.media.pictures import picture, with_exif

NEW, PREVIEW = "/library/new/", "/library/preview/"
TYPED: dict[str, Any] = {
    "version": "1",
    "name": "Wall squat with a ball",
    "type": "strength",
    "position": "standing",
    "side": "both",
    "difficulty": "2",
    "steps": "Stand with the ball behind you.\r\n\r\nBend your knees.\r\nStand up.",
    "times_per_day": "1",
    "days": ["0", "2", "4"],
    "start_source": "none",
    "end_source": "none",
}


@pytest.fixture
def knee(db: None) -> Region:
    region: Region = Region.objects.create(code="knee", name="Knee")
    return region


@pytest.fixture
def typed(knee: Region) -> dict[str, Any]:
    return TYPED | {"regions": [knee.pk]}


@pytest.fixture
def ours(clinic: Clinic) -> Exercise:
    exercise: Exercise = make.exercise("Our bridge", clinic=clinic, code="C001")
    return exercise


def edit(exercise: Exercise) -> str:
    return reverse("programs:exercise_edit", args=[exercise.pk])


def upload(content: bytes = b"", name: str = "IMG_0001.JPG") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or with_exif())


def shown(response: Any) -> str:
    page: str = response.content.decode()
    return page


def test_exercise_new_needs_little(as_ana: Client, clinic: Clinic, typed: dict[str, Any]) -> None:
    response = as_ana.post(NEW, typed)

    made = Exercise.objects.get(clinic=clinic)
    assert response.headers["Location"] == made.get_absolute_url()
    assert (made.code, made.version, made.sign_off) == ("C001", 1, "awaiting")
    assert made.patient_name == "Wall squat with a ball"
    assert made.step_list == ["Stand with the ball behind you.", "Bend your knees.", "Stand up."]
    assert (made.weight_bearing, made.dose_source) == ("full", "Our clinic")
    assert made.weekdays == 0b10101


def test_same_form_sent_twice_makes_one_exercise(
    as_ana: Client, other_clinic: Clinic, typed: dict[str, Any]
) -> None:
    new_id = as_ana.get(NEW).context["form"].initial["new_id"]

    first, second = (as_ana.post(NEW, typed | {"new_id": new_id}) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert Exercise.objects.get().pk == new_id


def test_id_of_another_clinics_exercise_is_not_taken(
    as_ana: Client, clinic: Clinic, other_clinic: Clinic, typed: dict[str, Any]
) -> None:
    theirs = make.exercise("Theirs", clinic=other_clinic)

    as_ana.post(NEW, typed | {"new_id": theirs.pk})

    theirs.refresh_from_db()
    assert theirs.name == "Theirs"
    assert Exercise.objects.get(clinic=clinic).pk != theirs.pk


def test_exercise_new_is_found_and_read(as_ana: Client, typed: dict[str, Any]) -> None:
    page = shown(as_ana.post(NEW, typed, follow=True))

    assert "Wall squat with a ball" in page and "Bend your knees." in page
    assert "Saved as C001" in page


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "This field is required"),
        ("regions", [], "This field is required"),
        ("regions", ["999"], "not one of the available choices"),
        ("steps", "Only one", "Here is 1. Write two to six steps"),
        ("steps", "\n".join("abcdefg"), "Here are 7. Write two to six steps"),
        ("steps", "Lift\n" + "x" * 201, "Too long for one step"),
        ("avoid", "x" * 401, "at most 400 characters"),
        ("code", "A B", "letters and digits only"),
        ("code", "T-STARTER", "An exercise of the starter library has the code T-STARTER"),
        ("easier_codes", "T-STARTER, XX1", "No exercise in the library has the code XX1"),
        ("reps", "900", "From 1 to 200."),
        ("days", [], "Tick at least one day"),
        ("difficulty", "9", "not one of the available choices"),
    ],
)
def test_exercise_new_says_what_to_mend_and_keeps_what_was_typed(
    as_ana: Client, typed: dict[str, Any], field: str, value: Any, message: str
) -> None:
    make.exercise(code="T-STARTER")

    response = as_ana.post(NEW, typed | {"feel_it": "Kept words", field: value})

    assert response.status_code == 422
    assert message in shown(response) and "Kept words" in shown(response)
    assert Exercise.objects.count() == 1


def test_exercise_new_with_a_code_of_ours_says_which(
    as_ana: Client, ours: Exercise, typed: dict[str, Any]
) -> None:
    response = as_ana.post(NEW, typed | {"code": "c001"})

    assert "One of your exercises has the code C001" in shown(response)


def test_codes_go_on_from_the_highest(
    as_ana: Client, ours: Exercise, typed: dict[str, Any]
) -> None:
    as_ana.post(NEW, typed)

    assert Exercise.objects.filter(code="C002").exists()


def test_other_clinics_regions_equipment_and_codes_do_not_matter(
    as_ana: Client, other_clinic: Clinic, typed: dict[str, Any]
) -> None:
    make.exercise(clinic=other_clinic, code="C001")

    refused = as_ana.post(NEW, typed | {"easier_codes": "C001"})
    as_ana.post(NEW, typed)

    assert "No exercise in the library has the code C001" in shown(refused)
    assert Exercise.objects.filter(code="C001").count() == 2


def test_photographs_are_taken_with_their_words(
    as_ana: Client, clinic: Clinic, typed: dict[str, Any]
) -> None:
    sent = {"start_file": upload(), "end_file": upload(picture("PNG"))}
    words = {"start_alt": "A person stands.", "end_alt": "A person sits.", "end_credit": "Ana"}

    as_ana.post(NEW, typed | sent | words)

    made = Exercise.objects.get(clinic=clinic)
    start, end = made.picture("start"), made.picture("end")
    assert start and start.photo and start.alt == "A person stands."
    assert end and end.photo and (end.alt, end.credit) == ("A person sits.", "Ana")


def test_photograph_without_words_is_asked_about_and_not_lost(
    as_ana: Client, clinic: Clinic, typed: dict[str, Any]
) -> None:
    refused = as_ana.post(NEW, typed | {"start_file": upload()})
    token = refused.context["form"].slots["start"].token

    as_ana.post(NEW, typed | {"start_token": token, "start_alt": "A person stands."})

    assert refused.status_code == 422
    assert "Say in words what this picture shows." in shown(refused)
    assert "The photograph that you sent is kept" in shown(refused) and token in shown(refused)
    photo = Photo.objects.get()
    assert Exercise.objects.get(clinic=clinic).pictures.get().photo == photo


@pytest.mark.parametrize("field", ["start_file", "video_file"])
def test_wrong_file_is_refused_at_its_field(
    as_ana: Client, typed: dict[str, Any], field: str
) -> None:
    response = as_ana.post(NEW, typed | {field: upload(b"<svg onload='alert(1)'/>", "x.jpg")})

    assert response.status_code == 422
    assert "This is not a" in " ".join(response.context["form"].errors[field])
    assert not Photo.objects.exists() and not Exercise.objects.exists()


def test_token_of_another_place_or_hand_is_nothing(
    as_ana: Client, clinic: Clinic, olga: Member, typed: dict[str, Any]
) -> None:
    theirs = signed_in(olga).post(NEW, typed | {"start_file": upload()})
    token = theirs.context["form"].slots["start"].token

    for name, value in (("start_token", token), ("start_token", "x:y"), ("end_token", token)):
        as_ana.post(NEW, typed | {name: value, "code": ""})

    assert Exercise.objects.filter(clinic=clinic).count() == 3
    assert not Exercise.objects.filter(clinic=clinic, pictures__isnull=False).exists()


def test_video_is_taken_kept_and_dropped(
    as_ana: Client, clinic: Clinic, typed: dict[str, Any]
) -> None:
    as_ana.post(NEW, typed | {"video_file": upload(film(), "film.mp4")})
    made = Exercise.objects.get(clinic=clinic)
    assert made.video

    as_ana.post(edit(made), typed | {"name": "Other name"})
    made.refresh_from_db()
    assert made.video and made.version == 2

    as_ana.post(edit(made), typed | {"video_drop": "on", "version": "2"})
    made.refresh_from_db()
    assert made.video is None and made.version == 3


def test_exercise_edit_keeps_the_drawing_or_takes_a_photograph(
    as_ana: Client, ours: Exercise, typed: dict[str, Any]
) -> None:
    words = {"start_alt": "Lying.", "end_alt": "Lifted."}

    as_ana.post(
        edit(ours), typed | words | {"start_source": "kept", "end_file": upload(), "code": "C001"}
    )

    fresh = Exercise.objects.for_page().get(pk=ours.pk)
    start, end = fresh.picture("start"), fresh.picture("end")
    assert start and start.drawing_id and start.alt == "Lying."
    assert end and end.photo and not end.drawing_id


def test_exercise_edit_shows_what_is_there(as_ana: Client, ours: Exercise) -> None:
    ours.harder.add(make.exercise("Single bridge", code="LB26"))
    page = shown(as_ana.get(edit(ours)))

    assert "Change “Our bridge”" in page and 'value="LB26"' in page
    assert "Keep this drawing" in page and "A person, start." in page


def test_exercise_edit_of_what_is_not_ours_is_not_there(
    as_ana: Client, other_clinic: Clinic
) -> None:
    for clinic in (None, other_clinic):
        assert as_ana.get(edit(make.exercise(clinic=clinic))).status_code == 404


def test_second_editor_sees_both_texts_and_decides(
    as_ana: Client, owner: Member, ours: Exercise, typed: dict[str, Any]
) -> None:
    omar, typed = signed_in(owner), typed | {"steps": "Lift.\r\nHold."}
    omar.post(edit(ours), typed | {"avoid": "Knees falling in.", "code": "C001"})

    late = as_ana.post(edit(ours), typed | {"avoid": "Holding your breath.", "code": "C001"})
    page = shown(late)

    assert late.status_code == 422 and "Omar Quill" in page
    labels = [row["label"] for row in late.context["conflict"]]
    assert "Avoid" in labels and "Steps" not in labels  # whose lines only end otherwise
    assert "Knees falling in." in page and "Holding your breath." in page
    again = as_ana.post(edit(ours), typed | {"avoid": "Holding your breath.", "version": "2"})
    ours.refresh_from_db()
    assert again.status_code == 302 and (ours.version, ours.avoid) == (3, "Holding your breath.")


def test_preview_shows_the_patients_view_and_soft_notes(
    as_ana: Client, typed: dict[str, Any]
) -> None:
    words = {"steps": "Perform simultaneous bilateral flexion.\nHold.", "reps": "8"}

    page = shown(as_ana.post(PREVIEW, typed | words))

    assert "Perform simultaneous bilateral flexion." in page
    assert "A word of the trade" in page and "No picture yet" in page
    assert "8 times, once a day, on Mondays, Wednesdays and Fridays" in page
    assert not Exercise.objects.exists()


def test_preview_of_an_empty_form_asks_for_nothing(as_ana: Client, db: None) -> None:
    assert "shows here as you type" in shown(as_ana.post(PREVIEW, {}))


@pytest.mark.parametrize("count", [1, 3])
def test_form_has_as_many_statements_with_more_to_choose_from(
    as_ana: Client, ours: Exercise, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        Region.objects.create(code=f"r{number}", name=f"Region {number}")
        Equipment.objects.create(code=f"e{number}", name=f"Thing {number}")
        ours.harder.add(make.exercise())
        ours.easier.add(make.exercise())

    as_ana.get(edit(ours))  # which reads the library, and keeps it

    with django_assert_num_queries(20):
        as_ana.get(edit(ours))


def test_front_desk_may_not_write(as_fran: Client, ours: Exercise) -> None:
    assert as_fran.get(NEW).status_code == as_fran.get(edit(ours)).status_code == 403


def test_large_upload_goes_through_a_file(
    as_ana: Client, typed: dict[str, Any], settings: Any
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    noise = io.BytesIO(picture(size=(800, 600), quality=95))

    as_ana.post(NEW, typed | {"start_file": upload(noise.getvalue()), "start_alt": "A wall."})

    assert Photo.objects.count() == 1


def test_preview_knows_of_a_file_that_is_chosen(as_ana: Client, typed: dict[str, Any]) -> None:
    assert "No picture yet" in shown(as_ana.post(PREVIEW, typed | {"start_file": ""}))
    assert "No picture yet" not in shown(as_ana.post(PREVIEW, typed | {"start_file": "IMG_1.JPG"}))


def test_mistake_in_ticks_leads_to_the_first_of_them(as_ana: Client, typed: dict[str, Any]) -> None:
    page = shown(as_ana.post(NEW, typed | {"regions": []}))

    assert 'href="#id_regions_0"' in page and 'id="id_regions_0"' in page


def test_what_is_ticked_can_be_read_in_the_fold(as_ana: Client, ours: Exercise) -> None:
    Equipment.objects.create(code="wall", name="Wall")
    ours.equipment.add(Equipment.objects.create(code="mat", name="Mat"))

    assert "· Mat </span></summary>" in shown(as_ana.get(edit(ours)))
