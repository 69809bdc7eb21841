"""The pages of an issued sheet as pictures: those that would be printed, and nothing is stored."""

import html
import io
import re
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from PIL import Image

from clinic.models import AuditEvent
from patients.access import current_access
from patients.models import Access
from programs.handouts import looking, pages, pages_views
from programs.handouts.options import Options
from programs.models import Drawing, Handout, Plan, Revision
from programs.sheet import SheetPicture
from tests import make
from tests.programs.handouts.reading import read
from tests.programs.handouts.test_actions import issued
from tests.programs.sheets import sheet, sheet_item

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]
HTMX = {"HX-Request": "true"}
LARGE_PRINT = Options(layout="large")


@pytest.fixture
def revision(plan: Plan) -> Revision:
    make.access(plan.patient)
    return issued(plan, sheet())


def look(client: Client, revision: Revision, headers: Any = HTMX, **chosen: str) -> str:
    """What the print page asks for by itself once it is there."""
    address = reverse("programs:revision_pages", args=[revision.pk])
    answer = client.get(address, chosen, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def pictures(text: str) -> list[str]:
    return [html.unescape(url) for url in re.findall(r'src="([^"]+/print/pages/[^"]+)"', text)]


def count_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The code on each sheet that is set from now on."""
    codes: list[str] = []
    real = pages.render_handout

    def render(*args: Any, **kwargs: Any) -> Any:
        codes.append(kwargs["code"])
        return real(*args, **kwargs)

    monkeypatch.setattr(pages, "render_handout", render)
    return codes


def page_address(revision: Revision, number: int) -> str:
    return reverse("programs:revision_page", args=[revision.pk, number])


def test_print_page_asks_for_the_pages_once_it_is_there(
    as_fran: Client, revision: Revision
) -> None:
    address = reverse("programs:revision_print", args=[revision.pk])

    page = as_fran.get(address, {"layout": "large"}).content.decode()

    asked = re.findall(r'hx-get="([^"]+/print/pages/[^"]+)" hx-trigger="load', page)
    assert len(asked) == 1 and "layout=large" in asked[0]
    assert pictures(page) == []


@pytest.mark.parametrize("who", ["as_ana", "as_owner", "as_fran"])
def test_every_page_has_its_picture(
    who: str, revision: Revision, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(who)
    shown = pictures(look(client, revision, layout="large"))

    answers = [client.get(url) for url in shown]

    assert len(shown) == len(read(pages.pages_to_look_at(revision, LARGE_PRINT)))
    assert {(one.status_code, one["Content-Type"]) for one in answers} == {(200, "image/webp")}
    assert {one["Cache-Control"] for one in answers} == {"no-store"}


def test_picture_opens_larger(as_fran: Client, revision: Revision) -> None:
    first = pictures(look(as_fran, revision))[0]

    small, large = (as_fran.get(url) for url in (first, f"{first}&large=1"))

    sizes = [Image.open(io.BytesIO(one.content)).width for one in (small, large)]
    assert sizes == [pages_views.WIDTH, pages_views.LARGE_WIDTH]


def test_pages_are_made_once_for_all_pictures(
    as_fran: Client, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count_made(monkeypatch)

    for url in pictures(look(as_fran, revision, layout="large")) * 2:
        assert as_fran.get(url).status_code == 200

    access = current_access(revision.plan.patient)
    assert access and made == [access.code]


def test_pages_that_were_printed_are_not_made_again(
    as_fran: Client, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_fran.post(reverse("programs:handout_print", args=[revision.pk]), {"layout": "cards"})
    made = count_made(monkeypatch)

    shown = pictures(look(as_fran, revision, layout="cards"))

    assert as_fran.get(shown[0]).status_code == 200
    assert made == []


def test_pages_whose_stored_file_is_lost_are_shown_all_the_same(
    as_fran: Client, revision: Revision
) -> None:
    as_fran.post(reverse("programs:handout_print", args=[revision.pk]), {"layout": "cards"})
    Handout.objects.get().file.delete(save=False)

    assert pictures(look(as_fran, revision, layout="cards"))


def test_sheet_that_an_earlier_version_stored_has_the_pages_of_then(
    as_fran: Client, revision: Revision
) -> None:
    as_fran.post(reverse("programs:handout_print", args=[revision.pk]), {"layout": "large"})
    before = pictures(look(as_fran, revision, layout="large"))
    Handout.objects.update(pages=1)

    text = look(as_fran, revision, layout="large")

    assert len(before) > 1 and pictures(text) == before[:1]
    assert "as it was printed before" in text.lower()


def test_new_slip_brings_pages_with_the_new_code(
    as_fran: Client, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count_made(monkeypatch)
    look(as_fran, revision, layout="large")
    as_fran.post(reverse("patients:access_renew", args=[revision.plan.patient_id]))

    look(as_fran, revision, layout="large")

    assert made == list(Access.objects.order_by("created_at").values_list("code", flat=True))


def test_looking_makes_no_code_and_is_no_draft(as_fran: Client, plan: Plan) -> None:
    revision = issued(plan, sheet())

    assert pictures(look(as_fran, revision))

    text = " ".join(read(pages.pages_to_look_at(revision, Options())))
    assert "0000 0000" in text and "draft" not in text.lower()
    assert not Access.objects.exists()


def test_looking_writes_nothing(as_fran: Client, revision: Revision) -> None:
    kinds = (Handout, Access, Drawing, AuditEvent)
    before = [kind.objects.count() for kind in kinds]

    for url in pictures(look(as_fran, revision)):
        as_fran.get(url)

    assert [kind.objects.count() for kind in kinds] == before


def test_page_of_its_own_is_for_who_has_no_scripts(as_fran: Client, revision: Revision) -> None:
    looks = AuditEvent.objects.filter(action="view", subject=f"revision {revision.pk}")

    text = look(as_fran, revision, headers=None, layout="cards")

    assert "Pages of sheet number 1</h1>" in text and pictures(text)
    assert '<input type="hidden" name="layout" value="cards">' in text
    assert looks.count() == 1


def test_pages_that_cannot_be_printed_say_why(as_ana: Client, plan: Plan) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://elsewhere.example"/></svg>'
    Drawing.objects.create(sha256="e" * 64, svg=svg)
    item = sheet_item(start=SheetPicture(drawing="e" * 64, alt="A trap."))
    revision = issued(plan, sheet((item,)))

    text = look(as_ana, revision)

    assert "These pages cannot be printed." in text and "hx-get" not in text
    assert as_ana.get(page_address(revision, 1)).status_code == 404


def test_pages_that_are_too_large_are_not_kept_and_made_once(
    as_fran: Client, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count_made(monkeypatch)
    monkeypatch.setattr(pages, "MOST_BYTES", 1000)

    texts = [look(as_fran, revision) for _ in range(2)]

    assert all("You can print them." in text and ">Page 1<" in text for text in texts)
    assert as_fran.get(page_address(revision, 1)).status_code == 404
    assert len(made) == 1


def test_busy_server_is_asked_again(as_fran: Client, revision: Revision) -> None:
    with looking._places, looking._places:
        text = look(as_fran, revision)
        picture = as_fran.get(page_address(revision, 1))

    assert "delay:2s" in text and ">Page 1<" in text
    assert (picture.status_code, picture["Retry-After"]) == (503, "2")
    assert pictures(look(as_fran, revision))


@pytest.mark.parametrize("chosen", [{"layout": "poster"}, {"layout": "diary", "weeks": "0"}])
def test_bad_choice_has_no_pages(
    chosen: dict[str, str], as_fran: Client, revision: Revision
) -> None:
    assert "Choose again." in look(as_fran, revision, **chosen)
    assert as_fran.get(page_address(revision, 1), chosen).status_code == 404


@pytest.mark.parametrize("number", [0, 99])
def test_page_that_is_not_there_is_not_found(
    number: int, as_fran: Client, revision: Revision
) -> None:
    assert as_fran.get(page_address(revision, 1)).status_code == 200
    assert as_fran.get(page_address(revision, number)).status_code == 404


def test_other_clinic_sees_no_page(as_fran: Client, as_olga: Client, revision: Revision) -> None:
    urls = [reverse("programs:revision_pages", args=[revision.pk]), page_address(revision, 1)]

    assert [as_fran.get(url).status_code for url in urls] == [200, 200]
    assert [as_olga.get(url).status_code for url in urls] == [404, 404]


def test_asking_too_often_is_refused_in_plain_words(as_fran: Client, revision: Revision) -> None:
    url = page_address(revision, 99)

    answers = [as_fran.get(url) for _ in range(pages_views.PICTURES + 1)]

    assert [one.status_code for one in answers[-2:]] == [404, 429]
    assert "too often" in answers[-1].content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_ask_the_same_of_any_sheet(
    count: int, as_fran: Client, plan: Plan, django_assert_num_queries: Any
) -> None:
    items = tuple(sheet_item(item_id=number, number=number) for number in range(1, count + 1))
    revision = issued(plan, sheet(items))
    make.access(plan.patient)
    look(as_fran, revision)

    with django_assert_num_queries(6):
        as_fran.get(page_address(revision, 1))
    caches["previews"].clear()
    with django_assert_num_queries(8):
        look(as_fran, revision)
