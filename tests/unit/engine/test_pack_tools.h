/* SPDX-License-Identifier: Apache-2.0 */
/* Small packs for the tests of the pack tools: one file of things to refer to,
 * one file of what the test adds. */
#ifndef PRSE_TESTS_UNIT_ENGINE_TEST_PACK_TOOLS_H
#define PRSE_TESTS_UNIT_ENGINE_TEST_PACK_TOOLS_H

#include <string.h>

#include "engine/pack.h"
#include "support/test.h"

static const char TOOLS_MANIFEST[] =
    "pack: essai\n"
    "version: 2026.1\n"
    "label: { fr: Essai, en: Trial }\n"
    "reviewed: 2026-11-23\n"
    "files: [base.yaml, more.yaml]\n";

static inline prse_pack *tools_try(const char *base, const char *more,
                                   prse_error *err)
{
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_pack_file files[] = {
        {.name = "pack.yaml", .text = prse_str_of(TOOLS_MANIFEST)},
        {.name = "base.yaml", .text = prse_str_of(base)},
        {.name = "more.yaml", .text = prse_str_of(more)},
    };
    cr_assert_eq(prse_engine_new(&engine, NULL, err), PRSE_OK);
    prse_pack_load_files(&pack, engine, files, 3, err);
    prse_engine_unref(engine);
    return pack;
}

/* The pack, which must load. */
static inline prse_pack *tools_pack(const char *base, const char *more)
{
    prse_error err = {0};
    prse_pack *pack = tools_try(base, more, &err);
    cr_assert_not_null(pack, "%s:%u:%u: %s", err.file, err.line, err.column,
                       err.message);
    return pack;
}

/* Whether the text holds the words. */
static inline int tools_says(const prse_text *text, const char *words)
{
    return strstr(prse_text_str(text).ptr, words) != NULL;
}

#define tools_expect(text, words) \
    cr_expect(tools_says((text), (words)), "%s\nis not in:\n%s", (words), \
              prse_text_str(text).ptr)

#endif
