"""A batch's pages: asked for, waited for, opened, made again, forgotten after a day."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Member
from programs.handouts.batch import TOO_MANY
from programs.models import PrintBatch, Printing, Revision
from tests.programs.handouts.reading import read
from tests.programs.handouts.test_batch import files, made, tampered
from tests.programs.handouts.test_print_desk import on_desk, words

pytestmark = pytest.mark.django_db
NEW = "/print/batches/new/"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def two(clinic: Clinic) -> list[Revision]:
    return [on_desk(clinic, "Marlow"), on_desk(clinic, "Rivers")]


@pytest.fixture
def batch(two: list[Revision], fran: Member) -> PrintBatch:
    return made(two, fran)


def file_of(batch: PrintBatch) -> str:
    return batch.get_absolute_url() + "sheets.pdf"


def choose(client: Client, revisions: list[Revision]) -> Any:
    chosen = {"revision": [revision.pk for revision in revisions]}
    return client.post(NEW, chosen, follow=True)


@pytest.mark.parametrize("who", ["as_ana", "as_owner", "as_fran"])
def test_chosen_sheets_become_one_pdf(
    who: str,
    two: list[Revision],
    request: pytest.FixtureRequest,
    django_capture_on_commit_callbacks: Any,
) -> None:
    client: Client = request.getfixturevalue(who)
    with django_capture_on_commit_callbacks(execute=True):
        page = choose(client, two[::-1])

    address = page.redirect_chain[-1][0]
    assert "Ready: 2 sheets on" in words(client, address)
    answer = client.get(address + "sheets.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"] == "no-store"
    assert len(read(answer.content)) == PrintBatch.objects.get().pages
    assert "in one PDF with others" in words(client, "/print/log/")


def test_button_pressed_twice_leads_to_one_page(as_fran: Client, two: list[Revision]) -> None:
    first, second = choose(as_fran, two), choose(as_fran, two)

    assert first.redirect_chain == second.redirect_chain
    assert PrintBatch.objects.count() == 1


@pytest.mark.parametrize("sent", [[], ["x"], ["1"], ["9" * 40]])
def test_nothing_chosen_leads_back_to_the_desk(sent: list[str], as_fran: Client) -> None:
    page = as_fran.post(NEW, {"revision": sent}, follow=True)

    assert "Choose at least one sheet." in page.content.decode()
    assert not PrintBatch.objects.exists()


def test_more_than_a_hundred_are_refused(as_fran: Client, clinic: Clinic) -> None:
    many = [on_desk(clinic, f"Rivers{number}") for number in range(101)]

    assert TOO_MANY in choose(as_fran, many).content.decode()


def test_newer_sheet_takes_the_place_of_the_chosen_one(
    as_fran: Client, two: list[Revision]
) -> None:
    fields = {"issued_at": timezone.now(), "sheet_json": two[0].sheet_json}
    newer = Revision.objects.create(plan=two[0].plan, number=2, sha256=two[0].sha256, **fields)

    choose(as_fran, two)

    chosen = PrintBatch.objects.get().sheets.values_list("revision", flat=True)
    assert list(chosen) == [newer.pk, two[1].pk]


def test_sheets_of_ended_plans_are_left_out_and_it_is_said(
    as_fran: Client, two: list[Revision]
) -> None:
    two[0].plan.status = "ended"
    two[0].plan.save()

    page = choose(as_fran, two).content.decode()

    assert "Left out, because the plan has ended meanwhile: 1." in page


def test_page_of_a_waiting_batch_asks_again_by_itself_or_by_a_link(
    as_fran: Client, two: list[Revision]
) -> None:
    choose(as_fran, two)
    batch = PrintBatch.objects.get()

    page = words(as_fran, batch.get_absolute_url())

    assert f'hx-get="{batch.get_absolute_url()}progress/"' in page and "every 1s" in page
    assert f'<noscript><p><a class="btn btn-plain" href="{batch.get_absolute_url()}">' in page


def test_progress_says_how_far_it_is_and_then_that_it_is_ready(
    as_fran: Client, batch: PrintBatch
) -> None:
    progress = batch.get_absolute_url() + "progress/"
    PrintBatch.objects.update(status="working", done_count=5, total_count=10)
    page = words(as_fran, progress)
    assert "5 of 10 sheets are made." in page and "50 percent made" in page

    PrintBatch.objects.update(status="ready")

    assert "Ready: 2 sheets on" in words(as_fran, progress)
    assert "hx-get" not in words(as_fran, progress)


def test_page_says_when_nobody_works_on_it(as_fran: Client, two: list[Revision]) -> None:
    choose(as_fran, two)
    batch = PrintBatch.objects.get()
    assert "It begins in a moment." in words(as_fran, batch.get_absolute_url())

    PrintBatch.objects.update(alive_at=timezone.now() - timedelta(minutes=2))

    page = words(as_fran, batch.get_absolute_url())
    assert "The server’s background work may have stopped" in page and "every 5s" in page
    assert "It begins in a moment." not in page


def test_page_waits_in_peace_while_another_batch_is_made(
    as_fran: Client, two: list[Revision], clinic: Clinic, owner: Member
) -> None:
    choose(as_fran, two)
    batch = PrintBatch.objects.get()
    PrintBatch.objects.update(alive_at=timezone.now() - timedelta(minutes=2))
    PrintBatch.objects.create(clinic=clinic, by=owner, status="working")

    assert "It begins in a moment." in words(as_fran, batch.get_absolute_url())


def test_page_names_the_sheet_that_was_left_out(
    as_fran: Client, two: list[Revision], fran: Member
) -> None:
    batch = made([two[0], tampered(two[0])], fran)

    page = words(as_fran, batch.get_absolute_url())

    assert "Sam Broken</a> could not be printed: It is not what was issued." in page
    assert "Print it another way" not in page


def test_sheet_that_was_left_out_may_be_printed_another_way(
    as_fran: Client, batch: PrintBatch, two: list[Revision]
) -> None:
    batch.sheets.filter(revision=two[0]).update(handout=None, problem="It is too large.")

    page = words(as_fran, batch.get_absolute_url())

    assert "could not be printed: It is too large. <a" in page
    assert reverse("programs:revision_print", args=[two[0].pk]) in page
    assert "Ready: 1 sheet on" in page


def test_waiting_batch_is_stopped_by_a_button_that_goes_when_it_is_done(
    as_fran: Client, two: list[Revision]
) -> None:
    choose(as_fran, two)
    url = PrintBatch.objects.get().get_absolute_url()
    assert 'id="batch-stop"' in words(as_fran, url)

    page = as_fran.post(url + "stop/", follow=True).content.decode()

    assert "Fran Desk stopped it." in page and 'id="batch-stop"' not in page
    asked = as_fran.get(url + "progress/", headers={"HX-Request": "true"}).content.decode()
    assert '<div id="batch-stop" hx-swap-oob="delete">' in asked
    assert "Not made" in words(as_fran, "/print/")


def test_stopping_too_late_says_so(as_fran: Client, batch: PrintBatch) -> None:
    page = as_fran.post(batch.get_absolute_url() + "stop/", follow=True).content.decode()

    assert "too late to stop" in page and "Ready: 2 sheets" in page


def test_failed_batch_says_why_and_may_be_tried_again(as_fran: Client, batch: PrintBatch) -> None:
    PrintBatch.objects.update(status="failed", problem="The server stopped.")

    page = words(as_fran, batch.get_absolute_url())

    assert "The server stopped." in page and batch.get_absolute_url() + "again/" in page


@pytest.mark.parametrize("harm", ["change", "lose"])
def test_harmed_file_leads_back_to_the_page_that_makes_it_again(
    harm: str, as_fran: Client, batch: PrintBatch
) -> None:
    path = Path(batch.file.path)
    path.write_bytes(b"%PDF-1.7 other sheets") if harm == "change" else path.unlink()

    answer = as_fran.get(file_of(batch), follow=True)

    assert answer.redirect_chain == [(batch.get_absolute_url(), 302)]
    assert "Make it again." in answer.content.decode()


def test_page_warns_of_codes_that_were_ended_since(as_fran: Client, batch: PrintBatch) -> None:
    assert "lets nobody in" not in words(as_fran, batch.get_absolute_url())

    as_fran.post(f"/patients/{Printing.objects.first().handout.access.patient_id}/access/renew/")  # type: ignore[union-attr]  # one was made

    assert "lets nobody in: make it again" in words(as_fran, batch.get_absolute_url())


def test_opening_is_in_the_audit(as_fran: Client, fran: Member, batch: PrintBatch) -> None:
    as_fran.get(file_of(batch))

    looked = AuditEvent.objects.filter(action="view", subject=f"print_batch {batch.pk}")
    assert looked.get().member_id == fran.pk


def test_file_is_deleted_after_a_day_and_made_again(
    as_fran: Client,
    batch: PrintBatch,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    call_command("forget_media", "--now")
    assert len(files(settings)) == 1
    yesterday = timezone.now() - timedelta(hours=25)
    PrintBatch.objects.update(ended_at=yesterday, made_at=yesterday)
    call_command("forget_media", "--now")
    assert files(settings) == []
    assert "The PDF was deleted" in words(as_fran, batch.get_absolute_url())

    with django_capture_on_commit_callbacks(execute=True):
        again = as_fran.post(batch.get_absolute_url() + "again/")

    assert "Ready: 2 sheets on" in words(as_fran, again["Location"])


def test_batches_do_not_exist_for_another_clinic(
    as_olga: Client, batch: PrintBatch, two: list[Revision]
) -> None:
    for part in ("", "progress/", "sheets.pdf"):
        assert as_olga.get(batch.get_absolute_url() + part).status_code == 404
    for part in ("again/", "stop/"):
        assert as_olga.post(batch.get_absolute_url() + part).status_code == 404

    assert "Choose at least one sheet." in choose(as_olga, two).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_batch_page_asks_as_often_for_one_sheet_as_for_many(
    count: int, as_fran: Client, clinic: Clinic, fran: Member, django_assert_num_queries: Any
) -> None:
    batch = made([on_desk(clinic, f"Rivers{number}") for number in range(count)], fran)
    words(as_fran, batch.get_absolute_url())

    with django_assert_num_queries(5):
        words(as_fran, batch.get_absolute_url())
