/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/facts.h"
#include "portailrse/qualification.h"
#include "portal/year.h"

/* How many years the pack looks at: 1 where no fact is yearly. */
static int32_t years_of(const prse_pack *pack)
{
    int32_t most = 1;
    for (size_t i = 0; i < pack->tree->fact_count; i++)
        if (pack->tree->facts[i].years > most)
            most = pack->tree->facts[i].years;
    return most;
}

typedef struct latest {
    int32_t year; /* 0: none */
} latest;

static int note_year(void *user, const prse_value *values, int64_t version)
{
    (void)version;
    ((latest *)user)->year = (int32_t)values[EXERCICE_ANNEE].number;
    return 1;
}

static prse_status find_latest(prse__work *work, int32_t *year,
                               prse_error *err)
{
    latest found = {0};
    prse_value siren = prse__field_text(work->siren);
    prse_query query = {.size = sizeof query, .index = -1, .equal = &siren,
                        .equal_count = 1, .descending = 1, .limit = 1};
    prse_status status =
        prse__tx_scan(work->tx, prse__portal_collection_of(PRSE__EXERCICES),
                      &query, note_year, &found, err);
    *year = found.year;
    if (!status && !found.year)
        status = prse__error_set(err, PRSE_ENOTFOUND, NULL,
                                 "no year of this company is kept");
    return status;
}

/* *version 0: nothing is kept of it. */
static prse_status read_year(prse__work *work, int32_t year, int32_t back,
                             prse_facts *facts, int64_t *version,
                             prse_error *err)
{
    prse__row row = {0};
    prse_value key[2] = {prse__field_text(work->siren),
                         prse__field_int((int64_t)year + back)};
    prse_status status =
        prse__portal_row(work, PRSE__EXERCICES, key, &row, err);
    *version = row.values ? row.version : 0;
    if (!status && row.values)
        status = prse__year_read(facts, back, row.values[EXERCICE_FAITS].text,
                                 row.values[EXERCICE_SOURCES].text, err);
    prse__row_free(&row);
    return status;
}

static prse_status none_kept(prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                           "nothing is kept of that year");
}

prse_status prse__year_load(prse__work *work, int32_t year, prse_facts *facts,
                            int64_t *version, prse_error *err)
{
    prse_status status = PRSE_OK;
    int64_t found = 0, earlier;
    prse_facts_clear(facts);
    if (!year)
        status = find_latest(work, &year, err);
    if (!status)
        status = read_year(work, year, 0, facts, &found, err);
    if (!status && !found)
        status = none_kept(err);
    int32_t count = years_of(facts->pack);
    for (int32_t back = -1; back > -count && !status; back--)
        status = read_year(work, year, back, facts, &earlier, err);
    if (status)
        return status;
    prse__facts_move_to_year(facts, year);
    if (version)
        *version = found;
    return PRSE_OK;
}

typedef struct load {
    int32_t year;
    prse_facts *facts;
    int64_t *version;
} load;

static prse_status load_body(void *user, prse__work *work, prse_error *err)
{
    load *l = user;
    return prse__year_load(work, l->year, l->facts, l->version, err);
}

prse_status prse_portal_facts_load(prse_session *session, prse_str siren,
                                   int32_t year, prse_facts *facts,
                                   int64_t *version, prse_error *err)
{
    load l = {year, facts, version};
    if (!session || !facts)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s is NULL",
                               session ? "facts" : "session");
    return prse__portal_read(session, siren, PRSE_OP_FACTS_VIEW, load_body, &l,
                             err);
}
