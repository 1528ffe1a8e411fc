# SPDX-License-Identifier: Apache-2.0
# The rows of the portal, for the state of models only: the library makes their
# tables, after each `manage.py migrate`.
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "id",
                    models.CharField(
                        max_length=32, primary_key=True, serialize=False
                    ),
                ),
                (
                    "siren",
                    models.CharField(max_length=9, verbose_name="SIREN"),
                ),
                (
                    "genre",
                    models.CharField(max_length=32, verbose_name="kind"),
                ),
                (
                    "nom",
                    models.CharField(max_length=255, verbose_name="file name"),
                ),
                (
                    "type",
                    models.CharField(
                        max_length=100, verbose_name="media type"
                    ),
                ),
                ("taille", models.BigIntegerField(verbose_name="bytes")),
                (
                    "empreinte",
                    models.CharField(max_length=64, verbose_name="digest"),
                ),
                (
                    "depose_par",
                    models.CharField(
                        max_length=64, null=True, verbose_name="uploaded by"
                    ),
                ),
                ("depose_le", models.DateTimeField(verbose_name="uploaded")),
                (
                    "conserve_jusqu_au",
                    models.DateField(null=True, verbose_name="kept until"),
                ),
                (
                    "analyse_etat",
                    models.CharField(
                        max_length=32, null=True, verbose_name="analysis"
                    ),
                ),
                (
                    "analyse_message",
                    models.CharField(max_length=1000, null=True),
                ),
                (
                    "phrases",
                    models.BigIntegerField(
                        null=True, verbose_name="sentences"
                    ),
                ),
                (
                    "phrases_pertinentes",
                    models.BigIntegerField(
                        null=True, verbose_name="relevant sentences"
                    ),
                ),
                (
                    "analyse_le",
                    models.DateTimeField(null=True, verbose_name="analysed"),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "db_table": "portailrse_documents",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Entreprise",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "siren",
                    models.CharField(
                        max_length=9,
                        primary_key=True,
                        serialize=False,
                        verbose_name="SIREN",
                    ),
                ),
                (
                    "denomination",
                    models.CharField(max_length=500, verbose_name="name"),
                ),
                (
                    "categorie_juridique",
                    models.CharField(
                        max_length=8, null=True, verbose_name="legal category"
                    ),
                ),
                (
                    "naf",
                    models.CharField(
                        max_length=8, null=True, verbose_name="activity"
                    ),
                ),
                (
                    "code_postal",
                    models.CharField(
                        max_length=16, null=True, verbose_name="postcode"
                    ),
                ),
                (
                    "commune",
                    models.CharField(
                        max_length=200, null=True, verbose_name="town"
                    ),
                ),
                (
                    "code_pays",
                    models.CharField(
                        max_length=8, null=True, verbose_name="country code"
                    ),
                ),
                (
                    "pays",
                    models.CharField(
                        max_length=200, null=True, verbose_name="country"
                    ),
                ),
                (
                    "qualifiee_le",
                    models.DateField(null=True, verbose_name="facts given on"),
                ),
                ("cree_le", models.DateTimeField(verbose_name="created")),
                ("modifie_le", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "company",
                "verbose_name_plural": "companies",
                "db_table": "portailrse_entreprises",
                "ordering": ["siren"],
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Evenement",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "chaine",
                        "numero",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "chaine",
                    models.CharField(max_length=16, verbose_name="chain"),
                ),
                ("numero", models.BigIntegerField(verbose_name="number")),
                ("instant", models.DateTimeField(verbose_name="moment")),
                (
                    "acteur",
                    models.CharField(max_length=64, verbose_name="who"),
                ),
                (
                    "action",
                    models.CharField(max_length=32, verbose_name="what"),
                ),
                (
                    "objet",
                    models.CharField(
                        max_length=200, null=True, verbose_name="on what"
                    ),
                ),
                ("details", models.JSONField(verbose_name="details")),
                (
                    "precedent",
                    models.CharField(
                        max_length=64, verbose_name="digest before"
                    ),
                ),
                (
                    "empreinte",
                    models.CharField(max_length=64, verbose_name="digest"),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "journal",
                "db_table": "portailrse_journal",
                "ordering": ["chaine", "-numero"],
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Exercice",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "siren",
                        "annee",
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
                    "annee",
                    models.BigIntegerField(verbose_name="financial year"),
                ),
                (
                    "cloture",
                    models.DateField(null=True, verbose_name="closing day"),
                ),
                ("faits", models.JSONField(verbose_name="facts")),
                ("sources", models.JSONField(verbose_name="sources")),
                (
                    "pack",
                    models.CharField(max_length=100, verbose_name="pack"),
                ),
                (
                    "pack_empreinte",
                    models.CharField(
                        max_length=64, verbose_name="digest of the pack"
                    ),
                ),
                (
                    "avertissements",
                    models.BigIntegerField(verbose_name="warnings"),
                ),
                (
                    "auteur",
                    models.CharField(
                        max_length=64, null=True, verbose_name="author"
                    ),
                ),
                ("modifie_le", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "financial year",
                "verbose_name_plural": "financial years",
                "db_table": "portailrse_exercices",
                "ordering": ["siren", "-annee"],
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="ExerciceAncien",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "siren",
                        "annee",
                        "numero",
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
                    "annee",
                    models.BigIntegerField(verbose_name="financial year"),
                ),
                ("numero", models.BigIntegerField(verbose_name="number")),
                (
                    "cloture",
                    models.DateField(null=True, verbose_name="closing day"),
                ),
                ("faits", models.JSONField(verbose_name="facts")),
                ("sources", models.JSONField(verbose_name="sources")),
                (
                    "pack",
                    models.CharField(max_length=100, verbose_name="pack"),
                ),
                (
                    "pack_empreinte",
                    models.CharField(
                        max_length=64, verbose_name="digest of the pack"
                    ),
                ),
                (
                    "avertissements",
                    models.BigIntegerField(verbose_name="warnings"),
                ),
                (
                    "auteur",
                    models.CharField(
                        max_length=64, null=True, verbose_name="author"
                    ),
                ),
                ("modifie_le", models.DateTimeField(verbose_name="changed")),
                (
                    "motif",
                    models.CharField(
                        max_length=16, verbose_name="replaced because"
                    ),
                ),
                ("archive_le", models.DateTimeField(verbose_name="replaced")),
            ],
            options={
                "verbose_name": "earlier facts",
                "verbose_name_plural": "earlier facts",
                "db_table": "portailrse_exercices_anciens",
                "ordering": ["siren", "-annee", "-numero"],
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Habilitation",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "siren",
                        "personne",
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
                    "personne",
                    models.CharField(max_length=32, verbose_name="person"),
                ),
                ("role", models.CharField(max_length=16, verbose_name="role")),
                (
                    "fonctions",
                    models.CharField(
                        max_length=1000, null=True, verbose_name="functions"
                    ),
                ),
                ("invitation", models.CharField(max_length=32, null=True)),
                (
                    "expire_le",
                    models.DateField(null=True, verbose_name="until"),
                ),
                ("cree_le", models.DateTimeField(verbose_name="created")),
                ("modifie_le", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "right",
                "verbose_name_plural": "rights",
                "db_table": "portailrse_habilitations",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "id",
                    models.CharField(
                        max_length=32, primary_key=True, serialize=False
                    ),
                ),
                (
                    "siren",
                    models.CharField(max_length=9, verbose_name="SIREN"),
                ),
                (
                    "courriel",
                    models.CharField(
                        max_length=320, null=True, verbose_name="e-mail"
                    ),
                ),
                ("role", models.CharField(max_length=16, verbose_name="role")),
                (
                    "fonctions",
                    models.CharField(
                        max_length=1000, null=True, verbose_name="functions"
                    ),
                ),
                (
                    "jusqu_au",
                    models.DateField(null=True, verbose_name="until"),
                ),
                (
                    "inviteur",
                    models.CharField(
                        max_length=32, null=True, verbose_name="invited by"
                    ),
                ),
                ("cree_le", models.DateTimeField(verbose_name="created")),
                ("expire_le", models.DateTimeField(verbose_name="expires")),
                (
                    "acceptee_le",
                    models.DateTimeField(null=True, verbose_name="accepted"),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "db_table": "portailrse_invitations",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Personne",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "id",
                    models.CharField(
                        max_length=32, primary_key=True, serialize=False
                    ),
                ),
                (
                    "courriel",
                    models.CharField(
                        max_length=320, null=True, verbose_name="e-mail"
                    ),
                ),
                ("courriel_plat", models.CharField(max_length=320, null=True)),
                (
                    "prenom",
                    models.CharField(
                        max_length=200, null=True, verbose_name="first name"
                    ),
                ),
                (
                    "nom",
                    models.CharField(
                        max_length=200, null=True, verbose_name="last name"
                    ),
                ),
                ("externe", models.CharField(max_length=255, null=True)),
                (
                    "conseiller",
                    models.BooleanField(null=True, verbose_name="adviser"),
                ),
                (
                    "fonction_rse",
                    models.CharField(
                        max_length=64, null=True, verbose_name="function"
                    ),
                ),
                ("confirmee", models.BooleanField(verbose_name="confirmed")),
                ("actualites", models.BooleanField(verbose_name="wants news")),
                (
                    "vue_le",
                    models.DateField(null=True, verbose_name="seen on"),
                ),
                ("cree_le", models.DateTimeField(verbose_name="created")),
                ("modifie_le", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "persons",
                "db_table": "portailrse_personnes",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Rapport",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "siren",
                        "genre",
                        "annee",
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
                    "genre",
                    models.CharField(max_length=32, verbose_name="kind"),
                ),
                (
                    "annee",
                    models.BigIntegerField(verbose_name="financial year"),
                ),
                (
                    "etat",
                    models.CharField(max_length=32, verbose_name="state"),
                ),
                (
                    "etape",
                    models.CharField(
                        max_length=100, null=True, verbose_name="step"
                    ),
                ),
                (
                    "lien",
                    models.CharField(
                        max_length=2000, null=True, verbose_name="link"
                    ),
                ),
                (
                    "progression",
                    models.JSONField(null=True, verbose_name="progress"),
                ),
                ("cree_le", models.DateTimeField(verbose_name="created")),
                ("modifie_le", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "db_table": "portailrse_rapports",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Recu",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "id",
                    models.CharField(
                        max_length=64, primary_key=True, serialize=False
                    ),
                ),
                (
                    "siren",
                    models.CharField(max_length=9, verbose_name="SIREN"),
                ),
                ("date", models.DateField(verbose_name="day of the law")),
                (
                    "pack",
                    models.CharField(max_length=100, verbose_name="pack"),
                ),
                (
                    "pack_empreinte",
                    models.CharField(
                        max_length=64, verbose_name="digest of the pack"
                    ),
                ),
                (
                    "faits_empreinte",
                    models.CharField(
                        max_length=64, verbose_name="digest of the facts"
                    ),
                ),
                ("texte", models.TextField(verbose_name="receipt")),
                ("emis_le", models.DateTimeField(verbose_name="issued")),
            ],
            options={
                "verbose_name": "receipt",
                "verbose_name_plural": "receipts",
                "db_table": "portailrse_recus",
                "ordering": ["-emis_le", "id"],
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Statut",
            fields=[
                ("version", models.BigIntegerField(verbose_name="version")),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "siren",
                        "obligation",
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
                    "obligation",
                    models.CharField(
                        max_length=100, verbose_name="obligation"
                    ),
                ),
                (
                    "pack",
                    models.CharField(max_length=100, verbose_name="pack"),
                ),
                (
                    "soumise",
                    models.BooleanField(null=True, verbose_name="subject"),
                ),
                (
                    "statut",
                    models.CharField(
                        max_length=32, null=True, verbose_name="status"
                    ),
                ),
                (
                    "depuis",
                    models.BigIntegerField(null=True, verbose_name="since"),
                ),
                (
                    "echeance",
                    models.DateField(null=True, verbose_name="deadline"),
                ),
                (
                    "recu",
                    models.CharField(
                        max_length=64, null=True, verbose_name="receipt"
                    ),
                ),
                ("evalue_le", models.DateTimeField(verbose_name="evaluated")),
            ],
            options={
                "verbose_name": "status",
                "verbose_name_plural": "statuses",
                "db_table": "portailrse_statuts",
                "ordering": ["siren", "obligation"],
                "abstract": False,
                "managed": False,
            },
        ),
    ]
