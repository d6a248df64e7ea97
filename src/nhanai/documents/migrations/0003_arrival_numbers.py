from collections import defaultdict

from django.db import migrations, models
from django.utils.timezone import localtime


def number_arrivals(apps, schema_editor):
    """Give what came in its numbers in the order of entry, and the books their last numbers."""
    Document = apps.get_model("documents", "Document")
    Book = apps.get_model("documents", "Book")
    NumberSeries = apps.get_model("documents", "NumberSeries")
    last = defaultdict(int)
    days = {}
    came = Document.objects.filter(direction="INCOMING").order_by("registered_at", "pk")
    for pk, owner, at in list(came.values_list("pk", "owner_id", "registered_at")):
        day = localtime(at).date()
        last[owner, day.year] += 1
        days[owner, day.year] = day
        Document.objects.filter(pk=pk).update(
            arrival_year=day.year, arrival_number=last[owner, day.year]
        )
    for (owner, year), number in last.items():
        book = Book.objects.create(owner_id=owner, direction="INCOMING", year=year, numbering="ONE")
        NumberSeries.objects.create(book=book, key="", last=number, last_on=days[owner, year])


def forget_arrivals(apps, schema_editor):
    """The numbers go with their columns; the books of what came in go too."""
    apps.get_model("documents", "NumberSeries").objects.filter(book__direction="INCOMING").delete()
    apps.get_model("documents", "Book").objects.filter(direction="INCOMING").delete()


class Migration(migrations.Migration):

    dependencies = [("documents", "0002_outgoing_documents")]

    operations = [
        migrations.AddField("document", "arrival_number", models.PositiveIntegerField(blank=True, null=True, verbose_name="số đến")),
        migrations.AddField("document", "arrival_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="năm đến")),
        migrations.RunPython(number_arrivals, reverse_code=forget_arrivals),
    ]
