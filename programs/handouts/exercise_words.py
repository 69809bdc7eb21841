"""What one exercise says on paper, and its pictures."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from programs.dosing import Dose
from programs.handouts.errors import HandoutError
from programs.handouts.framing import framed
from programs.handouts.voice import Voice
from programs.handouts.words import dose_numbers, dose_sentences
from programs.sheet import Sheet, SheetChange, SheetItem, SheetPicture

# A drawing may refer to its own parts ("#a") and to what it carries with it, and to nothing else.
FROM_OUTSIDE = re.compile(
    r"""href\s*=\s*["']?(?!["']?(?:\#|data:))|url\(\s*["']?(?!["']?(?:\#|data:))"""
    r"""|@import|<script|<foreignObject|<!ENTITY""",
    re.IGNORECASE,
)
PHOTO = re.compile(r"data:image/jpeg;base64,[A-Za-z0-9+/=]+")
# As drawings are: four hundred wide, two hundred and eighty high.
PHOTO_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 280">'
    '<image width="400" height="280" href="{address}"/></svg>'
)


def exercise_words(
    item: SheetItem, sheet: Sheet, voice: Voice, pictures: Mapping[str, str]
) -> dict[str, Any]:
    """All that the page of this exercise says, for the typesetter.

    Errors: HandoutError when a picture asks for something from outside.
    """
    say = voice.to.say
    return {
        "number": item.number,
        "name": voice.text(item.name),
        "side": side_words(item, voice),
        "tag": _tag(item, sheet, voice),
        "cells": dose_numbers(item.dose, item.side, voice.to),
        "words": spoken_dose(item, voice),
        "start": {"label": say("Start:"), "words": voice.text(item.start_position)},
        "steps": voice.texts_of(item.steps),
        "cue": {"label": say("From your therapist:"), "words": voice.text(item.cue)},
        "hints": [row for row in (_notes(item, voice), _ways(item, voice)) if row],
        **_pictures(item, voice, pictures),
    }


def side_words(item: SheetItem, voice: Voice) -> str:
    """The side as the sheet says it; empty when there is nothing to say."""
    say = voice.to.say
    return {
        "left": say("Left side"),
        "right": say("Right side"),
        "each": say("Left, then right"),
        "alternate": say("Left and right in turn"),
    }.get(item.side, "")


def label_of(item: SheetItem, voice: Voice) -> str:
    """The name for a list, with the side where the dose's own words do not say it."""
    name, side = voice.name(item.name), side_words(item, voice)
    return f"{name} ({side[:1].lower()}{side[1:]})" if item.side in ("left", "right") else name


def spoken_dose(item: SheetItem, voice: Voice) -> str:
    return dose_sentences(_spoken(item, voice), item.side, voice.to)


def _spoken(item: SheetItem, voice: Voice) -> Dose:
    """The dose with its speed in this language: it is the one part of it that is a text."""
    return replace(item.dose, tempo=voice.name(item.dose.tempo))


def _tag(item: SheetItem, sheet: Sheet, voice: Voice) -> dict[str, str]:
    found = [one for one in sheet.changes if one.item_id == item.item_id and one.kind != "stopped"]
    kind, more = (found[0].kind, change_words(found[0], voice)) if found else ("", "")
    return {"kind": kind, "words": kind_words(kind, voice), "more": more}


def change_words(change: SheetChange, voice: Voice) -> str:
    """ "10 times, was 8"; empty where there is nothing to say in this language."""
    code = voice.to.code
    return change.words if code == "en" else change.words_in.get(code, "")


def kind_words(kind: str, voice: Voice) -> str:
    say = voice.to.say
    names = {"new": say("New"), "changed": say("Changed"), "stopped": say("No longer")}
    return names.get(kind, "")


def _notes(item: SheetItem, voice: Voice) -> list[dict[str, str]]:
    say = voice.to.say
    found = [
        ("feel", say("Feel it here"), voice.text(item.feel_it)),
        ("avoid", say("Avoid"), voice.text(item.avoid)),
        ("stop", say("Stop if"), _without_stop(voice.text(item.stop_if))),
    ]
    return [{"kind": kind, "label": label, "words": words} for kind, label, words in found if words]


def _ways(item: SheetItem, voice: Voice) -> list[dict[str, str]]:
    say = voice.to.say
    found = [
        ("easier", say("Easier"), voice.text(item.easier)),
        ("harder", say("Harder"), voice.text(item.harder)),
        ("breathe", say("Breathe"), voice.text(item.breathing)),
    ]
    return [{"kind": kind, "label": label, "words": words} for kind, label, words in found if words]


def _without_stop(words: str) -> str:
    """ "Stop if your knee hurts." under the label "Stop if" is "Your knee hurts."."""
    rest = words.removeprefix("Stop if ")
    return words if rest == words or "." in rest.rstrip(". ") else rest[:1].upper() + rest[1:]


def _pictures(item: SheetItem, voice: Voice, pictures: Mapping[str, str]) -> dict[str, Any]:
    """Units: ``ratio`` is how high both pictures are for their width."""
    say = voice.to.say
    both = [
        _picture(say("Start"), item.start, voice, pictures),
        _picture(say("Move"), item.end, voice, pictures),
    ]
    svgs, ratio = framed([one["svg"] for one in both if one["svg"]])
    closer = iter(svgs)
    framed_both = [one | {"svg": next(closer)} if one["svg"] else one for one in both]
    return {"pictures": framed_both, "ratio": ratio}


def _picture(
    caption: str, picture: SheetPicture | None, voice: Voice, pictures: Mapping[str, str]
) -> dict[str, Any]:
    found = pictures.get(picture.photo or picture.drawing, "") if picture else ""
    is_photo = found.startswith("data:")
    if is_photo and not PHOTO.fullmatch(found):
        raise HandoutError("A photograph of this sheet is no picture.")
    svg = PHOTO_SVG.format(address=found) if is_photo else found
    if FROM_OUTSIDE.search(svg):
        raise HandoutError("A drawing of this sheet asks for something from outside.")
    return {
        "caption": caption,
        "svg": svg,
        "is_photo": is_photo,
        "alt": voice.text(picture.alt) if picture else "",
        "missing": voice.to.say("No picture here. Ask your therapist to show you."),
        "missing_short": voice.to.say("No picture"),
    }
