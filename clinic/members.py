"""Reading members."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from clinic.models import Clinic, Member


def members_of(clinic: Clinic) -> QuerySet[Member]:
    """Those who work or worked here, with whether each ``has_second_step``; active ones first."""
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return (
        Member.objects.for_clinic(clinic)
        .annotate(has_second_step=Exists(steps))
        .order_by("-is_active", "name")
    )
