"""A sheet that was issued by an earlier version can still be read, and printed anew."""

import json
from typing import Any

import pytest

from programs import sheet as sheets
from programs.handouts.options import Layout, Options, languages_of
from programs.sheet import Sheet
from tests.programs.handouts.reading import back_sheet, printed, read, words_of

# What came later than the first version, by the name of the field. Each has a default.
LATER = {"translations", "words_in", "advice", "from_on", "video", "photo"}


def without(fields: set[str], written: Any) -> Any:
    if isinstance(written, dict):
        return {key: without(fields, one) for key, one in written.items() if key not in fields}
    if isinstance(written, list):
        return [without(fields, one) for one in written]
    return written


def old_text(fields: set[str]) -> str:
    return json.dumps(without(fields, json.loads(sheets.to_json(back_sheet()))))


@pytest.fixture(params=[LATER, {"translations", "words_in"}], ids=["first", "last"])
def old(request: pytest.FixtureRequest) -> Sheet:
    text = old_text(request.param)
    assert '"translations"' not in text and '"words_in"' not in text
    return sheets.from_json(text)


def test_old_sheet_is_read_with_what_it_had(old: Sheet) -> None:
    assert (old.translations, old.changes[0].words_in) == ({}, {})
    assert [item.name for item in old.items] == [item.name for item in back_sheet().items]


def test_old_sheet_is_printed_in_english_only(old: Sheet) -> None:
    assert languages_of(old) == ("en",)
    assert words_of(old)["exercises"] == words_of(back_sheet())["exercises"]


def test_old_sheet_is_written_down_anew_without_a_loss(old: Sheet) -> None:
    assert sheets.from_json(sheets.to_json(old)) == old


@pytest.mark.pdf
@pytest.mark.parametrize("layout", Layout.values)
def test_old_sheet_prints_in_every_layout(old: Sheet, layout: str) -> None:
    pages = read(printed(old, Options(layout=layout)).pdf)

    assert "Sam Rivers" in pages[0]
    assert "Bridge" in " ".join(pages)
