"""How often one member may ask."""

from typing import Any

import pytest
from django.test import Client

from clinic import limits
from programs.library import views


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize("url", ["/library/", "/library/search/"])
def test_searching_too_often_is_refused_in_plain_words(
    url: str, as_ana: Client, clock: list[float]
) -> None:
    for _ in range(views.SEARCHES):
        limits._seconds_to_wait((views_name(url), int(as_ana.session["_auth_user_id"])), 1, 60)

    response = as_ana.get(url)

    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert (
        response.content.decode() == "That was asked too often. Wait 60 seconds, then try again.\n"
    )


def views_name(url: str) -> str:
    return {"/library/": "exercise_list", "/library/search/": "exercise_search"}[url]


def test_limit_is_each_members_own_and_ends(clock: list[float]) -> None:
    def wait(member: int) -> int:
        return limits._seconds_to_wait(("page", member), 2, 60)

    assert [wait(1), wait(1), wait(1), wait(2)] == [0, 0, 60, 0]
    clock[0] += 59
    assert wait(1) == 1
    clock[0] += 1
    assert wait(1) == 0


def test_limit_remembers_no_more_than_it_must(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_REMEMBERED", 2)

    for member in range(5):
        limits._seconds_to_wait(("page", member), 1, 60)

    assert list(limits._asked) == [("page", 3), ("page", 4)]


def test_limited_view_keeps_its_name_and_marks(settings: Any) -> None:
    assert views.exercise_search.__name__ == "exercise_search"
    assert views.exercise_search.clinical  # type: ignore[attr-defined]  # set by the decorator
