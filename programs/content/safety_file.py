"""Reads safety.yaml. No Django in sight."""

from pathlib import Path

from programs.content.exercise_files import SIGN_OFF
from programs.content.fields import Fields, open_file
from programs.content.report import Report
from programs.content.starters import Safety, SafetyBlock, Vocabulary
from programs.content.vocabulary_file import VOCABULARY

URGENCIES = ("emergency", "same_day", "soon")
MOST_LINES = 12


def safety_in(folder: Path, vocabulary: Vocabulary, report: Report) -> Safety:
    fields = open_file(folder / "safety.yaml", report)
    if fields is None:
        return Safety(version=0, sign_off="", headings={}, blocks=())
    safety = Safety(
        version=fields.number("version", 1, 10_000) or 0,
        sign_off=fields.choice("sign_off", SIGN_OFF),
        headings=_headings(fields),
        blocks=tuple(_block(part, vocabulary) for part in fields.parts("blocks")),
    )
    fields.refuse_others()
    _check_once(fields, safety)
    return safety


def _headings(fields: Fields) -> dict[str, str]:
    part = fields.part("headings")
    if part is None:
        return {}
    headings = {urgency: part.text(urgency, longest=80) for urgency in URGENCIES}
    part.refuse_others()
    return headings


def _block(fields: Fields, vocabulary: Vocabulary) -> SafetyBlock:
    block = SafetyBlock(
        code=fields.text("code", longest=40),
        title=fields.text("title", longest=80),
        regions=fields.codes("regions", vocabulary.codes("regions"), VOCABULARY),
        emergency=fields.texts("emergency", 1, MOST_LINES, longest=160),
        same_day=fields.texts("same_day", 1, MOST_LINES, longest=160),
        soon=fields.texts("soon", 1, MOST_LINES, longest=160),
    )
    fields.refuse_others()
    return block


def _check_once(fields: Fields, safety: Safety) -> None:
    """A region has one block, so that no line is printed twice."""
    for what, found in (
        ("code", [block.code for block in safety.blocks]),
        ("region", [region for block in safety.blocks for region in block.regions]),
    ):
        for twice in sorted({one for one in found if found.count(one) > 1}):
            fields.problem("blocks", f'the {what} "{twice}" has two blocks')
