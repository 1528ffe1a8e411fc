# SPDX-License-Identifier: Apache-2.0
"""Recorded answers by number, where there are any beside the project; they
are only read. What a recorder wrapped around an answer is taken off."""
import json
from pathlib import Path


def read(path):
    value = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(value, dict):
        for wrapper in ("result", "response"):
            if wrapper in value and len(value) == 2:
                return value[wrapper]
    return value


class Samples:
    """Answers with one company each; the last one read of a SIREN wins."""

    def __init__(self, folder=None):
        self.units, self.sirene_units, self.sites = {}, {}, {}
        self.declarations, self.scores, self.leaders = {}, {}, {}
        self.balances, self.accounts = {}, {}
        self.folder = Path(folder) if folder else None
        if self.folder and self.folder.is_dir():
            self._read_all()

    def _each(self, pattern):
        for path in sorted(self.folder.glob(pattern)):
            yield path, read(path)

    def _read_all(self):
        # Shapes of other days sort after; the plain file wins.
        for path, value in self._each("recherche-entreprises/*search-*.json"):
            found = value.get("results", [])
            if len(found) != 1 or "-shape-" in path.name:
                continue
            sites = found[0].get("matching_etablissements") or []
            for site in sites:
                self.units[site["siret"]] = value
            if not sites:
                self.units[found[0]["siren"]] = value
        for _, value in self._each("sirene/v3-siren-*.json"):
            self.sirene_units[value["uniteLegale"]["siren"]] = value
        for _, value in self._each("sirene/v3-siret-*.json"):
            for site in value.get("etablissements", []):
                self.sites[site["siret"]] = site
        self._read_platforms()

    def _read_platforms(self):
        for _, value in self._each("egapro/public-declaration-[0-9]*.json"):
            if "déclaration" in value:
                self.declarations[value["entreprise"]["siren"], str(
                    value["déclaration"]["année_indicateurs"])] = value
        for place, pattern in ((self.scores, "egapro/search-*.json"),
                               (self.leaders, "egapro/representation-*.json")):
            for _, value in self._each(pattern):
                for item in value["data"]:
                    place[item["entreprise"]["siren"]] = value
        for _, value in self._each("ratios/records10-*.json"):
            for record in value["records"][:1]:
                self.accounts[record["fields"]["siren"]] = value
        # Recorders took the SIREN out of the inventories: the number is that
        # of the question, which the project's own notes give.
        for path, value in self._each("bges/inventories-two-members.json"):
            self.balances["552032534"] = value

    def directory(self, digits):
        return self.units.get(digits)

    def sirene_unit(self, siren):
        return self.sirene_units.get(siren)

    def sirene_site(self, siret):
        site = self.sites.get(siret)
        return site and {"header": {"statut": 200, "message": "OK"},
                         "etablissement": site}

    def egapro(self, siren, year):
        return self.declarations.get((siren, year))

    def egapro_search(self, siren, leaders):
        return (self.leaders if leaders else self.scores).get(siren)

    def bilans(self, siren):
        return self.balances.get(siren)

    def ratios(self, siren):
        return self.accounts.get(siren)
