/* SPDX-License-Identifier: Apache-2.0 */
/* The shared library as a host meets it: public headers and exported symbols
 * only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenarios.h"
#include "support/test.h"

PRSE_TEST(api, every_scenario_succeeds)
{
    for (size_t i = 0; i < scenario_count; i++) {
        scene_log log = {{0}};
        prse_error err = {0};
        prse_status status = scenarios[i].run(&log, &err);
        cr_expect_eq(status, PRSE_OK, "%s: %s:%u:%u: %s", scenarios[i].name,
                     err.file, err.line, err.column, err.message);
        cr_expect_str_eq(log.text, "", "%s: %s", scenarios[i].name,
                         log.text);
        cr_expect_eq(err.code, PRSE_OK, "%s", scenarios[i].name);
    }
}

/* --- Calls that are wrong: told, and nothing else happens --- */

typedef struct host {
    prse_pack *pack;
    prse_facts *facts;
    prse_report *report;
    prse_error err;
} host;

static host begin(void)
{
    host h = {0};
    cr_assert_eq(scenario_pack(&h.pack, &h.err), PRSE_OK, "%s",
                 h.err.message);
    cr_assert_eq(prse_facts_new(&h.facts, h.pack, &h.err), PRSE_OK);
    cr_assert_eq(prse_report_new(&h.report, h.pack, &h.err), PRSE_OK);
    return h;
}

static void end(host *h)
{
    prse_report_free(h->report);
    prse_facts_free(h->facts);
    prse_pack_unref(h->pack);
}

/* The status of a call that must fail: its error is filled. */
#define FAILS(h, status, call) \
    do { \
        (h).err = (prse_error){0}; \
        cr_expect_eq((call), (status), "%s: %s", #call, (h).err.message); \
        cr_expect_eq((h).err.code, (int32_t)(status), "%s", #call); \
        cr_expect_neq((h).err.message[0], '\0', "%s", #call); \
    } while (0)

PRSE_TEST(api, nothing_is_not_a_crash)
{
    prse_engine_unref(NULL);
    cr_expect_null(prse_engine_ref(NULL));
    cr_expect_null(prse_pack_ref(NULL));
    prse_pack_unref(NULL);
    prse_facts_free(NULL);
    prse_facts_clear(NULL);
    prse_report_free(NULL);
    prse_text_free(NULL);
    cr_expect_eq(prse_text_str(NULL).len, 0);
    cr_expect_eq(prse_pack_id(NULL).len, 0);
    cr_expect_eq(prse_pack_version(NULL).len, 0);
    cr_expect_eq(prse_pack_label(NULL, PRSE_LANG_FR).len, 0);
    cr_expect_eq(prse_pack_digest(NULL).len, 0);
    cr_expect_eq(prse_pack_fact_count(NULL), 0);
    cr_expect_eq(prse_pack_obligation_count(NULL), 0);
    cr_expect_eq(prse_facts_count(NULL), 0);
    cr_expect_eq(prse_facts_warning_count(NULL), 0);
    cr_expect_eq(prse_facts_warning(NULL, 0, PRSE_LANG_FR).len, 0);
    cr_expect_eq(prse_report_answer(NULL, 0), PRSE_UNKNOWN);
    cr_expect_eq(prse_report_criterion(NULL, 0, 0), -1);
    cr_expect_eq(prse_report_duty(NULL, 0, 0), -1);
    cr_expect_eq(prse_report_first_year(NULL, 0), 0);
    cr_expect_eq(prse_report_reason(NULL, 0, NULL, 0), 0);
    cr_expect_eq(prse_report_missing(NULL, 0, NULL, 0), 0);
}

PRSE_TEST(api, a_report_is_read_once_it_is_evaluated)
{
    host h = begin();
    prse_str text;
    prse_compliance compliance;
    prse_due due = {.size = sizeof due};
    prse_question q = {.size = sizeof q};
    prse_text *json = NULL;
    int known;
    FAILS(h, PRSE_EINVAL,
          prse_report_output(&text, h.report, 0, 0, &known, &h.err));
    FAILS(h, PRSE_EINVAL,
          prse_report_compliance(h.report, 0, &compliance, &h.err));
    FAILS(h, PRSE_EINVAL,
          prse_report_sentence(&text, h.report, 0, PRSE_SENTENCE_REASON,
                               PRSE_LANG_FR, &h.err));
    FAILS(h, PRSE_EINVAL,
          prse_report_due(h.report, 0, 0, PRSE_LANG_FR, &due, &h.err));
    FAILS(h, PRSE_EINVAL,
          prse_report_question(h.report, PRSE_LANG_FR, &q, &h.err));
    FAILS(h, PRSE_EINVAL,
          prse_report_json(&json, h.report, PRSE_LANG_FR, &h.err));
    end(&h);
}

PRSE_TEST(api, what_is_missing_in_a_call_is_told)
{
    host h = begin();
    prse_str day = PRSE_STR("2026-11-23");
    FAILS(h, PRSE_EINVAL, prse_engine_new(NULL, NULL, &h.err));
    FAILS(h, PRSE_EINVAL, prse_facts_new(NULL, h.pack, &h.err));
    FAILS(h, PRSE_EINVAL, prse_facts_new(&h.facts, NULL, &h.err));
    FAILS(h, PRSE_EINVAL, prse_report_new(&h.report, NULL, &h.err));
    FAILS(h, PRSE_EINVAL,
          prse_facts_set(NULL, day, 0, PRSE_STR("1"), &h.err));
    FAILS(h, PRSE_EINVAL, prse_facts_set_int(NULL, 0, 0, 1, &h.err));
    FAILS(h, PRSE_EINVAL,
          prse_facts_set_json(NULL, PRSE_STR("{}"), NULL, &h.err));
    FAILS(h, PRSE_EINVAL, prse_report_evaluate(NULL, h.facts, day, &h.err));
    FAILS(h, PRSE_EINVAL, prse_report_evaluate(h.report, NULL, day, &h.err));
    FAILS(h, PRSE_EINVAL, prse_pack_json(NULL, h.pack, &h.err));
    FAILS(h, PRSE_EINVAL, prse_pack_load(&h.pack, NULL, "x", NULL, &h.err));
    end(&h);
}

PRSE_TEST(api, what_is_not_there_is_told)
{
    host h = begin();
    prse_str text;
    int known;
    prse_fact_info fact = {.size = sizeof fact};
    prse_fact_state state = {.size = sizeof state};
    prse_obligation_info obligation = {.size = sizeof obligation};
    prse_part_info part = {.size = sizeof part};
    FAILS(h, PRSE_ENOTFOUND,
          prse_pack_fact(h.pack, 99, PRSE_LANG_FR, &fact, &h.err));
    FAILS(h, PRSE_ENOTFOUND, prse_pack_obligation(h.pack, 99, PRSE_LANG_FR,
                                                  &obligation, &h.err));
    cr_expect_eq(prse_pack_part(h.pack, 0, PRSE_PART_DUTY, 9, PRSE_LANG_FR,
                                &part),
                 PRSE_ENOTFOUND);
    FAILS(h, PRSE_ENOTFOUND, prse_facts_get(h.facts, 99, &state, &h.err));
    FAILS(h, PRSE_ENOTFOUND,
          prse_facts_set(h.facts, PRSE_STR("effectifs"), 0, PRSE_STR("1"),
                         &h.err));
    FAILS(h, PRSE_ENOTFOUND,
          prse_facts_set(h.facts, PRSE_STR("effectif"), -2, PRSE_STR("1"),
                         &h.err));
    FAILS(h, PRSE_ENOTFOUND, prse_facts_set_int(h.facts, 99, 0, 1, &h.err));
    FAILS(h, PRSE_EPARSE,
          prse_report_evaluate(h.report, h.facts, PRSE_STR("demain"),
                               &h.err));
    FAILS(h, PRSE_ENOTFOUND,
          prse_report_evaluate_one(h.report, h.facts, 9,
                                   PRSE_STR("2026-11-23"), &h.err));
    cr_assert_eq(prse_report_evaluate(h.report, h.facts,
                                      PRSE_STR("2026-11-23"), NULL),
                 PRSE_OK);
    FAILS(h, PRSE_ENOTFOUND,
          prse_report_output(&text, h.report, 0, 9, &known, &h.err));
    FAILS(h, PRSE_ENOTFOUND,
          prse_report_output(&text, h.report, 9, 0, &known, &h.err));
    FAILS(h, PRSE_ENOTFOUND, prse_report_skip(h.report, 99, 0, &h.err));
    end(&h);
}

PRSE_TEST(api, structs_of_the_future_are_told)
{
    host h = begin();
    struct {
        prse_engine_options known;
        uint32_t later;
    } future = {.known = {.size = sizeof future}, .later = 1};
    prse_engine *engine = NULL;
    FAILS(h, PRSE_EABI, prse_engine_new(&engine, &future.known, &h.err));
    future.later = 0;
    cr_expect_eq(prse_engine_new(&engine, &future.known, &h.err), PRSE_OK);
    prse_engine_unref(engine);
    prse_fact_info fact = {0};
    FAILS(h, PRSE_EABI,
          prse_pack_fact(h.pack, 0, PRSE_LANG_FR, &fact, &h.err));
    prse_due due = {0};
    cr_assert_eq(prse_report_evaluate(h.report, h.facts,
                                      PRSE_STR("2026-11-23"), NULL),
                 PRSE_OK);
    FAILS(h, PRSE_EABI,
          prse_report_due(h.report, 0, 0, PRSE_LANG_FR, &due, &h.err));
    end(&h);
}

PRSE_TEST(api, facts_of_another_pack_are_refused)
{
    host h = begin(), other = begin();
    FAILS(h, PRSE_EINVAL,
          prse_report_evaluate(h.report, other.facts, PRSE_STR("2026-11-23"),
                               &h.err));
    end(&h);
    end(&other);
}

PRSE_TEST(api, a_pack_may_take_no_more_memory_than_is_allowed)
{
    prse_status status = PRSE_ELIMIT;
    size_t refused = 0;
    for (uint64_t memory = 512; status; memory += 512) {
        prse_pack *pack = NULL;
        prse_error err = {0};
        status = scenario_pack_within(&pack, memory, &err);
        cr_assert(!status || status == PRSE_ELIMIT, "%s: %s",
                  prse_status_name(status), err.message);
        cr_assert_eq(err.code, (int32_t)status, "%s", err.message);
        cr_assert_eq(pack != NULL, status == PRSE_OK);
        refused += status != PRSE_OK;
        prse_pack_unref(pack);
    }
    cr_expect_gt(refused, 10);
}

PRSE_TEST(api, versions_agree)
{
    cr_expect_eq(prse_version_number(), PRSE_VERSION_NUMBER);
    cr_expect_str_eq(prse_version(), PRSE_VERSION_TEXT);
}

/* --- Packs on disk --- */

typedef struct folder {
    char path[64];
    prse_engine *engine;
    prse_pack *pack;
    prse_error err;
} folder;

static void write_file(const folder *f, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

static void remove_file(const folder *f, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    remove(path);
}

static folder make_folder(void)
{
    folder f = {.path = "/tmp/prse-api-XXXXXX"};
    cr_assert_not_null(mkdtemp(f.path));
    cr_assert_eq(prse_engine_new(&f.engine, NULL, &f.err), PRSE_OK);
    write_file(&f, "pack.yaml",
               "pack: p\nversion: 1\nlabel: { fr: P }\n"
               "reviewed: 2026-01-01\nfiles: [a.yaml]\n");
    write_file(&f, "a.yaml",
               "law: { loi: { title: { fr: L }, url: https://e.org/l, "
               "status: in_force, confidence: text } }\n"
               "facts: { n: { type: number, label: { fr: N } } }\n"
               "thresholds: { s: { law: loi, from: { 2020-01-01: 50 } } }\n");
    return f;
}

static void remove_folder(folder *f)
{
    remove_file(f, "pack.yaml");
    remove_file(f, "a.yaml");
    remove_file(f, "over.yaml");
    cr_expect_eq(rmdir(f->path), 0);
    prse_pack_unref(f->pack);
    prse_engine_unref(f->engine);
}

static prse_status load(folder *f, const char *name,
                        const prse_pack_options *opts)
{
    char path[128];
    snprintf(path, sizeof path, "%s%s", f->path, name);
    prse_pack_unref(f->pack);
    f->pack = NULL;
    f->err = (prse_error){0};
    prse_status status = prse_pack_load(&f->pack, f->engine, path, opts,
                                        &f->err);
    cr_expect_eq((f->pack != NULL), status == PRSE_OK);
    cr_expect_eq(f->err.code, (int32_t)status);
    return status;
}

PRSE_TEST(api, a_pack_is_a_folder)
{
    folder f = make_folder();
    cr_expect_eq(load(&f, "", NULL), PRSE_OK, "%s", f.err.message);
    cr_expect_eq(load(&f, "/", NULL), PRSE_OK, "%s", f.err.message);
    cr_expect_eq(load(&f, "/pack.yaml", NULL), PRSE_OK, "%s", f.err.message);
    cr_expect_eq(prse_pack_fact_count(f.pack), 1);
    remove_folder(&f);
}

PRSE_TEST(api, an_overlay_changes_the_digest)
{
    folder f = make_folder();
    char over[128], digest[65];
    const char *paths[] = {over};
    prse_pack_options opts = {
        .size = sizeof opts, .overlay_count = 1, .overlays = paths};
    snprintf(over, sizeof over, "%s/over.yaml", f.path);
    write_file(&f, "over.yaml",
               "overlay: o\nlabel: { fr: O }\n"
               "thresholds: { s: { from: { 2020-01-01: 60 }, law: loi } }\n");
    cr_assert_eq(load(&f, "", NULL), PRSE_OK, "%s", f.err.message);
    memcpy(digest, prse_pack_digest(f.pack).ptr, 64);
    cr_assert_eq(load(&f, "", &opts), PRSE_OK, "%s", f.err.message);
    cr_expect_neq(memcmp(digest, prse_pack_digest(f.pack).ptr, 64), 0);
    remove_file(&f, "over.yaml");
    cr_expect_eq(load(&f, "", &opts), PRSE_EIO, "%s", f.err.message);
    remove_folder(&f);
}

PRSE_TEST(api, files_that_cannot_be_read_are_told)
{
    folder f = make_folder();
    remove_file(&f, "a.yaml");
    cr_expect_eq(load(&f, "", NULL), PRSE_EIO, "%s",
                 prse_status_name((prse_status)f.err.code));
    cr_expect(strstr(f.err.message, "a.yaml") || strstr(f.err.file, "a.yaml") ||
                  strstr(f.err.subject, "a.yaml"),
              "%s", f.err.message);
    cr_expect_eq(load(&f, "/absent", NULL), PRSE_EIO);
    cr_expect_neq(f.err.sys_code, 0);
    write_file(&f, "pack.yaml", "pack: [\n");
    cr_expect_eq(load(&f, "", NULL), PRSE_EPARSE, "%s", f.err.message);
    cr_expect_gt(f.err.line, 0);
    write_file(&f, "pack.yaml", "pack: p\nfiles: [../etc/passwd]\n");
    cr_expect_neq(load(&f, "", NULL), PRSE_OK);
    remove_folder(&f);
}
