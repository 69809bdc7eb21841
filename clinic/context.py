"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from clinic.models import Member

# The main links: label, page, the starts of address that say one is there, and who sees it.
NAV = (
    ("Patients", "patients:patient_list", ("/patients/",), "all"),
    ("Library", "programs:exercise_list", ("/library/", "/protocols/", "/advice/"), "all"),
    ("Print desk", "programs:print_desk", ("/print/",), "all"),
    ("Clinic", "clinic:clinic_edit", ("/clinic/",), "owner"),
)


def page(request: HttpRequest) -> dict[str, Any]:
    member = getattr(request, "member", None)
    return {
        "clinic": getattr(request, "clinic", None),
        "member": member,
        "nav_links": _nav_links(member, request.path) if member else [],
        "idle_minutes": settings.STAFF_IDLE_MINUTES,
        "is_demo": settings.DEMO,
    }


def _nav_links(member: Member, path: str) -> list[dict[str, Any]]:
    seen = {"all"}
    if member.is_owner:
        seen.add("owner")
    return [
        {"label": label, "url": reverse(page), "is_current": path.startswith(starts)}
        for label, page, starts, who in NAV
        if who in seen
    ]
