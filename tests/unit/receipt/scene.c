/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char SCENE_DAY[] = "2026-11-26";
const char SCENE_KEY[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
    "-----END PRIVATE KEY-----\n";
const char SCENE_OTHER_KEY[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIEzNCJsoltqfprPGo1FODg9bPTGfNaumJNqM9u2TpvP7\n"
    "-----END PRIVATE KEY-----\n";

static const char BASE[] =
    "law:\n"
    "  loi:\n"
    "    title: { fr: Une loi, en: An act }\n"
    "    url: https://example.org/loi\n"
    "    status: in_force\n"
    "    reviewed: 2026-11-01\n"
    "    confidence: text\n"
    "facts:\n"
    "  effectif:\n"
    "    type: count\n"
    "    years: 3\n"
    "    unit: { fr: salariés, en: employees }\n"
    "    label: { fr: Effectif, en: Headcount }\n"
    "  publie: { type: boolean, label: { fr: Publié, en: Published } }\n"
    "  creation: { type: date, nullable: true, "
    "label: { fr: Création, en: Creation } }\n"
    "  forme:\n"
    "    type: text\n"
    "    label: { fr: Forme, en: Form }\n"
    "    values: { sa: { fr: Société, en: Company }, "
    "sas: { fr: Simplifiée, en: Simplified } }\n"
    "  nom: { type: text, label: { fr: Nom, en: Name } }\n"
    "thresholds:\n"
    "  seuil: { law: loi, from: { 2020-01-01: @, 2027-01-01: 300 } }\n"
    "definitions:\n"
    "  deux_ans: { value: effectif >= seuil, over: { years: 2 } }\n";

static const char RAPPORT[] =
    "obligation: rapport\n"
    "label: { fr: Rapport, en: Yearly report }\n"
    "law: [loi]\n"
    "applies: deux_ans\n"
    "first_year: if publie then 2024 else 2025\n"
    "because: { fr: \"l'effectif ({effectif}) atteint {seuil}\","
    " en: \"the headcount ({effectif}) reaches {seuil}\" }\n";

static const char SITE[] = "obligation: site\n"
                           "label: { fr: Site, en: Site }\n"
                           "law: [loi]\n"
                           "applies: publie or forme = \"sa\"\n";

prse_pack *scene_pack(const char *threshold)
{
    prse_pack *pack;
    prse_engine *engine;
    prse_error err = {0};
    prse__buf base, manifest;
    prse__buf_init(&base, 0);
    prse__buf_init(&manifest, 0);
    size_t at = strcspn(BASE, "@");
    prse__buf_add(&base, (prse_str){BASE, at});
    prse__buf_addf(&base, "%s%s", threshold, BASE + at + 1);
    prse__buf_addf(&manifest,
                   "pack: essai\n"
                   "version: \"s%s\"\n"
                   "label: { fr: Essai, en: Trial }\n"
                   "reviewed: 2026-11-23\n"
                   "files: [base.yaml, rapport.yaml, site.yaml]\n",
                   threshold);
    const prse_pack_file files[] = {
        {"pack.yaml", prse__buf_str(&manifest)},
        {"base.yaml", prse__buf_str(&base)},
        {"rapport.yaml", prse_str_of(RAPPORT)},
        {"site.yaml", prse_str_of(SITE)}};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load_files(&pack, engine, files, 4, &err), PRSE_OK,
                 "%s:%u: %s", err.file, err.line, err.message);
    prse_engine_unref(engine);
    prse__buf_free(&base);
    prse__buf_free(&manifest);
    return pack;
}

prse_pack *scene_pack_of_project(const char *name)
{
    const char *root = getenv("PRSE_SOURCE_ROOT");
    prse_pack *pack;
    prse_engine *engine;
    prse_error err = {0};
    prse__buf path;
    prse__buf_init(&path, 0);
    prse__buf_addf(&path, "%s/packs/%s", root ? root : ".", name);
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load(&pack, engine, path.ptr, NULL, &err), PRSE_OK,
                 "%s:%u: %s", err.file, err.line, err.message);
    prse_engine_unref(engine);
    prse__buf_free(&path);
    return pack;
}

prse_facts *scene_facts(prse_pack *pack, const char *json)
{
    prse_facts *facts;
    prse_error err = {0};
    cr_assert_eq(prse_facts_new(&facts, pack, &err), PRSE_OK);
    cr_assert_eq(prse_facts_set_json(facts, prse_str_of(json), NULL, &err),
                 PRSE_OK, "%s", err.message);
    return facts;
}

char *scene_copy(prse_text *text)
{
    char *copy = strdup(prse_text_str(text).ptr);
    prse_text_free(text);
    return copy;
}

char *scene_make(prse_pack *pack, const char *facts_json,
                 const prse_signing_key *key)
{
    prse_facts *facts = scene_facts(pack, facts_json);
    prse_receipt_options opts = {.size = sizeof opts,
                                 .subject = PRSE_STR("130025265"),
                                 .issued = PRSE_STR("2026-11-26T20:58:27Z"),
                                 .key = key};
    prse_text *text;
    prse_error err = {0};
    cr_assert_eq(prse_receipt_make(&text, pack, facts, prse_str_of(SCENE_DAY),
                                   &opts, &err),
                 PRSE_OK, "%s", err.message);
    prse_facts_free(facts);
    return scene_copy(text);
}

prse_signing_key *scene_key(const char *pem)
{
    prse_signing_key *key;
    prse_error err = {0};
    cr_assert_eq(prse_signing_key_read(&key, prse_str_of(pem), &err), PRSE_OK,
                 "%s", err.message);
    return key;
}

scene_checked scene_verify(const char *receipt, prse_pack *pack,
                           const prse_signing_key *key, const char *today)
{
    scene_checked c = {.check = {.size = sizeof c.check}};
    prse_text *report = NULL;
    const prse_receipt_verify_options opts = {.size = sizeof opts,
                                              .lang = PRSE_LANG_EN,
                                              .pack = pack,
                                              .key = key,
                                              .today = prse_str_of(today)};
    c.status = prse_receipt_verify(&c.check, &report, prse_str_of(receipt),
                                   &opts, &c.err);
    cr_assert_eq(c.err.code, (int32_t)c.status);
    cr_assert_eq(report != NULL, c.status == PRSE_OK);
    c.report = report ? scene_copy(report) : NULL;
    return c;
}

void scene_checked_free(scene_checked *checked)
{
    free(checked->report);
}

int scene_holds(const char *receipt, prse_pack *pack,
                const prse_signing_key *key)
{
    scene_checked c = scene_verify(receipt, pack, key, NULL);
    scene_checked_free(&c);
    return c.status == PRSE_OK && c.check.holds;
}

char *scene_replace(const char *receipt, const char *from, const char *to)
{
    const char *found = strstr(receipt, from);
    cr_assert_not_null(found, "%s is not in %s", from, receipt);
    size_t size = strlen(receipt) + strlen(to) + 1;
    char *copy = malloc(size);
    snprintf(copy, size, "%.*s%s%s", (int)(found - receipt), receipt, to,
             found + strlen(from));
    return copy;
}
