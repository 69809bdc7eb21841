from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent
from programs.handouts.actions import store_handout
from programs.handouts.options import Options
from programs.models import Handout, Plan, Revision
from tests import make
from tests.programs.handouts.test_actions import RENDERED, issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def handout(plan: Plan) -> Handout:
    return store_handout(issued(plan), make.access(plan.patient), RENDERED, Options())


def print_page(revision: Revision) -> str:
    return reverse("programs:handout_print", args=[revision.pk])


def file_page(handout: Handout) -> str:
    return reverse("programs:handout_file", args=[handout.pk])


@pytest.mark.parametrize("who", ["as_ana", "as_owner", "as_fran"])
def test_handout_print_leads_to_the_stored_file(
    who: str, handout: Handout, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(who)

    answer = client.post(print_page(handout.revision), {"paper": "A4"})

    assert answer.status_code == 303
    assert answer["Location"] == file_page(handout)
    assert AuditEvent.objects.filter(action="print", subject=f"handout {handout.pk}").count() == 1


def test_handout_print_takes_the_clinics_paper(as_ana: Client, handout: Handout) -> None:
    assert as_ana.post(print_page(handout.revision))["Location"] == file_page(handout)


def test_handout_print_refuses_other_papers(as_ana: Client, handout: Handout) -> None:
    answer = as_ana.post(print_page(handout.revision), {"paper": "A0"})

    assert answer.status_code == 303
    assert "Choose A4 or US Letter." in as_ana.get(answer["Location"]).content.decode()
    assert Handout.objects.count() == 1


def test_handout_print_is_a_post(as_ana: Client, handout: Handout) -> None:
    assert as_ana.get(print_page(handout.revision)).status_code == 405


def test_handout_file_streams_what_was_stored(as_fran: Client, handout: Handout) -> None:
    answer = as_fran.get(file_page(handout))

    assert answer.content == RENDERED.pdf
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="handout-rev1.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert AuditEvent.objects.filter(action="view", subject=f"handout {handout.pk}").count() == 1


def test_handout_file_refuses_a_changed_file(as_ana: Client, handout: Handout) -> None:
    Path(handout.file.path).write_bytes(b"%PDF-1.7 another sheet")

    answer = as_ana.get(file_page(handout))

    assert answer["Location"] == reverse("programs:revision_print", args=[handout.revision_id])
    assert "is then made again" in as_ana.get(answer["Location"]).content.decode()


def test_handouts_do_not_exist_for_another_clinic(
    as_ana: Client, as_olga: Client, handout: Handout
) -> None:
    assert as_ana.get(file_page(handout)).status_code == 200
    assert as_olga.get(file_page(handout)).status_code == 404
    assert as_olga.post(print_page(handout.revision)).status_code == 404


def test_handouts_need_a_sign_in(client: Client, handout: Handout) -> None:
    assert client.get(file_page(handout)).status_code == 302
    assert client.post(print_page(handout.revision)).status_code == 302
