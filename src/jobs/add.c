/* SPDX-License-Identifier: Apache-2.0 */
/* Giving work, once. */
#include <string.h>

#include "base/options.h"
#include "jobs/id.h"
#include "jobs/queue.h"

enum {
    SIREN_MAX = 64,
    KEY_MAX = 128,
    PAYLOAD_MAX = 1024 * 1024,
    PRIORITY_MAX = 100,
    ATTEMPTS_MAX = 1000,
    AT_ONCE = 1000
};

typedef struct adding {
    prse_value row[TRAVAIL_COLUMNS];
    char id[PRSE__JOB_ID];
    int32_t state; /* of a new one */
    prse_job_added out;
} adding;

typedef struct addings {
    adding *all;
    size_t count;
} addings;

/* --- What is asked --- */

static prse_status check_numbers(const prse_job_request *r, prse_error *err)
{
    if (r->priority < -PRIORITY_MAX || r->priority > PRIORITY_MAX)
        return prse__error_set(err, PRSE_EINVAL, "priority",
                               "it is between -100 and 100");
    if (r->attempts > ATTEMPTS_MAX)
        return prse__error_set(err, PRSE_EINVAL, "attempts",
                               "they are at most 1,000");
    if (r->run_at_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "run_at_ms",
                               "it is not before 1970");
    return PRSE_OK;
}

static prse_status read_request(prse_job_request *own,
                                const prse_job_request *given,
                                prse_error *err)
{
    prse_status status = prse__options_read(own, sizeof *own, given,
                                            "prse_job_request", err);
    if (!status)
        status = prse__queue_word(own->kind, "genre", err);
    if (!status)
        status = prse__queue_key(own->siren, SIREN_MAX, "siren", err);
    if (!status)
        status = prse__queue_key(own->key, KEY_MAX, "cle", err);
    if (!status && own->payload.len)
        status = prse__queue_json(own->payload, PAYLOAD_MAX, "charge", err);
    return status ? status : check_numbers(own, err);
}

/* --- Its row --- */

static void zero_counts(prse_value *row)
{
    static const int counts[] = {
        TRAVAIL_ECHECS, TRAVAIL_MORTS, TRAVAIL_JETON, TRAVAIL_SIGNES,
        TRAVAIL_GARDES, TRAVAIL_FAIT, TRAVAIL_TOTAL, TRAVAIL_EVENEMENTS,
        TRAVAIL_LIVRES, TRAVAIL_LIVRER_ESSAIS};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        row[counts[i]] = prse__field_int(0);
}

static void write_row(adding *a, const prse_job_request *r,
                      const prse_queue *queue, int64_t now_ms)
{
    prse_value *row = a->row;
    int later = r->run_at_ms > now_ms;
    zero_counts(row);
    row[TRAVAIL_ID] = prse__field_text(prse_str_of(a->id));
    row[TRAVAIL_GENRE] = prse__field_text(r->kind);
    row[TRAVAIL_SIREN] = prse__field_text(r->siren);
    row[TRAVAIL_CLE] = prse__field_text_or_null(r->key);
    row[TRAVAIL_VIVANT] = prse__field_int(1);
    a->state = later ? PRSE_JOB_WAITING : PRSE_JOB_READY;
    row[TRAVAIL_ETAT] = prse__field_text(
        prse__job_state_word((prse_job_state)a->state));
    row[TRAVAIL_MOMENT] = prse__field_time(later ? r->run_at_ms : now_ms);
    row[TRAVAIL_PRIORITE] = prse__field_int(r->priority);
    row[TRAVAIL_CHARGE] = prse__field_text_or_null(r->payload);
    row[TRAVAIL_PASSAGE] = prse__field_int(1);
    row[TRAVAIL_ESSAIS] = prse__field_int(
        r->attempts ? r->attempts : queue->options.attempts);
    row[TRAVAIL_CREE_LE] = prse__field_time(now_ms);
}

/* --- The same work, which may be there --- */

static int see_same(void *user, const prse_value *values, int64_t version)
{
    prse_job_added *out = user;
    (void)version;
    prse__error_copy(out->id, sizeof out->id, values[TRAVAIL_ID].text);
    for (int s = PRSE_JOB_READY; s <= PRSE_JOB_CANCELED; s++)
        if (prse__str_eq(values[TRAVAIL_ETAT].text,
                         prse__job_state_word((prse_job_state)s)))
            out->state = s;
    return 1;
}

static prse_status find_same(adding *a, prse__tx *tx, prse_error *err)
{
    prse_value same[] = {a->row[TRAVAIL_GENRE], a->row[TRAVAIL_CLE],
                         a->row[TRAVAIL_VIVANT]};
    prse_query query = {.size = sizeof query, .index = TRAVAUX_UNIQUES,
                        .equal = same, .equal_count = 3, .limit = 1};
    a->out.is_new = 0;
    a->out.id[0] = '\0';
    prse_status status =
        prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                      see_same, &a->out, err);
    if (!status && !a->out.id[0]) /* it ended badly just now */
        status = prse__error_set(err, PRSE_EBUSY, "travaux",
                                 "the same work is being given up");
    return status;
}

static prse_status add_one(adding *a, prse__tx *tx, prse_error *err)
{
    prse_error own = {0};
    prse_status status =
        prse__tx_put(tx, prse__queue_collection_of(PRSE__TRAVAUX), a->row,
                     PRSE_VERSION_NEW, NULL, &own);
    if (status == PRSE_EEXISTS && a->row[TRAVAIL_CLE].type != PRSE_TYPE_NULL)
        return find_same(a, tx, err);
    if (status && err)
        *err = own;
    if (status)
        return status;
    a->out.is_new = 1;
    a->out.state = a->state;
    memcpy(a->out.id, a->id, sizeof a->id);
    return PRSE_OK;
}

static prse_status add(void *user, prse__tx *tx, prse_error *err)
{
    const addings *as = user;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < as->count && !status; i++)
        status = add_one(&as->all[i], tx, err);
    return status;
}

/* --- Many, of structs whose size the caller knows --- */

static prse_status prepare(adding *a, prse_queue *queue,
                           const prse_job_request *request,
                           prse_job_added *out, prse_error *err)
{
    prse_job_request own = {0};
    int64_t now_ms = prse__queue_now(queue);
    a->out.size = sizeof a->out;
    prse_status status = read_request(&own, request, err);
    if (!status) /* a wrong size is told before anything is kept */
        status = prse__struct_give(out, &a->out, sizeof a->out, err);
    if (!status)
        status = prse__job_id_make(a->id, now_ms, err);
    if (!status)
        write_row(a, &own, queue, now_ms);
    return status;
}

static const prse_job_request *request_at(const prse_job_request *all,
                                          size_t i)
{
    return (const prse_job_request *)(const void *)((const char *)all +
                                                    i * all->size);
}

static prse_job_added *out_at(prse_job_added *all, size_t i)
{
    return (prse_job_added *)(void *)((char *)all + i * all->size);
}

static prse_status prepare_all(addings *as, prse_queue *queue,
                               const prse_job_request *requests,
                               prse_job_added *out, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < as->count && !status; i++) {
        const prse_job_request *r = request_at(requests, i);
        if (r->size != requests->size || out_at(out, i)->size != out->size)
            return prse__error_set(err, PRSE_EABI, "prse_job_request",
                                   "the sizes of all structs are the same");
        status = prepare(&as->all[i], queue, r, out_at(out, i), err);
        if (as->count > 1)
            prse__job_id_number(as->all[i].id, i);
    }
    return status;
}

static prse_status add_all(addings *as, prse_queue *queue,
                           const prse_job_request *requests,
                           prse_job_added *out, prse_error *err)
{
    prse_status status = prepare_all(as, queue, requests, out, err);
    if (!status)
        status = prse__queue_write(queue, add, as, err);
    for (size_t i = 0; i < as->count && !status; i++)
        status = prse__struct_give(out_at(out, i), &as->all[i].out,
                                   sizeof as->all[i].out, err);
    return status;
}

prse_status prse_queue_add(prse_queue *queue, const prse_job_request *request,
                           prse_job_added *out, prse_error *err)
{
    return prse_queue_add_all(queue, request, out, 1, err);
}

prse_status prse_queue_add_all(prse_queue *queue,
                               const prse_job_request *requests,
                               prse_job_added *out, size_t count,
                               prse_error *err)
{
    addings as = {.count = count};
    if (!queue || !requests || !out)
        return prse__error_set(err, PRSE_EINVAL,
                               queue ? "requests, out" : "queue",
                               "it is NULL");
    if (count > AT_ONCE)
        return prse__error_set(err, PRSE_ELIMIT, "requests",
                               "at most %d are added at once", AT_ONCE);
    as.all = prse__alloc(count ? count : 1, sizeof *as.all);
    if (!as.all)
        return prse__error_nomem(err);
    prse_status status = add_all(&as, queue, requests, out, err);
    prse__free(as.all);
    return status;
}
