"""The owner's pages for bringing a library in and taking it out."""

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Member
from patients.models import Equipment
from programs.exchange import actions
from programs.models import Exercise, LibraryImport, Region
from tests import make
from tests.programs.exchange.zips import checked, loaded, packed, png, row, send

pytestmark = pytest.mark.django_db
PAGE = reverse("programs:library_exchange")


def upload(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("library.zip", content, "application/zip")
    return client.post(reverse("programs:import_new"), {"file": file})


def at(name: str, one: LibraryImport) -> str:
    return reverse(f"programs:{name}", args=[one.pk])


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_page_of_a_clinic_without_anything_says_what_to_do(as_owner: Client) -> None:
    said = words(as_owner.get(PAGE))

    assert "Download a template" in said
    assert "You have no exercises of your own yet." in said
    assert "Nothing yet. What you send is listed here" in said


def test_upload_leads_to_its_page(
    as_owner: Client, owner: Member, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = upload(as_owner, packed(row()))

    one = LibraryImport.objects.get()
    assert response.headers["Location"] == one.get_absolute_url()
    assert (one.by, one.status) == (owner, "checked")
    assert "Checked: no mistakes found 1 New" in words(
        as_owner.get(one.get_absolute_url())
    ).replace("New 1", "1 New")


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "This file is empty."), (b"abc", "This is not a ZIP file.")]
)
def test_upload_of_something_else_is_said_at_the_field(
    content: bytes, said: str, as_owner: Client, kept: Any
) -> None:
    response = upload(as_owner, content)

    assert response.status_code == 422
    assert said in words(response)
    assert kept() == [] and not LibraryImport.objects.exists()


def test_nothing_chosen_is_said_at_the_field(as_owner: Client) -> None:
    response = as_owner.post(reverse("programs:import_new"))

    assert "Choose the ZIP file first." in words(response)


def test_file_that_is_too_large_is_said_at_the_field(as_owner: Client, settings: Any) -> None:
    settings.LIBRARY_ZIP_MB = 1
    content = packed(row(), a_png=png(size=(620, 620)))

    assert "This file is over 1 MB." in words(upload(as_owner, content))


def test_second_file_is_refused_while_the_first_is_worked_on(
    as_owner: Client, clinic: Clinic
) -> None:
    send(packed(row()), clinic)

    assert "Another file is being worked on." in words(upload(as_owner, packed(row())))


def test_page_asks_each_second_while_it_is_worked_on(as_owner: Client, clinic: Clinic) -> None:
    one = send(packed(row()), clinic)
    LibraryImport.objects.update(status="loading", done_count=37, total_count=100)

    page = as_owner.get(at("import_detail", one)).content.decode()

    assert 'hx-trigger="every 1s"' in page and 'role="status"' in page
    assert 'value="37" max="100"' in page and "About 30 %" in page
    assert "Look again" in page


@pytest.mark.parametrize("status", ["checked", "done", "failed"])
def test_page_asks_no_more_when_it_is_done(status: str, as_owner: Client, clinic: Clinic) -> None:
    one = checked(packed(row()), clinic)
    LibraryImport.objects.update(status=status)

    assert b"hx-trigger" not in as_owner.get(at("import_progress", one)).content


def test_asking_for_progress_is_no_sign_that_somebody_is_there(
    as_owner: Client, clinic: Clinic, time_machine: Any
) -> None:
    one = send(packed(row()), clinic)
    now = timezone.now()
    time_machine.move_to(now)
    as_owner.get(PAGE)

    for minute in range(1, 20):
        time_machine.move_to(now + minute * timedelta(minutes=1))
        response = as_owner.get(at("import_progress", one))

    assert response.status_code == 302


def test_problems_are_shown_and_the_rest_is_in_the_list(as_owner: Client, clinic: Clinic) -> None:
    rows = [row(f"OWN{n}", reps="0", name="=1+1") for n in range(412)]
    one = checked(packed(*rows), clinic)

    said = words(as_owner.get(at("import_detail", one)))
    listed = as_owner.get(at("import_problems", one)).content.decode("utf-8-sig")

    assert "412 things to mend." in said and "And 312 more" in said
    assert "Line 2 (OWN0), reps takes a number from 1 to 200, not 0." in said
    assert len(listed.splitlines()) == 413


def test_what_the_file_says_is_shown_as_text(as_owner: Client, clinic: Clinic) -> None:
    one = checked(packed(row(type="<script>alert(1)</script>")), clinic)

    page = as_owner.get(at("import_detail", one)).content.decode()

    assert "&lt;script&gt;" in page and "<script>alert" not in page


def test_load_pressed_twice_loads_it_once(
    as_owner: Client, clinic: Clinic, django_capture_on_commit_callbacks: Any
) -> None:
    one = checked(packed(row()), clinic)

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            response = as_owner.post(at("import_load", one), follow=True)

    assert "Loaded" in words(response)
    assert Exercise.objects.owned_by(clinic).get().version == 1
    assert AuditEvent.objects.filter(action="change", subject=f"import {one.pk}").count() == 1


def test_discarded_file_is_gone(as_owner: Client, clinic: Clinic, kept: Any) -> None:
    one = checked(packed(row()), clinic)

    response = as_owner.post(at("import_discard", one), follow=True)

    assert "The file is gone. Nothing was loaded." in words(response)
    assert kept() == []


def test_discarding_what_is_loaded_already_is_refused(as_owner: Client, clinic: Clinic) -> None:
    one = loaded(packed(row()), clinic)

    response = as_owner.post(at("import_discard", one), follow=True)

    assert "This file is not waiting to be loaded any more." in words(response)
    assert Exercise.objects.owned_by(clinic).exists()


def test_history_says_who_when_and_what(as_owner: Client, owner: Member, clinic: Clinic) -> None:
    loaded(packed(row(), row("OWN2")), clinic, owner)

    said = words(as_owner.get(PAGE))

    assert "Omar Quill · 2 new, 0 changed" in said
    assert "2 exercises of your own" in said


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_statements_does_not_grow(
    count: int, as_owner: Client, clinic: Clinic, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        loaded(packed(row(f"OWN{number}")), clinic)
    as_owner.get(PAGE)

    with django_assert_num_queries(5):
        as_owner.get(PAGE)


def test_library_is_downloaded_as_a_zip(as_owner: Client, clinic: Clinic) -> None:
    make.exercise("Ours", clinic=clinic, code="OURS")

    response = as_owner.post(reverse("programs:library_export"))

    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]  # it is streamed
    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == ["exercises.csv"]
    assert 'filename="library-' in response.headers["Content-Disposition"]


def test_template_can_be_brought_in_as_it_is(as_owner: Client, clinic: Clinic) -> None:
    Region.objects.create(code="ankle_foot", name="Ankle and foot")
    Equipment.objects.create(code="counter", name="Counter")
    content = as_owner.get(reverse("programs:library_template")).content

    loaded(content, clinic)

    made = Exercise.objects.owned_by(clinic)
    assert {one.code: one.pictures.count() for one in made} == {"EXAMPLE-1": 1, "EXAMPLE-2": 2}


def test_template_lists_the_words(as_owner: Client) -> None:
    content = as_owner.get(reverse("programs:library_template")).content

    listed = zipfile.ZipFile(io.BytesIO(content)).read("words.txt").decode()

    assert "Low back and core (low_back)" in listed and "Isometric hold (isometric)" in listed


def test_other_clinics_file_cannot_be_loaded(as_olga: Client, clinic: Clinic) -> None:
    one = checked(packed(row()), clinic)

    assert as_olga.post(at("import_load", one)).status_code == 404
    one.refresh_from_db()
    assert one.status == actions.Status.CHECKED
