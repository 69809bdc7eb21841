"""The clinic's pain rule, as the sheet and the patient's page show it."""

from dataclasses import dataclass

from programs.languages import ENGLISH, Language
from programs.sheet import Sheet


@dataclass(frozen=True)
class PainBox:
    """Units: pain from 0 to 10, both ends included."""

    low: int
    high: int
    order: str
    words: str


def pain_boxes(sheet: Sheet, to: Language = ENGLISH) -> list[PainBox]:
    """Source: SOURCES.md#pain-rule"""
    say, fine, less = to.say, sheet.pain_fine_up_to, sheet.pain_less_up_to
    return [
        PainBox(0, fine, say("Go on."), say("This is fine.")),
        PainBox(fine + 1, less, say("Ease off."), say("Do less, or the easier way.")),
        PainBox(less + 1, 10, say("Stop"), say("that exercise and call us.")),
    ]
