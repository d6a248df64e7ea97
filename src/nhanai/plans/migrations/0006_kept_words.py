"""PostgreSQL keeps the words of texts, so that a search need not cut them anew for each row."""

from django.db import migrations

from nhanai.search.operations import IndexWords


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_faster_reading")]

    operations = [
        IndexWords("task", "text_folded"),
        IndexWords("update", "text_folded"),
        IndexWords("concern", "text_folded"),
    ]
