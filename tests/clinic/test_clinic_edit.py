"""The clinic's settings, and its logo."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from clinic.branding import logo_data_uri
from clinic.models import AuditEvent, Clinic

PAGE = "/clinic/"
SETTINGS = {
    "name": "Riverbank Physio",
    "colour": "#145e5e",
    "phone": "01632 960 999",
    "address": "4 Mill Lane",
    "emergency_text": "Call 112.",
    "time_zone": "Europe/Madrid",
    "paper": "Letter",
    "sheet_layout": "large",
    "sheet_ink": "line",
    "sheet_weeks": 4,
    "sheet_has_leaflets": True,
    "pain_fine_up_to": 2,
    "pain_less_up_to": 4,
}


def picture(format: str = "PNG", size: tuple[int, int] = (900, 300), **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#1F8A8A").save(written, format, **options)
    return written.getvalue()


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def test_clinic_edit_saves_and_is_audited(as_owner: Client, clinic: Clinic) -> None:
    as_owner.post(PAGE, SETTINGS)

    saved = Clinic.objects.filter(pk=clinic.pk).values(*SETTINGS).get()
    assert saved == SETTINGS
    assert AuditEvent.objects.filter(action="change", subject=f"clinic {clinic.pk}").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "This field is required."),
        ("colour", "teal", "A colour looks like #1F8A8A."),
        ("time_zone", "Europe/Riverbank", "Select a valid choice."),
        ("pain_less_up_to", "2", "This must be above the first limit, and below 10."),
        ("pain_less_up_to", "10", "This must be above the first limit, and below 10."),
        ("pain_fine_up_to", "-1", "greater than or equal to 0"),
        ("sheet_layout", "poster", "Select a valid choice."),
        ("sheet_ink", "gold", "Select a valid choice."),
        ("sheet_weeks", "3", "Select a valid choice."),
    ],
)
def test_clinic_edit_says_what_is_wrong_at_the_field(
    as_owner: Client, clinic: Clinic, field: str, value: str, said: str
) -> None:
    response = as_owner.post(PAGE, SETTINGS | {field: value})

    assert said in " ".join(response.context["form"].errors[field])
    assert b"01632 960 999" in response.content
    assert "Riverbank Physiotherapy" in response.content.decode()
    clinic.refresh_from_db()
    assert clinic.name == "Riverbank Physiotherapy"


def test_clinic_edit_leaves_leaflets_out_where_the_box_is_empty(
    as_owner: Client, clinic: Clinic
) -> None:
    as_owner.post(PAGE, {key: SETTINGS[key] for key in SETTINGS if key != "sheet_has_leaflets"})

    clinic.refresh_from_db()
    assert (clinic.name, clinic.sheet_has_leaflets) == ("Riverbank Physio", False)


def test_clinic_edit_refuses_a_diary_without_weeks(as_owner: Client, clinic: Clinic) -> None:
    response = as_owner.post(PAGE, SETTINGS | {"sheet_layout": "diary", "sheet_weeks": 0})

    said = "A sheet that is only a diary has 1, 2 or 4 weeks."
    assert response.context["form"].errors == {"sheet_weeks": [said]}
    clinic.refresh_from_db()
    assert clinic.sheet_layout == "standard"


def test_clinic_edit_is_for_the_owner(as_ana: Client, as_fran: Client) -> None:
    assert as_ana.get(PAGE).status_code == 403
    assert as_fran.post(PAGE, SETTINGS).status_code == 403


def test_clinic_edit_changes_ones_own_clinic_only(as_olga: Client, clinic: Clinic) -> None:
    as_olga.post(PAGE, SETTINGS)

    clinic.refresh_from_db()
    assert clinic.name == "Riverbank Physiotherapy"


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_logo_is_drawn_anew_as_a_small_png(as_owner: Client, clinic: Clinic, format: str) -> None:
    as_owner.post(PAGE, SETTINGS | {"logo": upload(picture(format), "../../my logo.jpg")})

    clinic.refresh_from_db()
    with clinic.logo.open() as file, Image.open(file) as kept:
        assert (kept.format, kept.size) == ("PNG", (480, 160))
    assert "my" not in str(clinic.logo.name)


def test_logo_loses_what_was_written_beside_its_pixels(as_owner: Client, clinic: Clinic) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Sam Rivers at home"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}

    as_owner.post(PAGE, SETTINGS | {"logo": upload(picture("JPEG", exif=exif))})

    clinic.refresh_from_db()
    with clinic.logo.open() as file:
        kept = file.read()
    assert b"Sam Rivers" in picture("JPEG", exif=exif)
    assert b"Sam Rivers" not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert dict(opened.getexif()) == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "not a JPEG, PNG"),
        (b"GIF89a" + b"\0" * 40, "not a JPEG, PNG"),
        (picture("PNG")[:20], "not a JPEG, PNG"),
        (b"\0" * (2 * 1024 * 1024 + 1), "over 2 MB"),
        (picture("PNG", (6000, 6000)), "too many pixels"),
    ],
    ids=["svg", "gif", "cut short", "big", "bomb"],
)
def test_logo_refuses(as_owner: Client, clinic: Clinic, content: bytes, said: str) -> None:
    response = as_owner.post(PAGE, SETTINGS | {"logo": upload(content)})

    assert said in " ".join(response.context["form"].errors["logo"])
    clinic.refresh_from_db()
    assert not clinic.logo


def test_scanner_may_stop_a_logo(as_owner: Client, clinic: Clinic, settings: Any) -> None:
    settings.UPLOAD_SCANNER = lambda file: "Eicar"

    response = as_owner.post(PAGE, SETTINGS | {"logo": upload(picture())})

    assert "virus scanner" in " ".join(response.context["form"].errors["logo"])


def test_logo_that_is_replaced_or_dropped_is_deleted(
    as_owner: Client,
    clinic: Clinic,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    as_owner.post(PAGE, SETTINGS | {"logo": upload(picture())})
    clinic.refresh_from_db()
    first = str(clinic.logo.name)

    with django_capture_on_commit_callbacks(execute=True):
        as_owner.post(PAGE, SETTINGS | {"drop_logo": "on"})

    clinic.refresh_from_db()
    assert not clinic.logo
    assert not default_storage.exists(first)


def test_logo_stays_when_none_is_sent(as_owner: Client, clinic: Clinic) -> None:
    as_owner.post(PAGE, SETTINGS | {"logo": upload(picture())})
    as_owner.post(PAGE, SETTINGS)

    clinic.refresh_from_db()
    assert clinic.logo


def test_logo_is_served_to_its_own_clinic_only(
    as_owner: Client, as_fran: Client, as_olga: Client
) -> None:
    as_owner.post(PAGE, SETTINGS | {"logo": upload(picture())})

    response = as_fran.get("/logo/")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert as_olga.get("/logo/").status_code == 404


def test_logo_goes_into_a_sheet_as_text(as_owner: Client, clinic: Clinic) -> None:
    assert logo_data_uri(clinic) == ""

    as_owner.post(PAGE, SETTINGS | {"logo": upload(picture())})

    clinic.refresh_from_db()
    assert logo_data_uri(clinic).startswith("data:image/png;base64,iVBOR")


def test_logo_whose_file_is_gone_is_left_out(as_owner: Client, clinic: Clinic) -> None:
    as_owner.post(PAGE, SETTINGS | {"logo": upload(picture())})
    clinic.refresh_from_db()
    clinic.logo.storage.delete(str(clinic.logo.name))

    assert logo_data_uri(clinic) == ""
    assert as_owner.get("/logo/").status_code == 404


def test_logo_whose_file_is_cut_short_is_left_out(as_owner: Client, clinic: Clinic) -> None:
    as_owner.post(PAGE, SETTINGS | {"logo": upload(picture())})
    clinic.refresh_from_db()
    whole = Path(clinic.logo.path).read_bytes()
    Path(clinic.logo.path).write_bytes(whole[: len(whole) // 2])

    assert logo_data_uri(clinic) == ""
