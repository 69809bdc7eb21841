from datetime import date

import pytest

from clinic.models import AuditEvent, Clinic, Member
from patients.models import Patient
from programs.models import EntryVersion, PlanItem
from programs.review import records
from tests import make


def looked(patient: Patient, member: Member, at: str, subject: str = "diary") -> None:
    AuditEvent.objects.create(
        at=make.moment(at),
        action=AuditEvent.Action.VIEW,
        subject=subject,
        clinic=patient.clinic,
        member_id=member.pk,
        patient_id=patient.pk,
    )


def test_looks_are_newest_first_and_once_a_day(sam: Patient, ana: Member, owner: Member) -> None:
    looked(sam, owner, "2026-11-20 09:00")
    looked(sam, ana, "2026-11-21 08:00")
    looked(sam, ana, "2026-11-21 17:00")

    found = records.looks(sam)

    assert found == [
        records.Look("Ana Brook", make.moment("2026-11-21 17:00")),
        records.Look("Omar Quill", make.moment("2026-11-20 09:00")),
    ]


def test_looks_are_at_this_patients_diary_only(sam: Patient, ana: Member) -> None:
    looked(sam, ana, "2026-11-20 09:00", subject=f"patient {sam.pk}")
    looked(make.patient(sam.clinic), ana, "2026-11-20 09:00")

    assert records.looks(sam) == []


def test_looks_outlive_the_member(sam: Patient, clinic: Clinic) -> None:
    gone = make.member(clinic)
    looked(sam, gone, "2026-11-20 09:00")
    gone.delete()

    assert [look.name for look in records.looks(sam)] == ["A former member"]


def test_lines_say_what_was_told_and_what_was_said_before(item: PlanItem, owner: Member) -> None:
    entry = make.entry(
        item, date(2026, 11, 20), note="Fine", source="paper", recorded_by=owner, pain_0_to_10=0
    )
    at = make.moment("2026-11-21 10:00")
    EntryVersion.objects.create(entry=entry, outcome="partly", source="phone", replaced_at=at)

    line = records.lines(item.phase.plan.patient, first=entry.day, last=entry.day)[0]

    assert (line.item_name, line.source, line.recorded_by) == ("Bridge", "From paper", "Omar Quill")
    assert (line.note, line.pain_0_to_10, line.outcome_words) == ("Fine", 0, "done")
    assert [(was.outcome_words, was.replaced_at) for was in line.earlier] == [("partly", at)]


@pytest.mark.parametrize("day", [18, 22])
def test_lines_keep_to_the_days_asked_for(item: PlanItem, day: int) -> None:
    make.entry(item, date(2026, 11, day))

    first, last = date(2026, 11, 19), date(2026, 11, 21)

    assert records.lines(item.phase.plan.patient, first=first, last=last) == []


def test_lines_are_one_patients(item: PlanItem, clinic: Clinic) -> None:
    day = date(2026, 11, 20)
    make.entry(make.item(make.plan(make.patient(clinic))), day)
    mine = make.entry(item, day)

    found = records.lines(item.phase.plan.patient, first=day, last=day)

    assert [line.item_id for line in found] == [mine.item_id]
