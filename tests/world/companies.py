# SPDX-License-Identifier: Apache-2.0
"""The invented companies, completed: one record a company, from which every
service derives its answers."""
import json
import random
import unicodedata
from functools import cached_property
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent / "fixtures"
SERVICES = ("recherche_entreprises", "sirene", "egapro", "bilans_ges",
            "ratios")
DEFAULTS = {
    "cas": "", "denomination": None, "sigle": None, "usuelles": [],
    "juridique": None, "naf": None, "effectif": "NN", "annee_effectif": "2024",
    "categorie": "PME", "creation": "2001-04-01", "etat": "A",
    "fermeture": None, "diffusion": "O", "ess": None, "mission": None,
    "rna": None, "administration": False, "personne": None, "siege": {},
    "autres": [], "autres_nombre": 0, "periodes": [], "comptes": [],
    "egapro": {}, "representation": {}, "bilans": [], "bilans_nombre": 0,
    "idcc": [], "collectivite": None, "vues": list(SERVICES),
    "fantome": False, "doublon_de": None,
    "maj": "2026-03-18T08:12:31", "recherche_entreprises": {}, "sirene": {}}
# Departments of the fixtures: label, region, label of the region.
PLACES = {
    "08": ("Ardennes", "44", "Grand Est"), "10": ("Aube", "44", "Grand Est"),
    "13": ("Bouches-du-Rhône", "93", "Provence-Alpes-Côte d'Azur"),
    "14": ("Calvados", "28", "Normandie"),
    "17": ("Charente-Maritime", "75", "Nouvelle-Aquitaine"),
    "25": ("Doubs", "27", "Bourgogne-Franche-Comté"),
    "29": ("Finistère", "53", "Bretagne"),
    "31": ("Haute-Garonne", "76", "Occitanie"),
    "35": ("Ille-et-Vilaine", "53", "Bretagne"),
    "44": ("Loire-Atlantique", "52", "Pays de la Loire"),
    "59": ("Nord", "32", "Hauts-de-France"),
    "60": ("Oise", "32", "Hauts-de-France"),
    "63": ("Puy-de-Dôme", "84", "Auvergne-Rhône-Alpes"),
    "69": ("Rhône", "84", "Auvergne-Rhône-Alpes"),
    "75": ("Paris", "11", "Île-de-France"),
    "76": ("Seine-Maritime", "28", "Normandie")}
SECTIONS = ((1, 3, "A"), (5, 9, "B"), (10, 33, "C"), (35, 35, "D"),
            (36, 39, "E"), (41, 43, "F"), (45, 47, "G"), (49, 53, "H"),
            (55, 56, "I"), (58, 63, "J"), (64, 66, "K"), (68, 68, "L"),
            (69, 75, "M"), (77, 82, "N"), (84, 84, "O"), (85, 85, "P"),
            (86, 88, "Q"), (90, 93, "R"), (94, 96, "S"), (97, 98, "T"),
            (99, 99, "U"))


def luhn_sum(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total


def with_check(digits):
    """The digits and the one that makes them right."""
    return digits + str(-luhn_sum(digits + "0") % 10)


def is_right(digits):
    return digits.isdecimal() and luhn_sum(digits) % 10 == 0


def section_of(naf):
    if not naf:
        return None
    return next((letter for first, last, letter in SECTIONS
                 if first <= int(naf[:2]) <= last), None)


def fold(text):
    """Upper case without accents or punctuation, for comparisons."""
    text = text.replace("œ", "oe").replace("Œ", "OE")
    plain = unicodedata.normalize("NFKD", text)
    kept = [c if c.isalnum() else " " for c in plain.upper()
            if not unicodedata.combining(c)]
    return " ".join("".join(kept).split())


def place_of(seat):
    """Department, its label, region, its label; None for each abroad."""
    commune = (seat or {}).get("code_commune") or ""
    department = commune[:3] if commune[:2] == "97" else commune[:2]
    return (department or None,) + PLACES.get(department, (None,) * 3)


class Company:
    """A record with its defaults; fields by attribute."""

    def __init__(self, record):
        self.record = record
        for name, value in DEFAULTS.items():
            setattr(self, name, record.get(name, value))
        self.siren = record["siren"]
        self.naf25 = record.get("naf25", self.naf[:-1] + "Y" if self.naf
                                else None)
        self.sites = self._sites()
        self.balances = self._balances()

    def _sites(self):
        if self.siege is None or self.fantome:
            return []
        sites = [self.siege, *self.autres]
        sites += [self.siege] * self.autres_nombre
        return [{**site, "siret": self.siren + site.get(
            "nic", with_check(f"{self.siren}{number:04d}")[9:]),
            "siege": number == 1} for number, site in enumerate(sites, 1)]

    def _balances(self):
        """Newest last, so that a single page never tells the last year."""
        older = self.bilans_nombre - len(self.bilans)
        return [{"annee": 2010 + n % 12, "statut": "valide",
                 "publie": f"{2011 + n % 12}-06-15"}
                for n in range(max(older, 0))] + self.bilans

    def seen_by(self, service):
        return service in self.vues

    def told_by(self, service):
        """The company as a register tells it, where registers disagree."""
        changes = getattr(self, service, None)
        if not changes:
            return self
        return Company({**self.record, **changes, service: {}})

    @property
    def person_name(self):
        who = self.personne
        return f"{who['prenom']} {who.get('nom_usage') or who['nom']}"

    @property
    def name(self):
        if self.denomination or not self.personne:
            return self.denomination
        return self.person_name

    @cached_property
    def searched(self):
        """The words of its name, with what it is called beside it."""
        extra = [self.sigle, *self.usuelles]
        return fold(" ".join([self.name, *(e for e in extra if e)])).split()

    @property
    def masked(self):
        return self.diffusion == "P"


WORDS = ("ALDER BORNE CAIRN DORIS EMBRUN FANAL GIROFLE HALLE ILOT JALON KAYAK "
         "LAGUNE MELEZE NACRE ORME PHARE QUAI RADE SAULE TOURBE USTENSILE "
         "VERGER WAGON YOLE ZINC").split()
TOWNS = (("75011", "PARIS", "75111"), ("69003", "LYON", "69383"),
         ("35000", "RENNES", "35238"), ("44000", "NANTES", "44109"),
         ("59000", "LILLE", "59350"), ("31000", "TOULOUSE", "31555"))
BANDS = {"21": "50:250", "22": "50:250", "31": "50:250", "32": "251:999",
         "41": "251:999"}


def invented(number, seed):
    """A company of the crowd: the same number and seed, the same company."""
    draw = random.Random(seed * 1_000_003 + number)
    size = draw.choice("01 02 03 11 12 21 22 31 32 41 42 51".split())
    postcode, town, commune = draw.choice(TOWNS)
    sales = draw.randrange(100_000, 200_000_000, 1000)
    record = {
        "siren": with_check(f"{76_000_000 + number:08d}"),
        "cas": "one of the crowd",
        "denomination": f"{draw.choice(WORDS)} ET {draw.choice(WORDS)} "
                        f"{number}",
        "juridique": draw.choice(("5499", "5710", "5599")),
        "naf": draw.choice(("13.20Z", "49.41A", "70.10Z", "10.51A")),
        "effectif": size, "categorie": draw.choice(("PME", "ETI", "GE")),
        "siege": {"code_postal": postcode, "commune": town,
                  "code_commune": commune},
        "comptes": [{"cloture": "2025-12-31", "type": "C", "ca": sales,
                     "resultat": sales // 20}]}
    if size >= "21" and draw.random() < 0.8:
        index = draw.randrange(60, 100)
        record["egapro"] = {"2025": {
            "index": index, "notes": [index - 60, 20, None, 15, 5],
            "tranche": BANDS.get(size, "1000:")}}
    if size >= "41" and draw.random() < 0.7:
        record["bilans"] = [{"annee": draw.randrange(2019, 2025),
                             "statut": "valide", "publie": "2025-06-30"}]
    return Company(record)


class Companies:
    """By SIREN, and by the words of their names."""

    def __init__(self, population=0, seed=1, path=FIXTURES):
        records = json.loads((path / "companies.json").read_text())
        self.all = [Company(record) for record in records]
        self.all += [invented(n, seed) for n in range(population)]
        self.by_siren = {company.siren: company for company in self.all}
        self.by_siret = {site["siret"]: (company, site)
                         for company in self.all for site in company.sites}
        self.known = {}

    def remember(self, key, make):
        """What is costly to make, until a company changes."""
        if key not in self.known:
            self.known[key] = make()
        return self.known[key]

    def put(self, record):
        """Adds a company, or takes the place of the one of its SIREN."""
        self.known = {}
        company = Company(record)
        before = self.by_siren.get(company.siren)
        if before:
            self.all.remove(before)
            for site in before.sites:
                self.by_siret.pop(site["siret"], None)
        self.all.append(company)
        self.by_siren[company.siren] = company
        self.by_siret.update({site["siret"]: (company, site)
                              for site in company.sites})

    def find(self, siren, service):
        company = self.by_siren.get(siren)
        if company is None or not company.seen_by(service):
            return None
        return company
