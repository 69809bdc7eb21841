"""programs:advice_list and advice_detail."""

from typing import Any

import pytest
from django.test import Client

from clinic.models import Clinic
from programs.models import Advice, Protocol, Region
from tests import make


def in_protocol(advice: Advice, name: str, **fields: Any) -> Protocol:
    protocol = Protocol.objects.create(name=name, code=name.lower().replace(" ", "-"), **fields)
    for position in (1, 2):
        protocol.phases.create(position=position, name="Calm it").advice.add(advice)
    return protocol


def words(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_list_shows_what_each_is_about_and_how_far_it_is(as_ana: Client, clinic: Clinic) -> None:
    advice = make.advice("Warmth", main_message="Look at your skin.")
    advice.regions.add(Region.objects.create(code="hip", name="Hip"))
    in_protocol(advice, "Stiff hip")

    page = words(as_ana, "/advice/")

    assert f'href="/advice/{advice.pk}/"' in page
    assert "Look at your skin." in page
    assert "Hip" in page and "For everybody" not in page
    assert "In 1 protocol<" in page
    assert "Awaiting clinical sign-off" in page


def test_list_marks_our_own(as_ana: Client, clinic: Clinic) -> None:
    make.advice("Our nights", clinic=clinic)

    assert '<span class="tag">Ours</span>' in words(as_ana, "/advice/")


def test_list_without_leaflets_says_what_to_do(as_ana: Client) -> None:
    assert "No leaflets yet" in words(as_ana, "/advice/")


def test_list_leaves_out_other_clinics_and_keeps_our_retired_apart(
    as_ana: Client, clinic: Clinic, other_clinic: Clinic
) -> None:
    make.advice("Theirs", clinic=other_clinic)
    make.advice("Old starter", status=Advice.Status.RETIRED)
    make.advice("Our old one", clinic=clinic, status=Advice.Status.RETIRED)

    page = words(as_ana, "/advice/")

    assert "No leaflets yet" in page
    assert "Our old one" in page.partition("Retired leaflets of ours")[2]
    assert "Theirs" not in page and "Old starter" not in page


def test_list_puts_our_copy_before_what_it_was_made_from(as_ana: Client, clinic: Clinic) -> None:
    starters = [make.advice("Warmth") for _ in range(2)]
    ours = make.advice("Warmth", clinic=clinic)

    page = words(as_ana, "/advice/")

    places = [page.index(f'href="/advice/{one.pk}/"') for one in (ours, *starters)]
    assert places[0] == min(places)


def test_list_goes_by_name(as_ana: Client) -> None:
    for name in ("Sleep", "Lifting", "Warmth", "Breathing"):
        make.advice(name)

    page = words(as_ana, "/advice/")

    assert page.index("Breathing") < page.index("Lifting") < page.index("Sleep")
    assert page.index("Sleep") < page.index("Warmth")


def test_list_counts_only_protocols_within_reach(as_ana: Client, other_clinic: Clinic) -> None:
    advice = make.advice()
    in_protocol(advice, "Starter")
    in_protocol(advice, "Old", status=Protocol.Status.RETIRED)
    in_protocol(advice, "Theirs", clinic=other_clinic)

    assert "In 1 protocol<" in words(as_ana, "/advice/")


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_statements_for_one_as_for_three(
    count: int, as_ana: Client, clinic: Clinic, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.advice(f"Ours {number}", clinic=clinic, status=Advice.Status.RETIRED)
        advice = make.advice(f"Leaflet {number}")
        advice.regions.add(Region.objects.create(code=f"r{number}", name=f"Region {number}"))
        in_protocol(advice, f"Protocol {number}")
    as_ana.get("/advice/")

    with django_assert_num_queries(6):
        as_ana.get("/advice/")


def test_detail_shows_the_leaflet_part_by_part(as_ana: Client, clinic: Clinic) -> None:
    advice = make.advice(
        "Warmth", main_message="Look at your skin.", body="Try it.\n# How\n- A\n- B"
    )

    page = words(as_ana, advice.get_absolute_url())

    assert page.count("<h1>Warmth</h1>") == 1
    assert '<p class="leaflet-main">Look at your skin.</p>' in page
    assert "<p>Try it.</p>" in page
    assert "<h3>How</h3>" in page
    assert "<ul><li>A</li><li>B</li></ul>" in page
    assert f"{clinic.name} · {clinic.phone}" in page


def test_detail_shows_typed_markup_as_it_was_typed(as_ana: Client) -> None:
    advice = make.advice(body="<b>bold</b> & **stars**\n- <script>x</script>")

    page = words(as_ana, advice.get_absolute_url())

    assert "<p>&lt;b&gt;bold&lt;/b&gt; &amp; **stars**</p>" in page
    assert "<li>&lt;script&gt;x&lt;/script&gt;</li>" in page


def test_detail_says_that_nobody_has_signed_it_off(as_ana: Client) -> None:
    page = words(as_ana, make.advice().get_absolute_url())

    assert "Awaiting clinical sign-off" in page
    assert "Read them before you hand them out." in page


def test_detail_of_a_signed_leaflet_says_so(as_ana: Client) -> None:
    page = words(as_ana, make.advice(sign_off="signed").get_absolute_url())

    assert "A registered clinician has signed off these words." in page


def test_detail_lists_the_protocols_that_have_it(as_ana: Client, other_clinic: Clinic) -> None:
    advice = make.advice()
    in_protocol(advice, "Stiff hip")
    in_protocol(advice, "Their own", clinic=other_clinic)

    page = words(as_ana, advice.get_absolute_url())

    assert page.count("Stiff hip") == 1
    assert "Their own" not in page


def test_detail_links_the_exercises_that_its_note_names(as_ana: Client) -> None:
    rest = make.exercise("Legs on a chair", code="LB01")
    make.exercise("Another", code="LB02")
    advice = make.advice(therapist_note="LB01 shows it, for 5 to 10 minutes.")

    page = words(as_ana, advice.get_absolute_url())

    assert f'href="{rest.get_absolute_url()}"' in page
    assert "Another" not in page


def test_front_desk_prints_and_reads_no_words_for_the_therapist(as_fran: Client) -> None:
    advice = make.advice(therapist_note="Check sensation first.")
    in_protocol(advice, "Stiff hip")

    page = words(as_fran, advice.get_absolute_url())

    assert "Print this leaflet" in page
    assert "Check sensation first." not in page
    assert "Stiff hip" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_detail_takes_as_many_statements_for_one_as_for_three(
    count: int, as_ana: Client, django_assert_num_queries: Any
) -> None:
    advice = make.advice()
    for number in range(count):
        advice.regions.add(Region.objects.create(code=f"r{number}", name=f"Region {number}"))
        in_protocol(advice, f"Protocol {number}")
        make.exercise(code=f"LB0{number}")
    Advice.objects.update(therapist_note="LB00, LB01 and LB02 go with it.")
    as_ana.get(advice.get_absolute_url())

    with django_assert_num_queries(7):
        as_ana.get(advice.get_absolute_url())


@pytest.mark.parametrize("page", ["/library/", "/advice/", "/protocols/"])
def test_library_leads_from_each_part_to_the_others(page: str, as_ana: Client) -> None:
    shown = words(as_ana, page)

    tabs = shown.partition('aria-label="Library"')[2].partition("</nav>")[0]
    assert tabs.count("href=") == 3
    assert f'href="{page}" aria-current="page"' in tabs
    assert '<a href="/library/" aria-current="page">Library</a>' in shown


def test_library_leads_front_desk_to_no_closed_page(as_fran: Client) -> None:
    shown = words(as_fran, "/advice/")

    assert 'href="/library/"' in shown
    assert 'href="/protocols/"' not in shown
