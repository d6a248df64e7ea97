"""The process that signs or verifies one PDF: bounds itself, does it, answers, ends.

Started by `apart`. It is told what to do as JSON on its input, a key and its passphrase among it,
and answers with JSON on its output; a signed file it writes where it is told.
"""

import contextlib
import datetime as dt
import json
import logging
import sys
import traceback
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nhanai.documents.extraction.guard import bound
from nhanai.documents.signatures.values import CannotUse, Json, verdict_to_json


def answer(task: Json) -> Json:
    """What became of the task."""
    content = Path(task["path"]).read_bytes()
    at = dt.datetime.fromisoformat(task["at"])
    try:
        return verify(content, task, at) if task["do"] == "verify" else sign(content, task, at)
    except CannotUse as refusal:
        return {"refused": refusal.message}


def verify(content: bytes, task: Json, at: dt.datetime) -> Json:
    """A verdict for each signature."""
    from nhanai.documents.signatures.certificates import trusted_in
    from nhanai.documents.signatures.verifying import verdicts_from_outside

    roots = trusted_in(Path(task["trust"])) if task["trust"] else None
    found = verdicts_from_outside(content, roots=roots or None, at=at)
    return {"verdicts": [verdict_to_json(one) for one in found]}


def sign(content: bytes, task: Json, at: dt.datetime) -> Json:
    """The signed file where it is wanted, and whom the certificate names."""
    from nhanai.documents.signatures.certificates import holder_of
    from nhanai.documents.signatures.signing import Hand, signed

    with _signer(task["key"], at) as signer:
        holder = holder_of(signer.signing_cert)
        if holder.sha256 in task["signed_with"]:
            raise CannotUse(
                f"Chứng thư của {holder.name} đã ký văn bản này. Mỗi chứng thư ký một lần."
            )
        result = signed(content, Hand(signer, task["name"], task["position"]), at=at)
    Path(task["result"]).write_bytes(result)
    return {
        "name": holder.name,
        "organisation": holder.organisation,
        "issuer": holder.issuer,
        "sha256": holder.sha256,
    }


@contextlib.contextmanager
def _signer(key: Json, at: dt.datetime) -> Iterator[Any]:
    if "file" in key:
        from nhanai.documents.signatures.keys import signer_of_file

        yield signer_of_file(b64decode(key["file"]), key["passphrase"], at=at)
    else:
        from nhanai.documents.signatures.tokens import signer_of_token

        with signer_of_token(key["module"], key["token"], key["pin"], at=at) as signer:
            yield signer


def main() -> int:
    """Do the one task; of a fault only its kind and place are told, since a key is at hand."""
    task: Json = json.loads(sys.stdin.buffer.read())
    bound(task["seconds"], task["memory_mb"])
    logging.disable(logging.CRITICAL)
    try:
        told = answer(task)
    except Exception as fault:
        places = "".join(traceback.format_tb(fault.__traceback__)[-12:])
        sys.stderr.write(f"{places}{type(fault).__name__}\n")
        return 1
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
