import json
from dataclasses import replace

import pytest

from programs import sheet as sheets
from tests.programs.sheets import sheet, sheet_item


def test_sheet_survives_being_written_down() -> None:
    before = sheet()

    assert sheets.from_json(sheets.to_json(before)) == before


def test_same_sheet_has_the_same_hash() -> None:
    assert sheets.sha256(sheets.to_json(sheet())) == sheets.sha256(sheets.to_json(sheet()))


def test_unknown_format_is_refused() -> None:
    text = sheets.to_json(replace(sheet(), format=99))

    with pytest.raises(sheets.SheetError, match="format 99"):
        sheets.from_json(text)


def test_broken_text_is_refused() -> None:
    with pytest.raises(sheets.SheetError, match="cannot be read"):
        sheets.from_json('{"number": 1}')


def test_equipment_is_named_once() -> None:
    items = (
        sheet_item(item_id=1, equipment=("Mat", "Chair")),
        sheet_item(item_id=2, equipment=("Mat",)),
    )

    assert sheet(items=items).equipment == ("Mat", "Chair")


def test_one_sided_item_has_one_diary_line_and_both_sides_have_two() -> None:
    assert sheet_item(side="left").diary_sides == ("",)
    assert sheet_item(side="each").diary_sides == ("left", "right")


def test_sheet_from_before_there_were_leaflets_has_none() -> None:
    written = json.loads(sheets.to_json(sheet()))
    del written["advice"]

    assert sheets.from_json(json.dumps(written)).advice == ()
