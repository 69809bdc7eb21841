"""What a sheet says, in English and in Spanish, before anything is set on paper."""

import base64
import io
from dataclasses import replace
from datetime import date
from zlib import crc32

import pytest
from PIL import Image

from programs.content.fixed_words import fixed_words
from programs.dosing import Dose
from programs.handouts.errors import HandoutError
from programs.handouts.options import Layout, Options
from programs.handouts.wording import title_of
from programs.sheet import Sheet, SheetChange
from tests.programs.handouts.reading import CODE, DRAWINGS, SVG, back_sheet, said, words_of
from tests.programs.sheets import sheet, sheet_item

SPANISH = Options(language="es")
OURS = {one for one in fixed_words() if isinstance(one, str)}
EVERY_LAYOUT = pytest.mark.parametrize("layout", Layout.values)


def spanish_sheet() -> Sheet:
    texts = {
        "Bridge": "Puente",
        "Lift your hips.": "Levante las caderas.",
        "Your buttocks.": "Las nalgas.",
        "Mat": "Colchoneta",
        "A person lies.": "Una persona acostada.",
        "Resting well": "Descansar bien",
    }
    return back_sheet(translations={"es": texts})


# --- what stands on it ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Exercises for Sam Rivers",
        "Ana Brook",
        "Physiotherapist · PH 00001",
        "Sheet 3 · made on 23 November 2026",
        "next visit Monday 7 December 2026",
        "“Sit through a film”",
        "3 exercises · about 8 minutes · once a day, every day",
        "What changed since your last sheet",
        "mat.",
        "This is fine.",
        "Call 999.",
        "K7M2 9QRT",
        "My exercise diary",
        "10 times, 3 sets, once a day, every day.",
        "10 times, 3 sets each side, once a day, every day.",
        "Press through your heels.",
        "Right side",
        "Left, then right",
        "Resting well",
        "Rest a little, then move a little.",
    ],
)
def test_sheet_says(words: str) -> None:
    assert words in said(words_of(back_sheet()))


@EVERY_LAYOUT
def test_every_layout_has_the_whole_emergency_block_and_whom_to_call(layout: str) -> None:
    words = words_of(back_sheet(), Options(layout=layout))

    found = said(words["emergency"])
    lines = next(one.lines for one in back_sheet().safety if one.urgency == "emergency")
    assert {"Call 999.", *lines} <= set(found)
    assert "01632 960 122" in said(words["foot"])[1]


def test_exercise_says_all_that_the_patient_needs() -> None:
    words = words_of(back_sheet())["exercises"][0]

    assert words["steps"] == ["Lift your hips.", "Lower slowly."]
    notes = {hint["label"]: hint["words"] for row in words["hints"] for hint in row}
    assert notes == {
        "Feel it here": "Your buttocks.",
        "Avoid": "Arching your back.",
        "Stop if": "Your leg goes numb.",
        "Easier": "Lift only halfway.",
        "Harder": "Hold for longer.",
        "Breathe": "Breathe out as you lift.",
    }


@pytest.mark.parametrize(
    ("side", "words", "spanish"),
    [
        ("left", "Left side", "Lado izquierdo"),
        ("right", "Right side", "Lado derecho"),
        ("each", "Left, then right", "Lado izquierdo, luego el derecho"),
        ("alternate", "Left and right in turn", "Alternando lado izquierdo y derecho"),
        ("both", "", ""),
        ("none", "", ""),
    ],
)
def test_side_is_in_words(side: str, words: str, spanish: str) -> None:
    made = sheet((sheet_item(side=side),))

    assert words_of(made)["exercises"][0]["side"] == words
    assert words_of(made, SPANISH)["exercises"][0]["side"] == spanish


@pytest.mark.parametrize(
    ("side", "label"),
    [("left", "Bridge (left side):"), ("each", "Bridge:"), ("alternate", "Bridge:")],
)
def test_side_is_said_once_in_the_summary(side: str, label: str) -> None:
    """What is done on both sides says so in its dose: "10 times each side"."""
    assert words_of(sheet((sheet_item(side=side),)))["summary"]["rows"][0]["label"] == label


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(reps=10, sets=1), ""),
        (Dose(reps=10, sets=3), " A set is one round: rest before the next."),
        (Dose(reps=10, effort_0_to_10=0), " Effort 0 is none, 10 is all you can."),
    ],
)
def test_words_of_the_box_are_explained_where_they_stand(dose: Dose, words: str) -> None:
    steps = words_of(sheet((sheet_item(dose=dose),)))["use"]["steps"]

    assert steps[1] == f"Do what the numbers in the box say.{words}"


def test_left_and_right_each_keep_their_own_dose() -> None:
    left = sheet_item(side="left", dose=Dose(reps=5, sets=2))
    right = sheet_item(item_id=2, number=2, side="right", dose=Dose(reps=12, sets=3))

    words = words_of(sheet((left, right)))

    assert [(one["side"], one["words"]) for one in words["exercises"]] == [
        ("Left side", "5 times, 2 sets, once a day, every day."),
        ("Right side", "12 times, 3 sets, once a day, every day."),
    ]


def test_diary_has_a_line_for_each_side_in_the_order_of_the_screen() -> None:
    made = back_sheet()

    labels = [row["label"] for row in words_of(made)["diary"]["rows"]]

    asked = [(item.number, side) for item in made.items for side in item.diary_sides]
    assert len(labels) == len(asked)
    assert labels == ["1 Bridge", "2 Kneeling stretch – right", "3 Bird dog – left", LAST]


LAST = "3 Bird dog – right"


def test_diary_has_real_dates_a_box_for_each_time_and_none_on_days_off() -> None:
    dose = Dose(reps=1, times_per_day=2, weekdays=0b0000101)
    words = words_of(sheet((sheet_item(dose=dose),)), Options(weeks=4))["diary"]

    assert words["rows"][0]["boxes"] == [2, 0, 2, 0, 0, 0, 0]
    assert [week["name"] for week in words["weeks"]] == ["Week 1", "Week 2", "Week 3", "Week 4"]
    assert words["weeks"][3]["span"] == "14 to 20 December"
    visits = [day["words"] for week in words["weeks"] for day in week["days"] if day["is_visit"]]
    assert visits == ["Mon 7"]


def test_only_phase_of_a_blank_plan_is_not_told() -> None:
    only = sheet().phase
    untold = replace(only, aim="", when_text="", from_on=None, move_on_when="")

    assert words_of(sheet(phases=(untold,)))["where"]["heading"] == ""
    for more in ((replace(untold, aim="Calm it down"),), (untold, replace(only, is_current=False))):
        assert words_of(sheet(phases=more))["where"]["heading"] == "Where you are now"


def test_diary_goes_on_with_a_later_week() -> None:
    weeks = words_of(sheet(), Options(weeks=1, from_week=3))["diary"]["weeks"]

    assert [(week["name"], week["span"]) for week in weeks] == [("Week 3", "7 to 13 December")]


def test_diary_of_a_plan_that_starts_later_starts_with_it() -> None:
    made = sheet(starts_on=date(2026, 11, 26))

    assert words_of(made)["diary"]["weeks"][0]["days"][0]["words"] == "Thu 26"


def test_diary_and_leaflets_are_left_out_where_asked() -> None:
    words = words_of(back_sheet(), Options(weeks=0, has_leaflets=False))

    assert (words["diary"]["weeks"], words["leaflets"]) == ([], [])


def test_sheet_says_nothing_of_what_is_not_there() -> None:
    bare = sheet_item(breathing="", feel_it="", avoid="", stop_if="", easier="", harder="")

    words = words_of(sheet((bare,), goal="", review_on=None))

    assert words["exercises"][0]["hints"] == []
    assert (words["goal"]["words"], words["visit"], words["changes"]["rows"]) == ("", "", [])
    assert not [text for text in said(words) if "None" in text]


def test_stop_if_is_not_said_twice() -> None:
    hints = words_of(sheet((sheet_item(stop_if="Stop if your knee hurts."),)))

    found = [one["words"] for row in hints["exercises"][0]["hints"] for one in row]
    assert "Your knee hurts." in found and "Stop if your knee hurts." not in found


def test_changes_put_new_first_and_stopped_last() -> None:
    changes = (
        SheetChange(item_id=9, kind="stopped", name="Knee rolls", words=""),
        SheetChange(item_id=1, kind="changed", name="Bridge", words="12 times, was 10"),
        SheetChange(item_id=2, kind="new", name="Bird dog", words=""),
        SheetChange(item_id=3, kind="new", name="Squat", words=""),
    )

    rows = words_of(back_sheet(changes=changes))["changes"]["rows"]

    assert [(row["tag"], row["words"]) for row in rows] == [
        ("New", "Bird dog, Squat"),
        ("Changed", "Bridge: 12 times, was 10"),
        ("No longer", "Knee rolls"),
    ]


def test_changed_exercise_says_what_changed_and_on_which_side() -> None:
    items = (sheet_item(side="left"), sheet_item(item_id=2, number=2, side="right"))
    changes = (
        SheetChange(item_id=1, kind="changed", name="Bridge", words="12 times, was 10"),
        SheetChange(item_id=2, kind="new", name="Bridge", words=""),
    )

    words = words_of(sheet(items, changes=changes))

    rows = [row["words"] for row in words["changes"]["rows"]]
    assert rows == ["Bridge (right side)", "Bridge (left side): 12 times, was 10"]
    assert [one["tag"]["more"] for one in words["exercises"]] == ["12 times, was 10", ""]


def test_sheet_without_a_paper_diary_speaks_of_the_phone_only() -> None:
    steps = {weeks: words_of(sheet(), Options(weeks=weeks))["use"]["steps"][-1] for weeks in (0, 1)}

    assert steps == {
        0: "Tick your diary on your phone.",
        1: "Tick your diary, on paper or on your phone.",
    }


def test_changes_that_have_no_room_are_counted() -> None:
    changes = tuple(
        SheetChange(item_id=n, kind="changed", name="Bridge", words=f"{n} times") for n in range(7)
    )

    changed = words_of(back_sheet(changes=changes))["changes"]

    assert changed["rows"][-1]["words"] == "and 3 more, marked where they stand"
    assert changed["short"][0]["words"] == "7 exercises, marked where they stand"


def test_new_exercise_carries_its_tag() -> None:
    tags = [one["tag"]["words"] for one in words_of(back_sheet())["exercises"]]

    assert tags == ["", "New", ""]


def test_sheet_without_the_name_says_it_nowhere() -> None:
    options = Options(has_name=False)

    words = said(words_of(back_sheet(), options))

    assert not [text for text in words if "Sam" in text or "Rivers" in text or "SR" in text]
    assert "Sam" not in title_of(back_sheet(), options, is_draft=False)
    assert [text for text in said(words_of(back_sheet())) if "Sam Rivers" in text]


def test_draft_says_that_it_is_one_and_opens_nothing() -> None:
    draft, issued = (words_of(back_sheet(), code=code) for code in ("", CODE))

    assert draft["draft"] == "Draft, not issued"
    assert draft["foot"][0] == "SR · sheet 3 · 23 November 2026"
    assert (draft["portal"]["code"], issued["portal"]["code"]) == ("•••• ••••", "K7M2 9QRT")
    assert draft["portal"]["qr"] != issued["portal"]["qr"] and not issued["draft"]
    assert title_of(back_sheet(), Options(), is_draft=True).startswith("Draft, not issued: ")


# --- in the patient's language -------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Ejercicios para Sam Rivers",
        "Hoja 3 · hecha el 23 de noviembre de 2026",
        "próxima visita: lunes 7 de diciembre de 2026",
        "3 ejercicios · unos 8 minutos · una vez al día, todos los días",
        "Puente",
        "Levante las caderas.",
        "10 veces, 3 series, una vez al día, todos los días.",
        "colchoneta.",
        "Una persona acostada.",
        "Descansar bien",
        "Mi diario de ejercicios",
        "2 Kneeling stretch – lado derecho",
        "Lun 23",
        "Semana 1",
        "Está bien así.",
        "Vaya ahora mismo a urgencias si le pasa algo de esto",
        "“Sit through a film”",
        "Press through your heels.",
    ],
)
def test_spanish_sheet_says(words: str) -> None:
    assert words in said(words_of(spanish_sheet(), SPANISH))


def test_spanish_sheet_says_none_of_our_own_words_in_english() -> None:
    made = back_sheet(translations={"es": {}}, safety=(), advice=())
    english, spanish = (
        {text for text in said(words_of(made, Options(language=code))) if " " in text}
        for code in ("en", "es")
    )

    assert len(english & OURS) > 20
    assert spanish & OURS == set()


def test_two_languages_stand_beside_each_other() -> None:
    words = words_of(spanish_sheet(), Options(language="es", beside="en"))

    first, second = words["exercises"][0], words["other"]["exercises"][0]
    assert (words["lang"], words["other"]["lang"]) == ("es", "en")
    assert (first["name"], second["name"]) == ("Puente", "Bridge")
    assert second["words"] == "10 times, 3 sets, once a day, every day."


def test_title_is_in_the_language_of_the_sheet() -> None:
    title = title_of(spanish_sheet(), SPANISH, is_draft=False)

    assert title == "Ejercicios para Sam Rivers, hoja 3"


# --- pictures, logo, colour ----------------------------------------------------------------------


def test_pictures_have_their_words_and_a_box_says_what_is_missing() -> None:
    first, second = words_of(back_sheet())["exercises"][0]["pictures"]

    assert (first["caption"], first["alt"]) == ("Start", "A person lies.")
    assert first["svg"].endswith(SVG.partition("280")[2])
    assert (second["caption"], second["alt"]) == ("Move", "The hips are up.")
    gone = words_of(back_sheet(), pictures={"b" * 64: SVG})["exercises"][0]["pictures"][0]
    assert gone["svg"] == ""
    assert gone["missing"] == "No picture here. Ask your therapist to show you."


@pytest.mark.parametrize(
    "evil",
    [
        '<image href="http://127.0.0.1:9/x.png"/>',
        '<image xlink:href = "file:///etc/passwd"/>',
        "<use href='other.svg#a'/>",
        '<path fill="url(http://127.0.0.1:9/)"/>',
        '<style>@import "x.css";</style>',
        "<script>1</script>",
        "<foreignObject/>",
    ],
)
def test_drawing_that_asks_for_something_from_outside_is_refused(evil: str) -> None:
    with pytest.raises(HandoutError, match="outside"):
        words_of(back_sheet(), pictures={"a" * 64: SVG.replace("<path", f"{evil}<path")})


@pytest.mark.parametrize("address", ["data:text/html;base64,AAAA", 'data:image/jpeg;base64,A"/>'])
def test_photograph_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(HandoutError, match="no picture"):
        words_of(back_sheet(), pictures={"a" * 64: address})


def test_drawing_may_refer_to_itself() -> None:
    own = SVG.replace("<path", '<path id="a"/><use href="#a"/><path fill="url(#b)"')

    words = words_of(back_sheet(), pictures={next(iter(DRAWINGS)): own})

    assert words["exercises"][0]["pictures"][0]["svg"] == own


def with_logo(size: tuple[int, int] = (10, 10), content: bytes = b"") -> Sheet:
    written = io.BytesIO(content)
    if not content:
        Image.new("RGB", size, "#1F8A8A").save(written, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(written.getvalue()).decode()}"
    return sheet(clinic=replace(sheet().clinic, logo=address))


@pytest.mark.parametrize("size", [(480, 160), (160, 480), (480, 10), (10, 480), (3, 3)])
def test_logo_keeps_its_proportions_within_its_place(size: tuple[int, int]) -> None:
    words = words_of(with_logo(size))

    width, height = words["logo_width"], words["logo_height"]
    assert 0 < width <= 52 and 0 < height <= 14
    assert width / height == pytest.approx(size[0] / size[1], rel=0.05)


def test_logo_that_is_no_picture_is_left_out() -> None:
    from_disk = sheet(clinic=replace(sheet().clinic, logo="file:///etc/passwd"))

    for made in (from_disk, with_logo(content=b"none")):
        assert (words_of(made)["logo"], words_of(made)["logo_width"]) == ("", 0)
    assert words_of(with_logo())["logo"]


def png(size: tuple[int, int]) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [png((400, 90))[:-40], png((30, 20))[:20], png((5000, 5000)), b"GIF89a" + b"0" * 40],
    ids=["cut short", "only its head", "huge", "another kind"],
)
def test_logo_that_would_stop_the_sheet_is_left_out(content: bytes) -> None:
    assert words_of(with_logo(content=content))["logo"] == ""


def test_logo_that_claims_billions_of_pixels_is_not_unpacked() -> None:
    claims = bytearray(png((30, 20)))
    claims[16:24] = (60_000).to_bytes(4, "big") * 2
    claims[29:33] = crc32(claims[12:29]).to_bytes(4, "big")

    assert words_of(with_logo(content=bytes(claims)))["logo"] == ""


@pytest.mark.parametrize("colour", ["red", "#12345", 'red"); import("x', "url(x)", ""])
def test_colour_that_is_no_colour_is_not_used(colour: str) -> None:
    made = sheet(clinic=replace(sheet().clinic, colour=colour))

    assert words_of(made)["colour"] == "#1F8A8A"
    assert words_of(sheet(clinic=replace(sheet().clinic, colour="#145e5e")))["colour"] == "#145e5e"
