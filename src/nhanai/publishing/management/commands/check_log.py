"""Hold the public log against itself."""

from django.core.management.base import BaseCommand, CommandError

from nhanai.publishing.queries import faults_of_log


class Command(BaseCommand):
    """Says which entry, head or release is not as it was published; ends with 1 if any."""

    help = "Kiểm tra sổ công khai: mọi mục, đầu sổ, bản công khai còn như lúc công bố."

    def handle(self, **options: object) -> None:
        """Print every fault."""
        found = list(faults_of_log())
        for words in found:
            self.stdout.write(words)
        if found:
            raise CommandError(f"Sổ công khai có {len(found)} chỗ sai.")
        self.stdout.write("Sổ công khai nguyên vẹn.")
