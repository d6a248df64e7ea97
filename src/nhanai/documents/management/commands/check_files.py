"""Holds every kept file of the register against its hash."""

from django.core.management.base import BaseCommand, CommandError

from nhanai.documents import queries


class Command(BaseCommand):
    """Names what is gone or changed; the exit code tells whether anything is."""

    help = "Đối chiếu mọi tệp văn bản với mã băm lúc vào sổ, phát hành."

    def handle(self, *args: object, **options: object) -> None:
        """Check, and name every damage."""
        count = 0
        for damage in queries.damages():
            count += 1
            self.stdout.write(f"{damage.title}\n  {damage.file}\n  {damage.message}")
        if count:
            raise CommandError(f"Có {count} tệp không còn như lúc ghi.")
        if options["verbosity"]:
            self.stdout.write("Mọi tệp còn nguyên như lúc ghi.")
