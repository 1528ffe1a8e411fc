# SPDX-License-Identifier: Apache-2.0
"""OpenFisca-core: a variable a fact and an obligation, vectors of numpy. A
fact that is missing has the default of its variable.

Its whole numbers have 32 bits: amounts are cut off at the largest, which is
beyond every threshold. Each pass makes a simulation, gives it the facts and
asks for the answers, as a table that comes in would have it."""
from importlib.metadata import version

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from companies import NUMBERS, OBLIGATIONS, TRUTHS

VERSION = f"OpenFisca-core {version('openfisca-core')}"
YEAR = "2026"
Entreprise = build_entity(key="entreprise", plural="entreprises",
                          label="Entreprise", is_person=True)


def add(name, kind, formula=None):
    """A variable of each company and year; without a formula, a fact."""
    said = {"value_type": kind, "entity": Entreprise,
            "definition_period": DateUnit.YEAR, "label": name}
    if formula:
        said["formula"] = formula
    SYSTEM.add_variable(type(name, (Variable,), said))


def societe(entreprise, period):
    form = entreprise("categorie_juridique", period)
    return (form >= 5000) * (form < 6000)


def bdese(entreprise, period):
    return entreprise("effectif", period) >= 50


def index_egapro(entreprise, period):
    return entreprise("effectif", period) >= 50


def dispositif_alerte(entreprise, period):
    return entreprise("effectif_securite_sociale", period) >= 50


def beges(entreprise, period):
    return ((entreprise("effectif", period) > 500)
            + (entreprise("effectif_outre_mer", period) > 250))


def audit_energetique(entreprise, period):
    return ((entreprise("effectif_securite_sociale", period) >= 250)
            + (entreprise("chiffre_affaires", period) > 50_000_000)
            * (entreprise("bilan", period) > 43_000_000))


def anti_corruption(entreprise, period):
    in_group = entreprise("appartient_groupe", period)
    sizes = ((entreprise("effectif", period) >= 500)
             + in_group * (entreprise("effectif_groupe", period) >= 500))
    consolidated = entreprise("chiffre_affaires_consolide", period)
    money = ((entreprise("chiffre_affaires", period) > 100_000_000)
             + in_group * (consolidated > 100_000_000))
    return entreprise("societe", period) * sizes * money


def plan_vigilance(entreprise, period):
    group = (entreprise("appartient_groupe", period)
             * (entreprise("effectif_groupe", period) >= 10_000))
    return (entreprise("societe", period)
            * ((entreprise("effectif", period) >= 5000) + group))


def csrd(entreprise, period):
    headcount = entreprise("effectif", period) > 250
    turnover = entreprise("chiffre_affaires", period) > 50_000_000
    balance = entreprise("bilan", period) > 25_000_000
    return (entreprise("est_cotee", period) + headcount * turnover
            + headcount * balance + turnover * balance)


SYSTEM = TaxBenefitSystem([Entreprise])
for number in NUMBERS:
    add(number, int)
for truth in TRUTHS:
    add(truth, bool)
for rule in (societe, bdese, index_egapro, dispositif_alerte, beges,
             audit_energetique, anti_corruption, plan_vigilance, csrd):
    add(rule.__name__, bool, rule)


def column(rows, name):
    """The facts that are known, and where they are."""
    default = False if name in TRUTHS else 0
    values = [default if row[name] is None else row[name] for row in rows]
    if name in TRUTHS:
        return numpy.array(values, bool)
    return numpy.minimum(values, 2 ** 31 - 1).astype(numpy.int32)


def load(rows):
    return {name: column(rows, name) for name in NUMBERS + TRUTHS}


def length(columns):
    return len(columns["effectif"])


def give(simulation, columns):
    for name, values in columns.items():
        simulation.set_input(name, YEAR, values)


def simulate(columns):
    simulation = SimulationBuilder().build_default_simulation(
        SYSTEM, length(columns))
    give(simulation, columns)
    return simulation


def calculate(simulation):
    return [simulation.calculate(name, YEAR) for name in OBLIGATIONS]


def answers(columns):
    return calculate(simulate(columns))
