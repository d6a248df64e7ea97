"""The other documents that a document names: by number, or a law by its name.

`mentions` reads one paragraph, `find` all of them, `collect` makes one `Citation` per document.
"""

from nhanai.documents.reading.citations.gathering import Placed, collect, find, gather, mentions
from nhanai.documents.reading.citations.mention import CitationMention

__all__ = ["CitationMention", "Placed", "collect", "find", "gather", "mentions"]
