"""The draft beside the check list: drawn once, never issued, gone when the plan changes."""

import io
import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from clinic.models import AuditEvent, Clinic, Member
from clinic.settings import CACHES as PRODUCT_CACHES
from patients.models import Access
from programs.handouts import looking
from programs.handouts.actions import drawings_of
from programs.handouts.options import Ink
from programs.models import Drawing, Exercise, Handout, Plan, PlanItem, Revision
from programs.plans import item_actions, preview
from programs.plans.colours import in_clinics_colour
from programs.plans.issue import issue_plan, next_sheet
from tests import make
from tests.conftest import signed_in

pytestmark = pytest.mark.pdf


def look(client: Client, plan: Plan, **asked: str) -> Any:
    """What the page asks for by itself."""
    return client.get(
        reverse("programs:plan_preview", args=[plan.pk]), asked, HTTP_HX_REQUEST="true"
    )


def shown_on(response: Any) -> dict[str, str]:
    """What the page would say at its next asking."""
    text = response.content.decode()
    return dict(re.findall(r'name="(seen|shown)" value="(\w*)"', text))


def pictures(response: Any) -> list[str]:
    return re.findall(r'src="([^"]+/preview/[^"]+)"', response.content.decode())


def count_drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each drawing of a draft from now on."""
    drawn: list[str] = []
    real = preview.render_handout

    def render(*args: Any, **kwargs: Any) -> Any:
        drawn.append(kwargs["code"])
        return real(*args, **kwargs)

    monkeypatch.setattr(preview, "render_handout", render)
    return drawn


@pytest.fixture
def plan(item: PlanItem) -> Plan:
    found: Plan = item.phase.plan
    return found


def test_every_page_is_there_in_order_with_its_words(as_ana: Client, plan: Plan) -> None:
    response = look(as_ana, plan)

    text = response.content.decode()
    numbers = re.findall(r"Page (\d) of 3<", text)
    assert numbers == ["1", "2", "3"]
    assert "Page 2 of 3 of the draft: Bridge" in text
    assert "It takes <strong>3 pages</strong> of A4." in text


def test_page_is_a_picture_that_nobody_keeps(as_ana: Client, plan: Plan) -> None:
    first = pictures(look(as_ana, plan))[0].replace("&amp;", "&")

    small, large = (as_ana.get(url) for url in (first, f"{first}&large=1"))

    sizes = [Image.open(io.BytesIO(one.content)).width for one in (small, large)]
    assert sizes == [preview.WIDTH, preview.LARGE_WIDTH]
    assert (small["Content-Type"], small["Cache-Control"]) == ("image/webp", "no-store")


def test_pages_are_drawn_once_for_all_pictures(
    as_ana: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = count_drawn(monkeypatch)

    for url in pictures(look(as_ana, plan)):
        assert as_ana.get(url).status_code == 200

    assert drawn == [""]


def test_picture_is_drawn_again_when_its_pages_are_no_longer_kept(
    as_ana: Client, plan: Plan
) -> None:
    url = pictures(look(as_ana, plan))[0]
    caches["previews"].clear()

    assert as_ana.get(url).status_code == 200


def test_picture_of_a_plan_that_has_changed_is_gone(
    as_ana: Client, plan: Plan, item: PlanItem, ana: Member
) -> None:
    url = pictures(look(as_ana, plan))[0]
    item_actions.change_item(item, {"reps": 12}, version=1, by=ana)
    caches["previews"].clear()

    assert as_ana.get(url).status_code == 404


def test_page_that_is_not_there_is_not_found(as_ana: Client, plan: Plan) -> None:
    url = reverse("programs:preview_page", args=[plan.pk, 99])

    assert as_ana.get(url).status_code == 404


@pytest.mark.parametrize("state", ["x", "\0", "a" * 400, "0" * 32])
def test_state_that_is_none_is_not_found(state: str, as_ana: Client, plan: Plan) -> None:
    url = reverse("programs:preview_page", args=[plan.pk, 1])

    assert as_ana.get(url, {"state": state}).status_code == 404


def test_looking_writes_nothing(as_ana: Client, plan: Plan) -> None:
    Clinic.objects.update(colour="#AA3355")
    kinds = (Revision, Handout, Access, Drawing, AuditEvent)
    before = [kind.objects.count() for kind in kinds]

    for url in pictures(look(as_ana, plan)):
        as_ana.get(url)

    assert [kind.objects.count() for kind in kinds] == before


def test_clinics_colour_is_on_the_shirt(plan: Plan, ana: Member) -> None:
    Clinic.objects.update(colour="#AA3355")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#1F8A8A"/></svg>'
    Exercise.objects.get().pictures.update(drawing=Drawing.objects.create(sha256="c" * 64, svg=svg))
    plan = Plan.objects.for_page().get()

    (drawn,) = preview._drawings(plan, next_sheet(plan, by=ana), "colour").values()

    assert drawn == svg.replace("#1F8A8A", "#AA3355")


def test_clinic_that_prints_in_lines_sees_lines(plan: Plan, ana: Member) -> None:
    Clinic.objects.update(colour="#AA3355")
    drawing = Drawing.objects.create(sha256="c" * 64, svg="<svg/>", line_svg="<svg>lines</svg>")
    Exercise.objects.get().pictures.update(drawing=drawing)
    plan = Plan.objects.for_page().get()

    drawn = preview._drawings(plan, next_sheet(plan, by=ana), Ink.LINE)

    assert drawn == {drawing.pk: "<svg>lines</svg>"}


@pytest.mark.parametrize("ink", ["colour", "line"])
def test_preview_shows_the_drawings_that_are_issued(ink: str, plan: Plan, ana: Member) -> None:
    Clinic.objects.update(colour="#AA3355", sheet_ink=ink)
    drawing = Drawing.objects.create(
        sha256="c" * 64, svg='<path fill="#1F8A8A"/>', line_svg='<path fill="#FFFFFF"/>'
    )
    Exercise.objects.get().pictures.update(drawing=drawing)
    plan = Plan.objects.for_page().get()
    sheet = next_sheet(plan, by=ana)

    previewed = preview._drawings(plan, sheet, ink)

    issued = drawings_of(in_clinics_colour(sheet), plan.patient.clinic, ink)
    assert list(previewed.values()) == list(issued.values())


@pytest.mark.parametrize("change", [{"sheet_ink": "line"}, {"sheet_layout": "large"}])
def test_clinic_that_prints_in_another_way_sees_other_pages(
    change: dict[str, str], as_ana: Client, plan: Plan
) -> None:
    first = look(as_ana, plan)
    Clinic.objects.update(**change)

    again = look(as_ana, plan, **shown_on(first))

    assert pictures(again)
    assert set(pictures(again)).isdisjoint(pictures(first))


def test_page_that_shows_what_there_is_gets_nothing(as_ana: Client, plan: Plan) -> None:
    first = look(as_ana, plan)

    assert look(as_ana, plan, **shown_on(first)).status_code == 204


def test_change_by_somebody_else_brings_new_pages_and_list(
    as_ana: Client, plan: Plan, item: PlanItem, owner: Member
) -> None:
    first = look(as_ana, plan)
    item_actions.change_item(item, {"reps": None}, version=1, by=owner)

    again = look(as_ana, plan, **shown_on(first))

    assert "Bridge: say how many times" in again.content.decode()
    assert set(pictures(again)).isdisjoint(pictures(first))


def test_what_is_not_on_the_sheet_changes_the_list_and_leaves_the_pictures(
    as_ana: Client, plan: Plan
) -> None:
    first = look(as_ana, plan)
    Plan.objects.update(screen="Rule out a fracture.")

    again = look(as_ana, plan, **shown_on(first))

    assert "Record the safety screen." in again.content.decode()
    assert (again["HX-Reswap"], pictures(again)) == ("none", [])
    assert "Issue number" not in again.content.decode()


def test_plan_without_exercises_says_when_the_sheet_comes(
    as_ana: Client, sam: Any, ana: Member
) -> None:
    empty = make.plan(sam, therapist=ana)

    response = look(as_ana, empty)

    assert "The sheet comes when there is an exercise" in response.content.decode()
    assert as_ana.get(reverse("programs:preview_page", args=[empty.pk, 1])).status_code == 404


def test_sheet_that_cannot_be_printed_says_so_and_asks_once(
    as_ana: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = Drawing.objects.create(sha256="b" * 64, svg='<svg><image href="http://x/y.png"/></svg>')
    Exercise.objects.get().pictures.update(drawing=bad)

    response = look(as_ana, plan)

    assert "This sheet cannot be printed." in response.content.decode()
    assert look(as_ana, plan, **shown_on(response)).status_code == 204


def test_busy_server_is_asked_again(as_ana: Client, plan: Plan) -> None:
    with looking._places, looking._places:
        response = look(as_ana, plan)

    assert "asks again by itself." in response.content.decode()
    assert pictures(look(as_ana, plan, **shown_on(response)))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_drawn_once(
    plan: Plan, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = count_drawn(monkeypatch)
    answers: list[HttpResponseBase] = []

    def ask(client: Client) -> None:
        try:
            answers.append(look(client, plan))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[signed_in(ana)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.status_code for one in answers] == [200, 200]
    assert drawn == [""]


def test_asking_too_often_is_refused_in_plain_words(as_ana: Client, plan: Plan) -> None:
    seen = shown_on(look(as_ana, plan))

    last = [look(as_ana, plan, **seen) for _ in range(40)][-1]

    assert last.status_code == 429
    assert "too often" in last.content.decode()


def test_colleague_sees_the_same_pages(as_owner: Client, as_ana: Client, plan: Plan) -> None:
    assert pictures(look(as_owner, plan)) == pictures(look(as_ana, plan))


def test_other_clinic_gets_no_picture_of_a_kept_draft(
    as_ana: Client, as_olga: Client, plan: Plan
) -> None:
    url = pictures(look(as_ana, plan))[0]

    assert (as_ana.get(url).status_code, as_olga.get(url).status_code) == (200, 404)


def test_front_desk_sees_no_plan_in_the_making(as_fran: Client, plan: Plan) -> None:
    assert look(as_fran, plan).status_code == 403
    assert as_fran.get(reverse("programs:preview_page", args=[plan.pk, 1])).status_code == 403


def test_ended_plan_has_no_button(as_ana: Client, plan: Plan, ana: Member) -> None:
    issue_plan(plan, by=ana)
    first = look(as_ana, plan)
    Plan.objects.update(status=Plan.Status.ENDED)

    again = look(as_ana, plan, **shown_on(first)).content.decode()

    assert "This plan has ended." in again
    assert "Issue number" in first.content.decode() and "Issue number" not in again


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_ask_the_same_for_any_number_of_items(
    count: int, as_ana: Client, sam: Any, ana: Member, django_assert_num_queries: Any
) -> None:
    plan = make.plan(sam, therapist=ana)
    for _ in range(count):
        make.item(plan)
    url = pictures(look(as_ana, plan))[0]

    with django_assert_num_queries(4):
        as_ana.get(url)
    with django_assert_num_queries(16):
        look(as_ana, plan)


def test_state_is_that_of_the_sheet(plan: Plan, item: PlanItem, ana: Member) -> None:
    def state() -> str:
        plan = Plan.objects.for_page().get()
        return preview.state_of_sheet(next_sheet(plan, by=ana), plan.patient.clinic)

    before = [state(), state()]
    item_actions.change_item(item, {"cue": "Slowly"}, version=1, by=ana)

    assert before[0] == before[1] != state()


def test_state_is_that_of_the_way_of_printing(plan: Plan, ana: Member) -> None:
    sheet = next_sheet(Plan.objects.for_page().get(), by=ana)
    standard = preview.state_of_sheet(sheet, Clinic())

    large = preview.state_of_sheet(sheet, Clinic(sheet_layout=Clinic.SheetLayout.LARGE))

    assert large != standard == preview.state_of_sheet(sheet, Clinic())


def test_drafts_past_their_time_are_dropped_and_others_stay(db: None, settings: Any) -> None:
    settings.CACHES = settings.CACHES | {"previews": PRODUCT_CACHES["previews"]}
    call_command("createcachetable", verbosity=0)
    caches["previews"].set("old", "a", timeout=60)
    caches["previews"].set("new", "b", timeout=600)

    preview.forget_old_previews(timezone.now() + timedelta(seconds=120))

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM previews")
        assert cursor.fetchall() == [(":1:new",)]
