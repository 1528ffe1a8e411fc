/* SPDX-License-Identifier: Apache-2.0 */
/* Random steps in random transactions on all stores at once: the same answers,
 * the same rows, the same versions, the same digest.
 *
 *   differential STEPS SEED SQLITE_FILE [POSTGRES_URL] */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "portailrse/store.h"
#include "store/steps.h"

enum { DIGEST_EVERY = 10000, LONGEST = 200 };

typedef struct run {
    sides s;
    steps choices;
    uint64_t steps, digests, kept, undone, answers[64];
} run;

static int add_side(sides *s, const char *name, prse_status status,
                    const prse_error *err)
{
    prse_error why = {0};
    if (status) {
        fprintf(stderr, "%s: %s\n", name, err->message);
        return 0;
    }
    s->names[s->count] = name;
    prse__buf_init(&s->answers[s->count], 0);
    if (prse_store_migrate(&s->stores[s->count++], &steps_schema, &why)) {
        fprintf(stderr, "%s: %s\n", name, why.message);
        return 0;
    }
    return 1;
}

static int open_all(sides *s, const char *file, const char *url)
{
    prse_store_sqlite_options lite = {.size = sizeof lite,
                                      .durability = PRSE_NOT_FLUSHED};
    prse_store_postgres_options pg = {.size = sizeof pg,
                                      .durability = PRSE_NOT_FLUSHED};
    prse_error err = {0};
    return add_side(s, "memory",
                    prse_store_memory(&s->stores[s->count], &err), &err) &&
           add_side(s, "sqlite",
                    prse_store_sqlite(&s->stores[s->count],
                                      prse_str_of(file), &lite, &err),
                    &err) &&
           (!url || add_side(s, "postgres",
                             prse_store_postgres(&s->stores[s->count],
                                                 prse_str_of(url), &pg, &err),
                             &err));
}

static int differ(const run *r, const char *what)
{
    printf("seed %" PRIu64 ", step %" PRIu64 ": %s\n", r->choices.seed,
           r->steps, what);
    for (size_t i = 0; i < r->s.count; i++)
        printf("--- %s: %.*s\n", r->s.names[i], (int)r->s.answers[i].len,
               r->s.answers[i].len ? r->s.answers[i].ptr : "");
    return 0;
}

static int writes(const sides_step *step)
{
    return step->kind != SIDES_GET && step->kind != SIDES_SCAN;
}

/* 0: they differ. *over: the transaction can only be undone. */
static int take_step(run *r, uint32_t write, int *over)
{
    sides_step step;
    do
        steps_next(&r->choices, &step, &r->s.tx[0]);
    while (!write && writes(&step));
    int same = sides_take(&r->s, &step);
    r->steps++;
    r->answers[r->s.status]++;
    *over = sides_is_over(&step, r->s.status);
    if (same)
        return 1;
    prse__buf what;
    prse__buf_init(&what, 0);
    sides_say(&what, &step);
    differ(r, what.ptr);
    prse__buf_free(&what);
    return 0;
}

static int transaction(run *r)
{
    uint32_t write = steps_draw(&r->choices, 8) != 0;
    uint64_t count = 1 + steps_draw(&r->choices, LONGEST);
    int over = 0;
    if (!sides_begin(&r->s, write) || r->s.status)
        return differ(r, "begin");
    for (uint64_t i = 0; i < count && !over; i++)
        if (!take_step(r, write, &over))
            return 0;
    if (over || steps_draw(&r->choices, 5) == 0) {
        sides_rollback(&r->s);
        r->undone++;
        return 1;
    }
    r->kept++;
    return (sides_commit(&r->s) && !r->s.status) || differ(r, "commit");
}

static int digest(run *r)
{
    if (!sides_digest(&r->s, &steps_schema) || r->s.status)
        return differ(r, "digest");
    r->digests++;
    return 1;
}

static int all_steps(run *r, uint64_t count)
{
    uint64_t next = DIGEST_EVERY;
    while (r->steps < count) {
        if (!transaction(r))
            return 0;
        if (r->steps >= next && !digest(r))
            return 0;
        if (r->steps >= next)
            next += DIGEST_EVERY;
    }
    return digest(r);
}

/* Every answer that the contract knows has to come up. */
static int is_mixed(const run *r)
{
    return r->answers[PRSE_OK] > r->steps / 3 &&
           r->answers[PRSE_ENOTFOUND] > r->steps / 100 &&
           r->answers[PRSE_EEXISTS] > r->steps / 100 &&
           r->answers[PRSE_ECONFLICT] > r->steps / 100 &&
           r->kept > r->steps / 400 && r->undone > r->kept / 20;
}

int main(int count, char **words)
{
    static run r;
    struct timespec now;
    if (count < 4)
        return 2;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t wanted = strtoull(words[1], NULL, 10);
    r.choices.seed = strtoull(words[2], NULL, 10);
    if (r.choices.seed == 0)
        r.choices.seed = (uint64_t)now.tv_sec;
    int good = open_all(&r.s, words[3], count > 4 ? words[4] : NULL) &&
               all_steps(&r, wanted);
    printf("seed %" PRIu64 ": %" PRIu64 " steps on %zu stores, %" PRIu64
           " transactions kept, %" PRIu64 " undone, %" PRIu64 " digests; "
           "%" PRIu64 " done, %" PRIu64 " not found, %" PRIu64
           " there already, %" PRIu64 " conflicts\n",
           r.choices.seed, r.steps, r.s.count, r.kept, r.undone, r.digests,
           r.answers[PRSE_OK], r.answers[PRSE_ENOTFOUND],
           r.answers[PRSE_EEXISTS], r.answers[PRSE_ECONFLICT]);
    if (good && !is_mixed(&r)) {
        printf("the steps are too much alike\n");
        good = 0;
    }
    sides_free(&r.s);
    return !good;
}
