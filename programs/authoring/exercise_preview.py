"""The patient's view of an exercise while it is being written, and what could be plainer."""

from collections.abc import Iterator
from typing import Any

from programs.authoring.exercise_draft import FRAMES, NONE
from programs.authoring.exercise_forms import PLAIN_WORDS, ExerciseForm
from programs.authoring.plainness import plainness_of

WORDS = ("start_position", *PLAIN_WORDS)


def preview_of(form: ExerciseForm) -> dict[str, Any]:
    """From whatever stands in the fields, right or wrong."""
    form.is_valid()  # writes what can be read into the instance
    typed = {name: str(form[name].value() or "") for name in WORDS}
    steps = str(form["steps"].value() or "").splitlines()
    typed_name = str(form["patient_name"].value() or form["name"].value() or "")
    step_list = [step for step in steps if step.strip()]
    return {
        "typed": typed | {"patient_name": typed_name, "step_list": step_list},
        "dose": form.instance.dose,
        "side": form.instance.side,
        "plainness": plainness_of([typed_name, *step_list, *typed.values()]),
        "gaps": list(_gaps(form)) if typed_name or step_list else [],
    }


def _gaps(form: ExerciseForm) -> Iterator[str]:
    """What the exercise may do without, and would be better with."""
    if not any(_shows(form, frame) for frame in FRAMES):
        yield "No picture yet: people follow pictures best."
    if not form.instance.dose.is_complete:
        yield "No dose yet: it has to be set in each plan."


def _shows(form: ExerciseForm, frame: str) -> bool:
    # a file that is chosen and not yet sent is known by its name
    has_file = bool(form.slots[frame].kept or form.data.get(f"{frame}_file"))
    return has_file or (form[f"{frame}_source"].value() or NONE) != NONE
