"""Charts as SVG from values, drawn on the server: for a page, and for official paper.

`scales` places numbers, `pen` writes the marks of SVG, and each other module is one kind of
picture. What is given is printed already: a chart formats no number but those on its axis.
"""
