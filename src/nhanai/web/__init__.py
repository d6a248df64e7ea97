"""The screen kit: layouts, components, styles, the sprite of icons.

Owns: how things look and sound. Does not own: any word of a room's own business. Components are
the tags of `templatetags.ui`, built into every template; `/khung/` shows each of them.

A page extends `layouts/desk.html` and fills these blocks: `title` (without the product's name),
`section` (which part of the navigation is current: home, documents, plans, reporting, units;
needed only where it is not the room of the view), `crumbs` (an `<ol class="crumbs">`), `main`,
and `dock` (a `<div class="dock"><div class="wrap">` with the page's one decision; its buttons
may belong to a form in `main` by their `form` attribute). `layouts/solo.html` (blocks `title`,
`main`) is for pages without an account, `layouts/print.html` for paper.

Behaviour hangs on data attributes and is always an addition to what works without it:
`data-key="j"` (this link or button answers to that letter, unless a field has focus or the person
turned keys off), `data-ctrl-key="k"` (focus or press with Ctrl), `data-autosave` on a form with
`hx-post` (saved when a field changes), `data-busy="Đang nộp…"` on a button (its words while the
form is on its way), `data-confirm="…"` on a form (asked before it is sent), `data-date` on a
field (3/4/26 becomes 03/04/2026).

Lists take their rows from `paging.page_of`; the page in the address is `trang`, the search `q`.
"""
