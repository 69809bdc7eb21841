"""What people typed comes out as they typed it: never as markup, never cut off."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import page
import pypdf
import pytest

from programs.handouts.options import Layout, Options
from programs.handouts.typesetting import RenderedHandout
from programs.sheet import Sheet, SheetChange
from tests.programs.handouts.reading import LEAFLET, back_sheet, printed, read, said, words_of
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.pdf
MARKUP = (
    '#image("/etc/passwd")',
    '#read("/etc/passwd")',
    "#panic()",
    "$x$",
    "*bold*",
    "_thin_",
    "<b>name</b>",
    "<start-0>",
    "back\\slash",
    "@ref",
    "// comment",
    "/* gone */",
    "= head",
    "`code`",
    "[a](b)",
    "]",
    "{page}",
    "{0}",
    "%s",
    '"',
    "~",
    "--",
    "…",
)
ALL = " ".join(MARKUP)


def with_item(field: str, text: Any) -> Sheet:
    return sheet((sheet_item(**{field: text}), sheet_item(item_id=2, number=2, name="Bird dog")))


def with_part(part: str, field: str) -> Callable[[str], Sheet]:
    def typed(text: str) -> Sheet:
        made = back_sheet()
        return replace(made, **{part: replace(getattr(made, part), **{field: text})})

    return typed


def with_phase(field: str) -> Callable[[str], Sheet]:
    """Of two, so that the rule for moving on is printed."""

    def typed(text: str) -> Sheet:
        made = back_sheet()
        now = replace(made.phase, **{field: text})  # type: ignore[arg-type]  # a field of text
        return replace(made, phases=(now, replace(now, name=text, is_current=False)))

    return typed


FIELDS: dict[str, Callable[[str], Sheet]] = {
    "goal": lambda text: back_sheet(goal=text),
    "leaflet name": lambda text: back_sheet(advice=(replace(LEAFLET, name=text),)),
    "leaflet message": lambda text: back_sheet(advice=(replace(LEAFLET, main_message=text),)),
    "leaflet body": lambda text: back_sheet(advice=(replace(LEAFLET, body=f"Words. {text}"),)),
    "change": lambda text: back_sheet(
        changes=(SheetChange(item_id=1, kind="changed", name="Bridge", words=text),)
    ),
    "steps": lambda text: with_item("steps", (f"Lift. {text}", "Lower.")),
    "equipment": lambda text: with_item("equipment", (text,)),
} | {
    field: partial(with_item, field)
    for field in (
        "name",
        "start_position",
        "breathing",
        "feel_it",
        "avoid",
        "stop_if",
        "easier",
        "harder",
        "cue",
    )
}
FIELDS |= {
    f"{part} {field}": with_part(part, field)
    for part, fields in {
        "clinic": ("name", "address", "emergency_text"),
        "patient": ("name",),
        "therapist": ("name", "profession", "registration"),
    }.items()
    for field in fields
}
FIELDS |= {
    f"phase {field}": with_phase(field) for field in ("name", "when_text", "aim", "move_on_when")
}


def without_spaces(text: str) -> str:
    """Lines break between any two words, and a reader may see a space where a style changes."""
    return re.sub(r"[\s\u200b\ufffe\x02]", "", text)


def text_of(made: RenderedHandout) -> str:
    return without_spaces("".join(read(made.pdf)))


@pytest.mark.parametrize("field", FIELDS)
def test_markup_that_was_typed_is_printed_as_text(field: str) -> None:
    made = FIELDS[field](ALL)

    text = text_of(printed(made))

    assert without_spaces(ALL) in text
    assert "root:" not in text


@pytest.mark.parametrize("layout", Layout.values)
def test_markup_is_text_in_every_layout(layout: str) -> None:
    made = printed(FIELDS["name"](ALL), Options(layout=layout))

    assert without_spaces(ALL) in text_of(made)


def test_markup_in_the_foot_is_text() -> None:
    made = back_sheet()
    initials = replace(made, patient=replace(made.patient, initials="*#"))
    phone = replace(initials, clinic=replace(made.clinic, phone="{page} #1"))

    text = read(printed(phone).pdf)

    assert all("*# · sheet 3" in one and "{page} #1" in one for one in text)


def test_markup_in_a_title_is_text() -> None:
    pdf = printed(FIELDS["patient name"]("*bold* {page} <b>")).pdf

    title = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert title is not None and title.title == "Exercises for *bold* {page} <b>, sheet 3"


def test_markup_in_words_for_a_picture_is_text() -> None:
    made = back_sheet()
    alt = '"#panic()'
    items = tuple(replace(item, start=replace(item.start, alt=alt)) for item in made.items)  # type: ignore[type-var]  # each has a picture
    hostile = replace(made, phases=(replace(made.phase, items=items),))

    report = page.validate_pdf_bytes(printed(hostile).pdf)

    assert words_of(hostile)["exercises"][0]["pictures"][0]["alt"] == alt
    assert report.is_compliant


def test_name_that_looks_like_a_drawing_is_text() -> None:
    """Drawings are not looked at for letters that cannot be printed; it must not pass for one."""
    made = printed(FIELDS["name"]("<svg \U00012000 onload='x'>"))

    assert "<svg\ufffdonload='x'>" in text_of(made)


@pytest.mark.parametrize("layout", Layout.values)
def test_lines_within_a_name_are_one_in_the_foot(layout: str) -> None:
    made = printed(FIELDS["clinic name"]("River\n\n\nbank"), Options(layout=layout))

    assert all("River bank · 01632" in text for text in read(made.pdf))


@pytest.mark.parametrize("layout", Layout.values)
@pytest.mark.parametrize(
    "name",
    ["Slow and careful " * 12, "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3],
    ids=["many words", "one word"],
)
def test_long_names_are_printed_whole_and_within_the_page(name: str, layout: str) -> None:
    made = printed(with_item("name", name.strip()), Options(layout=layout))

    assert without_spaces(name) in text_of(made)
    assert_within_the_page(made.pdf)


def assert_within_the_page(pdf: bytes) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for one in document:
            width, height = one.get_size()
            letters = one.get_textpage()
            boxes = [letters.get_charbox(n) for n in range(letters.count_chars())]
            shown = [box for box in boxes if box[2] > box[0]]
            assert min(box[0] for box in shown) > 0 and max(box[2] for box in shown) < width
            assert min(box[1] for box in shown) > 0 and max(box[3] for box in shown) < height


@pytest.mark.parametrize(
    "field", ["goal", "cue", "feel_it", "steps", "leaflet body", "patient name"]
)
def test_long_texts_are_printed_whole_and_within_the_page(field: str) -> None:
    text = "Lift it slowly and lower it with care. " * 25

    made = printed(FIELDS[field](text.strip()))

    assert without_spaces(text) in text_of(made)
    assert_within_the_page(made.pdf)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zoë Ẽ", "Zoë Ẽ"),
        ("Zoe\u0308", "Zoë"),
        ("a\x00b\x07c", "abc"),
        ("Διονύσης Щука", "Διονύσης Щука"),
        ("Nguyễn Thị", "Nguyễn Thị"),
    ],
)
def test_names_of_many_languages_come_out_as_letters(typed: str, shown: str) -> None:
    made = printed(FIELDS["patient name"](typed))

    assert without_spaces(shown) in text_of(made)
    assert page.validate_pdf_bytes(made.pdf).is_compliant


# The checker reads 0 as the width of each letter of a Chinese typeface. In the embedded font it is
# 1000, as the PDF says; fontTools reads it so.
MISREAD = {"PDFUA1-FONT-GLYPH-WIDTH-001"}


@pytest.mark.parametrize(
    "typed", ["يوسف", "דוד לוי", "李小龍", "हिन्दी", "😀👍🏽", "\U0001f9ff\ue000"]
)
def test_any_name_prints_a_whole_sheet(typed: str) -> None:
    made = printed(FIELDS["patient name"](f"Sam {typed} Rivers"))

    report = page.validate_pdf_bytes(made.pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert {one.rule_id for one in report.failures} <= (MISREAD if typed == "李小龍" else set())
    assert "Rivers" in text_of(made)


def test_every_typed_field_is_among_the_words() -> None:
    """So that no field above passes because it is not printed at all."""
    assert all(ALL in " ".join(said(words_of(typed(ALL)))) for typed in FIELDS.values())
