from django.db import migrations

from nhanai.search.operations import IndexWords


class Migration(migrations.Migration):

    dependencies = [
        ("reporting", "0004_sending_up"),
    ]

    operations = [IndexWords("resultreport", "title_folded")]
