"""The page on which one chooses how a sheet is printed, and what its choices print."""

import html
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from clinic.models import AuditEvent, Clinic
from programs.handouts import counting
from programs.handouts.counting import count_words, paper_words
from programs.handouts.options import Layout
from programs.handouts.print_views import COUNTS
from programs.models import Drawing, Handout, Plan, Revision
from programs.sheet import SheetAdvice, SheetPicture
from tests.programs.handouts.test_actions import issued
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.django_db

LEAFLET = SheetAdvice(
    code="rest", name="Resting well", version=1, main_message="Rest a little.", body="Lie down."
)
SPANISH = {"es": {"Bridge": "Puente"}}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def revision(plan: Plan) -> Revision:
    return issued(plan, sheet(advice=(LEAFLET,)))


@pytest.fixture
def spanish(plan: Plan) -> Revision:
    made = sheet(translations=SPANISH)
    return issued(plan, replace(made, patient=replace(made.patient, language="es")))


def page(client: Client, revision: Revision, headers: Any = None, **chosen: str) -> str:
    address = reverse("programs:revision_print", args=[revision.pk])
    answer = client.get(address, chosen, headers=headers)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def printed(client: Client, revision: Revision, **chosen: str) -> Any:
    return client.post(reverse("programs:handout_print", args=[revision.pk]), chosen, follow=True)


def is_chosen(text: str, name: str, value: str) -> bool:
    return f'name="{name}" value="{value}" checked>' in text


def test_page_starts_as_the_clinic_prints(as_fran: Client, revision: Revision) -> None:
    Clinic.objects.update(sheet_layout="large", paper="Letter", sheet_ink="line", sheet_weeks=4)

    text = page(as_fran, revision)

    usual = {"layout": "large", "paper": "Letter", "ink": "line", "weeks": "4"}
    assert all(is_chosen(text, name, value) for name, value in usual.items())
    assert text.count(" checked>") == len(usual)


def test_page_of_an_old_sheet_leads_to_the_newest(as_fran: Client, revision: Revision) -> None:
    assert "A newer one exists" not in page(as_fran, revision)
    fields = {"sheet_json": revision.sheet_json, "sha256": revision.sha256}
    newer = Revision.objects.create(
        plan=revision.plan, number=2, issued_at=revision.issued_at, **fields
    )

    text = page(as_fran, revision)

    assert f'exists: <a href="{reverse("programs:revision_print", args=[newer.pk])}">' in text


def test_page_tells_how_many_pages_and_what_is_on_each(as_ana: Client, revision: Revision) -> None:
    with_diary, without = page(as_ana, revision), page(as_ana, revision, weeks="0")

    assert "of paper, printed on both sides" in with_diary
    assert "Page 2" in with_diary and "Bridge" in with_diary and "Resting well" in with_diary
    assert "he diary</p>" in with_diary and "he diary</p>" not in without


@pytest.mark.parametrize("layout", Layout.values)
def test_as_many_pages_are_counted_as_printed(
    layout: str, as_ana: Client, revision: Revision
) -> None:
    text = page(as_ana, revision, layout=layout)

    printed(as_ana, revision, layout=layout)

    handout = Handout.objects.get()
    assert handout.layout == layout
    assert f"<b>{count_words(handout.pages)}</b>" in text
    assert text.count(">Page ") == handout.pages


@pytest.mark.parametrize(
    ("pages", "count", "paper"),
    [
        (1, "1 page", ""),
        (2, "2 pages", "1 sheet of paper, printed on both sides"),
        (5, "5 pages", "3 sheets of paper, printed on both sides"),
    ],
)
def test_paper_is_counted_for_both_sides(pages: int, count: str, paper: str) -> None:
    assert (count_words(pages), paper_words(pages)) == (count, paper)


def test_htmx_gets_the_pages_and_what_is_wrong(as_ana: Client, revision: Revision) -> None:
    wrong = page(as_ana, revision, HTMX, layout="diary", weeks="0")
    right = page(as_ana, revision, HTMX, layout="diary", weeks="1")

    assert "<html" not in wrong and wrong.count("A diary alone has 1, 2 or 4 weeks.") == 2
    assert "Page 1" in right and "A diary alone" not in right
    assert 'id="weeks-error" hx-swap-oob="true"></p>' in right


def test_looking_is_noted_once_and_counting_is_not(as_ana: Client, revision: Revision) -> None:
    looks = AuditEvent.objects.filter(action="view", subject=f"revision {revision.pk}")

    page(as_ana, revision)
    page(as_ana, revision, HTMX, layout="cards")

    assert looks.count() == 1
    assert not Handout.objects.exists()


def test_all_that_is_chosen_is_printed(as_fran: Client, revision: Revision) -> None:
    chosen = {"layout": "large", "paper": "Letter", "ink": "line", "weeks": "1"}

    answer = printed(as_fran, revision, has_leaflets="no", has_name="no", **chosen)

    kept = Handout.objects.values("layout", "paper", "ink", "weeks", "has_leaflets", "has_name")
    assert answer["Content-Type"] == "application/pdf"
    assert kept.get() == {**chosen, "weeks": 1, "has_leaflets": False, "has_name": False}


def test_what_is_not_sent_is_as_the_clinic_prints(as_ana: Client, revision: Revision) -> None:
    Clinic.objects.update(sheet_layout="cards", paper="Letter", sheet_has_leaflets=False)

    printed(as_ana, revision, weeks="1")

    handout = Handout.objects.get()
    assert (handout.layout, handout.paper, handout.weeks) == ("cards", "Letter", 1)
    assert (handout.has_leaflets, handout.has_name) == (False, True)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"layout": "poster"}, "Choose one of these layouts."),
        ({"layout": ""}, "Choose one of these layouts."),
        ({"paper": "A0"}, "Choose A4 or US Letter."),
        ({"ink": "gold"}, "Choose colour, or black and white."),
        ({"weeks": "3"}, "Choose no diary, or 1, 2 or 4 weeks."),
        ({"weeks": "two"}, "Choose no diary, or 1, 2 or 4 weeks."),
        ({"has_name": "perhaps"}, "Say yes or no."),
        ({"language": "es"}, "This sheet is not in that language."),
        ({"beside": "es"}, "Choose a language of the sheet."),
        ({"beside": "en"}, "That is the first language again."),
        ({"layout": "diary", "weeks": "0"}, "A diary alone has 1, 2 or 4 weeks."),
        ({"paper": "A4" * 9_000}, "Choose A4 or US Letter."),
        ({"layout": "\x00'\"<b>"}, "Choose one of these layouts."),
    ],
)
def test_bad_choice_is_refused_at_its_field(
    chosen: dict[str, str], said: str, as_ana: Client, revision: Revision
) -> None:
    answer = printed(as_ana, revision, **chosen)

    text = html.unescape(answer.content.decode())
    assert answer.redirect_chain[0][1] == 303 and answer.status_code == 200
    field = list(chosen)[-1]
    assert f'id="{field}-error">{said}' in text
    assert not Handout.objects.exists()


def test_what_was_chosen_is_kept_when_refused(as_ana: Client, revision: Revision) -> None:
    answer = printed(as_ana, revision, layout="diary", weeks="0", paper="Letter", has_name="no")

    text = answer.content.decode()
    kept = (("layout", "diary"), ("weeks", "0"), ("paper", "Letter"))
    assert all(is_chosen(text, name, value) for name, value in kept)
    assert 'id="has_name" name="has_name" value="yes" aria' in text


def test_sheet_that_cannot_be_printed_says_so(as_ana: Client, plan: Plan) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://elsewhere.example"/></svg>'
    Drawing.objects.create(sha256="e" * 64, svg=svg)
    item = sheet_item(start=SheetPicture(drawing="e" * 64, alt="A trap."))

    answer = printed(as_ana, issued(plan, sheet((item,))))

    assert "asks for something from outside" in answer.content.decode()
    assert "Print another way</h1>" in answer.content.decode()
    assert not Handout.objects.exists()


def test_languages_are_offered_where_there_are_several(as_ana: Client, spanish: Revision) -> None:
    text = page(as_ana, spanish)

    assert is_chosen(text, "language", "es") and is_chosen(text, "beside", "")
    assert "Spanish" in text and "English" in text


def test_pages_are_told_in_english(as_ana: Client, spanish: Revision) -> None:
    text = page(as_ana, spanish)

    assert "Bridge" in text and "Puente" not in text


@pytest.mark.parametrize("layout", Layout.values)
def test_no_page_is_left_without_words(layout: str, as_ana: Client, plan: Plan) -> None:
    items = tuple(sheet_item(item_id=number, number=number) for number in range(1, 15))
    revision = issued(plan, sheet(items, advice=(LEAFLET,)))

    text = page(as_ana, revision, HTMX, layout=layout, weeks="4")

    assert ">Page 2<" in text and "<span></span>" not in text


def test_diary_of_a_sheet_in_its_first_week_begins_as_issued(
    as_ana: Client, revision: Revision
) -> None:
    assert 'name="from_week"' not in page(as_ana, revision)


@pytest.mark.parametrize(("day", "chosen"), [(10, "1"), (9, "3")])
def test_diary_begins_with_this_week_once_the_first_one_is_over(
    day: int, chosen: str, as_ana: Client, plan: Plan
) -> None:
    first = date(2026, 11, day)
    revision = issued(plan, sheet(issued_on=first, starts_on=first))

    text = page(as_ana, revision)
    printed(as_ana, revision)

    assert is_chosen(text, "from_week", chosen)
    assert str(Handout.objects.get().from_week) == chosen


def test_diary_begins_when_it_is_told_to_and_only_then(as_ana: Client, revision: Revision) -> None:
    printed(as_ana, revision, from_week="2")
    printed(as_ana, revision, from_week="2", weeks="0")
    text = page(as_ana, revision, from_week="5")

    assert set(Handout.objects.values_list("from_week", "weeks")) == {(2, 2), (1, 0)}
    assert 'id="from_week-error">Choose one of these days for the diary to begin.' in text


def test_languages_are_not_asked_of_a_sheet_in_one(as_ana: Client, revision: Revision) -> None:
    assert 'name="language"' not in page(as_ana, revision)


def test_two_languages_are_printed_side_by_side(as_ana: Client, spanish: Revision) -> None:
    printed(as_ana, spanish, beside="en")

    assert Handout.objects.values_list("language", "beside").get() == ("es", "en")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"language": "es", "beside": "es"}, "That is the first language again."),
        ({"layout": "cards", "beside": "en"}, "This layout has room for one language."),
    ],
)
def test_second_language_is_refused_at_its_field(
    chosen: dict[str, str], said: str, as_ana: Client, spanish: Revision
) -> None:
    assert f'id="beside-error">{said}' in page(as_ana, spanish, **chosen)


def test_page_does_not_exist_for_another_clinic(
    as_ana: Client, as_olga: Client, revision: Revision
) -> None:
    address = reverse("programs:revision_print", args=[revision.pk])

    assert as_ana.get(address).status_code == 200
    assert as_olga.get(address).status_code == 404


def test_counting_is_done_once_for_each_way(
    as_ana: Client, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(as_ana, revision, HTMX, layout="cards", has_name="no")
    monkeypatch.delattr(counting, "words_of_pages")

    assert "Page 1" in page(as_ana, revision, HTMX, layout="cards", has_name="no")


def test_counting_keeps_only_the_last(
    as_ana: Client, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_KEPT", 2)

    for weeks in ("0", "1", "2", "4"):
        page(as_ana, revision, HTMX, weeks=weeks)

    assert len(counting._kept) == 2


def test_asking_too_often_is_refused_in_plain_words(as_ana: Client, revision: Revision) -> None:
    address = reverse("programs:revision_print", args=[revision.pk])

    answers = [as_ana.get(address, headers=HTMX) for _ in range(COUNTS + 1)]

    assert [one.status_code for one in answers[-2:]] == [200, 429]
    assert "too often" in answers[-1].content.decode()


def test_usual_way_is_for_the_owner_to_change(
    as_owner: Client, as_fran: Client, revision: Revision
) -> None:
    settings = f'href="{reverse("clinic:clinic_edit")}#div_id_paper"'

    assert settings in page(as_owner, revision)
    assert settings not in page(as_fran, revision)
    assert 'id="div_id_paper"' in as_owner.get(reverse("clinic:clinic_edit")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_statements_of_any_sheet(
    count: int, as_ana: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    items = tuple(sheet_item(item_id=number, number=number) for number in range(1, count + 1))
    revision = issued(plan, sheet(items))

    with django_assert_num_queries(10):
        page(as_ana, revision)
