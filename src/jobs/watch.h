/* SPDX-License-Identifier: Apache-2.0 */
/* Which holders of jobs are dead, told by watching that they give no sign: no
 * clock of the day, and no other machine's clock, has a say in it. */
#ifndef PRSE_JOBS_WATCH_H
#define PRSE_JOBS_WATCH_H

#include <stddef.h>

#include "jobs/id.h"
#include "portailrse/sys/store.h"

typedef struct prse__watched {
    char id[PRSE__JOB_ID];
    int64_t token, signs, lease_ms;
    int64_t silent_ms; /* that it was seen to be */
} prse__watched;

typedef struct prse__watch {
    prse__watched *before, *now; /* of the last look, and of this one */
    size_t before_count, count, room;
    int64_t looked_ms; /* monotonic, of the last look */
    int out_of_memory;
} prse__watch;

void prse__watch_free(prse__watch *watch);
/* A look: forgets what this one has seen so far, ... */
void prse__watch_begin(prse__watch *watch);
/* ... sees the rows of jobs that run (a prse_row_found, user: the watch), ...
 */
int prse__watch_see(void *watch, const prse_value *values, int64_t version);
/* ... and tells how long each of them has been silent. However long ago the
 * last look was, it counts as half a lease at most: a machine that was paused
 * as a whole must see a silence go on before it believes it. */
prse_status prse__watch_end(prse__watch *watch, int64_t monotonic_ms,
                            prse_error *err);
int prse__watched_is_dead(const prse__watched *watched);

#endif
