#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Saving and reading a qualification: the library beside Django's ORM doing the
same work (right, company, year, history, later years, journal with its chain)
in one transaction, on the same SQLite and PostgreSQL, flushed and not.

    bench_qualification.py PROGRAM PACK [ROUNDS]

Django and psycopg come from PyPI, into a virtual environment of the build."""
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'servers'))

FACTS = {
    'effectif': '50-249', 'effectif_securite_sociale': '50-249',
    'effectif_outre_mer': '0-249', 'tranche_chiffre_affaires': '900k-50M',
    'tranche_bilan': '450k-25M', 'est_interet_public': False,
    'est_cotee': False, 'appartient_groupe': True,
    'effectif_groupe': '250-499', 'effectif_groupe_france': '50-249',
    'est_societe_mere': False, 'societe_mere_en_france': True,
    'comptes_consolides': False, 'bdese_accord': False,
    'date_cloture_exercice': '2025-12-31'}
SOURCES = {name: {'source': '', 'date': ''} for name in FACTS}
SIREN = '552032534'


def configure(database):
    import django
    from django.conf import settings
    settings.configure(DATABASES={'default': database}, USE_TZ=True,
                       INSTALLED_APPS=[],
                       DEFAULT_AUTO_FIELD='django.db.models.BigAutoField')
    django.setup()


def make_models():
    from django.db import connection, models

    class Entreprise(models.Model):
        siren = models.CharField(max_length=9, primary_key=True)
        denomination = models.CharField(max_length=250)
        qualifiee_le = models.DateField(null=True)
        modifie_le = models.DateTimeField(auto_now=True)

        class Meta:
            app_label = 'banc'

    class Habilitation(models.Model):
        siren = models.CharField(max_length=9)
        personne = models.CharField(max_length=32)
        role = models.CharField(max_length=16)

        class Meta:
            app_label = 'banc'
            unique_together = [('siren', 'personne')]

    class Exercice(models.Model):
        siren = models.CharField(max_length=9)
        annee = models.IntegerField()
        cloture = models.DateField(null=True)
        faits = models.JSONField()
        sources = models.JSONField()
        pack = models.CharField(max_length=100)
        auteur = models.CharField(max_length=64)
        modifie_le = models.DateTimeField(auto_now=True)

        class Meta:
            app_label = 'banc'
            unique_together = [('siren', 'annee')]

    class Ancien(models.Model):
        siren = models.CharField(max_length=9)
        annee = models.IntegerField()
        numero = models.IntegerField()
        faits = models.JSONField()
        sources = models.JSONField()
        pack = models.CharField(max_length=100)
        auteur = models.CharField(max_length=64)
        archive_le = models.DateTimeField(auto_now_add=True)

        class Meta:
            app_label = 'banc'
            unique_together = [('siren', 'annee', 'numero')]

    class Journal(models.Model):
        chaine = models.CharField(max_length=16)
        numero = models.IntegerField()
        instant = models.DateTimeField(auto_now_add=True)
        acteur = models.CharField(max_length=64)
        action = models.CharField(max_length=32)
        objet = models.CharField(max_length=200)
        details = models.JSONField()
        precedent = models.CharField(max_length=64)
        empreinte = models.CharField(max_length=64)

        class Meta:
            app_label = 'banc'
            unique_together = [('chaine', 'numero')]

    class Chaine(models.Model):
        chaine = models.CharField(max_length=16, primary_key=True)
        numero = models.IntegerField()
        empreinte = models.CharField(max_length=64)

        class Meta:
            app_label = 'banc'

    kinds = (Entreprise, Habilitation, Exercice, Ancien, Journal, Chaine)
    with connection.schema_editor() as editor:
        for kind in kinds:
            editor.create_model(kind)
    return kinds


def digest(value):
    return hashlib.sha256(json.dumps(
        value, sort_keys=True).encode()).hexdigest()


def save(kinds, today):
    from django.db import transaction
    Entreprise, Habilitation, Exercice, Ancien, Journal, Chaine = kinds
    with transaction.atomic():
        assert Habilitation.objects.get(
            siren=SIREN, personne='banc').role == 'proprietaire'
        entreprise = Entreprise.objects.get(siren=SIREN)
        entreprise.qualifiee_le = today
        entreprise.save()
        exercice = Exercice.objects.filter(siren=SIREN, annee=2025).first()
        if exercice:
            last = Ancien.objects.filter(siren=SIREN, annee=2025).order_by(
                '-numero').first()
            Ancien.objects.create(
                siren=SIREN, annee=2025, numero=last.numero + 1 if last else 1,
                faits=exercice.faits, sources=exercice.sources,
                pack=exercice.pack, auteur=exercice.auteur)
        else:
            exercice = Exercice(siren=SIREN, annee=2025)
        exercice.faits, exercice.sources = FACTS, SOURCES
        exercice.pack, exercice.auteur = 'portail-rse-compat', 'banc'
        exercice.save()
        for later in Exercice.objects.filter(siren=SIREN, annee__gt=2025):
            later.delete()
        chaine = Chaine.objects.get(chaine=SIREN)
        event = Journal(chaine=SIREN, numero=chaine.numero + 1, acteur='banc',
                        action='facts.edit', objet='2025',
                        details={'faits': digest(FACTS)},
                        precedent=chaine.empreinte)
        event.empreinte = digest([event.chaine, event.numero, event.details,
                                  event.precedent])
        event.save()
        chaine.numero, chaine.empreinte = event.numero, event.empreinte
        chaine.save()


def read(kinds):
    Entreprise, Habilitation, Exercice, *_ = kinds
    assert Habilitation.objects.get(
        siren=SIREN, personne='banc').role == 'proprietaire'
    return Exercice.objects.get(siren=SIREN, annee=2025).faits


def in_django(database, pragmas, rounds):
    """Runs in the virtual environment: prints medians in microseconds."""
    import datetime
    configure(database)
    from django.db import connection
    kinds = make_models()
    with connection.cursor() as cursor:
        for pragma in pragmas:
            cursor.execute(pragma)
    kinds[0].objects.create(siren=SIREN, denomination='Société du banc')
    kinds[1].objects.create(siren=SIREN, personne='banc', role='proprietaire')
    kinds[5].objects.create(chaine=SIREN, numero=0, empreinte='')
    saves, reads = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        save(kinds, datetime.date.today())
        saved = time.perf_counter()
        read(kinds)
        saves.append(saved - began)
        reads.append(time.perf_counter() - saved)
    print(json.dumps({'save': statistics.median(saves) * 1e6,
                      'read': statistics.median(reads) * 1e6}))


def environment():
    """A Python with Django, made once."""
    folder = Path(os.environ.get('PRSE_BENCH_ENV', tempfile.gettempdir() +
                                 '/prse-bench-django'))
    python = folder / 'bin/python'
    if not python.exists():
        subprocess.run([sys.executable, '-m', 'venv', folder], check=True)
        subprocess.run([python, '-m', 'pip', 'install', '-q', 'Django>=5,<6',
                        'psycopg[binary]>=3'], check=True)
    return python


def run_django(database, pragmas, rounds):
    code = (f'import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); '
            f'import bench_qualification as b; '
            f'b.in_django({database!r}, {pragmas!r}, {rounds})')
    done = subprocess.run([environment(), '-c', code], check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)


def run_ours(program, address, mode, rounds, pack):
    done = subprocess.run([program, address, mode, str(rounds), pack],
                          check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def sqlite(program, pack, mode, rounds):
    with tempfile.TemporaryDirectory(prefix='prse-bench-') as folder:
        ours = run_ours(program, f'sqlite:{folder}/a.sqlite', mode, rounds,
                        pack)
        pragmas = ['PRAGMA journal_mode = WAL', 'PRAGMA synchronous = ' +
                   ('FULL' if mode == 'flushed' else 'OFF')]
        theirs = run_django({'ENGINE': 'django.db.backends.sqlite3',
                             'NAME': f'{folder}/b.sqlite',
                             'OPTIONS': {'transaction_mode': 'IMMEDIATE'}},
                            pragmas, rounds)
    return ours, theirs


def postgres(program, pack, mode, rounds):
    from postgres import Postgres
    with Postgres(fsync=mode == 'flushed') as server:
        ours = run_ours(program, server.database('a'), mode, rounds, pack)
        server.database('b')
        theirs = run_django({'ENGINE': 'django.db.backends.postgresql',
                             'NAME': 'b', 'HOST': '127.0.0.1',
                             'PORT': server.port, 'USER': 'portailrse'},
                            [] if mode == 'flushed'
                            else ['SET synchronous_commit = off'], rounds)
    return ours, theirs


# How many times faster, at least.
BARS = {('sqlite', 'unflushed'): 10, ('postgres', 'unflushed'): 3,
        ('sqlite', 'flushed'): 1, ('postgres', 'flushed'): 1}


def main(program, pack, rounds=300):
    missed = 0
    for (where, mode), bar in BARS.items():
        ours, theirs = {'sqlite': sqlite, 'postgres': postgres}[where](
            program, pack, mode, int(rounds))
        both = (theirs['save'] + theirs['read']) / (
            ours['save'] + ours['read'])
        missed += both < bar
        print(f"{where}, {mode}: save {ours['save']:.0f} us, Django "
              f"{theirs['save']:.0f} us; read {ours['read']:.0f} us, Django "
              f"{theirs['read']:.0f} us; together {both:.1f} times faster "
              f"(bar {bar})", flush=True)
    return missed > 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
