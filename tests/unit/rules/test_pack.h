/* SPDX-License-Identifier: Apache-2.0 */
/* Small packs for tests: a manifest, a file of things to refer to, and what the
 * test adds. */
#ifndef PRSE_TESTS_UNIT_RULES_TEST_PACK_H
#define PRSE_TESTS_UNIT_RULES_TEST_PACK_H

#include <string.h>

#include "rules/pack.h"
#include "support/test.h"

static const char TEST_MANIFEST[] =
    "pack: essai\n"
    "version: 2026.1\n"
    "label: { fr: Essai, en: Trial }\n"
    "reviewed: 2026-11-23\n"
    "files: [base.yaml, more.yaml]\n";

static const char TEST_BASE[] =
    "law:\n"
    "  loi:\n"
    "    title: { fr: Une loi, en: A law }\n"
    "    url: https://example.org/loi\n"
    "    status: in_force\n"
    "    confidence: text\n"
    "  projet:\n"
    "    title: { fr: Un projet, en: A bill }\n"
    "    url: https://example.org/projet\n"
    "    status: draft\n"
    "    confidence: text\n"
    "facts:\n"
    "  effectif: { type: number, label: { fr: Effectif }, years: 2 }\n"
    "  forme:\n"
    "    type: text\n"
    "    label: { fr: Forme }\n"
    "    values: { sa: { fr: SA }, sas: { fr: SAS } }\n"
    "  nom: { type: text, label: { fr: Nom } }\n"
    "  creation: { type: date, label: { fr: Date } }\n"
    "  bilan: { type: count, label: { fr: Bilan } }\n"
    "thresholds:\n"
    "  seuil: { from: { 2020-01-01: 50 }, law: loi }\n"
    "  seuil_futur: { from: { 2020-01-01: 10 }, law: projet }\n"
    "functions:\n"
    "  double: { params: [x], value: x * 2 }\n";

static inline prse_status test_read(const prse__pack_tree **out,
                                    prse__arena *arena, const char *more,
                                    const char *overlay, prse_error *err)
{
    prse__pack_file files[] = {
        {"pack.yaml", prse_str_of(TEST_MANIFEST)},
        {"base.yaml", prse_str_of(TEST_BASE)},
        {"more.yaml", prse_str_of(more)},
    };
    prse__pack_file over = {"overlay.yaml", prse_str_of(overlay)};
    prse__pack_input input = {files, 3, &over, overlay ? 1 : 0};
    return prse__pack_read(out, arena, &input, err);
}

/* The same, which must succeed. */
static inline const prse__pack_tree *test_pack(prse__arena *arena,
                                               const char *more)
{
    prse_error err = {0};
    const prse__pack_tree *pack = NULL;
    prse_status status = test_read(&pack, arena, more, NULL, &err);
    cr_assert_eq(status, PRSE_OK, "%s:%u:%u: %s", err.file, err.line,
                 err.column, err.message);
    return pack;
}

#define test_is(str, text) \
    cr_expect(prse__str_is((str), (text)), "%.*s", (int)(str).len, (str).ptr)

#endif
