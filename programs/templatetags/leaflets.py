"""Plain texts with headings and points, in templates, and what a page shows of leaflets."""

from django import template

from programs.leaflet import blocks_of
from programs.models import PlanPhase
from programs.plans.parts import token_of

register = template.Library()
register.filter("blocks", blocks_of)


@register.filter
def leaflets_token(phase: PlanPhase) -> str:
    """Stands for the leaflets of a phase of a plan from ``for_page()``."""
    return token_of([(leaflet.pk, leaflet.name, leaflet.status) for leaflet in phase.advice.all()])
