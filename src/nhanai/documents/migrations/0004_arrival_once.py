from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the numbering, since PostgreSQL alters no table with rows still to be checked."""

    dependencies = [("documents", "0003_arrival_numbers")]

    operations = [
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("owner", "arrival_year", "arrival_number"), name="documents_document_arrival_once"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("arrival_number__isnull", True), ("arrival_year__isnull", True)), models.Q(("arrival_number__gt", 0), ("arrival_year__isnull", False)), _connector="OR"), name="documents_document_arrival_year_and_number_together"),
        ),
    ]
