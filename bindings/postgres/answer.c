/* SPDX-License-Identifier: Apache-2.0 */
/* prse_answer(): whether one obligation applies to a company; prse_report():
 * all that can be said of one. */
#include "company.h"

#include <utils/builtins.h>
#include <utils/lsyscache.h>

#include "nearest.h"
#include "words.h"

static void set_obligation(pgprse_site *site, const text *given)
{
    if (pgprse_is(given, site->obligation_name))
        return;
    char *name = text_to_cstring(given);
    prse_str id = pgprse_to_utf8(name, strlen(name));
    site->obligation = prse_pack_obligation_index(site->pack->pack, id);
    if (site->obligation == SIZE_MAX) {
        const char *near = pgprse_nearest_obligation(site->pack, name);
        ereport(ERROR,
                (errcode(ERRCODE_UNDEFINED_OBJECT),
                 errmsg("the pack \"%s\" has no obligation \"%s\"",
                        site->pack->name, name),
                 near ? errhint("Perhaps you meant \"%s\".", near) : 0));
    }
    site->obligation_name = MemoryContextStrdup(site->memory, name);
}

static pgprse_words *words_of(pgprse_site *site, FunctionCallInfo fcinfo)
{
    if (!site->more) {
        pgprse_words *words =
            MemoryContextAllocZero(site->memory, sizeof *words);
        words->type = get_func_rettype(fcinfo->flinfo->fn_oid);
        site->more = words;
    }
    return site->more;
}

PG_FUNCTION_INFO_V1(pgprse_answer);
PGDLLEXPORT Datum pgprse_answer(PG_FUNCTION_ARGS)
{
    pgprse_site *site = pgprse_site_of(fcinfo, 0);
    prse_error err;
    set_obligation(site, PG_GETARG_TEXT_PP(1));
    pgprse_site_date(site, PG_GETARG_DATEADT(3));
    pgprse_company_take(site, fcinfo, 2);
    prse_report *report = site->pack->report;
    pgprse_check(prse_report_evaluate_one(report, site->pack->facts,
                                          site->obligation,
                                          prse_str_of(site->day), &err),
                 &err, PGPRSE_CALL);
    PG_RETURN_DATUM(
        pgprse_answer_word(words_of(site, fcinfo),
                           prse_report_answer(report, site->obligation)));
}

static prse_lang lang_of(const text *given)
{
    if (pgprse_is(given, "fr"))
        return PRSE_LANG_FR;
    if (!pgprse_is(given, "en"))
        ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                        errmsg("the language \"%s\" is neither fr nor en",
                               text_to_cstring(given))));
    return PRSE_LANG_EN;
}

/* The library's text goes before anything can fail. */
static char *copied(prse_text *json)
{
    prse_str text = prse_text_str(json);
    char *copy =
        palloc_extended(text.len + 1, MCXT_ALLOC_HUGE | MCXT_ALLOC_NO_OOM);
    if (copy)
        memcpy(copy, text.ptr, text.len + 1);
    prse_text_free(json);
    if (!copy)
        ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY),
                        errmsg("out of memory")));
    return copy;
}

PG_FUNCTION_INFO_V1(pgprse_report);
PGDLLEXPORT Datum pgprse_report(PG_FUNCTION_ARGS)
{
    pgprse_site *site = pgprse_site_of(fcinfo, 0);
    prse_lang lang = lang_of(PG_GETARG_TEXT_PP(2));
    prse_error err;
    prse_text *json;
    pgprse_site_date(site, PG_GETARG_DATEADT(3));
    pgprse_company_take(site, fcinfo, 1);
    prse_report *report = site->pack->report;
    pgprse_check(prse_report_evaluate(report, site->pack->facts,
                                      prse_str_of(site->day), &err),
                 &err, PGPRSE_CALL);
    pgprse_check(prse_report_json(&json, report, lang, &err), &err,
                 PGPRSE_CALL);
    char *copy = copied(json);
    PG_RETURN_DATUM(DirectFunctionCall1(
        jsonb_in, CStringGetDatum(pgprse_cstring_of(prse_str_of(copy)))));
}
