"""The whole list before issuing, with what is too slow for each change: files, words, pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from programs.authoring.plainness import Plainness, plainness_of
from programs.handouts.actions import drawings_of
from programs.handouts.errors import HandoutError
from programs.handouts.estimate import pages_of
from programs.handouts.fonts import missing_letters, packages_for
from programs.handouts.options import usual_options
from programs.media.printing import is_lost
from programs.models import Photo, Plan, PlanItem
from programs.plans.checks import Check, checks_of, current_phase_of, place_in, what_stops_first
from programs.plans.translated import untranslated
from programs.sheet import Sheet

# The formula says nothing about a few words. House rule. Units: words.
LEAST_WORDS = 8
FRAMES = ("start", "end")


@dataclass(frozen=True)
class TypedText:
    """Something that the therapist typed and the patient reads."""

    name: str
    text: str
    anchor: str


@dataclass(frozen=True)
class LookAt:
    """Units: pages of the clinic's paper, about; US school grade of what was typed."""

    checks: list[Check]
    pages: int | None
    plainness: Plainness | None

    @property
    def is_stopped(self) -> bool:
        return any(check.stops for check in self.checks)


def look_at(plan: Plan, sheet: Sheet | None) -> LookAt:
    """Give it a plan from ``for_page()``, and the sheet that issuing it now would freeze."""
    phase = current_phase_of(plan)
    items = list(phase.items.all()) if phase else []
    typed = _typed_texts(plan, items)
    found = [*checks_of(plan), *_lost_photographs(items, plan), *_hard_words(typed, plan)]
    if sheet:
        found += [*_strange_letters(typed, plan), *_in_english_only(sheet, plan)]
    together = " ".join(one.text for one in typed)
    return LookAt(
        checks=what_stops_first(found),
        pages=_pages(plan, sheet) if sheet and sheet.items else None,
        plainness=plainness_of(one.text for one in typed) if _is_enough(together) else None,
    )


def _pages(plan: Plan, sheet: Sheet) -> int | None:
    """None for a sheet that cannot be printed: the preview beside the list says why."""
    clinic = plan.patient.clinic
    options = usual_options(clinic, sheet)
    try:
        return pages_of(sheet, options, drawings_of(sheet, clinic, options.ink))
    except HandoutError:
        return None


def _typed_texts(plan: Plan, items: list[PlanItem]) -> list[TypedText]:
    goal = TypedText("The goal", plan.goal, "id_goal")
    cues = [TypedText(f"Your cue of {item}", item.cue, f"item-{item.pk}") for item in items]
    return [one for one in (goal, *cues) if one.text.strip()]


def _is_enough(text: str) -> bool:
    return len(text.split()) >= LEAST_WORDS


def _hard_words(typed: list[TypedText], plan: Plan) -> Iterator[Check]:
    for one in typed:
        found = plainness_of([one.text])
        if found is None:
            continue
        notes = list(found.notes)
        if found.is_hard and _is_enough(one.text):
            notes.insert(0, f"It reads at grade {found.grade:.0f}, which is hard for many people.")
        if notes:
            yield Check(f"{one.name}: {' '.join(notes)}", place_in(plan, one.anchor), False)


def _strange_letters(typed: list[TypedText], plan: Plan) -> Iterator[Check]:
    """Letters that none of our typefaces has, and what would bring them."""
    name = TypedText("The patient’s name", plan.patient.name, "")
    for one in (name, *typed):
        missing = missing_letters(one.text)
        if not missing:
            continue
        packages = packages_for(missing)
        help_words = (
            f" Ask whoever runs this server to install {' and '.join(packages)}."
            if packages
            else ""
        )
        words = f"{one.name}: the sheet cannot print “{missing[:20]}”.{help_words}"
        place = place_in(plan, one.anchor) if one.anchor else plan.patient.get_absolute_url()
        yield Check(words, place, False)


def _in_english_only(sheet: Sheet, plan: Plan) -> Iterator[Check]:
    """What a patient who reads another language would read in English."""
    language = sheet.patient.language
    if language not in sheet.translations:
        return
    texts = untranslated(sheet, language)
    if texts:
        first = f"“{texts[0][:60]}”" + (f" and {len(texts) - 1} more" if len(texts) > 1 else "")
        words = (
            f"The sheet is in {plan.patient.get_language_display()}, but says in English: {first}."
        )
        yield Check(words, plan.get_absolute_url(), False)


def _lost_photographs(items: list[PlanItem], plan: Plan) -> Iterator[Check]:
    for item in items:
        if any(is_lost(photo) for photo in _photographs(item)):
            words = f"{item}: the file of its photograph is lost. The sheet prints a box."
            yield Check(words, item.exercise.get_absolute_url(), False)


def _photographs(item: PlanItem) -> list[Photo]:
    """Those that the sheet prints."""
    is_left = item.side == PlanItem.Side.LEFT
    found = (item.exercise.picture(frame, is_left=is_left) for frame in FRAMES)
    return [picture.photo for picture in found if picture and picture.photo]
