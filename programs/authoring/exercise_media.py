"""The pictures and the video in an exercise's form.

A file that was sent is taken at once, and the form says so in a signed field: when something else
in the form has to be mended, nobody has to choose the file again.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing

from clinic.models import Clinic, Member
from programs.authoring.exercise_draft import DRAWING, FRAMES, KEPT, NONE, PHOTO, PictureDraft
from programs.media.errors import MediaError
from programs.media.photos import take_photo
from programs.media.videos import take_video
from programs.models import Exercise, Photo, Picture, Video

SIGNER = signing.Signer(salt="exercise upload")
PHOTOS, VIDEOS = "image/jpeg,image/png,image/webp", "video/mp4,video/quicktime"
ALT_HELP = (
    "For people who cannot see it. Say who is where and does what, such as: A person lies on the"
    " back and lifts the hips."
)


def picture_fields(frame: str) -> dict[str, forms.Field]:
    label = str(Picture.Frame(frame).label)
    return {
        f"{frame}_source": forms.ChoiceField(
            label=f"{label} picture", required=False, widget=forms.RadioSelect
        ),
        f"{frame}_file": forms.FileField(
            label=f"{label} picture: a new photograph",
            required=False,
            widget=forms.FileInput(attrs={"accept": PHOTOS}),
            help_text="JPEG, PNG or WebP, up to 15 MB. Where and when it was taken is removed.",
        ),
        f"{frame}_alt": forms.CharField(
            label=f"{label} picture in words", max_length=200, required=False, help_text=ALT_HELP
        ),
        f"{frame}_credit": forms.CharField(
            label=f"Who took the {label.lower()} picture",
            max_length=120,
            required=False,
            help_text="People in it must have agreed.",
        ),
    }


def video_fields() -> dict[str, forms.Field]:
    return {
        "video_file": forms.FileField(
            label="Video",
            required=False,
            widget=forms.FileInput(attrs={"accept": VIDEOS}),
            help_text="MP4, up to 60 MB and 3 minutes. Patients see it on their phone, beside the"
            " steps. Notes such as the place are removed; faces and voices stay.",
        ),
        "video_drop": forms.BooleanField(label="Use no video", required=False),
    }


@dataclass
class Slot:
    """One place for a file: what is there, what was sent, and what to show in the form."""

    name: str
    kept: Photo | Video | None = None  # sent and taken, not yet saved with the exercise

    @property
    def token_name(self) -> str:
        return f"{self.name}_token"

    @property
    def token(self) -> str:
        return SIGNER.sign_object([self.name, self.kept.sha256]) if self.kept else ""


class MediaFormMixin(forms.BaseForm):
    """Start, end and video. ``slots`` are for the template."""

    clinic: Clinic
    instance: Exercise
    cleaned_data: dict[str, Any]
    member: Member | None

    def add_media_fields(self) -> None:
        for frame in FRAMES:
            self.fields |= picture_fields(frame)
            picture = self.instance.picture(frame) if self._is_saved else None
            self.fields[f"{frame}_source"].choices = list(self._sources(frame, picture))  # type: ignore[attr-defined]  # a choice field
            self.initial[f"{frame}_source"] = KEPT if picture else NONE
            if picture:
                self.initial[f"{frame}_alt"] = picture.alt
                self.initial[f"{frame}_credit"] = picture.credit
        self.fields |= video_fields()
        if not self.instance.video_id:
            del self.fields["video_drop"]
        self.slots = {name: Slot(name) for name in (*FRAMES, "video")}
        for slot in self.slots.values():
            slot.kept = self._from_token(slot)

    @property
    def has_kept(self) -> bool:
        return any(slot.kept for slot in self.slots.values())

    @property
    def start_now(self) -> Picture | None:
        return self.instance.picture("start") if self._is_saved else None

    @property
    def end_now(self) -> Picture | None:
        return self.instance.picture("end") if self._is_saved else None

    @property
    def _is_saved(self) -> bool:
        return not self.instance._state.adding

    def _sources(self, frame: str, picture: Picture | None) -> Any:
        if picture:
            yield KEPT, "Keep this drawing" if picture.drawing_id else "Keep this photograph"
        origin = self.instance.copied_from
        drawn = origin.picture(frame) if origin else None
        if drawn and drawn.drawing_id and not (picture and picture.drawing_id):
            yield DRAWING, f"Go back to the drawing of “{origin}”"
        yield NONE, "No picture"

    def _from_token(self, slot: Slot) -> Photo | Video | None:
        """What was sent with an earlier try. A token that is not ours is nothing."""
        try:
            name, sha256 = SIGNER.unsign_object(self.data.get(slot.token_name, ""))
        except (signing.BadSignature, ValueError, TypeError):
            return None
        model = Video if name == "video" else Photo
        if name != slot.name:
            return None
        found: Photo | Video | None = (
            model.objects.for_clinic(self.clinic).filter(sha256=sha256).first()
        )
        return found

    def clean_media(self) -> None:
        """Takes what was sent, and asks for words where there is a picture."""
        for slot in self.slots.values():
            self._take(slot)
        for frame in FRAMES:
            if self._has_picture(frame) and not self.cleaned_data.get(f"{frame}_alt"):
                self.add_error(f"{frame}_alt", "Say in words what this picture shows.")

    def _take(self, slot: Slot) -> None:
        upload = self.cleaned_data.get(f"{slot.name}_file")
        if not upload or self.member is None:
            return
        take = take_video if slot.name == "video" else take_photo
        try:
            slot.kept = take(upload, clinic=self.clinic, by=self.member)
        except MediaError as error:
            self.add_error(f"{slot.name}_file", str(error))

    def _has_picture(self, frame: str) -> bool:
        source = self.cleaned_data.get(f"{frame}_source")
        return bool(self.slots[frame].kept) or source in (KEPT, DRAWING)

    def picture_draft(self, frame: str) -> PictureDraft:
        cleaned, kept = self.cleaned_data, self.slots[frame].kept
        words = {"alt": cleaned[f"{frame}_alt"], "credit": cleaned[f"{frame}_credit"]}
        if isinstance(kept, Photo):
            return PictureDraft(PHOTO, kept, **words)
        return PictureDraft(cleaned[f"{frame}_source"] or NONE, **words)

    def video_draft(self) -> Video | None:
        kept = self.slots["video"].kept
        if isinstance(kept, Video):
            return kept
        return None if self.cleaned_data.get("video_drop") else self.instance.video
