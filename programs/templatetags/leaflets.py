"""Plain texts with headings and points, in templates."""

from django import template

from programs.leaflet import blocks_of

register = template.Library()
register.filter("blocks", blocks_of)
