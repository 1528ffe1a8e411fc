/* SPDX-License-Identifier: Apache-2.0 */
/* Saving the facts of a year: what it held goes into the history, and so do the
 * years after it, which were told on the strength of it. */
#include "base/options.h"
#include "crypto/crypto.h"
#include "engine/facts.h"
#include "formats/json_writer.h"
#include "portailrse/qualification.h"
#include "portal/year.h"

enum { LEAST_YEAR = 1900, MOST_YEAR = 2999 };

typedef struct save {
    int32_t year;
    const prse_facts *facts;
    prse_qualification_options options;
    prse_value closing;
    int64_t warnings;
    prse__buf values, sources;
    char digest[PRSE__DIGEST_HEX]; /* of the values, for the journal */
} save;

/* --- History --- */

static int note_number(void *user, const prse_value *values, int64_t version)
{
    (void)version;
    *(int64_t *)user = values[ANCIEN_NUMERO].number;
    return 1;
}

static prse_status next_number(prse__work *work, const prse_value *values,
                               int64_t *number, prse_error *err)
{
    prse_query query = {.size = sizeof query, .index = -1, .equal = values,
                        .equal_count = 2, .descending = 1, .limit = 1};
    *number = 0;
    prse_status status = prse__tx_scan(
        work->tx, prse__portal_collection_of(PRSE__EXERCICES_ANCIENS), &query,
        note_number, number, err);
    ++*number;
    return status;
}

/* Puts a row of `exercices` there; `why` is ANCIEN_MOTIF. */
static prse_status archive(prse__work *work, const prse_value *values,
                           const char *why, prse_error *err)
{
    prse_value old[ANCIEN_COLUMNS];
    int64_t number;
    prse_status status = next_number(work, values, &number, err);
    old[ANCIEN_SIREN] = values[EXERCICE_SIREN];
    old[ANCIEN_ANNEE] = values[EXERCICE_ANNEE];
    old[ANCIEN_NUMERO] = prse__field_int(number);
    for (int i = EXERCICE_CLOTURE; i < EXERCICE_COLUMNS; i++)
        old[i + 1] = values[i];
    old[ANCIEN_MOTIF] = prse__field_text(prse_str_of(why));
    old[ANCIEN_ARCHIVE_LE] = prse__field_time(work->now_ms);
    return status ? status
                  : prse__tx_put(work->tx, prse__portal_collection_of(
                                               PRSE__EXERCICES_ANCIENS),
                                 old, PRSE_VERSION_NEW, NULL, err);
}

static prse_status archive_this(prse__work *work, save *s, prse_error *err)
{
    prse__row row = {0};
    prse_value key[2] = {prse__field_text(work->siren),
                         prse__field_int(s->year)};
    prse_status status =
        prse__portal_row(work, PRSE__EXERCICES, key, &row, err);
    if (!status && row.values)
        status = archive(work, row.values, "remplace", err);
    prse__row_free(&row);
    return status;
}

/* The first year after this one; *year 0: there is none. */
static int note_first(void *user, const prse_value *values, int64_t version)
{
    (void)version;
    *(int64_t *)user = values[EXERCICE_ANNEE].number;
    return 1;
}

static prse_status find_later(prse__work *work, int32_t year, int64_t *later,
                              prse_error *err)
{
    prse_value siren = prse__field_text(work->siren);
    prse_value from = prse__field_int((int64_t)year + 1);
    prse_query query = {.size = sizeof query, .index = -1, .equal = &siren,
                        .equal_count = 1, .from = &from, .limit = 1};
    *later = 0;
    return prse__tx_scan(work->tx,
                         prse__portal_collection_of(PRSE__EXERCICES), &query,
                         note_first, later, err);
}

static prse_status drop_year(prse__work *work, int64_t year, prse_error *err)
{
    const prse_collection *of = prse__portal_collection_of(PRSE__EXERCICES);
    prse__row row = {0};
    prse_value key[2] = {prse__field_text(work->siren),
                         prse__field_int(year)};
    prse_status status = prse__tx_row(work->tx, of, key, &row, err);
    if (!status)
        status = archive(work, row.values, "abandonne", err);
    if (!status)
        status = prse__tx_remove(work->tx, of, key, row.version, err);
    prse__row_free(&row);
    return status;
}

static prse_status drop_later(prse__work *work, save *s, prse__json *dropped,
                              prse_error *err)
{
    int64_t later = 0;
    prse_status status = PRSE_OK;
    if (s->options.keep_later)
        return PRSE_OK;
    do {
        status = find_later(work, s->year, &later, err);
        if (!status && later) {
            status = drop_year(work, later, err);
            prse__json_int(dropped, later);
        }
    } while (!status && later);
    return status;
}

/* --- The year and its company --- */

static prse_status put_year(prse__work *work, save *s, prse_error *err)
{
    const prse_pack *pack = s->facts->pack;
    prse_value values[EXERCICE_COLUMNS] = {
        [EXERCICE_SIREN] = prse__field_text(work->siren),
        [EXERCICE_ANNEE] = prse__field_int(s->year),
        [EXERCICE_CLOTURE] = s->closing,
        [EXERCICE_FAITS] = prse__field_json(prse__buf_str(&s->values)),
        [EXERCICE_SOURCES] = prse__field_json(prse__buf_str(&s->sources)),
        [EXERCICE_PACK] = prse__field_text(prse_pack_id(pack)),
        [EXERCICE_PACK_EMPREINTE] =
            prse__field_text(prse_pack_digest(pack)),
        [EXERCICE_AVERTISSEMENTS] = prse__field_int(s->warnings),
        [EXERCICE_AUTEUR] =
            prse__field_text(prse__buf_str(&work->session->actor)),
        [EXERCICE_MODIFIE_LE] = prse__field_time(work->now_ms)};
    return prse__tx_put(work->tx, prse__portal_collection_of(PRSE__EXERCICES),
                        values, s->options.expected, NULL, err);
}

static prse_status touch_company(prse__work *work, prse_error *err)
{
    const prse_collection *of = prse__portal_collection_of(PRSE__ENTREPRISES);
    prse__row row = {0};
    prse_value key = prse__field_text(work->siren);
    prse_status status = prse__tx_row(work->tx, of, &key, &row, err);
    if (!status) {
        row.values[ENTREPRISE_QUALIFIEE_LE] = prse__field_date(work->today);
        row.values[ENTREPRISE_MODIFIE_LE] = prse__field_time(work->now_ms);
        status = prse__tx_put(work->tx, of, row.values, row.version, NULL,
                              err);
    }
    prse__row_free(&row);
    return status;
}

static prse_status note(prse__work *work, save *s, prse__buf *details,
                        prse_error *err)
{
    prse__buf year;
    prse__buf_init(&year, 0);
    prse__buf_addf(&year, "%d", (int)s->year);
    prse_status status =
        year.failed || details->failed
            ? prse__error_nomem(err)
            : prse__journal_add(work, PRSE_OP_FACTS_EDIT,
                                prse__buf_str(&year), prse__buf_str(details),
                                err);
    prse__buf_free(&year);
    return status;
}

static prse_status save_body(void *user, prse__work *work, prse_error *err)
{
    save *s = user;
    prse__buf details;
    prse__json json;
    prse__buf_init(&details, 0);
    prse__json_init(&json, &details, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "faits", prse_str_of(s->digest));
    prse__json_put(&json, "pack", prse_pack_digest(s->facts->pack));
    prse__json_key(&json, PRSE_STR("abandonnes"));
    prse__json_open(&json, '[');
    prse_status status = touch_company(work, err);
    if (!status)
        status = archive_this(work, s, err);
    if (!status)
        status = put_year(work, s, err);
    if (!status)
        status = drop_later(work, s, &json, err);
    prse__json_close(&json, ']');
    prse__json_close(&json, '}');
    if (!status)
        status = note(work, s, &details, err);
    prse__buf_free(&details);
    return status;
}

/* --- Before anything is opened --- */

prse_status prse__year_check(int32_t year, prse_error *err)
{
    if (year >= LEAST_YEAR && year <= MOST_YEAR)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, "year",
                           "%d is no financial year: expected %d to %d",
                           (int)year, (int)LEAST_YEAR, (int)MOST_YEAR);
}

static prse_status check_coherence(save *s, prse_error *err)
{
    prse_facts *facts = (prse_facts *)s->facts; /* checks are kept, once */
    prse_status status = prse__facts_check(facts, err);
    if (status)
        return status;
    s->warnings = (int64_t)(facts->warning_count - facts->read_count);
    if (!s->warnings || s->options.allow_incoherent)
        return PRSE_OK;
    prse_str first = facts->warnings[facts->read_count].en;
    return prse__error_set(err, PRSE_ERULE, NULL, "%.*s", (int)first.len,
                           first.ptr);
}

static prse_status prepare(save *s, const prse_qualification_options *opts,
                           prse_error *err)
{
    prse_status status = PRSE_OK;
    s->options.expected = PRSE_VERSION_ANY;
    if (opts)
        status = prse__options_read(&s->options, sizeof s->options, opts,
                                    "prse_qualification_options", err);
    if (!status)
        status = prse__year_check(s->year, err);
    if (!status)
        status = prse__portal_day(&s->closing, s->options.closing, "closing",
                                  err);
    if (!status)
        status = check_coherence(s, err);
    if (!status)
        status = prse__year_write(&s->values, &s->sources, s->facts, err);
    return status ? status
                  : prse__digest_hex(s->digest, prse__buf_str(&s->values),
                                     err);
}

prse_status prse_portal_facts_save(prse_session *session, prse_str siren,
                                   int32_t year, const prse_facts *facts,
                                   const prse_qualification_options *opts,
                                   prse_error *err)
{
    if (!session || !facts)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s is NULL",
                               session ? "facts" : "session");
    save s = {.year = year, .facts = facts};
    prse__buf_init(&s.values, 0);
    prse__buf_init(&s.sources, 0);
    prse_status status = prepare(&s, opts, err);
    if (!status)
        status = prse__portal_write(session, siren, PRSE_OP_FACTS_EDIT,
                                    save_body, &s, err);
    prse__buf_free(&s.values);
    prse__buf_free(&s.sources);
    return status;
}
