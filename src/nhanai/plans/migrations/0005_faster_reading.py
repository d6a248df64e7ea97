"""What waits for an answer is read in the order in which it was raised."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_words")]

    operations = [
        migrations.RemoveIndex(model_name="concern", name="plans_concern_open"),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                fields=["addressed_to", "settled_at", "at"], name="plans_concern_waiting"
            ),
        ),
    ]
