"""Small things that templates say."""

from django import template

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """The first letters of a name's words, two at most: "Ana Brook" gives "AB"."""
    return "".join(word[0] for word in name.split()[:2]).upper()
