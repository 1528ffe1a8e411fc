/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/plan.h"

#include "base/options.h"
#include "batch/worker.h"

enum { ALL_COLUMNS = 2 * PRSE_BATCH_COUNTS - 1, MOST_CRITERIA = 63 };

/* --- Options --- */

static const char *wrong_choice(const prse_batch_options *opts)
{
    if (opts->columns > ALL_COLUMNS)
        return "columns has a bit that stands for nothing";
    if (opts->columns & PRSE_BATCH_COUNTS &&
        opts->columns != PRSE_BATCH_COUNTS)
        return "counts come alone, without other columns";
    if (opts->columns & PRSE_BATCH_COUNTS &&
        (opts->keep_count > 0 || opts->others == PRSE_BATCH_KEEP_OTHERS))
        return "counts have no rows to keep columns for";
    if ((unsigned)opts->others > PRSE_BATCH_KEEP_OTHERS)
        return "others is no value of prse_batch_others";
    if ((unsigned)opts->style > PRSE_BATCH_WORDS)
        return "style is no value of prse_batch_style";
    if ((opts->obligation_count > 0 && !opts->obligations) ||
        (opts->keep_count > 0 && !opts->keep))
        return "a list is NULL where its count is not 0";
    return NULL;
}

static prse_status take_choices(prse_batch *batch,
                                const prse_batch_options *opts,
                                prse_error *err)
{
    const char *wrong = wrong_choice(opts);
    if (wrong)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s", wrong);
    prse_status status = prse__date_read(&batch->date, opts->date, "date", err);
    if (status)
        return status;
    batch->columns = opts->columns
                         ? opts->columns
                         : PRSE_BATCH_ANSWERS | PRSE_BATCH_ERRORS;
    batch->others = opts->others;
    batch->style = opts->style;
    batch->should_stop = opts->should_stop;
    batch->user = opts->user;
    return PRSE_OK;
}

static prse_status take_keep(prse_batch *batch, const prse_batch_options *opts,
                             prse_error *err)
{
    batch->keep = prse__arena_alloc(batch->arena, opts->keep_count + 1,
                                    sizeof *batch->keep);
    if (!batch->keep)
        return prse__error_nomem(err);
    for (size_t i = 0; i < opts->keep_count; i++) {
        batch->keep[i] = prse__str_dup(batch->arena, opts->keep[i]);
        if (!batch->keep[i].ptr)
            return prse__error_nomem(err);
    }
    batch->keep_count = opts->keep_count;
    return PRSE_OK;
}

/* --- Obligations --- */

static prse_status check_criteria(const prse_batch *batch, size_t obligation,
                                  prse_error *err)
{
    const prse__obligation *o = &batch->pack->tree->obligations[obligation];
    if (!(batch->columns & PRSE_BATCH_CRITERIA) ||
        o->criterion_count <= MOST_CRITERIA)
        return PRSE_OK;
    return prse__error_set(err, PRSE_ELIMIT, o->id.ptr,
                           "`%s` has %zu criteria, more than the %d that a "
                           "bit set holds",
                           o->id.ptr, o->criterion_count, MOST_CRITERIA);
}

static prse_status add_obligation(prse_batch *batch, size_t obligation,
                                  prse_error *err)
{
    for (size_t i = 0; i < batch->obligation_count; i++)
        if (batch->obligations[i] == obligation)
            return prse__error_set(
                err, PRSE_EINVAL,
                batch->pack->tree->obligations[obligation].id.ptr,
                "an obligation is asked for twice");
    batch->obligations[batch->obligation_count++] = obligation;
    return check_criteria(batch, obligation, err);
}

static prse_status add_named(prse_batch *batch, prse_str id, prse_error *err)
{
    char subject[64];
    size_t obligation = prse_pack_obligation_index(batch->pack, id);
    prse__error_copy(subject, sizeof subject, id);
    if (obligation == SIZE_MAX)
        return prse__error_set(err, PRSE_ENOTFOUND, subject,
                               "the pack has no obligation `%s`", subject);
    return add_obligation(batch, obligation, err);
}

static prse_status take_obligations(prse_batch *batch,
                                    const prse_batch_options *opts,
                                    prse_error *err)
{
    size_t all = prse_pack_obligation_count(batch->pack);
    prse_status status = PRSE_OK;
    batch->obligations =
        prse__arena_alloc(batch->arena, all + 1, sizeof *batch->obligations);
    if (!batch->obligations)
        return prse__error_nomem(err);
    for (size_t i = 0; i < opts->obligation_count && !status; i++)
        status = add_named(batch, opts->obligations[i], err);
    for (size_t i = 0; opts->obligation_count == 0 && i < all && !status; i++)
        status = add_obligation(batch, i, err);
    return status;
}

/* --- Life --- */

static prse_status fill(prse_batch *batch, const prse_batch_options *opts,
                        prse_error *err)
{
    prse_status status = take_choices(batch, opts, err);
    if (!status)
        status = take_obligations(batch, opts, err);
    if (!status)
        status = take_keep(batch, opts, err);
    if (!status)
        status = prse__plan_answers(batch, err);
    return status ? status : prse__plan_courses(batch, err);
}

prse_status prse_batch_new(prse_batch **out, prse_pack *pack,
                           const prse_batch_options *opts, prse_error *err)
{
    prse_batch_options own = {0};
    if (!out || !pack || !opts)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, pack and opts are required");
    prse_status status =
        prse__options_read(&own, sizeof own, opts, "batch options", err);
    if (status)
        return status;
    prse_batch *batch = prse__alloc(1, sizeof *batch);
    if (!batch)
        return prse__error_nomem(err);
    atomic_init(&batch->refs, 1);
    for (size_t i = 0; i < PRSE__SPARES; i++)
        atomic_init(&batch->spares[i], NULL);
    batch->pack = prse_pack_ref(pack);
    batch->arena = prse__arena_new(0);
    status = batch->arena ? fill(batch, &own, err) : prse__error_nomem(err);
    if (status) {
        prse_batch_unref(batch);
        return status;
    }
    *out = batch;
    return PRSE_OK;
}

prse_batch *prse_batch_ref(prse_batch *batch)
{
    if (batch)
        atomic_fetch_add(&batch->refs, 1);
    return batch;
}

void prse_batch_unref(prse_batch *batch)
{
    if (!batch || atomic_fetch_sub(&batch->refs, 1) > 1)
        return;
    for (size_t i = 0; i < PRSE__SPARES; i++)
        prse__worker_free(atomic_load(&batch->spares[i]));
    prse__program_free(&batch->program);
    prse__arena_free(batch->arena);
    prse_pack_unref(batch->pack);
    prse__free(batch);
}
