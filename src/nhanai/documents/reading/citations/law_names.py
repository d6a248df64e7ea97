"""Names of Vietnamese laws: some hold "và", a comma or another word that could end a name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from nhanai.base.text import canonical

_FILE = Path(__file__).parents[2] / "data" / "law_names.txt"


@cache
def known_names() -> Mapping[str, str]:
    """Canonical name → the name as written after "Luật", "Bộ luật" or "Pháp lệnh"."""
    names = _FILE.read_text(encoding="utf-8").splitlines()
    return {canonical(name): name for name in names}
