/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/egapro.h"

#include "http/url.h"
#include "platforms/egapro_read.h"

void prse__egapro_url(prse__buf *url, prse_str base, prse_str siren,
                      int32_t year)
{
    prse__buf_add(url, base);
    prse__buf_adds(url, "/public/declaration/");
    prse__url_add(url, siren);
    prse__buf_addf(url, "/%d", (int)year);
}

/* The answer in one code, as the existing service sees it: it asks for a key,
 * and checks nothing else. */
static const char *reply_of(const prse__reading *reading,
                            const prse__egapro_found *found)
{
    prse_outcome by_status = prse__answer_outcome(reading->answer);
    const prse__node *root = reading->root;
    if (by_status != PRSE_OUTCOME_READ)
        return prse_outcome_name(by_status);
    if (found->has_key)
        return "declaration_v1";
    if (found->version == PRSE__EGAPRO_V2)
        return "declaration_v2";
    /* null, true or a number cannot have a key. */
    return root && root->kind != PRSE__NODE_PLAIN ? "sans_declaration"
                                                  : "illisible";
}

static void write_reply(prse__json *json, const prse__reading *reading,
                        const prse__egapro_found *found)
{
    int came = prse__answer_outcome(reading->answer) == PRSE_OUTCOME_READ;
    prse__record_code(json, "reponse", reply_of(reading, found));
    if (came)
        prse__record_code(json, "json",
                          reading->root ? "lisible" : "illisible");
    if (came && reading->root)
        prse__record_code(json, "cle_declaration",
                          found->has_key ? "presente" : "absente");
    if (reading->outcome == PRSE_OUTCOME_READ)
        prse__record_code(json, "declaration", "publiee");
    else if (reading->outcome == PRSE_OUTCOME_ABSENT)
        prse__record_code(json, "declaration", "non_publiee");
}

static void write_declaration(prse__json *json,
                              const prse__egapro_found *found)
{
    int v1 = found->version == PRSE__EGAPRO_V1;
    prse__record_code(json, "version", v1 ? "v1" : "v2");
    if (v1)
        prse__egapro_write_v1(json, found->root);
    else
        prse__egapro_write_v2(json, found->root);
}

/* A 404 that is a web page comes from another server than the platform. */
static void check_absence(prse__reading *reading)
{
    if (reading->outcome == PRSE_OUTCOME_ABSENT && !reading->root &&
        prse__str_trim(reading->answer->body).len > 0)
        prse__reading_refuse(reading, "page_404");
}

static prse_outcome write_record(prse__buf *json, prse_str siren,
                                 int32_t year, const prse__answer *answer,
                                 const char *refused)
{
    prse__json record;
    prse__reading reading;
    prse__egapro_found found;
    prse__reading_open(&reading, answer);
    check_absence(&reading);
    if (refused)
        prse__reading_refuse(&reading, refused);
    prse__egapro_find(&found, &reading, siren, year);
    json->failed |= reading.failed;
    prse__record_start(&record, json, "egapro", siren);
    if (year || found.year)
        prse__json_put_int(&record, "annee", year ? year : found.year);
    prse__record_outcome(&record, reading.outcome, reading.reason, answer);
    write_reply(&record, &reading, &found);
    if (reading.outcome == PRSE_OUTCOME_READ)
        write_declaration(&record, &found);
    prse__record_end(&record);
    prse__reading_close(&reading);
    return reading.outcome;
}

prse_outcome prse__egapro_record(prse__buf *json, prse_str siren,
                                 int32_t year, const prse__answer *answer)
{
    return write_record(json, siren, year, answer, NULL);
}

prse_outcome prse__egapro_broken_record(prse__buf *json, prse_str siren,
                                        int32_t year,
                                        const prse__answer *answer)
{
    return write_record(json, siren, year, answer, "declaration_en_erreur");
}

int prse__egapro_accept(prse_str body)
{
    prse__arena *arena = NULL;
    int known = prse__egapro_is_known(prse__reading_body(&arena, body));
    prse__arena_free(arena);
    return known;
}
