import pytest

from programs.authoring.plainness import plainness_of


def test_plainness_of_easy_words() -> None:
    found = plainness_of(["Lift your hips slowly.", "", "Hold, and keep on breathing now."])

    assert found is not None
    assert (found.grade, found.is_hard, found.notes) == (0.5, False, ())


def test_plainness_of_no_words_is_none() -> None:
    assert plainness_of(["", "…"]) is None


def test_plainness_between_easy_and_hard() -> None:
    found = plainness_of(["Take your medicine exactly as your pharmacist told you to before."])

    assert found is not None
    assert not found.is_hard
    assert found.words == "Fine, and could be plainer."


@pytest.mark.parametrize(("is_advice", "count"), [(True, 1), (False, 0)])
def test_only_advice_is_asked_for_promises(is_advice: bool, count: int) -> None:
    found = plainness_of(["This heals you.", "It heals."], is_advice=is_advice)

    assert found is not None
    assert len(found.notes) == count
