from django.db import migrations

from nhanai.search.operations import IndexWords


class Migration(migrations.Migration):
    dependencies = [("banking", "0001_tables")]

    operations = [IndexWords("statementline", "folded")]
