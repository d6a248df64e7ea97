"""Open work is counted from an index alone; the newest concerns are found without sorting all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0008_withdrawn_conferences")]

    operations = [
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["at", "id"], name="plans_concern_newest"),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(
                fields=["state", "due_on", "unit", "task", "passed_on_at"],
                name="plans_occurrence_counted",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["plan", "state"], name="plans_task_of_plan"),
        ),
    ]
