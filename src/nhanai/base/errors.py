"""A refusal is an exception with a sentence fit for the person who asked."""

from collections.abc import Iterable

from nhanai.base.findings import Finding


class Refused(Exception):
    """The act was not done and nothing was changed; `message` says in Vietnamese what to do."""

    def __init__(self, message: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.findings = tuple(findings)
