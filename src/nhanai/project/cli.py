"""The command line: `nhanai up | test | read | manage`."""

import os
import sys


def main() -> int:
    """Hand over to the part that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhanai.project.settings")
    arguments = sys.argv[1:]
    if arguments[:1] == ["manage"]:
        from django.core.management import execute_from_command_line  # noqa: PLC0415

        execute_from_command_line(["nhanai manage", *arguments[1:]])
        return 0
    return 2
