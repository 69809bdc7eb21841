"""Finding in a browser: letter keys, stars, folded filters, drawings that move."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from clinic.models import Member
from programs.library.favourites import favourite_ids
from programs.models import Exercise, Muscle, Picture
from tests import make
from tests.browser.conftest import Opens, Visitor


@pytest.fixture
def bridge(transactional_db: None) -> Exercise:
    made = make.exercise("Bridge")
    made.muscles.add(Muscle.objects.create(code="glutes", name="Glutes"))
    drawing = make.drawing("animate")
    Picture.objects.create(exercise=made, frame="moving", drawing=drawing, alt="")
    for number in range(12):
        make.exercise(f"Squat {number}", region="knee")
    return made


@pytest.fixture
def library(bridge: Exercise, visit: Opens, as_ana: Client) -> Visitor:
    visitor = visit(client=as_ana)
    visitor.go("/library/")
    return visitor


def moving_url(exercise: Exercise) -> str:
    url: str = exercise.pictures.get(frame="moving").url
    return url


def test_slash_goes_to_the_search_unless_letter_keys_are_off(library: Visitor) -> None:
    page = library.page
    box = page.locator("#q")

    page.locator("#q").blur()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")

    page.get_by_role("button", name="Switch letter keys off").click()
    page.keyboard.press("/")
    expect(box).not_to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Switch letter keys on")).to_be_visible()


def test_f_makes_the_page_a_favourite_and_back(
    library: Visitor, bridge: Exercise, ana: Member
) -> None:
    page = library.page
    library.go(bridge.get_absolute_url())
    button = page.get_by_role("button", name="Favourite", exact=True)

    page.keyboard.press("f")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert favourite_ids(ana) == (bridge.pk,)

    page.keyboard.press("f")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert favourite_ids(ana) == ()
    assert library.complaints == []


def test_star_on_a_card_keeps_place_and_focus(library: Visitor, ana: Member) -> None:
    page = library.page
    button = page.get_by_role("button", name="Favourite: Squat 9")
    button.scroll_into_view_if_needed()
    before = page.evaluate("window.scrollY")

    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    assert page.evaluate("window.scrollY") == before
    assert len(favourite_ids(ana)) == 1


def test_star_works_without_script(
    library: Visitor, visit: Opens, as_ana: Client, ana: Member
) -> None:
    plain = visit(client=as_ana, java_script_enabled=False)
    plain.go("/library/?q=squat")

    plain.page.get_by_role("button", name="Favourite: Squat 9").click()

    squat = Exercise.objects.get(name="Squat 9")
    expect(plain.page).to_have_url(f"{plain.base}/library/?q=squat#exercise-{squat.pk}")
    assert favourite_ids(ana) == (squat.pk,)


def test_unfolded_filters_stay_so_when_results_come(library: Visitor) -> None:
    page = library.page

    page.get_by_text("Choose by muscle").click()
    page.fill("#q", "bridge")

    expect(page.locator("#result-count")).to_have_text("1 exercise found")
    expect(page.get_by_text("Glutes 1")).to_be_visible()


def test_card_moves_while_pointed_at_and_only_then_is_fetched(
    library: Visitor, bridge: Exercise
) -> None:
    page, url = library.page, moving_url(bridge)
    card = page.locator(f"#exercise-{bridge.pk}")
    picture = card.locator("img").last
    expect(picture).not_to_have_attribute("src", url)

    card.hover()
    expect(picture).to_have_attribute("src", url)
    page.mouse.move(0, 0)
    expect(picture).not_to_have_attribute("src", url)

    card.get_by_role("link").focus()
    expect(picture).to_have_attribute("src", url)


def test_movement_on_the_page_can_be_stopped(library: Visitor, bridge: Exercise) -> None:
    page, url = library.page, moving_url(bridge)
    library.go(bridge.get_absolute_url())
    picture = page.locator(".moving-picture img")
    expect(picture).to_have_attribute("src", url)

    page.get_by_role("button", name="Pause").click()
    expect(picture).not_to_have_attribute("src", url)
    page.get_by_role("button", name="Play").click()
    expect(picture).to_have_attribute("src", url)


def test_nothing_moves_for_who_prefers_stillness(
    bridge: Exercise, visit: Opens, as_ana: Client
) -> None:
    visitor = visit(client=as_ana, reduced_motion="reduce")

    visitor.go(bridge.get_absolute_url())
    expect(visitor.page.locator(".moving-picture")).to_be_hidden()
    visitor.go("/library/")
    card = visitor.page.locator(f"#exercise-{bridge.pk}")
    card.hover()
    expect(card.locator("img").last).not_to_have_attribute("src", moving_url(bridge))


def test_misspelt_search_says_so_and_leads_to_exactly_what_was_typed(library: Visitor) -> None:
    page = library.page

    page.fill("#q", "brige")
    expect(page.locator("#result-count")).to_have_text("1 exercise found")
    expect(page.locator(".library-instead")).to_contain_text("Showing results for bridge.")
    page.get_by_role("link", name="Search for exactly “brige”").click()

    expect(page.get_by_role("heading", name="No exercise fits")).to_be_visible()


@pytest.mark.parametrize(
    ("status", "said"), [(429, "Wait."), (500, "The search did not work. Try again.")]
)
def test_search_without_an_answer_says_so(status: int, said: str, library: Visitor) -> None:
    library.page.route("**/library/?*", lambda route: route.fulfill(status=status, body="Wait."))

    library.page.locator("#q").fill("squat")

    expect(library.page.locator("#result-count")).to_have_text(said)
