"""Doses in templates: the words of programs/dosing.py, the same on screen and on paper."""

from django import template

from programs.dose_words import dose_words
from programs.shorthand import dose_shorthand

register = template.Library()
register.filter("dose_words", dose_words)
register.filter("dose_shorthand", dose_shorthand)
