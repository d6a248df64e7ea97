"""Hold every book against itself."""

from django.core.management.base import BaseCommand, CommandError

from nhanai.ledger.queries import faults


class Command(BaseCommand):
    """Says which entry was altered, is missing or does not balance; ends with 1 if any."""

    help = "Kiểm tra sổ sách: bút toán nguyên vẹn, cân, không thiếu số, số dư khớp."

    def handle(self, **options: object) -> None:
        """Print every fault."""
        found = list(faults())
        for fault in found:
            self.stdout.write(f"{fault.book}: {fault.words}")
        if found:
            raise CommandError(f"Sổ sách có {len(found)} chỗ sai.")
        self.stdout.write("Sổ sách nguyên vẹn.")
