/* SPDX-License-Identifier: Apache-2.0 */
#include "reform/reform.h"

#include <string.h>

#include "base/options.h"

/* --- Life --- */

static prse_status take_columns(prse_reform *r,
                                const prse_reform_options *opts,
                                prse_error *err)
{
    r->splits =
        prse__arena_alloc(r->arena, opts->by_count + 1, sizeof *r->splits);
    if (!r->splits)
        return prse__error_nomem(err);
    for (; r->split_count < opts->by_count; r->split_count++) {
        prse__reform_split *split = &r->splits[r->split_count];
        split->arena = r->arena;
        split->obligation_count = r->obligation_count;
        split->column = prse__str_dup(r->arena, opts->by[r->split_count]);
        if (!split->column.ptr)
            return prse__error_nomem(err);
    }
    return PRSE_OK;
}

static prse_status tell_difference(prse_reform *r,
                                   const prse_reform_options *opts,
                                   prse_error *err)
{
    prse_diff_options options = {.size = sizeof options,
                                 .format = PRSE_FORMAT_JSON,
                                 .lang = opts->lang,
                                 .date_a = opts->date_a,
                                 .date_b = opts->date_b};
    return prse_pack_diff(&r->difference, NULL, r->packs[0], r->packs[1],
                          &options, err);
}

/* The planes of one obligation. */
static void note_planes(prse__seen *seen, const prse__reform_side *side,
                        size_t which, size_t place, uint8_t *taken)
{
    const prse__course *course = &side->plan->courses[place];
    size_t steps = course->until[course->node_count - 1];
    memset(taken, 0, side->plan->program.plane_count);
    for (size_t s = 0; s < steps; s++) {
        uint32_t plane = course->steps[s].plane;
        if (!taken[plane])
            seen->planes[seen->plane_count++] = (prse__seen_plane){
                &side->planes[plane], &side->plan->program.planes[plane],
                which};
        taken[plane] = 1;
    }
}

static prse_status take_planes(prse_reform *r, prse__reform_obligation *o,
                               prse_error *err)
{
    size_t most = r->sides[0].plan->program.plane_count +
                  r->sides[1].plan->program.plane_count + 1;
    uint8_t *taken = prse__alloc(most, 1);
    o->seen.planes = prse__alloc(most, sizeof *o->seen.planes);
    for (size_t side = 0; side < 2 && taken && o->seen.planes; side++)
        if (o->place[side] != SIZE_MAX)
            note_planes(&o->seen, &r->sides[side], side, o->place[side],
                        taken);
    prse__free(taken);
    o->seen.words = (o->seen.plane_count + 63) / 64;
    uint64_t *keys = prse__resize(r->keys, 0, 64 * (most / 64 + 1),
                                  sizeof *keys);
    r->keys = keys ? keys : r->keys;
    return taken && o->seen.planes && keys ? PRSE_OK : prse__error_nomem(err);
}

static prse_status take_all_planes(prse_reform *r, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < r->obligation_count && !status; i++)
        if (r->obligations[i].touched)
            status = take_planes(r, &r->obligations[i], err);
    return status;
}

static prse_status fill(prse_reform *r, const prse_reform_options *opts,
                        prse_error *err)
{
    r->counts_only = opts->counts_only;
    r->should_stop = opts->should_stop;
    r->bad_row = opts->bad_row;
    r->user = opts->user;
    prse_status status = prse__reform_law(r, opts, err);
    if (!status)
        status = take_columns(r, opts, err);
    if (!status)
        status = prse__reform_compare(r, err);
    if (!status && !r->counts_only)
        status = tell_difference(r, opts, err);
    return status ? status : take_all_planes(r, err);
}

prse_status prse_reform_new(prse_reform **out, prse_pack *before,
                            prse_pack *after, const prse_reform_options *opts,
                            prse_error *err)
{
    prse_reform_options own = {0};
    if (!out || !before || !after || !opts)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, before, after and opts are required");
    prse_status status =
        prse__options_read(&own, sizeof own, opts, "reform options", err);
    if (status)
        return status;
    if (!own.date_a.len)
        return prse__error_set(err, PRSE_EINVAL, "date_a",
                               "date_a is required: the day on which the "
                               "packs are read");
    prse_reform *r = prse__alloc(1, sizeof *r);
    if (!r)
        return prse__error_nomem(err);
    r->packs[0] = prse_pack_ref(before);
    r->packs[1] = prse_pack_ref(after);
    r->arena = prse__arena_new(0);
    status = r->arena ? fill(r, &own, err) : prse__error_nomem(err);
    if (status)
        prse_reform_free(r);
    else
        *out = r;
    return status;
}

void prse_reform_free(prse_reform *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->obligation_count; i++)
        prse__seen_free(&r->obligations[i].seen);
    prse__free(r->keys);
    prse__diff_free(&r->diff);
    prse_text_free(r->difference);
    for (size_t side = 0; side < 2; side++) {
        prse__reform_side_free(&r->sides[side]);
        prse_pack_unref(r->packs[side]);
    }
    prse__arena_free(r->arena);
    prse__free(r);
}

/* --- Counts --- */

static int64_t count_pairs(const prse__reform_pairs *pairs, int32_t from,
                           int32_t to)
{
    int64_t sum = 0;
    for (int32_t a = 0; a < PRSE__REFORM_STATES; a++)
        for (int32_t b = 0; b < PRSE__REFORM_STATES; b++)
            if ((from == PRSE_REFORM_ANY || from == a) &&
                (to == PRSE_REFORM_ANY || to == b))
                sum += pairs->of[a][b];
    return sum;
}

int64_t prse_reform_count(const prse_reform *reform, prse_str obligation,
                          int32_t from, int32_t to)
{
    if (!reform)
        return 0;
    if (obligation.len == 0)
        return reform->companies;
    for (size_t i = 0; i < reform->obligation_count; i++)
        if (prse__str_eq(reform->obligations[i].id, obligation))
            return count_pairs(&reform->obligations[i].pairs, from, to);
    return 0;
}
