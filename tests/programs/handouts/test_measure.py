from programs.handouts.measure import line_count, width_mm, wrap


def test_width_grows_with_the_size_of_the_type() -> None:
    assert round(width_mm("Bridge", 24) / width_mm("Bridge", 12), 3) == 2


def test_width_of_bold_is_wider() -> None:
    assert width_mm("Bridge", 12, is_bold=True) > width_mm("Bridge", 12)


def test_width_counts_letters_that_the_typeface_lacks() -> None:
    assert width_mm("橋", 12) > width_mm("i", 12)


def test_wrap_breaks_between_words_and_loses_none() -> None:
    text = "Tighten your tummy gently, and keep your back flat."

    lines = wrap(text, 40, 14)

    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(width_mm(line, 14) <= 40 for line in lines)


def test_wrap_breaks_a_word_that_is_wider_than_the_room() -> None:
    lines = wrap("x" * 60, 40, 14)

    assert len(lines) > 1
    assert "".join(lines) == "x" * 60


def test_line_count_of_nothing_is_none() -> None:
    assert line_count("", 40, 14) == 0
