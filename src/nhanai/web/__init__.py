"""The screen kit: layouts, components, styles, the sprite of icons.

Owns: how things look and sound. Does not own: any word of a room's own business. Components are
the inclusion tags of `templatetags.ui`; `/khung/` shows each of them.
"""
