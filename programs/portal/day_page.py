"""One day of the patient's diary, as the page shows it. Five statements, at any size."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent
from patients.models import Patient
from programs.diary.actions import first_open_day
from programs.diary.history import sheet_history, today_of
from programs.diary.schedule import (
    History,
    Slot,
    day_state,
    days_done,
    is_any_day,
    item_slots,
    sheet_on,
    slot_of,
    week_of,
)
from programs.dose_words import amount_words, frequency_words
from programs.dosing import DAY_LETTERS, minutes_per_day, plural
from programs.handouts.pain import PainBox, pain_boxes
from programs.models import Entry
from programs.portal import words
from programs.portal.forms import RecordForm
from programs.sheet import Sheet, SheetItem, SheetPicture

STRIP_DAYS = 7


@dataclass(frozen=True)
class StripDay:
    """One of the seven days at the top."""

    day: date
    url: str
    letters: str
    state: str
    words: str
    is_shown: bool


@dataclass(frozen=True)
class SlotPart:
    """One slot with what was recorded in it, and the forms that record or correct it."""

    anchor: str
    words: str
    entry: Entry | None
    form: RecordForm
    which: dict[str, Any]  # the hidden fields that say which slot it is
    kept: dict[str, Any]  # hidden in the three buttons' form: what a tap must not lose
    saved: str
    has_counts: bool

    @property
    def entry_words(self) -> str:
        return words.entry_words(self.entry) if self.entry else ""

    @property
    def has_details(self) -> bool:
        """Whether more was said than a tap says."""
        return any(self.kept.get(name, "") != "" for name in ("pain", "effort", "reason", "note"))

    @property
    def outcome(self) -> str:
        """What the longer form speaks of: as typed, when it comes back with errors."""
        typed = self.form.data.get("outcome", "") if self.form.is_bound else ""
        return typed or (self.entry.outcome if self.entry else "")

    @property
    def outcomes(self) -> list[tuple[str, str, bool]]:
        """The three buttons: value, label, and whether it is what was recorded."""
        chosen = self.entry.outcome if self.entry else ""
        return [(value, label, value == chosen) for value, label in Entry.Outcome.choices]


@dataclass(frozen=True)
class ShownPicture:
    """A drawing, or a photograph made small with the way to the large one."""

    caption: str
    url: str
    alt: str
    large_url: str = ""


@dataclass(frozen=True)
class Card:
    """One exercise."""

    item: SheetItem
    pictures: tuple[ShownPicture, ...]
    amount: str
    frequency: str
    week: str
    slots: tuple[SlotPart, ...]

    @property
    def poster(self) -> str:
        """What stands for the video until it is played: a photograph, small, or nothing."""
        return next((one.url for one in reversed(self.pictures) if one.large_url), "")

    @property
    def is_finished(self) -> bool:
        return all(slot.entry for slot in self.slots)


@dataclass(frozen=True, kw_only=True)
class DayPage:
    day: date
    today: date
    sheet: Sheet | None
    strip: tuple[StripDay, ...]
    due: tuple[Card, ...]
    others: tuple[Card, ...]
    saved: str
    looked: str
    has_earlier: bool  # whether there may be anything before the strip

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def is_open(self) -> bool:
        return self.day >= first_open_day(self.today)

    @property
    def heading(self) -> str:
        return words.day_words(self.day)

    @property
    def starts(self) -> str:
        """The day on which the plan starts, when that is still ahead of the page's day."""
        if self.sheet is None or self.day >= self.sheet.starts_on:
            return ""
        return words.day_words(self.sheet.starts_on)

    @property
    def earlier(self) -> date:
        return self.strip[0].day - timedelta(days=1)

    @property
    def load(self) -> str:
        """ "3 exercises · about 12 minutes"."""
        minutes = minutes_per_day((card.item.dose, card.item.side) for card in self.due)
        return f"{plural(len(self.due), 'exercise')} · about {plural(minutes, 'minute')}"

    @property
    def pain_rule(self) -> list[PainBox]:
        """In the words of the paper."""
        return pain_boxes(self.sheet) if self.sheet else []


def day_page(patient: Patient, day: date, *, refused: RecordForm | None = None) -> DayPage:
    """The page for one day, today or earlier. ``refused`` is a form that comes back with errors."""
    today = today_of(patient)
    shown = _strip_days(day, today)
    monday, sunday = week_of(day)
    first = min(shown[0], monday)
    history = sheet_history(patient, first=first)
    entries = list(patient.entries.between(first, max(shown[-1], sunday)))
    sheet = sheet_on(history, day)
    builder = _CardBuilder(day, today, entries, refused)
    items = sheet.items if sheet and day >= sheet.starts_on else ()
    due = tuple(item for item in items if item.dose.is_on(day.weekday()))
    return DayPage(
        day=day,
        today=today,
        sheet=sheet,
        strip=tuple(_strip_day(history, entries, one, day, today) for one in shown),
        due=tuple(builder.card(item) for item in due),
        others=tuple(builder.card(item) for item in items if item not in due),
        saved=builder.saved,
        looked=_looked(patient, today),
        has_earlier=sheet_on(history, shown[0]) is not None or shown[0] > _known_since(patient),
    )


def _known_since(patient: Patient) -> date:
    return timezone.localtime(patient.created_at).date()


def _strip_days(day: date, today: date) -> list[date]:
    """The last seven days; for a day before them, the seven that end with it."""
    days = words.last_days(today, STRIP_DAYS)
    return days if day >= days[0] else words.last_days(day, STRIP_DAYS)


def _strip_day(
    history: History, entries: list[Entry], one: date, shown: date, today: date
) -> StripDay:
    state = day_state(sheet_on(history, one), one, entries)
    url = reverse("portal:today") if one == today else reverse("portal:day", args=[one])
    said = f"{words.day_words(one)}{', today' if one == today else ''}"
    said += f": {words.DAY_STATE_WORDS[state]}"
    return StripDay(one, url, DAY_LETTERS[one.weekday()], state, said, one == shown)


@dataclass(frozen=True)
class _CardBuilder:
    day: date
    today: date
    entries: list[Entry]
    refused: RecordForm | None

    @property
    def saved(self) -> str:
        """When something was last written down for this day."""
        times: list[datetime] = [one.recorded_at for one in self.entries if one.day == self.day]
        return words.saved_words(max(times), self.today) if times else ""

    def card(self, item: SheetItem) -> Card:
        return Card(
            item=item,
            pictures=tuple(
                _shown(caption, picture)
                for caption, picture in (("Start", item.start), ("End", item.end))
                if picture is not None
            ),
            amount=amount_words(item.dose, item.side),
            frequency=frequency_words(item.dose),
            week=self._week(item),
            slots=tuple(self._slot(item, slot) for slot in self._slots(item)),
        )

    def _slots(self, item: SheetItem) -> list[Slot]:
        """What is due, or on a rest day what might be done anyway."""
        return list(item_slots(item, self.day)) or [
            Slot(item.item_id, self.day, session, side)
            for session in range(1, item.dose.times_per_day + 1)
            for side in item.diary_sides
        ]

    def _week(self, item: SheetItem) -> str:
        if not is_any_day(item.dose):
            return ""
        done = days_done(self.entries, item.item_id, *week_of(self.day))
        return words.week_words(done, item.dose.days_a_week)

    def _slot(self, item: SheetItem, slot: Slot) -> SlotPart:
        entry = next((one for one in self.entries if slot_of(one) == slot), None)
        anchor = words.slot_anchor(item, slot.session, slot.side)
        return SlotPart(
            anchor=anchor,
            words=words.slot_words(item, slot.session, slot.side),
            entry=entry,
            form=self._form(entry, anchor),
            which={
                "entry_id": uuid.uuid4(),
                "item": slot.item_id,
                "session": slot.session,
                "side": slot.side,
                "anchor": anchor,
            },
            kept={"asked_sets": item.dose.sets or "", "asked_reps": item.dose.reps or ""}
            | _details(entry),
            saved=words.saved_words(entry.recorded_at, self.today) if entry else "",
            has_counts=bool(item.dose.sets or item.dose.reps),
        )

    def _form(self, entry: Entry | None, anchor: str) -> RecordForm:
        if self.refused is not None and self.refused.data.get("anchor") == anchor:
            self.refused.auto_id = f"{anchor}-%s"
            return self.refused
        initial = _details(entry)
        if entry is not None:
            initial |= {"sets": entry.sets_done, "reps": entry.reps_done}
        return RecordForm(initial=initial, auto_id=f"{anchor}-%s")


def _details(entry: Entry | None) -> dict[str, Any]:
    """What was said beside the outcome and the counts, by the form's names."""
    if entry is None:
        return {}
    return {
        "pain": "" if entry.pain_0_to_10 is None else entry.pain_0_to_10,
        "effort": "" if entry.effort_0_to_10 is None else entry.effort_0_to_10,
        "reason": entry.reason,
        "note": entry.note,
    }


def _shown(caption: str, picture: SheetPicture) -> ShownPicture:
    if not picture.photo:
        url = reverse("programs:drawing", args=[picture.drawing])
        return ShownPicture(caption, url, picture.alt)
    small = reverse("portal:photo_thumbnail", args=[picture.photo])
    return ShownPicture(caption, small, picture.alt, reverse("portal:photo", args=[picture.photo]))


def _looked(patient: Patient, today: date) -> str:
    """ "Ana looked at your diary on Tuesday", from the audit; nothing when nobody has yet."""
    seen = (
        AuditEvent.objects.for_clinic(patient.clinic)
        .filter(
            patient_id=patient.pk,
            action=AuditEvent.Action.VIEW,
            subject="diary",
            member_id__isnull=False,
        )
        .order_by("-at")
        .first()
    )
    if seen is None:
        return ""
    member = patient.clinic.members.filter(pk=seen.member_id or 0).first()
    who = member.name.split()[0] if member else patient.clinic.name
    when = words.ago_words(timezone.localtime(seen.at).date(), today)
    return f"{who} looked at your diary {when}."
