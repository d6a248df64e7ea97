"""Photos lose where and by whom they were taken, stand upright, and shrink for slow lines."""

import io
import struct
from typing import Final

LONGEST_SIDE: Final = 1600
QUALITY: Final = 82
MOST_PIXELS: Final = 80_000_000
"""Beyond it a photo is not opened; a phone's largest has about 50 million."""

MOST_UNPACKED: Final = 40_000_000
"""The same for kinds that cannot be read at a smaller scale."""

_KINDS: Final = ("JPEG", "PNG", "WEBP")


class NotAPhoto(ValueError):
    """It cannot be read, or would not fit."""


def is_photo(content: bytes) -> bool:
    """Whether the bytes begin as a photo of a kind that is taken."""
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or is_webp


def shrunk(content: bytes) -> bytes:
    """The photo anew, as JPEG: no longer side than 1.600 pixels, upright, without any metadata."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (only who shows photos waits for it)

    broken = (
        OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, struct.error,
        MemoryError, OverflowError, Image.DecompressionBombError, Image.DecompressionBombWarning,
    )  # fmt: skip
    try:
        with Image.open(io.BytesIO(content), formats=_KINDS) as photo:
            limit = MOST_PIXELS if photo.format == "JPEG" else MOST_UNPACKED
            if photo.width * photo.height > limit:
                raise NotAPhoto(f"{photo.width} × {photo.height} pixels")
            photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(photo)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            paper = Image.new("RGB", upright.size, "white")
            seen = upright.convert("RGBA")
            paper.paste(seen, mask=seen.getchannel("A"))
    except broken as wrong:
        raise NotAPhoto("not readable") from wrong
    kept = io.BytesIO()
    paper.save(kept, format="JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()
