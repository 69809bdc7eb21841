import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.dose_words import (
    SAID_IN_SECONDS,
    day_names,
    days_words,
    dose_words,
    seconds_words,
)
from programs.dosing import BANDS, EVERY_DAY, RANGES, Dose, weekday_mask, weekdays_of
from programs.languages import ENGLISH, Language, language

SPANISH = language("es")
BOTH_LANGUAGES = pytest.mark.parametrize("to", [ENGLISH, SPANISH], ids=["en", "es"])
MON_WED_FRI = weekday_mask([0, 2, 4])
SIDES = ("left", "right", "each", "both", "alternate", "none", "")


def maybe(field: str) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(*RANGES[field])


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    """Any combination of fields that a form takes: the days are chosen, or only counted."""
    days = draw(st.none() | st.integers(*RANGES["days_per_week"]))
    return Dose(
        sets=draw(maybe("sets")),
        reps=draw(maybe("reps")),
        hold_seconds=draw(maybe("hold_seconds")),
        rest_seconds=draw(maybe("rest_seconds")),
        minutes=draw(maybe("minutes")),
        tempo=draw(st.sampled_from(("", "slow", "slow down, quick up"))),
        load_kg=draw(st.none() | st.decimals("0.25", 300, places=2)),
        band=draw(st.sampled_from(("", *BANDS))),
        effort_0_to_10=draw(maybe("effort_0_to_10")),
        times_per_day=draw(st.integers(*RANGES["times_per_day"])),
        weekdays=0 if days else draw(st.integers(1, EVERY_DAY)),
        days_per_week=days,
    )


SIDED_DOSES = given(doses(), st.sampled_from(SIDES))


def numbers_of(dose: Dose, mark: str) -> Iterator[str]:
    """All that a patient must find in the words, but "once", "twice" and "every day"."""
    for count in (dose.reps, dose.minutes, dose.sets if (dose.sets or 0) > 1 else None):
        yield f"{count or ''}"
    for seconds in (dose.hold_seconds or 0, dose.rest_seconds or 0):
        minutes, rest = divmod(seconds, 60)
        is_minutes = not rest or seconds >= SAID_IN_SECONDS
        yield from (f"{part or ''}" for part in ((minutes, rest) if is_minutes else (seconds,)))
    yield f"{dose.load_kg.normalize():f}".replace(".", mark) if dose.load_kg else ""
    yield "" if dose.effort_0_to_10 is None else f"{dose.effort_0_to_10}"
    yield f"{dose.times_per_day}" if dose.times_per_day > 2 else ""
    yield f"{dose.days_per_week}" if dose.days_per_week in range(2, 7) else ""


@pytest.mark.parametrize(
    ("dose", "side", "words"),
    [
        (Dose(reps=10), "both", "10 times, once a day, every day"),
        (Dose(reps=1, sets=1), "both", "1 time, once a day, every day"),
        (
            Dose(reps=12, sets=3, hold_seconds=5, rest_seconds=60, weekdays=0b0111111),
            "both",
            "12 times, hold 5 seconds, 3 sets, rest 1 minute between sets,"
            " once a day, Monday to Saturday",
        ),
        (
            Dose(reps=8, sets=2, times_per_day=2, weekdays=MON_WED_FRI),
            "each",
            "8 times, 2 sets each side, twice a day, on Mondays, Wednesdays and Fridays",
        ),
        (
            Dose(reps=8, days_per_week=3, weekdays=0),
            "alternate",
            "8 times each side, in turn, once a day, 3 days a week",
        ),
        (Dose(minutes=10, times_per_day=3), "none", "10 minutes, 3 times a day, every day"),
        (Dose(minutes=1), "each", "1 minute each side, once a day, every day"),
        (
            Dose(reps=10, load_kg=Decimal("2.50"), band="red", tempo="slow", effort_0_to_10=0),
            "left",
            "10 times, with 2.5 kg, with the red band, speed: slow, effort 0 out of 10,"
            " once a day, every day",
        ),
        (Dose(reps=5, weekdays=1), "both", "5 times, once a week, on Mondays"),
        (Dose(reps=5, weekdays=1, times_per_day=2), "both", "5 times, twice a day, on Mondays"),
        (
            Dose(reps=5, weekdays=0b1111011),
            "both",
            "5 times, once a day, every day except Wednesday",
        ),
        (Dose(reps=5, weekdays=0, days_per_week=1), "both", "5 times, once a week, on any day"),
        (
            Dose(reps=5, weekdays=0, days_per_week=1, times_per_day=2),
            "both",
            "5 times, twice a day, one day a week",
        ),
        (
            Dose(reps=8, sets=2, hold_seconds=90, rest_seconds=150),
            "each",
            "8 times, hold 90 seconds, 2 sets each side, rest 2 minutes 30 seconds between sets,"
            " once a day, every day",
        ),
        (
            Dose(reps=8, sets=2, rest_seconds=30),
            "alternate",
            "8 times each side, in turn, 2 sets, rest 30 seconds between sets,"
            " once a day, every day",
        ),
        (Dose(minutes=5, sets=2), "each", "5 minutes, 2 sets each side, once a day, every day"),
        (
            Dose(minutes=5, hold_seconds=5, rest_seconds=5),
            "both",
            "5 minutes, hold 5 seconds, rest 5 seconds in between, once a day, every day",
        ),
        (Dose(reps=1, rest_seconds=5), "both", "1 time, rest 5 seconds, once a day, every day"),
        (
            Dose(reps=8, tempo="slow down, quick up"),
            "both",
            "8 times, speed: “slow down, quick up”, once a day, every day",
        ),
        (Dose(reps=5, weekdays=0b1100000), "both", "5 times, once a day, on Saturdays and Sundays"),
        (
            Dose(reps=5, minutes=2, hold_seconds=1, rest_seconds=61),
            "each",
            "5 times each side, 2 minutes, hold 1 second, rest 61 seconds in between,"
            " once a day, every day",
        ),
    ],
)
def test_dose_words_read_as_a_sentence(dose: Dose, side: str, words: str) -> None:
    assert dose_words(dose, side) == words


@pytest.mark.parametrize(
    ("dose", "side", "words"),
    [
        (Dose(reps=10), "both", "10 veces, una vez al día, todos los días"),
        (Dose(reps=1, sets=1), "left", "1 vez, una vez al día, todos los días"),
        (
            Dose(reps=10, sets=3, hold_seconds=5, times_per_day=2),
            "right",
            "10 veces, mantenga la posición 5 segundos, 3 series, 2 veces al día, todos los días",
        ),
        (
            Dose(reps=12, sets=3, hold_seconds=1, rest_seconds=60, weekdays=0b0111111),
            "both",
            "12 veces, mantenga la posición 1 segundo, 3 series, descanse 1 minuto entre series,"
            " una vez al día, de lunes a sábado",
        ),
        (
            Dose(reps=8, sets=2, times_per_day=2, weekdays=MON_WED_FRI),
            "each",
            "8 veces, 2 series con cada lado, 2 veces al día, los lunes, miércoles y viernes",
        ),
        (
            Dose(reps=8, days_per_week=3, weekdays=0),
            "alternate",
            "8 veces con cada lado, alternando, una vez al día, 3 días por semana",
        ),
        (Dose(reps=1), "each", "1 vez con cada lado, una vez al día, todos los días"),
        (
            Dose(reps=1, times_per_day=4),
            "alternate",
            "1 vez con cada lado, alternando, 4 veces al día, todos los días",
        ),
        (Dose(minutes=10, times_per_day=3), "none", "10 minutos, 3 veces al día, todos los días"),
        (Dose(minutes=1), "each", "1 minuto con cada lado, una vez al día, todos los días"),
        (
            Dose(minutes=2, weekdays=0b0000011),
            "alternate",
            "2 minutos con cada lado, alternando, una vez al día, los lunes y martes",
        ),
        (
            Dose(reps=5, hold_seconds=150, rest_seconds=1),
            "none",
            "5 veces, mantenga la posición 2 minutos y 30 segundos,"
            " descanse 1 segundo entre una vez y otra, una vez al día, todos los días",
        ),
        (
            Dose(reps=10, load_kg=Decimal("1.250"), band="red", effort_0_to_10=0),
            "left",
            "10 veces, con 1,25 kg, con la banda roja, esfuerzo 0 de 10,"
            " una vez al día, todos los días",
        ),
        (
            Dose(reps=6, sets=2, band="black", effort_0_to_10=7, weekdays=0b0100000),
            "both",
            "6 veces, 2 series, con la banda negra, esfuerzo 7 de 10,"
            " una vez por semana, los sábados",
        ),
        (
            Dose(reps=20, sets=20, tempo="despacio", weekdays=0, days_per_week=7),
            "both",
            "20 veces, 20 series, ritmo: despacio, una vez al día, todos los días",
        ),
        (
            Dose(reps=2, weekdays=0b1101111),
            "both",
            "2 veces, una vez al día, todos los días menos el viernes",
        ),
        (
            Dose(reps=2, weekdays=0, days_per_week=1, times_per_day=3),
            "both",
            "2 veces, 3 veces al día, un día por semana",
        ),
        (
            Dose(reps=2, minutes=3, weekdays=0b0011111),
            "each",
            "2 veces con cada lado, 3 minutos, una vez al día, de lunes a viernes",
        ),
    ],
)
def test_dose_words_read_as_a_spanish_sentence(dose: Dose, side: str, words: str) -> None:
    assert dose_words(dose, side, SPANISH) == words


@BOTH_LANGUAGES
@SIDED_DOSES
def test_dose_words_have_no_hole(to: Language, dose: Dose, side: str) -> None:
    words = dose_words(dose, side, to)

    assert not re.search(r"None|  |[{}]|, ,|,,|,$|^[, ]|:,|[-−]\d", words), words


@BOTH_LANGUAGES
@SIDED_DOSES
def test_dose_words_hold_every_number_of_the_dose(to: Language, dose: Dose, side: str) -> None:
    said = re.findall(r"\d+(?:[.,]\d+)?", dose_words(dose, side, to))

    for number in filter(None, numbers_of(dose, "," if to == SPANISH else ".")):
        assert number in said
        said.remove(number)


COUNTED = {
    "en": (r"time|minute|second|set|day", r"times|minutes|seconds|sets|days"),
    "es": (r"vez|minuto|segundo|serie|día", r"veces|minutos|segundos|series|días"),
}


@BOTH_LANGUAGES
@SIDED_DOSES
def test_dose_words_count_one_as_one_and_more_as_many(to: Language, dose: Dose, side: str) -> None:
    words = dose_words(dose, side, to)
    one, many = COUNTED[to.code]

    assert not re.search(rf"(?<![\d.,])1 ({many})\b", words)
    assert not re.search(rf"\b(?!1 )\d+ ({one})\b", words)


@BOTH_LANGUAGES
@given(dose=doses())
def test_dose_words_say_each_side_where_both_take_turns(to: Language, dose: Dose) -> None:
    is_counted = bool(dose.reps or dose.minutes)
    is_said = is_counted or (dose.sets or 0) > 1
    each, turn = {"en": ("each side", "in turn"), "es": ("cada lado", "alternando")}[to.code]

    said = {side: dose_words(dose, side, to) for side in SIDES}

    assert (each in said["each"], each in said["alternate"]) == (is_said, is_counted)
    assert (turn in said["each"], turn in said["alternate"]) == (False, is_counted)
    assert said["left"] == said["right"] == said["both"] == said["none"]


@BOTH_LANGUAGES
@given(mask=st.integers(1, EVERY_DAY))
def test_days_words_name_their_days_and_no_others(to: Language, mask: int) -> None:
    words = days_words(Dose(reps=1, weekdays=mask), to)
    days, names = weekdays_of(mask), day_names(to)

    found = [day for day in range(7) if names[day] in words]
    off = [day for day in range(7) if day not in days]
    if not off:
        assert found == []
    elif len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        assert found == [days[0], days[-1]]
    else:
        assert found == (off if len(off) == 1 else list(days))


@BOTH_LANGUAGES
def test_each_band_has_words_of_its_own(to: Language) -> None:
    words = {dose_words(Dose(reps=1, band=band), to=to) for band in BANDS}

    assert len(words) == len(BANDS)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (45, "45 seconds"),
        (60, "1 minute"),
        (90, "90 seconds"),
        (150, "2 minutes 30 seconds"),
    ],
)
def test_seconds_words(seconds: int, words: str) -> None:
    assert seconds_words(seconds) == words


def test_seven_days_a_week_is_every_day() -> None:
    assert days_words(Dose(reps=1, weekdays=0, days_per_week=7)) == "every day"
