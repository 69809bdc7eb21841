"""When to get help: the safety texts of the sheet's body regions, by urgency."""

from collections.abc import Iterable
from typing import Any

from programs.handouts.voice import Voice
from programs.sheet import Sheet, SheetSafety


def heading_of(urgency: str, voice: Voice) -> str:
    say = voice.to.say
    return {
        "emergency": say("Go to an emergency department now if you have any of these"),
        "same_day": say("Get medical help the same day"),
        "soon": say("Speak to your doctor or to us soon"),
    }[urgency]


def help_groups(sheet: Sheet, voice: Voice, urgencies: Iterable[str]) -> list[dict[str, Any]]:
    """One group for each urgency that has anything to say."""
    groups = []
    for urgency in urgencies:
        blocks = [block for block in sheet.safety if block.urgency == urgency]
        if blocks:
            groups.append(
                {
                    "heading": heading_of(urgency, voice),
                    "call": voice.text(sheet.clinic.emergency_text),
                    "more": voice.to.say("More signs are on the next pages."),
                    "blocks": [_block(block, voice, len(blocks) > 1) for block in blocks],
                }
            )
    return groups


def _block(block: SheetSafety, voice: Voice, has_title: bool) -> dict[str, Any]:
    """Its lines in two lists side by side, split where both come out about as long."""
    lines = voice.texts_of(block.lines)
    lengths = [len(line) + 15 for line in lines]
    split = min(range(len(lines) + 1), key=lambda n: max(sum(lengths[:n]), sum(lengths[n:])))
    halves = [half for half in (lines[:split], lines[split:]) if half]
    return {"title": voice.text(block.title) if has_title else "", "halves": halves}
