import pytest

from programs.content.readability import Reading, claims_in, jargon_in, reading, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("knee", 1), ("knees", 1), ("raise", 1), ("eased", 1), ("breathe", 1), ("straight", 1),
        ("eases", 2), ("away", 2), ("lying", 2), ("little", 2), ("lifted", 2), ("buttock", 2),
        ("being", 2), ("shoulder", 2), ("hip-width", 2), ("draw-in", 2), ("I'll", 1),
        ("tingling", 2), ("exercise", 3), ("emergency", 4), ("therapist", 3), ("a", 1),
    ],
)  # fmt: skip
def test_syllables_counts_what_is_heard(word: str, count: int) -> None:
    assert syllables(word) == count


def test_reading_follows_the_formula() -> None:
    # 10 words, 2 sentences, 12 syllables: 0.39 × 5 + 11.8 × 1.2 − 15.59
    found = reading(["Lift your hips slowly.", "Hold, and keep on breathing now."])

    assert found == Reading(grade=0.5, longest_sentence=6)


def test_reading_ends_a_sentence_with_each_text() -> None:
    assert reading(["Calf stretch", "Lean in"]).longest_sentence == 2


def test_reading_grades_hard_words_high() -> None:
    hard = "Perform unilateral lumbar flexion, maintaining abdominal activation throughout."

    assert reading([hard]).grade > 12


def test_reading_refuses_no_words() -> None:
    with pytest.raises(ValueError, match="no words"):
        reading(["", "…"])


def test_jargon_in_names_the_plain_word() -> None:
    assert jargon_in("Hold the flexion.") == ["flexion (say: bending)"]


def test_jargon_in_finds_plurals_and_capitals() -> None:
    assert jargon_in("Glutes work.") == ["glute (say: buttock)"]


def test_jargon_in_lets_longer_words_be() -> None:
    assert jargon_in("A flexible person makes progressively longer walks.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This heals your back.", ["heals"]),
        ("It always works and prevents pain.", ["prevents", "always works"]),
        ("A treat for you, from a health shop.", ["treat"]),
        ("Secure the rug, and mind the fixture.", []),
    ],
)
def test_claims_in_finds_promises(text: str, found: list[str]) -> None:
    assert claims_in(text) == found
