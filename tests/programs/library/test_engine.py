"""How what is typed is read and ranked, on a shelf of a few exercises."""

import pytest

from programs.library.engine import Answer, Shelf, answer, best_first
from programs.library.index import Entry, Fact, Index
from programs.library.labels import Labels
from programs.library.words import words_of

HIP, GLUTES, STRETCH = ("region", "hip"), ("muscle", "gluteus"), ("type", "stretch")
LABELS = Labels(
    {HIP: "Hip", GLUTES: "Gluteus maximus", STRETCH: "Stretch"},
    {GLUTES: ("glutes", "seat of the pants"), STRETCH: ("stretching",)},
    left_alone=frozenset(("bridgea",)),
)


def shelf(*entries: Entry) -> Shelf:
    index = Index(entries)
    return Shelf(index, index.everything)


def entry(pk: int, name: str, *others: str, facts: tuple[Fact, ...] = (), code: str = "") -> Entry:
    return Entry(pk, code or f"X{pk}", name, others, tuple(facts))


BRIDGE = entry(1, "Bridge", "Hip lift", "Glute bridge", facts=(HIP, GLUTES), code="LB25")
MARCH = entry(2, "Marching bridge", facts=(GLUTES,))
LUNGE = entry(3, "Lunge", "Bridge of the legs", facts=(HIP,), code="BRIDGE-3")
DOG = entry(4, "Bird dog", "Pointer")
STRETCHED = entry(5, "Sitting stretch", facts=(HIP, STRETCH))
SHELVES = [shelf(BRIDGE, LUNGE, DOG), shelf(MARCH, STRETCHED)]


def ask(typed: str, *, is_exact: bool = False) -> Answer:
    return answer(SHELVES, LABELS, words_of(typed), is_exact=is_exact)


def found(typed: str, *, is_exact: bool = False) -> list[int]:
    answered = ask(typed, is_exact=is_exact)
    return list(best_first(SHELVES, answered, answered.masks))


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", [4, 1, 3, 2, 5]),  # all, by name, the shelves mixed
        ("bridge", [1, 3, 2]),  # begins the name; a word of code or name
        ("lb25", [1]),
        ("LB 25", [1]),
        ("bridge 3", [3]),
        ("hip lift", [1]),
        ("hip", [1, 3, 5]),  # the other name before the region
        ("b", [4, 1, 3, 2]),
        ("glutes", [1, 2]),
        ("bridge glutes", [1, 2]),
        ("the seat of pants", [1, 2]),
        ("stretching", [5]),
        ("stretches", [5]),
        ("hip stretch", [5]),
        ("birddog", [4]),
        ("unge", [3]),
        ("lunge stretch", []),  # each is somewhere, nothing has both
    ],
)
def test_answer_finds_best_first(typed: str, ids: list[int]) -> None:
    assert found(typed) == ids


def test_answer_reads_a_misspelt_word_as_the_nearest_and_says_so() -> None:
    assert ask("marhcing brige").instead == "marching bridge"
    assert found("marhcing brige") == [2]


def test_answer_for_exactly_what_was_typed_reads_nothing_else() -> None:
    assert found("brige", is_exact=True) == []
    assert found("bridge", is_exact=True) == found("bridge")


def test_answer_leaves_out_what_is_nowhere_and_says_so() -> None:
    answered = ask("zebra lunge")

    assert answered.left_out == ("zebra",)
    assert answered.instead == "lunge"
    assert found("zebra lunge") == [3]


@pytest.mark.parametrize("typed", ["zebra", "the zebra", "zebra xylophone"])
def test_answer_finds_nothing_for_nonsense(typed: str) -> None:
    assert found(typed) == []


def test_answer_never_bends_the_name_of_a_condition() -> None:
    assert found("bridgeb") == found("bridge")
    assert found("bridgea") == []


def test_answer_sees_visible_rows_only() -> None:
    index = Index([BRIDGE, MARCH])
    shelves = [Shelf(index, index.among([2]))]

    answered = answer(shelves, LABELS, ("bridge",))

    assert list(best_first(shelves, answered, answered.masks)) == [2]


def test_answer_names_each_row_in_one_tier() -> None:
    answered = ask("bridge")

    assert sum(tier.bit_count() for tiers in answered.tiers for tier in tiers) == 3


def test_listing_is_by_name_without_capitals_and_accents_then_by_id() -> None:
    one = shelf(entry(9, "árm"), entry(3, "Arm"), entry(5, "Zoo"), entry(4, "arm"))

    everything = answer([one], LABELS, ())

    assert list(best_first([one], everything, everything.masks)) == [3, 4, 9, 5]
