"""`manage rebuild_facts`: makes the table of facts anew from the records, or only compares."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nhanai.facts import actions


class Command(BaseCommand):
    """Dựng lại số liệu gốc."""

    help = "Dựng lại bảng số liệu gốc từ các bản ghi; --check chỉ đối chiếu, không ghi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to compare only."""
        parser.add_argument("--check", action="store_true", help="chỉ đối chiếu, không ghi gì")

    def handle(self, *args: object, **options: object) -> None:
        """Go through every record, say how far it is, and what differed."""
        only_checks = bool(options["check"])
        act = actions.check if only_checks else actions.rebuild
        outcome = act(self.stdout.write)
        self.stdout.write(f"Đã qua {outcome.records} bản ghi, {outcome.facts} dòng số liệu gốc.")
        for example in outcome.examples:
            self.stdout.write(f"  {example}")
        differs = f"thiếu {outcome.missing}, thừa {outcome.extra} dòng"
        if outcome.sums:
            differs += f", {outcome.sums} số cộng sẵn khác"
        if outcome.is_same:
            self.stdout.write("Bảng số liệu gốc khớp với các bản ghi.")
        elif only_checks:
            raise CommandError(
                f"Bảng số liệu gốc khác các bản ghi: {differs}."
                " Chạy ./nhanai facts rebuild để dựng lại."
            )
        else:
            self.stdout.write(f"Đã dựng lại: trước đó {differs}.")
