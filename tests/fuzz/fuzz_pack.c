/* SPDX-License-Identifier: Apache-2.0 */
/* A file of a pack, next to a fixed dictionary: read and compiled, or refused
 * with a place. What is accepted can be asked, printed and read again. */
#include "fuzz/fuzz.h"
#include "portailrse/obligation.h"

static const char MANIFEST[] = "pack: essai\n"
                               "version: 1\n"
                               "label: { fr: Essai, en: Trial }\n"
                               "reviewed: 2026-11-23\n"
                               "files: [base.yaml, o.yaml]\n";

static const char BASE[] =
    "law: { loi: { title: { fr: L }, url: https://example.org/l, "
    "status: in_force, confidence: text } }\n"
    "facts:\n"
    "  n: { type: number, min: 0, years: 2, label: { fr: N } }\n"
    "  c: { type: count, label: { fr: C } }\n"
    "  b: { type: boolean, nullable: true, label: { fr: B } }\n"
    "  t: { type: text, label: { fr: T }, values: { sa: { fr: S }, "
    "sas: { fr: S } } }\n"
    "  d: { type: date, label: { fr: D } }\n"
    "thresholds:\n"
    "  s: { law: loi, from: { 2020-01-01: 50, 2026-01-01: 100 } }\n"
    "functions:\n"
    "  f: { params: [x], value: x + 1 }\n";

static prse_status load(prse_pack **pack, prse_str text, prse_error *err)
{
    prse_engine *engine = NULL;
    prse_engine_options opts = {.size = sizeof opts,
                                .pack_memory = 32u << 20};
    const prse_pack_file files[] = {{"pack.yaml", PRSE_STR(MANIFEST)},
                                    {"base.yaml", PRSE_STR(BASE)},
                                    {"o.yaml", text}};
    prse_status status = prse_engine_new(&engine, &opts, err);
    if (!status)
        status = prse_pack_load_files(pack, engine, files, 3, err);
    prse_engine_unref(engine);
    return status;
}

static void ask(prse_pack *pack)
{
    prse_facts *facts = NULL;
    prse_report *report = NULL;
    prse_text *text = NULL;
    prse_error err = {0};
    FUZZ_ASSERT(prse_facts_new(&facts, pack, &err) == PRSE_OK);
    FUZZ_ASSERT(prse_report_new(&report, pack, &err) == PRSE_OK);
    FUZZ_ASSERT(prse_report_evaluate(report, facts, PRSE_STR("2026-11-23"),
                                     &err) == PRSE_OK);
    fuzz_check(prse_report_json(&text, report, PRSE_LANG_FR, &err), &err);
    prse_text_free(text);
    text = NULL;
    err = (prse_error){0};
    FUZZ_ASSERT(prse_pack_json(&text, pack, &err) == PRSE_OK);
    prse_text_free(text);
    prse_report_free(report);
    prse_facts_free(facts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse_pack *pack = NULL;
    prse_error err = {0};
    prse_status status = load(&pack, fuzz_text(data, size), &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT((pack != NULL) == (status == PRSE_OK));
    if (pack)
        ask(pack);
    prse_pack_unref(pack);
    return 0;
}
