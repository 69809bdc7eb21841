"""How fully a plan is described: the 19 lines of CERT, each given or missing. For staff only.

CERT was written for reports of trials. That a clinic's plan is held against it is our own idea; it
stops nothing. Source: SOURCES.md#plan-description
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from programs.models import Exercise, Plan, PlanItem, PlanPhase
from programs.plans.tailoring import Tailoring, tailoring_of

LEAST_STEPS = 2
# For these, how hard it should feel says the level to start from.
LOADED = {Exercise.Type.STRENGTH, Exercise.Type.ISOMETRIC, Exercise.Type.AEROBIC}
CHECKED = {PlanItem.Taught.DONE_BACK, PlanItem.Taught.NEEDS_CUE}


@dataclass(frozen=True)
class Line:
    """One line of CERT: what gives it, or what is missing and where to say it."""

    number: str
    name: str
    is_given: bool
    words: str
    url: str = ""


@dataclass(frozen=True)
class Score:
    lines: tuple[Line, ...]

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_given)

    @property
    def given(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_given)

    @property
    def words(self) -> str:
        """ "17 of 19"."""
        return f"{len(self.given)} of {len(self.lines)}"


@dataclass(frozen=True)
class _Read:
    """What the lines are read from: the current phase, as the sheet is, and what comes after."""

    plan: Plan
    phase: PlanPhase | None
    later: list[PlanPhase]
    items: list[PlanItem]
    tailored: Tailoring | None  # None where it was made from no protocol

    def at(self, anchor: str) -> str:
        return f"{self.plan.get_absolute_url()}#{anchor}"


def score_of(plan: Plan) -> Score:
    """Give it a plan from ``for_page()``. One statement more where it was made from a protocol.

    Source: SOURCES.md#plan-description
    """
    phases = list(plan.phases.all())
    phase = next((one for one in phases if one.pk == plan.current_phase_id), None)
    later = phases[phases.index(phase) + 1 :] if phase else []
    items = list(phase.items.all()) if phase else []
    tailored = tailoring_of(plan, phase, items) if phase and plan.protocol_id else None
    return Score(_lines(_Read(plan, phase, later, items, tailored)))


def _lines(read: _Read) -> tuple[Line, ...]:
    return (
        _each("1", "Equipment", read, "said for each exercise", _no_equipment),
        _teacher(read),
        _of_the_product("3", "Alone or in a group", "alone"),
        _of_the_product("4", "Supervision, and how it is given", "none, by paper and phone"),
        _of_the_product("5", "How doing it is measured", "the diary, which the patient keeps"),
        _goal(read),
        _rule(read),
        _progression(read),
        _each("8", "Each exercise can be copied", read, "words and pictures", _not_described),
        _of_the_product("9", "The part done at home", "all of it"),
        _leaflets(read),
        _adverse_events(read),
        _of_the_product("12", "Setting", "home"),
        _dose(read),
        _of_the_product("14a", "Generic or tailored", _made_from(read)),
        _tailoring(read),
        _each("15", "Rule for the starting level", read, "how it should feel", _no_level),
        _each("16a", "Whether it is done as shown", read, "done back", _not_checked),
        _of_the_product("16b", "Whether it is carried out", "the review counts what was done"),
    )


def _of_the_product(number: str, name: str, words: str) -> Line:
    """What holds for every plan here."""
    return Line(number, name, True, words)


def _line(number: str, name: str, given: str, missing: str, url: str) -> Line:
    """Given when ``given`` says something."""
    return Line(number, name, bool(given), given or missing, "" if given else url)


def _each(
    number: str, name: str, read: _Read, given: str, lack: Callable[[PlanItem], tuple[str, str]]
) -> Line:
    """Given when no exercise lacks anything; otherwise it names the first that does."""
    lacking = [(item, *found) for item in read.items if (found := lack(item))[0]]
    if not read.items:
        return Line(number, name, False, "There are no exercises yet.", read.at("search"))
    if not lacking:
        return Line(number, name, True, given)
    item, words, url = lacking[0]
    more = f" The same for {len(lacking) - 1} more." if len(lacking) > 1 else ""
    return Line(number, name, False, f"{item}: {words}.{more}", url or read.at(f"item-{item.pk}"))


def _no_equipment(item: PlanItem) -> tuple[str, str]:
    is_said = bool(item.exercise.equipment.all())  # "nothing" is said too
    return ("", "") if is_said else ("say what it needs", item.exercise.get_absolute_url())


def _not_described(item: PlanItem) -> tuple[str, str]:
    exercise = item.exercise
    has_picture = any(picture.alt for picture in exercise.pictures.all())
    wanted = {
        "a starting position": bool(exercise.start_position),
        "two steps": len(exercise.step_list) >= LEAST_STEPS,
        "a picture": has_picture,
        "a rule for stopping": bool(exercise.stop_if),
    }
    lacking = [name for name, is_there in wanted.items() if not is_there]
    if not lacking:
        return "", ""
    return f"it lacks {' and '.join(lacking)}", exercise.get_absolute_url()


def _no_level(item: PlanItem) -> tuple[str, str]:
    """How hard, for what is loaded; of a stretch, say, what the patient should feel is enough."""
    is_felt = bool(item.exercise.feel_it) and item.exercise.type not in LOADED
    is_said = is_felt or item.effort_0_to_10 is not None
    return "" if is_said else "say how hard it should feel", ""


def _not_checked(item: PlanItem) -> tuple[str, str]:
    return "" if item.taught in CHECKED else "note whether it was done back", ""


def _teacher(read: _Read) -> Line:
    who = read.plan.therapist
    if who is None:
        return Line("2", "Who teaches it", False, "The plan's therapist works here no more.")
    given = f"{who.profession}, {who.registration}" if who.profession and who.registration else ""
    missing = f"{who.name}'s profile has no profession, or no registration number."
    return _line("2", "Who teaches it", given, missing, reverse("clinic:profile_edit"))


def _goal(read: _Read) -> Line:
    given = "the goal" if read.plan.goal else ""
    return _line("6", "Motivation", given, "Write the patient's own goal.", read.at("id_goal"))


def _rule(read: _Read) -> Line:
    given = "“Move on when”" if read.phase and read.phase.move_on_when else ""
    return _line("7a", "Rule for moving on", given, "Say when to move on.", _phase_at(read))


def _progression(read: _Read) -> Line:
    given = "the next phase" if any(phase.items.all() for phase in read.later) else ""
    if read.items and all(item.exercise.harder_text for item in read.items):
        given = given or "each exercise's harder way"
    missing = "Add a next phase: not every exercise has a harder way."
    return _line("7b", "How it moves on", given, missing, read.at("phase-name"))


def _leaflets(read: _Read) -> Line:
    given = "leaflets" if read.phase and read.phase.advice.all() else ""
    url = read.at(f"phase-{read.phase.pk}-leaflets") if read.phase else ""
    return _line("10", "What is not exercise", given, "Add an advice leaflet.", url)


def _adverse_events(read: _Read) -> Line:
    """The diary takes pain and notes; nothing here counts harm, and it does not claim to."""
    missing = "There is no form for harm here yet. Write it in the record."
    return _line("11", "Harm: kind and number", "", missing, read.plan.patient.get_absolute_url())


def _dose(read: _Read) -> Line:
    is_said = bool(read.items) and all(item.dose.is_complete for item in read.items)
    given = "doses, and the next visit" if is_said and read.plan.review_on else ""
    undosed = next((item for item in read.items if not item.dose.is_complete), None)
    if undosed:
        anchor, missing = f"item-{undosed.pk}", f"{undosed}: say how much."
    else:
        anchor, missing = "id_review_on", "Set the next visit."
    return _line("13", "Dose", given, missing, read.at(anchor))


def _made_from(read: _Read) -> str:
    if read.tailored is None:
        return "made for this patient"
    return "a protocol, changed" if read.tailored.words else "a protocol as it is"


def _tailoring(read: _Read) -> Line:
    """Against its protocol; of a plan that was made from none, in the therapist's own words."""
    if read.tailored:
        given = read.tailored.words or "nothing differs from the protocol"
    else:
        given = "your own cues" if any(item.cue for item in read.items) else ""
    missing = "Give one exercise a cue in your own words."
    return _line("14b", "How it was tailored", given, missing, read.at("plan-body"))


def _phase_at(read: _Read) -> str:
    return read.at(f"phase-{read.phase.pk}-edit") if read.phase else ""
