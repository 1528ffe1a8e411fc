# SPDX-License-Identifier: Apache-2.0
# What version 3 of the portal's schema brought, for the state of models only.
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("django_portailrse", "0001_rows")]

    operations = [
        migrations.CreateModel(
            name="Analyse",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "siren",
                        "document",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "siren",
                    models.CharField(max_length=9, verbose_name="SIREN"),
                ),
                (
                    "document",
                    models.CharField(max_length=32, verbose_name="document"),
                ),
                ("texte", models.TextField(verbose_name="what was found")),
                ("faite_le", models.DateTimeField(verbose_name="found")),
            ],
            options={
                "verbose_name": "result of an analysis",
                "verbose_name_plural": "results of analyses",
                "db_table": "portailrse_analyses",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.AddField(
            model_name="document",
            name="analyse_travail",
            field=models.CharField(
                max_length=32, null=True, verbose_name="job"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="analyse_numero",
            field=models.BigIntegerField(null=True),
        ),
    ]
