"""programs:protocol_new, protocol_edit and the small changes on its page."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from programs.authoring.protocol_actions import protocol_mark
from programs.authoring.protocol_part_actions import item_mark, phase_mark
from programs.models import Protocol, ProtocolItem
from tests import make

TYPED = {"name": "Our weeks", "summary": "Calm.", "screen": "Ask.", "therapist_note": ""}
DOSE = {"sets": "2", "reps": "8", "times_per_day": "1", "days": ["0", "2", "4"]}


@pytest.fixture
def ours(clinic: Clinic) -> Protocol:
    return make.protocol("First weeks", clinic=clinic)


@pytest.fixture
def item(ours: Protocol) -> ProtocolItem:
    return make.protocol_item(ours, make.exercise("Bridge"))


def url(name: str, *ids: int) -> str:
    return reverse(f"programs:protocol_{name}", args=ids)


def post(client: Client, name: str, ids: tuple[int, ...], typed: Any = None) -> HttpResponse:
    """As the page's script does: the answer is a part of the page."""
    response: Any = client.post(url(name, *ids), typed or {}, headers={"HX-Request": "true"})
    return response


def test_protocol_new_leads_to_its_phases(as_ana: Client, clinic: Clinic) -> None:
    response = as_ana.post(url("new"), TYPED | {"version": "0"})

    made = Protocol.objects.get(clinic=clinic)
    assert response.headers["Location"] == url("edit", made.pk)
    assert (made.name, made.screen) == ("Our weeks", "Ask.")


def test_protocol_new_needs_a_name(as_ana: Client) -> None:
    response = as_ana.post(url("new"), TYPED | {"version": "0", "name": " "})

    assert response.status_code == 422
    assert "This field is required" in response.content.decode()


def test_page_shows_all_that_can_be_changed(as_ana: Client, item: ProtocolItem) -> None:
    phase = item.phase
    phase.advice.add(make.advice("Resting well"))
    make.protocol_item(phase.protocol, make.exercise("Clamshell"), is_option=True, note="Later")

    page = as_ana.get(url("edit", phase.protocol_id)).content.decode()

    assert page.index("Bridge") < page.index("Options") < page.index("Clamshell")
    assert "Resting well" in page and "Later" in page
    assert 'aria-label="Move Bridge up"' in page
    assert f'<option value="{phase.pk}">1. Calm it down</option>' in page


def test_page_says_how_to_begin(as_ana: Client, ours: Protocol) -> None:
    assert "No exercises yet." in as_ana.get(url("edit", ours.pk)).content.decode()


def test_words_are_saved(as_ana: Client, ours: Protocol) -> None:
    typed = TYPED | {"version": str(protocol_mark(ours))}

    response = as_ana.post(url("edit", ours.pk), typed)

    ours.refresh_from_db()
    assert response.headers["Location"] == url("edit", ours.pk)
    assert (ours.name, ours.version) == ("Our weeks", 2)


def test_words_of_two_editors_are_both_shown(as_ana: Client, ours: Protocol) -> None:
    mark = str(protocol_mark(ours))
    as_ana.post(url("edit", ours.pk), TYPED | {"version": mark, "summary": "Hers."})

    response = as_ana.post(url("edit", ours.pk), TYPED | {"version": mark, "summary": "His."})

    page = response.content.decode()
    ours.refresh_from_db()
    assert response.status_code == 422
    assert "Ana Brook changed this" in page and ">Hers.<" in page and ">His.<" in page
    assert f'name="version" value="{protocol_mark(ours)}"' in page
    assert ours.summary == "Hers."


def test_words_without_a_change_are_no_version(as_ana: Client, ours: Protocol) -> None:
    Protocol.objects.update(screen="# Ask\n- One\n- Two", therapist_note="A.\nB.")
    ours.refresh_from_db()
    shown = {name: getattr(ours, name).replace("\n", "\r\n") for name in TYPED}

    as_ana.post(url("edit", ours.pk), shown | {"version": "0"})

    ours.refresh_from_db()
    assert (ours.version, ours.screen) == (1, "# Ask\n- One\n- Two")


def test_screen_is_written_like_a_leaflet(as_ana: Client, ours: Protocol) -> None:
    typed = TYPED | {"version": str(protocol_mark(ours)), "screen": "- Ask\r\n# Nothing"}

    response = as_ana.post(url("edit", ours.pk), typed)

    assert response.status_code == 422
    assert "Line 2: the heading has nothing beneath it." in response.content.decode()


def test_retired_protocol_leads_back(as_ana: Client, ours: Protocol) -> None:
    Protocol.objects.update(status=Protocol.Status.RETIRED)

    page = as_ana.get(url("edit", ours.pk), follow=True).content.decode()

    assert "Bring it back before you change it." in page
    assert ">Bring back<" in page


def test_starter_protocol_is_changed_by_nobody(as_ana: Client) -> None:
    starter = make.protocol()
    item = make.protocol_item(starter)

    assert as_ana.get(url("edit", starter.pk)).status_code == 404
    ids = (starter.pk, item.pk)
    for name in ("item_remove", "item_move", "item_edit"):
        assert post(as_ana, name, ids).status_code == 404


def test_copy_of_a_starter_is_open_to_change(as_ana: Client, clinic: Clinic) -> None:
    response = as_ana.post(url("copy", make.protocol().pk))

    assert response.headers["Location"] == url("edit", Protocol.objects.get(clinic=clinic).pk)


def test_exercise_is_found_and_added(as_ana: Client, ours: Protocol) -> None:
    bridge = make.exercise("Bridge")
    phase = ours.phases.get()
    found = as_ana.get(url("search", ours.pk), {"q": "bridge"}).content.decode()
    assert f'name="exercise" value="{bridge.pk}"' in found

    page = post(as_ana, "item_add", (ours.pk,), {"exercise": bridge.pk, "phase": phase.pk})

    assert "Bridge" in page.content.decode()
    assert phase.items.get().exercise == bridge


def test_exercise_is_added_as_an_option(as_ana: Client, ours: Protocol) -> None:
    typed = {"exercise": make.exercise().pk, "phase": ours.phases.get().pk, "as": "option"}

    post(as_ana, "item_add", (ours.pk,), typed)

    assert ProtocolItem.objects.get().is_option


def test_nothing_chosen_is_said(as_ana: Client, ours: Protocol) -> None:
    page = post(as_ana, "item_add", (ours.pk,), {"q": "bridge"}).content.decode()

    assert "Search for an exercise, and press Add beside it." in page


def test_other_clinics_exercise_is_not_added(
    as_ana: Client, ours: Protocol, other_clinic: Clinic
) -> None:
    typed = {"exercise": make.exercise(clinic=other_clinic).pk, "phase": ours.phases.get().pk}

    assert post(as_ana, "item_add", (ours.pk,), typed).status_code == 404


def test_phase_of_another_protocol_takes_nothing(as_ana: Client, ours: Protocol) -> None:
    typed = {"exercise": make.exercise().pk, "phase": make.protocol().phases.get().pk}

    page = post(as_ana, "item_add", (ours.pk,), typed).content.decode()

    assert "took this out" in page
    assert not ProtocolItem.objects.exists()


def test_dose_is_changed(as_ana: Client, ours: Protocol, item: ProtocolItem) -> None:
    typed = DOSE | {"version": str(item_mark(item)), "cue": "Slowly", "note": "Later"}

    page = post(as_ana, "item_edit", (ours.pk, item.pk), typed | {"is_option": "on"})

    item.refresh_from_db()
    assert (item.reps, item.weekdays, item.cue) == (8, 0b10101, "Slowly")
    assert (item.is_option, item.note) == (True, "Later")
    assert f'data-focus="item-{item.pk}-edit"' in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"sets": "99"}, "From 1 to 20."),
        ({"days_per_week": "3"}, "Choose days, or a number of days: not both."),
        ({"days": []}, "Tick at least one day"),
        ({"cue": "x" * 201}, "at most 200 characters"),
    ],
)
def test_impossible_dose_is_refused_at_its_field(
    as_ana: Client, ours: Protocol, item: ProtocolItem, typed: dict[str, Any], message: str
) -> None:
    typed = DOSE | {"version": str(item_mark(item))} | typed

    response = post(as_ana, "item_edit", (ours.pk, item.pk), typed)

    assert response.status_code == 422
    assert response.headers["HX-Retarget"] == f"#item-{item.pk}-editor"
    assert message in response.content.decode()


def test_dose_of_two_editors_is_shown_to_the_second(
    as_ana: Client, ours: Protocol, item: ProtocolItem
) -> None:
    typed = DOSE | {"version": str(item_mark(item))}
    post(as_ana, "item_edit", (ours.pk, item.pk), typed)

    response = post(as_ana, "item_edit", (ours.pk, item.pk), typed | {"reps": "15"})

    item.refresh_from_db()
    assert response.status_code == 422
    page = response.content.decode()
    assert "Theirs, saved" in page
    assert (
        f'href="{url("edit", ours.pk)}?seen={item_mark(item)}#item-{item.pk}">Keep theirs<' in page
    )
    assert item.reps == 8


def test_what_somebody_else_took_out_is_said(
    as_ana: Client, ours: Protocol, item: ProtocolItem
) -> None:
    ids = (ours.pk, item.pk)
    item.delete()

    for name in ("item_remove", "item_move", "item_edit"):
        response = post(as_ana, name, ids)
        assert "Somebody else took this out" in response.content.decode()
        assert response.headers["HX-Retarget"] == "#protocol-body"


def test_phase_words_and_leaflets_are_changed(as_ana: Client, ours: Protocol) -> None:
    phase, leaflet = ours.phases.get(), make.advice()
    typed = {"name": "Build", "aim": "Grow", "advice": [leaflet.pk], "version": phase_mark(phase)}

    page = post(as_ana, "phase_edit", (ours.pk, phase.pk), typed).content.decode()

    phase.refresh_from_db()
    assert (phase.name, list(phase.advice.all())) == ("Build", [leaflet])
    assert "Leaflets:" in page and f'data-focus="phase-{phase.pk}-edit"' in page


def test_phase_keeps_a_retired_leaflet_and_offers_no_other(as_ana: Client, ours: Protocol) -> None:
    phase = ours.phases.get()
    phase.advice.add(make.advice("Kept", status="retired"))
    make.advice("Gone", status="retired")

    page = as_ana.get(url("phase_edit", ours.pk, phase.pk)).content.decode()

    assert "Kept" in page and "Gone" not in page


def test_phase_tells_our_leaflets_from_the_starters(as_ana: Client, ours: Protocol) -> None:
    make.advice("Sleep")
    make.advice("Sleep", clinic=ours.clinic)

    page = as_ana.get(url("phase_edit", ours.pk, ours.phases.get().pk)).content.decode()

    assert page.count("Sleep") == 2 and page.count("Sleep (ours)") == 1


def test_phase_takes_no_leaflet_of_another_clinic(
    as_ana: Client, ours: Protocol, other_clinic: Clinic
) -> None:
    make.advice()
    phase, theirs = ours.phases.get(), make.advice(clinic=other_clinic)
    typed = {"name": "Build", "advice": [theirs.pk], "version": phase_mark(phase)}

    response = post(as_ana, "phase_edit", (ours.pk, phase.pk), typed)

    assert response.status_code == 422
    assert "not one of the available choices" in response.content.decode()


@pytest.mark.parametrize("name", ["a\0b", "<script>alert(1)</script>", "x" * 500, " "])
def test_strange_names_do_no_harm(as_ana: Client, ours: Protocol, name: str) -> None:
    page = post(as_ana, "phase_new", (ours.pk,), {"name": name}).content.decode()

    assert ours.phases.count() == 2
    assert "<script>alert" not in page


@pytest.mark.parametrize("phase", ["", "x", "9" * 40, "-1"])
def test_phase_that_is_none_takes_nothing(as_ana: Client, ours: Protocol, phase: str) -> None:
    typed = {"exercise": make.exercise().pk, "phase": phase}

    assert "took this out" in post(as_ana, "item_add", (ours.pk,), typed).content.decode()


def test_phases_are_added_moved_and_removed(as_ana: Client, ours: Protocol) -> None:
    post(as_ana, "phase_new", (ours.pk,), {"name": "Build"})
    second = ours.phases.get(name="Build")
    post(as_ana, "phase_move", (ours.pk, second.pk), {"way": "up"})
    assert [phase.name for phase in ours.phases.all()] == ["Build", "Calm it down"]

    post(as_ana, "phase_remove", (ours.pk, second.pk))

    assert [phase.name for phase in ours.phases.all()] == ["Calm it down"]


def test_without_scripts_each_change_leads_back_to_the_page(
    as_ana: Client, ours: Protocol, item: ProtocolItem
) -> None:
    response = as_ana.post(url("item_move", ours.pk, item.pk), {"way": "down"})

    assert response.headers["Location"] == f"{url('edit', ours.pk)}#item-{item.pk}"


def test_hard_words_for_patients_are_noted(as_ana: Client, item: ProtocolItem) -> None:
    item.cue = "Perform lumbar flexion, maintaining abdominal activation."
    item.save()

    assert (
        "A word of the trade: lumbar"
        in as_ana.get(url("edit", item.phase.protocol_id)).content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_statements_for_one_as_for_three(
    count: int, as_ana: Client, ours: Protocol, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        phase = ours.phases.create(position=number + 2, name=f"Phase {number}")
        phase.advice.add(make.advice())
        for _ in range(count):
            make.protocol_item(ours, phase=phase)
    as_ana.get(url("edit", ours.pk))

    with django_assert_num_queries(13):
        as_ana.get(url("edit", ours.pk))
