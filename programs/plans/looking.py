"""That somebody looked at a plan."""

from clinic import audit
from clinic.access import ClinicRequest
from programs.models import Plan


def note_look(request: ClinicRequest, plan: Plan) -> None:
    audit.record(
        audit.Action.VIEW,
        f"plan {plan.pk}",
        clinic=request.clinic,
        by=request.member,
        patient=plan.patient,
    )
