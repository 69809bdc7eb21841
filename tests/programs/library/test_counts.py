"""What is found and counted, against the plainest reckoning there is, over random libraries."""

import random
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from django.http import QueryDict

from clinic.models import Clinic
from patients.models import Equipment
from programs.library.finding import Found, find
from programs.library.search import Search
from programs.models import Exercise, Goal, Muscle, Region
from tests import make

TERMS: dict[str, tuple[type[Any], str, tuple[str, ...]]] = {
    "region": (Region, "regions", ("hip", "knee", "neck")),
    "equipment": (Equipment, "equipment", ("none", "mat", "band")),
    "muscle": (Muscle, "muscles", ("calf", "deltoid")),
    "goal": (Goal, "goals", ("mobility", "endurance")),
}
WORDS = ("squat", "row", "press")
GROUPS = (*TERMS, "position", "type", "level", "floor", "ours", "favourites")


@pytest.fixture(params=range(6))
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)  # the same each time


@pytest.fixture
def exercises(chance: random.Random, clinic: Clinic, other_clinic: Clinic) -> list[Exercise]:
    for model, _, codes in TERMS.values():
        model.objects.bulk_create(model(code=code, name=code.title()) for code in codes)
    owners = (None, clinic, clinic, other_clinic)
    return [one_of(chance, chance.choice(owners)) for _ in range(40)]


def one_of(chance: random.Random, owner: Clinic | None) -> Exercise:
    made = make.exercise(
        f"{chance.choice(WORDS)} {chance.choice(WORDS)}",
        owner,
        region=chance.choice(TERMS["region"][2]),
        type=chance.choice(("strength", "stretch")),
        position=chance.choice(("sitting", "walking")),
        difficulty=chance.choice((1, 2)),
        needs_floor=chance.random() < 0.4,
        status="retired" if chance.random() < 0.2 else "current",
    )
    for model, relation, codes in TERMS.values():
        getattr(made, relation).add(*model.objects.filter(code=chance.choice(codes)))
    return made


def facts(exercise: Exercise, liked: set[int]) -> set[tuple[str, str]]:
    """All that may be ticked of it, from the row itself."""
    terms = ((group, one) for group, (_, one, _) in TERMS.items())
    found = {(group, term.code) for group, one in terms for term in getattr(exercise, one).all()}
    things = {code for group, code in found if group == "equipment"}
    if things <= {"none"} or (things <= {"none", "mat"} and not exercise.needs_floor):
        found.add(("equipment", "none"))
    found |= {("type", exercise.type), ("position", exercise.position)}
    found |= {("level", str(exercise.difficulty))}
    found |= {("floor", "no")} if not exercise.needs_floor else set()
    found |= {("ours", "yes")} if exercise.clinic_id else set()
    return found | ({("favourites", "yes")} if exercise.pk in liked else set())


def searches(chance: random.Random) -> Iterator[dict[str, list[str]]]:
    values = {group: list(codes) for group, (_, _, codes) in TERMS.items()}
    values |= {"type": ["strength", "stretch"], "position": ["sitting", "walking"]}
    values |= {"level": ["1", "2"], "floor": ["no"], "ours": ["yes"], "favourites": ["yes"]}
    for _ in range(12):
        groups = chance.sample(sorted(values), chance.choice((0, 1, 1, 2, 3)))
        asked = {group: chance.sample(values[group], 1) for group in groups}
        asked["q"] = chance.sample(WORDS, chance.choice((0, 1)))
        asked["retired"] = ["yes"] * chance.choice((0, 0, 1))
        yield asked


def fits(exercise: Exercise, has: set[tuple[str, str]], asked: dict[str, list[str]]) -> bool:
    ticks = {group: values for group, values in asked.items() if values and group in GROUPS}
    return all(word in exercise.name for word in asked["q"]) and all(
        any((group, value) in has for value in values) for group, values in ticks.items()
    )


def is_shown(exercise: Exercise, clinic: Clinic, asked: dict[str, list[str]]) -> bool:
    if exercise.clinic not in (None, clinic):
        return False
    return exercise.status == "current" or (bool(asked["retired"]) and exercise.clinic == clinic)


def asked_for(asked: dict[str, list[str]], clinic: Clinic, liked: set[int]) -> Found:
    query = QueryDict(mutable=True)
    for group, values in asked.items():
        query.setlist(group, values)
    return find(Search.from_query(query), clinic, favourites=liked)


def test_finds_and_counts_as_by_hand(
    chance: random.Random, exercises: list[Exercise], clinic: Clinic
) -> None:
    liked = {one.pk for one in chance.sample(exercises, 8)}
    known = {one.pk: facts(one, liked) for one in exercises}
    for asked in searches(chance):
        found = asked_for(asked, clinic, liked)
        shown = [one for one in exercises if is_shown(one, clinic, asked)]

        by_hand = {one.pk for one in shown if fits(one, known[one.pk], asked)}
        assert set(found.ids(0, 100)) == by_hand
        assert found.total == len(by_hand)
        for group in GROUPS:
            assert counted(found, group) == by_hand_counted(group, shown, known, asked), asked


def counted(found: Found, group: str) -> dict[str, int]:
    choices = chain.from_iterable(g.choices + g.more for g in found.groups if g.name == group)
    return {choice.value: choice.count for choice in choices if choice.count}


def by_hand_counted(
    group: str,
    shown: list[Exercise],
    known: dict[int, set[tuple[str, str]]],
    asked: dict[str, list[str]],
) -> dict[str, int]:
    others = asked | {group: []}
    left = [known[one.pk] for one in shown if fits(one, known[one.pk], others)]
    values = {value for has in left for of, value in has if of == group}
    return {value: sum((group, value) in has for has in left) for value in values}
