"""What somebody wants an exercise of their clinic to be, as the form gives it to the action."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from programs.models import Exercise, Photo, Picture, Video

FRAMES = (Picture.Frame.START.value, Picture.Frame.END.value)
# Where a picture comes from: what is there now, the drawing of the exercise it was copied from,
# a photograph, or nowhere.
KEPT, DRAWING, PHOTO, NONE = "kept", "drawing", "photo", "none"


@dataclass(frozen=True)
class PictureDraft:
    source: str = KEPT
    photo: Photo | None = None
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, kw_only=True)
class ExerciseDraft:
    columns: dict[str, Any]
    terms: dict[str, Sequence[Any]]
    easier: Sequence[Exercise]
    harder: Sequence[Exercise]
    pictures: dict[str, PictureDraft]
    video: Video | None


class Shown(NamedTuple):
    """One row of pictures, to compare and to write."""

    frame: str
    is_left: bool
    drawing_id: str | None
    photo_id: int | None
    alt: str
    credit: str


def shown_now(exercise: Exercise) -> set[Shown]:
    """Reads ``pictures.all()``: prefetch it."""
    return {_shown(picture) for picture in exercise.pictures.all()}


def _shown(picture: Picture) -> Shown:
    return Shown(
        picture.frame,
        picture.is_left,
        picture.drawing_id,
        picture.photo_id,
        picture.alt,
        picture.credit,
    )


def shown_then(now: set[Shown], origin: set[Shown], drafts: dict[str, PictureDraft]) -> set[Shown]:
    """The pictures after the change. ``origin`` has those of the exercise it was copied from.

    A photograph stands for both sides. The moving drawing stays as long as start and end are
    drawings, for it shows what they show.
    """
    still = {
        shown for frame, draft in drafts.items() for shown in _frame(frame, draft, now, origin)
    }
    drawn = {shown.frame for shown in still if shown.drawing_id}
    if drawn != set(FRAMES):
        return still
    drawings = {shown.drawing_id for shown in origin}
    is_origins = any(shown.drawing_id in drawings for shown in still)
    moving = _moving(now) or (_moving(origin) if is_origins else set())
    return still | moving


def _frame(frame: str, draft: PictureDraft, now: set[Shown], origin: set[Shown]) -> set[Shown]:
    if draft.source == PHOTO and draft.photo is not None:
        return {Shown(frame, False, None, draft.photo.pk, draft.alt, draft.credit)}
    rows = {KEPT: now, DRAWING: origin}.get(draft.source, set())
    return {
        shown._replace(alt=draft.alt or shown.alt, credit=draft.credit)
        for shown in rows
        if shown.frame == frame
    }


def _moving(rows: set[Shown]) -> set[Shown]:
    return {shown for shown in rows if shown.frame == Picture.Frame.MOVING}
