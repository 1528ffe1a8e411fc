/* SPDX-License-Identifier: Apache-2.0 */
/* prse_obligations(): a row an obligation, with all that is known of it. */
#include "company.h"

#include <catalog/pg_type.h>
#include <funcapi.h>
#include <utils/array.h>
#include <utils/builtins.h>
#include <utils/jsonb.h>

#include "words.h"

enum { ID, ANSWER, FIRST_YEAR, MISSING, CRITERIA, STATUS, OUTPUTS, COLUMNS };

typedef struct labels {
    pgprse_words answers, compliance;
} labels;

/* What is needed to fill a row. */
typedef struct filling {
    prse_pack *pack;
    prse_report *report;
    labels *labels;
    size_t obligation;
    prse_obligation_info info;
    Datum values[COLUMNS];
    bool nulls[COLUMNS];
} filling;

static Datum texts(Datum *items, int count)
{
    return PointerGetDatum(construct_array(items, count, TEXTOID, -1, false,
                                           TYPALIGN_INT));
}

static Datum missing(const filling *f)
{
    size_t count = prse_report_missing(f->report, f->obligation, NULL, 0);
    prse_fact_use *uses = palloc((count + 1) * sizeof *uses);
    Datum *items = palloc((count + 1) * sizeof *items);
    prse_error err;
    prse_report_missing(f->report, f->obligation, uses, count);
    for (size_t i = 0; i < count; i++) {
        prse_fact_info info = {.size = sizeof info};
        pgprse_check(prse_pack_fact(f->pack, uses[i].fact, PRSE_LANG_FR,
                                    &info, &err),
                     &err, PGPRSE_CALL);
        char *id = pgprse_cstring_of(info.id);
        if (uses[i].year != 0)
            id = psprintf("%s@%d", id, (int)uses[i].year);
        items[i] = PointerGetDatum(cstring_to_text(id));
    }
    return texts(items, (int)count);
}

static prse_part_info part_of(const filling *f, prse_obligation_part part,
                              size_t index)
{
    prse_part_info info = {.size = sizeof info};
    if (prse_pack_part(f->pack, f->obligation, part, index, PRSE_LANG_FR,
                       &info))
        elog(ERROR, "a part of an obligation is not there");
    return info;
}

static Datum criteria(const filling *f)
{
    int count = 0;
    Datum *items = palloc((f->info.criterion_count + 1) * sizeof *items);
    for (size_t i = 0; i < f->info.criterion_count; i++)
        if (prse_report_criterion(f->report, f->obligation, i) == 1)
            items[count++] = PointerGetDatum(pgprse_text_of(
                part_of(f, PRSE_PART_CRITERION, i).id));
    return texts(items, count);
}

static void add_string(JsonbParseState **to, JsonbIteratorToken token,
                       prse_str utf8)
{
    char *text = pgprse_cstring_of(utf8);
    JsonbValue value = {.type = jbvString};
    value.val.string.val = text;
    value.val.string.len = (int)strlen(text);
    pushJsonbValue(to, token, &value);
}

/* Under their ids; null when there is none, left out when the facts do not
 * decide. */
static Datum outputs(const filling *f)
{
    JsonbParseState *state = NULL;
    prse_error err;
    pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
    for (size_t i = 0; i < f->info.output_count; i++) {
        prse_str value;
        int known;
        pgprse_check(prse_report_output(&value, f->report, f->obligation, i,
                                        &known, &err),
                     &err, PGPRSE_COMPANY);
        if (!known)
            continue;
        add_string(&state, WJB_KEY, part_of(f, PRSE_PART_OUTPUT, i).id);
        if (value.len > 0)
            add_string(&state, WJB_VALUE, value);
        else
            pushJsonbValue(&state, WJB_VALUE,
                           &(JsonbValue){.type = jbvNull});
    }
    return JsonbPGetDatum(
        JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}

static void fill(filling *f, size_t obligation)
{
    prse_error err;
    prse_compliance how;
    f->obligation = obligation;
    f->info = (prse_obligation_info){.size = sizeof f->info};
    memset(f->nulls, 0, sizeof f->nulls);
    pgprse_check(prse_pack_obligation(f->pack, obligation, PRSE_LANG_FR,
                                      &f->info, &err),
                 &err, PGPRSE_CALL);
    pgprse_check(prse_report_compliance(f->report, obligation, &how, &err),
                 &err, PGPRSE_COMPANY);
    prse_answer answer = prse_report_answer(f->report, obligation);
    int32 year = prse_report_first_year(f->report, obligation);
    f->values[ID] = PointerGetDatum(pgprse_text_of(f->info.id));
    f->values[ANSWER] = pgprse_answer_word(&f->labels->answers, answer);
    f->values[FIRST_YEAR] = Int32GetDatum(year);
    f->nulls[FIRST_YEAR] = year == 0;
    f->nulls[MISSING] = answer != PRSE_UNKNOWN;
    if (answer == PRSE_UNKNOWN)
        f->values[MISSING] = missing(f);
    f->values[CRITERIA] = criteria(f);
    f->nulls[STATUS] = !f->info.has_status;
    if (f->info.has_status)
        f->values[STATUS] =
            pgprse_compliance_word(&f->labels->compliance, how);
    f->values[OUTPUTS] = outputs(f);
}

static labels *labels_of(pgprse_site *site, TupleDesc desc)
{
    if (!site->more) {
        labels *found = MemoryContextAllocZero(site->memory, sizeof *found);
        found->answers.type = TupleDescAttr(desc, ANSWER)->atttypid;
        found->compliance.type = TupleDescAttr(desc, STATUS)->atttypid;
        site->more = found;
    }
    return site->more;
}

PG_FUNCTION_INFO_V1(pgprse_obligations);
PGDLLEXPORT Datum pgprse_obligations(PG_FUNCTION_ARGS)
{
    ReturnSetInfo *result = (ReturnSetInfo *)fcinfo->resultinfo;
    pgprse_site *site = pgprse_site_of(fcinfo, 0);
    prse_error err;
    pgprse_site_date(site, PG_GETARG_DATEADT(2));
    pgprse_company_take(site, fcinfo, 1);
    filling f = {.pack = site->pack->pack, .report = site->pack->report};
    pgprse_check(prse_report_evaluate(f.report, site->pack->facts,
                                      prse_str_of(site->day), &err),
                 &err, PGPRSE_CALL);
    InitMaterializedSRF(fcinfo, 0);
    f.labels = labels_of(site, result->setDesc);
    for (size_t i = 0; i < prse_pack_obligation_count(f.pack); i++) {
        fill(&f, i);
        tuplestore_putvalues(result->setResult, result->setDesc, f.values,
                             f.nulls);
    }
    return (Datum)0;
}
