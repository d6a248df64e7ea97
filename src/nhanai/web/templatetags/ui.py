"""Components of the screen kit: inclusion tags with keyword-only parameters."""

from django import template

register = template.Library()
