"""programs:exercise_list: the library, searched and filtered."""

from typing import Any

import pytest
from django.test import Client

from clinic.models import Clinic
from programs.library import cards
from programs.models import Exercise, Muscle, Picture
from tests import make

HTMX = {"hx-request": "true"}


@pytest.mark.parametrize("who", ["as_ana", "as_owner", "as_fran"])
def test_list_shows_the_library_to_all_who_work_here(
    who: str, request: pytest.FixtureRequest, db: None
) -> None:
    bridge = make.exercise()

    page = request.getfixturevalue(who).get("/library/").content.decode()

    assert f'href="{bridge.get_absolute_url()}"' in page
    assert "low_back · Strength · Nothing needed" in page
    assert all(picture.url in page for picture in bridge.pictures.all())


def test_list_asks_strangers_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/library/").status_code == 302


def test_list_says_what_is_signed_off(as_ana: Client) -> None:
    make.exercise()
    make.exercise("Squat", sign_off=Exercise.SignOff.SIGNED)

    page = as_ana.get("/library/").content.decode()

    assert page.count(">Awaiting clinical sign-off<") == 1
    assert page.count(">Signed off<") == 1


def test_list_finds_and_counts(as_ana: Client) -> None:
    make.exercise()
    make.exercise("Squat", region="knee")

    page = as_ana.get("/library/?q=squat").content.decode()

    assert ">Squat</a>" in page
    assert ">Bridge</a>" not in page
    assert "1 exercise found" in page
    assert 'value="squat"' in page


def test_list_keeps_ticks_and_offers_to_take_them_away(as_ana: Client) -> None:
    make.exercise(region="hip")

    page = as_ana.get("/library/?q=bridge&region=hip").content.decode()

    assert 'name="region" value="hip" autocomplete="off" checked' in page
    assert 'href="?q=bridge"' in page


def test_list_answers_htmx_with_the_results_only(as_ana: Client) -> None:
    make.exercise()

    response = as_ana.get("/library/?q=BRI&region=&page=1", headers=HTMX)

    assert "<html" not in response.content.decode()
    assert ">Bridge</a>" in response.content.decode()
    assert 'hx-swap-oob="innerHTML:#result-count"' in response.content.decode()
    assert response["HX-Replace-Url"] == "/library/?q=BRI"


def test_list_gives_the_whole_page_when_the_browser_goes_back(as_ana: Client) -> None:
    headers = HTMX | {"hx-history-restore-request": "true"}

    assert "<html" in as_ana.get("/library/", headers=headers).content.decode()


def test_empty_library_says_how_to_fill_it(as_ana: Client) -> None:
    assert "load_library" in as_ana.get("/library/").content.decode()


def test_search_that_finds_nothing_says_what_to_do(as_ana: Client) -> None:
    make.exercise()

    page = as_ana.get("/library/?q=zebra").content.decode()

    assert "No exercise fits" in page
    assert "Show the whole library" in page


@pytest.mark.parametrize("page", ["0", "-1", "99999999999", "two", "²", ""])
def test_list_shows_a_page_whatever_is_asked_for(page: str, as_ana: Client) -> None:
    make.exercise()

    assert ">Bridge</a>" in as_ana.get("/library/", {"page": page}).content.decode()


def test_list_goes_on_over_pages(as_ana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "PAGE_SIZE", 2)
    for name in ("Arch", "Bridge", "Clam"):
        make.exercise(name)

    page = as_ana.get("/library/?type=strength&page=2").content.decode()

    assert ">Clam</a>" in page
    assert ">Arch</a>" not in page
    assert 'href="?type=strength&amp;page=1"' in page


def test_list_escapes_what_people_typed(as_ana: Client, clinic: Clinic) -> None:
    make.exercise("<b>Bridge</b>", clinic)

    page = as_ana.get("/library/?q=<i>").content.decode()
    everything = as_ana.get("/library/").content.decode()

    assert "<i>" not in page
    assert "&lt;b&gt;Bridge" in everything


def test_list_does_not_show_another_clinics_own(
    as_ana: Client, clinic: Clinic, other_clinic: Clinic
) -> None:
    make.exercise("Their bridge", other_clinic)
    make.exercise("Our bridge", clinic)

    page = as_ana.get("/library/").content.decode()

    assert "Our bridge" in page
    assert "Their bridge" not in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("query", "statements"), [("", 7), ("?q=bri&region=low_back&type=strength", 6)]
)
def test_list_takes_as_many_statements_for_one_as_for_three(
    count: int, query: str, statements: int, as_ana: Client, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.exercise(f"Bridge {number}")
    as_ana.get("/library/")  # the first page of a session writes when it was seen

    with django_assert_num_queries(statements):
        as_ana.get(f"/library/{query}")


def test_list_says_what_it_searched_for_instead_and_offers_what_was_typed(as_ana: Client) -> None:
    make.exercise()

    page = as_ana.get("/library/?q=brige&type=strength").content.decode()

    assert "Showing results for <b>bridge</b>." in page
    assert 'href="?q=brige&amp;type=strength&amp;exact=yes"' in page
    assert ">Bridge</a>" in page


def test_list_searches_for_exactly_what_was_typed(as_ana: Client) -> None:
    make.exercise()

    page = as_ana.get("/library/?q=brige&exact=yes").content.decode()

    assert "Nothing has exactly “brige”." in page
    assert 'href="?q=brige"' in page


def test_list_folds_long_groups_and_keeps_what_is_ticked_in_sight(as_ana: Client) -> None:
    calf, deltoid = (
        Muscle.objects.create(code=code, name=code.title()) for code in ("calf", "deltoid")
    )
    make.exercise().muscles.add(calf, deltoid)

    page = as_ana.get("/library/?muscle=calf").content.decode()

    shown, _, folded = page.partition('<details class="filter-more" id="more-muscle">')
    assert 'id="tick-muscle-calf"' in shown
    assert 'id="tick-muscle-deltoid"' in folded


def test_list_shows_our_retired_only_when_asked_for(as_ana: Client, clinic: Clinic) -> None:
    make.exercise("Our old squat", clinic, status=Exercise.Status.RETIRED)
    make.exercise("Their old squat", status=Exercise.Status.RETIRED)

    assert "old squat" not in as_ana.get("/library/").content.decode()
    page = as_ana.get("/library/?retired=yes").content.decode()
    assert ">Our old squat</a>" in page
    assert "Their old squat" not in page


def test_list_fetches_what_moves_only_when_pointed_at(as_ana: Client) -> None:
    bridge = make.exercise()
    drawing = make.drawing("moving")
    Picture.objects.create(exercise=bridge, frame="moving", drawing=drawing, alt="")

    page = as_ana.get("/library/").content.decode()

    assert f'data-moving="{drawing.get_absolute_url()}"' in page
    assert f'src="{drawing.get_absolute_url()}"' not in page


def test_tick_of_a_region_that_is_no_more_is_left_out(as_ana: Client) -> None:
    make.exercise(region="hip")

    response = as_ana.get("/library/?region=elsewhere&q=bridge", headers=HTMX)

    assert "1 exercise found" in response.content.decode()
    assert response.headers["HX-Replace-Url"] == "/library/?q=bridge"
