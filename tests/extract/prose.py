# SPDX-License-Identifier: Apache-2.0
"""French prose of our own making, drawn by a seed: what reports are made of,
with accents, ligatures, elisions, compounds, figures and units."""
import random

SUBJECTS = """L'entreprise|Le groupe|Notre comité d'éthique|La direction des
achats|Chaque filiale|Le conseil d'administration|L'équipe chargée de
l'efficacité énergétique|À ce jour, la société|Élue en 2024, la présidente|Un
cabinet indépendant|L'œuvre sociale du groupe|Le siège""".replace(
    "\n", " ").split("|")
VERBS = """a réduit|publie chaque année|mesure|s'engage à suivre|finance|a
défini|affiche clairement|vérifie auprès de ses fournisseurs|présente aux
salariés|coordonne|diffère|planifie vis-à-vis des parties prenantes""".replace(
    "\n", " ").split("|")
OBJECTS = """les émissions de gaz à effet de serre|la consommation d'eau des
sites|le plan de mobilité|les indicateurs de biodiversité|la part des femmes
parmi les cadres|la co-construction des objectifs|les flux de déchets
dangereux|l'affectation des bénéfices|la formation à la sécurité|le dispositif
d'alerte|les accords d'intéressement|l'approvisionnement responsable|la
transparence vis-à-vis des clients|un financement spécifique|les offres
difficiles à chiffrer""".replace("\n", " ").split("|")
ENDS = """depuis 2019|de 12,5 % en trois ans|sur l'ensemble du périmètre|
dans 27 pays|avec un budget de 3,4 millions d'euros|conformément à la
réglementation européenne|d'ici à 2030|pour 1 250 collaborateurs|malgré des
conditions économiques défavorables|sans recourir à la compensation|grâce au
développement des énergies renouvelables|au-delà de ses obligations""".replace(
    "\n", " ").split("|")


def sentences(seed, count):
    draw = random.Random(seed)
    parts = (SUBJECTS, VERBS, OBJECTS, ENDS)
    return [" ".join(draw.choice(part).strip() for part in parts) + "."
            for _ in range(count)]


def paragraphs(seed, count, length=6):
    lines = sentences(seed, count * length)
    return [" ".join(lines[i * length:(i + 1) * length])
            for i in range(count)]


def table(seed, rows):
    draw = random.Random(seed)
    names = [o.strip().capitalize() for o in OBJECTS]
    return [[draw.choice(names)] + [str(draw.randint(1, 99999))
                                    for _ in range(3)] for _ in range(rows)]
