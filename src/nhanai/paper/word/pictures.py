"""DrawingML for a picture in a line of its own, told in words to who does not see it."""

from typing import Final
from xml.sax.saxutils import quoteattr

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE: Final = f"{_DRAWING}/picture"


def _emus(millimetres: float) -> int:
    """The unit of DrawingML: 36,000 to the millimetre."""
    return round(millimetres * 36_000)


def inline(relation: str, number: int, sides: tuple[float, float], alternative: str) -> str:
    """A run with the picture of that relation, so many millimetres wide and high."""
    wide, high = (_emus(side) for side in sides)
    name = quoteattr(f"Hình {number}")
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={name} descr={quoteattr(alternative)}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main"'
        f' noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="{number}" name={name}'
        f" descr={quoteattr(alternative)}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
