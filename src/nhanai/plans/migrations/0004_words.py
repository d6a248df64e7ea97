from django.db import migrations

from nhanai.search.operations import IndexWords


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_revising")]

    operations = [
        IndexWords("task", "text_folded"),
        IndexWords("update", "text_folded"),
        IndexWords("concern", "text_folded"),
    ]
