"""The people of the demo clinic. All are invented, and their names say so."""

from dataclasses import dataclass
from datetime import date

from clinic.models import Member
from patients.models import Patient

# Obviously for the demo: printed by ``make run``, and refused nowhere but in real use.
PASSWORD = "only for the demo"  # noqa: S105  # it opens invented people only


@dataclass(frozen=True)
class DemoMember:
    name: str
    email: str
    role: Member.Role
    profession: str = ""
    registration: str = ""


@dataclass(frozen=True)
class DemoPatient:
    """Equipment and precautions by their codes in the library's vocabulary."""

    first_name: str
    last_name: str
    born_on: date
    equipment: tuple[str, ...] = ()
    precautions: tuple[str, ...] = ()
    notes: str = ""
    email: str = ""
    phone: str = ""
    language: Patient.Language = Patient.Language.ENGLISH
    status: Patient.Status = Patient.Status.CURRENT


OWNER = DemoMember(
    "Omar Quill",
    "omar@riverbank.example",
    Member.Role.OWNER,
    "Physiotherapist",
    "DEMO 0001",
)
THERAPIST = DemoMember(
    "Ana Brook",
    "ana@riverbank.example",
    Member.Role.THERAPIST,
    "Physiotherapist",
    "DEMO 0002",
)
FRONT_DESK = DemoMember("Fran Desk", "fran@riverbank.example", Member.Role.FRONT_DESK)

SAM = DemoPatient(
    "Sam",
    "Rivers",
    date(1985, 3, 14),
    equipment=("mat", "chair", "bed", "wall", "towel"),
    notes="Third episode in two years, after lifting. Red-flag screen clear. Desk job, sits long.",
    email="sam@rivers.example",
    phone="07700 900123",
)
PAT = DemoPatient(
    "Pat",
    "Quimby",
    date(1958, 11, 2),
    equipment=("chair", "bed", "counter", "wall"),
    precautions=("osteoporosis", "cannot_get_on_floor"),
    notes="Wary of bending since a fall last winter. Likes to know why.",
    phone="07700 900145",
)
JO = DemoPatient(
    "Jo",
    "Marlow",
    date(1992, 6, 21),
    equipment=("mat", "band", "step", "ball"),
    notes="Runs 10 km; wants to race in spring. Does more than asked rather than less.",
    email="jo@marlow.example",
)
ALBA = DemoPatient(
    "Alba",
    "Fuentes",
    date(1971, 1, 30),
    equipment=("chair", "towel", "pillow"),
    precautions=("pregnancy",),
    language=Patient.Language.SPANISH,
    phone="07700 900167",
)
GUS = DemoPatient(
    "Gus",
    "Hartwell",
    date(1939, 8, 5),
    equipment=("chair", "counter", "rail"),
    precautions=("dizziness_or_falls", "high_blood_pressure"),
    notes="Lives alone, daughter visits on Sundays. Reads large print only.",
    phone="07700 900189",
)
ROBIN = DemoPatient(
    "Robin",
    "Fielding",
    date(1966, 12, 9),
    equipment=("mat", "chair", "step"),
    precautions=("knee_replacement", "recent_surgery"),
    email="robin@fielding.example",
)
OTHERS = (
    DemoPatient(
        "Kit",
        "Meadows",
        date(2011, 4, 17),
        equipment=("mat", "ball", "wall"),
        notes="Comes with a parent.",
    ),
    DemoPatient(
        "Lou",
        "Harbour",
        date(2001, 9, 26),
        equipment=("mat", "foam_roller"),
        notes="Discharged, doing well.",
        status=Patient.Status.ARCHIVED,
    ),
)
