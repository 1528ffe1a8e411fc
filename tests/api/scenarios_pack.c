/* SPDX-License-Identifier: Apache-2.0 */
#include "scenarios.h"

/* Invented rules with everything that a pack can hold. */
static const char MANIFEST[] =
    "pack: essai\n"
    "version: 2026.1\n"
    "label: { fr: Essai, en: Trial }\n"
    "reviewed: 2026-11-23\n"
    "files: [base.yaml, affichage.yaml, charte.yaml, registre.yaml]\n";

static const char BASE[] =
    "law:\n"
    "  loi:\n"
    "    title: { fr: Une loi, en: An act }\n"
    "    url: https://example.org/loi\n"
    "    status: in_force\n"
    "    reviewed: 2026-11-01\n"
    "    confidence: text\n"
    "  adoptee:\n"
    "    title: { fr: Une loi future, en: A future act }\n"
    "    url: https://example.org/future\n"
    "    status: adopted\n"
    "    confidence: memory\n"
    "facts:\n"
    "  siren: { type: text, label: { fr: SIREN, en: SIREN number } }\n"
    "  effectif:\n"
    "    type: number\n"
    "    min: 0\n"
    "    years: 2\n"
    "    unit: { fr: salariés, en: employees }\n"
    "    label: { fr: Effectif, en: Headcount }\n"
    "    question: { fr: Combien de salariés ?, en: How many? }\n"
    "    definition: { fr: Moyenne, en: Average }\n"
    "    law: loi\n"
    "    brackets: { petit: \"[0..50)\", grand: \">= 50\" }\n"
    "  accord: { type: boolean, label: { fr: Accord, en: Agreement } }\n"
    "  forme:\n"
    "    type: text\n"
    "    label: { fr: Forme, en: Form }\n"
    "    values: { sa: { fr: Société, en: Company }, "
    "sas: { fr: Simplifiée, en: Simplified } }\n"
    "  creation: { type: date, nullable: true, "
    "label: { fr: Création, en: Creation } }\n"
    "  score: { type: count, max: 100, label: { fr: Score, en: Score } }\n"
    "  publie: { type: boolean, evidence: true, "
    "label: { fr: Publié, en: Published } }\n"
    "thresholds:\n"
    "  seuil: { law: loi, from: { 2020-01-01: 50, 2027-01-01: 100 } }\n"
    "functions:\n"
    "  points: { params: [ecart], value: \"if ecart <= 2 then 40 else 0\" }\n"
    "definitions:\n"
    "  deux_ans: { value: effectif >= seuil, over: { years: 2 } }\n"
    "coherence:\n"
    "  plausible:\n"
    "    check: effectif <= 1000000\n"
    "    text: { fr: Trop, en: Too many }\n";

static const char AFFICHAGE[] =
    "obligation: affichage\n"
    "label: { fr: Affichage, en: Display }\n"
    "summary: { fr: Afficher., en: To display. }\n"
    "tags: [social]\n"
    "law: [loi, adoptee]\n"
    "authority: { fr: Inspection, en: Inspectorate }\n"
    "platform: https://example.org/affichage\n"
    "applies: effectif >= seuil and forme = \"sa\"\n"
    "recommended: accord\n"
    "criteria:\n"
    "  effectif_50:\n"
    "    when: effectif >= seuil\n"
    "    text: { fr: Effectif, en: Headcount }\n"
    "    law: loi\n"
    "outputs:\n"
    "  format:\n"
    "    label: { fr: Format, en: Format }\n"
    "    table: |\n"
    "      U | effectif || r       |\n"
    "        | < 250    || \"court\" |\n"
    "        | >= 250   || \"long\"  |\n"
    "  total: { label: { fr: Total, en: Total }, "
    "compute: points(score) + effectif }\n"
    "first_year: if accord then 2024 else 2025\n"
    "duties:\n"
    "  - { text: { fr: Afficher, en: Display }, law: loi }\n"
    "  - { text: { fr: Publier, en: Publish }, when: accord }\n"
    "sanctions:\n"
    "  - { text: { fr: Amende, en: Fine }, law: loi }\n"
    "deadlines:\n"
    "  printemps: { label: { fr: Printemps, en: Spring }, yearly: 02-29 }\n"
    "  revision: { label: { fr: Révision, en: Review }, once: 2025-12-31,"
    " every: P6M }\n"
    "  anniversaire: { label: { fr: Anniversaire, en: Anniversary },"
    " due: 'creation + duration(\"P4Y\")', when: creation != null }\n"
    "status: 'if publie then \"a_jour\" else \"a_actualiser\"'\n"
    "because: { fr: \"l'effectif ({effectif}) atteint {seuil}\","
    " en: \"the headcount ({effectif}) reaches {seuil}\" }\n"
    "tests:\n"
    "  - { at: 2026-11-23, given: { effectif: 49 },"
    " expect: { applies: unknown } }\n";

static const char CHARTE[] = "obligation: charte\n"
                             "label: { fr: Charte, en: Charter }\n"
                             "requires: creation != null\n"
                             "applies: deux_ans\n";

static const char SOURCE[] =
    "source: annuaire\n"
    "label: { fr: Annuaire, en: Directory }\n"
    "detect: siren\n"
    "roots: [results.0]\n"
    "tables:\n"
    "  tranches: { NN: unknown, \"21\": grand, \"11\": petit }\n"
    "facts:\n"
    "  siren: { path: siren }\n"
    "  effectif: { path: tranche, table: tranches, year: annee }\n"
    "  score: { path: score }\n";

prse_status scenario_pack(prse_pack **out, prse_error *err)
{
    return scenario_pack_within(out, 0, err);
}

prse_status scenario_pack_within(prse_pack **out, uint64_t memory,
                                 prse_error *err)
{
    const prse_engine_options opts = {.size = sizeof opts,
                                      .pack_memory = memory};
    prse_engine *engine = NULL;
    const prse_pack_file files[] = {
        {"pack.yaml", PRSE_STR(MANIFEST)},
        {"base.yaml", PRSE_STR(BASE)},
        {"affichage.yaml", PRSE_STR(AFFICHAGE)},
        {"charte.yaml", PRSE_STR(CHARTE)},
        {"registre.yaml", PRSE_STR(SOURCE)}};
    prse_status status = prse_engine_new(&engine, &opts, err);
    if (!status)
        status = prse_pack_load_files(out, engine, files, 5, err);
    prse_engine_unref(engine);
    return status;
}
