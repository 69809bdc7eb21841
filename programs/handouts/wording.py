"""All that a sheet says, in the order of its pages, for the typesetter: no layout, no markup."""

import base64
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PIL import Image

from clinic.branding import LOGO_PIXELS_MAX
from programs.dose_words import has_sets
from programs.handouts.diary_words import diary_words
from programs.handouts.exercise_words import (
    change_words,
    exercise_words,
    kind_words,
    label_of,
    spoken_dose,
)
from programs.handouts.help_words import help_groups
from programs.handouts.options import Layout, Options
from programs.handouts.pain import pain_boxes
from programs.handouts.qr import (
    DRAFT_CODE,
    code_address,
    diary_address,
    draft_svg,
    qr_svg,
)
from programs.handouts.voice import Voice, voice_of
from programs.handouts.words import date_words, day_words, facts, main_message
from programs.leaflet import blocks_of
from programs.sheet import Sheet, SheetAdvice, SheetChange

LOGO = re.compile(r"data:image/(png|jpeg|webp);base64,([A-Za-z0-9+/=\s]+)")
LOGO_WIDEST, LOGO_HIGHEST = 52.0, 14.0  # millimetres
MOST_CHANGED = 4


def sheet_words(
    sheet: Sheet, options: Options, *, code: str, pictures: Mapping[str, str]
) -> dict[str, Any]:
    """Without a code it is a draft: it says so, and the place of the QR code opens nothing.

    Errors: HandoutError when a picture asks for something from outside.
    """
    words = _words(sheet, options, code=code, pictures=pictures)
    if options.beside:
        other = replace(options, language=options.beside, beside="")
        words["other"] = _words(sheet, other, code=code, pictures={})
    return words


def _words(
    sheet: Sheet, options: Options, *, code: str, pictures: Mapping[str, str]
) -> dict[str, Any]:
    voice = voice_of(sheet, options.language)
    return {
        "other": None,
        **_frame(sheet, options, voice, is_draft=not code),
        **_top(sheet, options, voice),
        "changes": _changes(sheet, voice),
        "use": _use(sheet, voice, has_diary=bool(options.weeks)),
        "where": _where(sheet, voice),
        "portal": _portal(sheet, voice, code),
        "pain": _pain(sheet, voice),
        "emergency": help_groups(sheet, voice, ["emergency"]),
        "later": help_groups(sheet, voice, ["same_day", "soon"]),
        "summary": _summary(sheet, voice),
        "exercises": [exercise_words(item, sheet, voice, pictures) for item in sheet.items],
        "diary": diary_words(sheet, voice, options),
        "leaflets": [_leaflet(it, voice) for it in sheet.advice] if options.has_leaflets else [],
    }


def title_of(sheet: Sheet, options: Options, *, is_draft: bool) -> str:
    """The document's title, which a reader says first."""
    voice = voice_of(sheet, options.language)
    heading = _heading(sheet, options, voice)
    words = voice.to.say("{heading}, sheet {number}", heading=heading, number=sheet.number)
    return voice.to.say("Draft, not issued: {title}", title=words) if is_draft else words


def _frame(sheet: Sheet, options: Options, voice: Voice, *, is_draft: bool) -> dict[str, Any]:
    """What each page carries, and how it is set."""
    say = voice.to.say
    number = say(
        "sheet {number}", number=sheet.number
    )  # a draft's is as long, to fill its pages so
    initials = voice.apart(sheet.patient.initials) if options.has_name else ""
    whose = [initials, number, date_words(sheet.issued_on, voice.to)]
    clinic = [voice.apart(sheet.clinic.name), sheet.clinic.phone]
    return {
        "layout": options.layout,
        "ink": options.ink,
        "paper": options.paper,
        "lang": voice.to.code,
        "is_rtl": voice.to.is_rtl,
        "colour": sheet.clinic.colour if _is_colour(sheet.clinic.colour) else "#1F8A8A",
        "draft": say("Draft, not issued") if is_draft else "",
        "foot": [" · ".join(_in_one_line(parts)) for parts in (whose, clinic)],
        "card_foot": " · ".join(part for part in (initials, number, sheet.clinic.phone) if part),
        "page_of": say("page {page} of {pages}"),
        "notes": say("My notes"),
        "questions": say("Questions for my therapist"),
        "made_for": say(
            "{therapist} made this plan for you. Do not share it.",
            therapist=sheet.therapist.name,
        ),
    }


def _in_one_line(parts: list[str]) -> list[str]:
    return [" ".join(part.split()) for part in parts if part]


def _is_colour(colour: str) -> bool:
    return bool(re.fullmatch(r"#[0-9A-Fa-f]{6}", colour))


def _heading(sheet: Sheet, options: Options, voice: Voice) -> str:
    say = voice.to.say
    if options.layout == Layout.DIARY:
        if options.has_name:
            return say("Exercise diary of {name}", name=sheet.patient.name)
        return say("My exercise diary")
    if options.has_name:
        return say("Exercises for {name}", name=sheet.patient.name)
    return say("Your exercises")


def _top(sheet: Sheet, options: Options, voice: Voice) -> dict[str, Any]:
    say = voice.to.say
    about = say(
        "Sheet {number} · made on {date}",
        number=sheet.number,
        date=date_words(sheet.issued_on, voice.to),
    )
    visit = sheet.review_on
    work = [voice.apart(sheet.therapist.profession), sheet.therapist.registration]
    goal = f"“{sheet.goal}”" if sheet.goal else ""
    return {
        **_logo(sheet.clinic.logo),
        "clinic": {
            "name": sheet.clinic.name,
            "phone": sheet.clinic.phone,
            "address": sheet.clinic.address.splitlines(),
        },
        "therapist": {
            "name": sheet.therapist.name,
            "work": " · ".join(part for part in work if part),
        },
        "heading": _heading(sheet, options, voice),
        "about": about,
        "visit": say("next visit {day}", day=day_words(visit, voice.to)) if visit else "",
        "goal": {"label": say("Your goal:"), "words": goal},
        "facts": " · ".join(facts(sheet, voice.to)),
        "message": main_message(sheet, voice.to),
        "need": {"label": say("You need:"), "words": _home(sheet, voice)},
    }


def _logo(address: str) -> dict[str, Any]:
    """The logo in its own proportions, as large as its place allows. Units: millimetres.

    None where it is broken: that would stop the sheet for good, since it is frozen with it.
    """
    found = LOGO.fullmatch(address)
    try:
        width, height = _size_of(base64.b64decode(found[2])) if found else (0, 0)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        width, height = 0, 0
    if not width:
        return {"logo": "", "logo_width": 0, "logo_height": 0}
    scale = min(LOGO_WIDEST / width, LOGO_HIGHEST / height)
    return {
        "logo": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="{address}"/></svg>',
        "logo_width": round(width * scale, 2),
        "logo_height": round(height * scale, 2),
    }


def _size_of(logo: bytes) -> tuple[int, int]:
    """Units: pixels. Errors: OSError, ValueError, SyntaxError when it cannot be unpacked."""
    with Image.open(io.BytesIO(logo), formats=("PNG", "JPEG", "WEBP")) as picture:
        if picture.width * picture.height > LOGO_PIXELS_MAX:
            raise ValueError("The logo has too many pixels.")
        picture.load()
        return picture.size


def _home(sheet: Sheet, voice: Voice) -> str:
    """What to have at hand: "mat, cushion."."""
    if not sheet.equipment:
        return voice.to.say("nothing but some room.")
    names = voice.texts_of(sheet.equipment)
    return ", ".join(name[:1].lower() + name[1:] for name in names) + "."


def _changes(sheet: Sheet, voice: Voice) -> dict[str, Any]:
    return {
        "heading": voice.to.say("What changed since your last sheet"),
        "rows": _change_rows(sheet, voice, MOST_CHANGED),
        "short": _change_rows(sheet, voice, 0),
    }


def _change_rows(sheet: Sheet, voice: Voice, most: int) -> list[dict[str, str]]:
    """New and stopped on one line each, the changed ones between; after ``most`` the rest are
    counted, since each carries its tag at the exercise.
    """
    names = {
        kind: [_changed_name(one, sheet, voice) for one in sheet.changes if one.kind == kind]
        for kind in ("new", "stopped")
    }
    changed = [one for one in sheet.changes if one.kind == "changed"]
    lines = [("new", ", ".join(names["new"]))] if names["new"] else []
    for one in changed[:most]:
        words = change_words(one, voice)
        name = _changed_name(one, sheet, voice)
        lines.append(("changed", f"{name}: {words}" if words else name))
    if (rest := len(changed) - most) > 0:
        lines.append(("changed", _counted_changes(rest, voice, is_more=bool(most))))
    if names["stopped"]:
        lines.append(("stopped", ", ".join(names["stopped"])))
    return [{"kind": kind, "tag": kind_words(kind, voice), "words": words} for kind, words in lines]


def _changed_name(change: SheetChange, sheet: Sheet, voice: Voice) -> str:
    """With its side where two exercises of the sheet have the same name."""
    named = [item for item in sheet.items if item.name == change.name]
    item = next((item for item in named if item.item_id == change.item_id), None)
    return label_of(item, voice) if item and len(named) > 1 else voice.name(change.name)


def _counted_changes(count: int, voice: Voice, *, is_more: bool) -> str:
    """Those that have no line of their own."""
    if is_more:
        return voice.to.count(
            count, "and {n} more, marked where it stands", "and {n} more, marked where they stand"
        )
    return voice.to.count(
        count, "{n} exercise, marked where it stands", "{n} exercises, marked where they stand"
    )


def _use(sheet: Sheet, voice: Voice, *, has_diary: bool) -> dict[str, Any]:
    say = voice.to.say
    box = [say("Do what the numbers in the box say.")]
    if any(has_sets(item.dose) for item in sheet.items):
        box.append(say("A set is one round: rest before the next."))
    if any(item.dose.effort_0_to_10 is not None for item in sheet.items):
        box.append(say("Effort 0 is none, 10 is all you can."))
    return {
        "heading": say("How to use this sheet"),
        "steps": [
            say("Look at both pictures, then read the steps."),
            " ".join(box),
            say("Tick your diary, on paper or on your phone.")
            if has_diary
            else say("Tick your diary on your phone."),
        ],
    }


def _where(sheet: Sheet, voice: Voice) -> dict[str, str]:
    """Without a heading where there is nothing to tell: a blank plan's only phase is but a name."""
    say, phase, following = voice.to.say, sheet.phase, sheet.next_phase
    when = [voice.text(phase.when_text)] if phase.when_text else []
    if phase.from_on:
        when.append(say("from {date}", date=date_words(phase.from_on, voice.to)))
    is_told = len(sheet.phases) > 1 or phase.aim or when
    return {
        "heading": say("Where you are now") if is_told else "",
        "phase": voice.name(phase.name),
        "when": f"({', '.join(when)})." if when else "",
        "aim": voice.text(phase.aim),
        "move_label": say("You are ready for the next step when:"),
        "move_on": voice.text(phase.move_on_when) if following else "",
        "next_label": say("Next step, when your therapist says so:"),
        "next": f"{voice.text(following.name)}." if following else "",
    }


def _portal(sheet: Sheet, voice: Voice, code: str) -> dict[str, str]:
    say = voice.to.say
    return {
        "heading": say("Your diary on your phone"),
        "point": say("Point the camera at the square, then type your birth date."),
        "go": say("Or go to"),
        "address": code_address(),
        "type": say("and type"),
        "code": f"{code[:4]} {code[4:]}".strip() or DRAFT_CODE,
        "qr": qr_svg(diary_address(code, sheet.number)) if code else draft_svg(),
        "alt": say("QR code that opens your diary on a phone")
        if code
        else say("The QR code comes when the sheet is issued"),
    }


def _pain(sheet: Sheet, voice: Voice) -> dict[str, Any]:
    say = voice.to.say
    return {
        "heading": say("As you exercise, rate your pain: 0 is none, 10 the worst"),
        "boxes": [
            {"range": _range(box.low, box.high, voice), "order": box.order, "words": box.words}
            for box in pain_boxes(sheet, voice.to)
        ],
        "call": say("Worse the next morning? Stop that exercise, and call us:"),
    }


def _range(low: int, high: int, voice: Voice) -> str:
    return f"{low}" if low == high else voice.to.say("{low} to {high}", low=low, high=high)


def _summary(sheet: Sheet, voice: Voice) -> dict[str, Any]:
    return {
        "heading": voice.to.say("My plan in short"),
        "rows": [
            {
                "number": item.number,
                "label": f"{label_of(item, voice)}:",
                "words": spoken_dose(item, voice),
            }
            for item in sheet.items
        ],
    }


def _leaflet(advice: SheetAdvice, voice: Voice) -> dict[str, Any]:
    return {
        "name": voice.text(advice.name),
        "message": voice.text(advice.main_message),
        "parts": [
            {"kind": block.kind.value, "lines": voice.texts_of(block.lines)}
            for block in blocks_of(advice.body)
        ],
    }
