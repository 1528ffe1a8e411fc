/* SPDX-License-Identifier: Apache-2.0 */
/* A job's row says which of its events is next and when: so events of one job
 * go out in order, and no sender holds a transaction while somebody listens. */
#include "jobs/fate.h"
#include "jobs/send.h"

enum { LEAST_TRIES = 3 }; /* whatever a clock that was set says */

void prse__delivery_free(prse__delivery *d)
{
    prse__row_free(&d->job);
    prse__row_free(&d->event);
    d->found = 0;
}

/* --- Taking --- */

/* What is due; then what cannot be so late, but of a clock that was set. */
static prse_status lock_due(prse__delivery *d, prse__tx *tx, int64_t now_ms,
                            prse_error *err)
{
    const prse_send_options *o = d->options;
    prse_value now = prse__field_time(now_ms + 1);
    prse_value late = prse__field_time(now_ms + o->longest_retry_ms +
                                       o->hold_ms + 1);
    prse_query query = {.size = sizeof query, .index = TRAVAUX_A_LIVRER,
                        .to = &now};
    prse_status status = prse__job_lock_first(&d->job, tx, &query, err);
    query.to = NULL;
    query.from = &late;
    return status == PRSE_ENOTFOUND
               ? prse__job_lock_first(&d->job, tx, &query, err)
               : status;
}

static prse_status read_event(prse__delivery *d, prse__tx *tx, prse_error *err)
{
    const prse_value *job = d->job.values;
    prse_value key[] = {job[TRAVAIL_ID],
                        prse__field_int(job[TRAVAIL_LIVRES].number + 1)};
    prse_status status = prse__tx_row(
        tx, prse__queue_collection_of(PRSE__EVENEMENTS), key, &d->event, err);
    return status == PRSE_ENOTFOUND
               ? prse__error_set(err, PRSE_ESCHEMA, "evenements",
                                 "the next event of a job is missing")
               : status;
}

static prse_status take(void *user, prse__tx *tx, prse_error *err)
{
    prse__delivery *d = user;
    prse_error own = {0};
    int64_t now_ms = prse__queue_now(d->queue);
    prse_status status = lock_due(d, tx, now_ms, &own);
    status = prse__queue_settle(status, &own, &d->found, err);
    if (status || !d->found)
        return status;
    prse_value *job = d->job.values;
    job[TRAVAIL_LIVRER_LE] = prse__field_time(now_ms + d->options->hold_ms);
    if (job[TRAVAIL_LIVRER_DEPUIS].type == PRSE_TYPE_NULL)
        job[TRAVAIL_LIVRER_DEPUIS] = prse__field_time(now_ms);
    status = read_event(d, tx, err);
    return status ? status : prse__job_put(tx, &d->job, err);
}

prse_status prse__delivery_take(prse__delivery *d, prse_error *err)
{
    prse__delivery_free(d);
    return prse__queue_write(d->queue, take, d, err);
}

prse_queue_event prse__delivery_event(const prse__delivery *d)
{
    const prse_value *job = d->job.values, *event = d->event.values;
    return (prse_queue_event){
        .size = sizeof(prse_queue_event),
        .is_final = event[EVENEMENT_FINAL].type != PRSE_TYPE_NULL,
        .number = event[EVENEMENT_NUMERO].number,
        .pass = event[EVENEMENT_PASSAGE].number,
        .at_ms = event[EVENEMENT_CREE_LE].number,
        .tries = job[TRAVAIL_LIVRER_ESSAIS].number,
        .job = job[TRAVAIL_ID].text,
        .job_kind = job[TRAVAIL_GENRE].text,
        .siren = job[TRAVAIL_SIREN].text,
        .kind = event[EVENEMENT_GENRE].text,
        .body = event[EVENEMENT_CORPS].text};
}

/* --- Marking --- */

/* The turn of the next one. */
static void pass_on(prse__row *job, int64_t now_ms)
{
    prse_value *v = job->values;
    v[TRAVAIL_LIVRES].number++;
    v[TRAVAIL_LIVRER_ESSAIS] = prse__field_int(0);
    v[TRAVAIL_LIVRER_DEPUIS] = prse__field_null();
    v[TRAVAIL_LIVRER_LE] =
        v[TRAVAIL_LIVRES].number < v[TRAVAIL_EVENEMENTS].number
            ? prse__field_time(now_ms)
            : prse__field_null();
}

static void try_later(const prse__delivery *d, prse__row *job, int64_t now_ms)
{
    const prse_send_options *o = d->options;
    prse_value *v = job->values;
    uint64_t seed = prse__str_hash(v[TRAVAIL_ID].text) ^
                    (uint64_t)now_ms << 32;
    int64_t tries = ++v[TRAVAIL_LIVRER_ESSAIS].number;
    v[TRAVAIL_LIVRER_LE] = prse__field_time(
        now_ms + prse__delay_ms(o->retry_ms, o->longest_retry_ms, tries,
                                seed));
}

static int is_hopeless(const prse__delivery *d, const prse__row *job,
                       int64_t now_ms)
{
    const prse_value *v = job->values;
    return d->answer &&
           v[TRAVAIL_LIVRER_ESSAIS].number + 1 >= LEAST_TRIES &&
           now_ms - v[TRAVAIL_LIVRER_DEPUIS].number >= d->options->give_up_ms;
}

static prse_status mark_event(prse__delivery *d, prse__tx *tx, int64_t now_ms,
                              prse_error *err)
{
    const prse_collection *of = prse__queue_collection_of(PRSE__EVENEMENTS);
    prse_value *v = d->event.values;
    v[EVENEMENT_LIVRE_LE] =
        d->answer ? prse__field_null() : prse__field_time(now_ms);
    v[EVENEMENT_ABANDONNE_LE] =
        d->given_up ? prse__field_time(now_ms) : prse__field_null();
    v[EVENEMENT_MESSAGE] =
        d->answer ? prse__field_text_or_null(prse_str_of(d->why.message))
                  : prse__field_null();
    return prse__tx_put(tx, of, v, PRSE_VERSION_ANY, NULL, err);
}

static prse_status mark_job(prse__delivery *d, prse__tx *tx, prse__row *job,
                            prse_error *err)
{
    int64_t now_ms = prse__queue_now(d->queue);
    d->given_up = is_hopeless(d, job, now_ms);
    if (d->answer && !d->given_up)
        try_later(d, job, now_ms);
    else
        pass_on(job, now_ms);
    prse_status status = mark_event(d, tx, now_ms, err);
    return status ? status : prse__job_put(tx, job, err);
}

/* Another sender may have been quicker; or all of it was removed. */
static prse_status mark(void *user, prse__tx *tx, prse_error *err)
{
    prse__delivery *d = user;
    prse_error own = {0};
    prse__row job = {0};
    int there;
    d->given_up = 0;
    prse_status status =
        prse__job_lock(&job, tx, d->job.values[TRAVAIL_ID].text, &own);
    status = prse__queue_settle(status, &own, &there, err);
    if (!status && there &&
        job.values[TRAVAIL_LIVRES].number + 1 ==
            d->event.values[EVENEMENT_NUMERO].number)
        status = mark_job(d, tx, &job, err);
    prse__row_free(&job);
    return status;
}

prse_status prse__delivery_mark(prse__delivery *d, prse_error *err)
{
    return prse__queue_write(d->queue, mark, d, err);
}
