/* SPDX-License-Identifier: Apache-2.0 */
/* The end of a job's pass, whatever it is: here, and only here, its final event
 * is written. */
#include "formats/json_writer.h"
#include "jobs/queue.h"

enum { AT_ONCE = 16, NAME = 33 };

void prse__job_note(prse__row *row, const prse_error *why)
{
    row->values[TRAVAIL_ERREUR] = prse__field_text(
        prse_str_of(prse_status_name((prse_status)why->code)));
    row->values[TRAVAIL_MESSAGE] =
        prse__field_text_or_null(prse_str_of(why->message));
}

/* --- Stages --- */

typedef struct names {
    char all[AT_ONCE][NAME];
    size_t count;
} names;

static int note_name(void *user, const prse_value *values, int64_t version)
{
    names *n = user;
    (void)version;
    prse__error_copy(n->all[n->count++], NAME, values[ETAPE_NOM].text);
    return n->count == AT_ONCE;
}

static prse_status drop_some(prse__tx *tx, const prse_value *job, names *n,
                             prse_error *err)
{
    const prse_collection *of = prse__queue_collection_of(PRSE__ETAPES);
    prse_query query = {.size = sizeof query, .index = -1, .equal = job,
                        .equal_count = 1, .limit = AT_ONCE};
    n->count = 0;
    prse_status status = prse__tx_scan(tx, of, &query, note_name, n, err);
    for (size_t i = 0; i < n->count && !status; i++) {
        prse_value key[] = {*job, prse__field_text(prse_str_of(n->all[i]))};
        status = prse__tx_remove(tx, of, key, PRSE_VERSION_ANY, err);
    }
    return status;
}

static prse_status drop_stages(prse__tx *tx, const prse__row *row,
                               prse_error *err)
{
    names n = {.count = AT_ONCE};
    prse_status status = PRSE_OK;
    while (!status && n.count == AT_ONCE)
        status = drop_some(tx, &row->values[TRAVAIL_ID], &n, err);
    return status;
}

/* --- The final event --- */

static void put_text(prse__json *json, const char *key,
                     const prse_value *value)
{
    if (value->type != PRSE_TYPE_NULL)
        prse__json_put(json, key, value->text);
}

static void write_body(prse__buf *out, const prse__row *row)
{
    prse__json json;
    prse__buf_init(out, 0);
    prse__json_init(&json, out, 0);
    prse__json_open(&json, '{');
    put_text(&json, "etat", &row->values[TRAVAIL_ETAT]);
    prse__json_put_int(&json, "echecs", row->values[TRAVAIL_ECHECS].number);
    if (!prse__job_is(row, PRSE_JOB_DONE)) {
        put_text(&json, "erreur", &row->values[TRAVAIL_ERREUR]);
        put_text(&json, "message", &row->values[TRAVAIL_MESSAGE]);
    }
    prse__json_close(&json, '}');
}

static prse_status add_final(prse__tx *tx, prse__row *row, int64_t now_ms,
                             prse_error *err)
{
    prse__buf body;
    write_body(&body, row);
    prse_status status = body.failed
        ? prse__error_nomem(err)
        : prse__event_add(tx, row, row->values[TRAVAIL_ETAT].text,
                          prse__buf_str(&body), now_ms, err);
    prse__buf_free(&body);
    return status;
}

prse_status prse__job_end(prse__tx *tx, prse__row *row, prse_job_state state,
                          int64_t now_ms, prse_error *err)
{
    int has_stages = row->values[TRAVAIL_GARDES].number > 0;
    prse__job_enter(row, state, now_ms);
    row->values[TRAVAIL_GARDES] = prse__field_int(0);
    row->values[TRAVAIL_FINI_LE] = prse__field_time(now_ms);
    if (state != PRSE_JOB_DONE)
        row->values[TRAVAIL_VIVANT] = prse__field_null();
    prse_status status = add_final(tx, row, now_ms, err);
    return status || !has_stages ? status : drop_stages(tx, row, err);
}
