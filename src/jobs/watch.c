/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/watch.h"

#include <string.h>

#include "base/mem.h"
#include "jobs/queue.h"

enum { FIRST = 16 };

void prse__watch_free(prse__watch *watch)
{
    prse__free(watch->before);
    prse__free(watch->now);
    *watch = (prse__watch){0};
}

void prse__watch_begin(prse__watch *watch)
{
    watch->count = 0;
    watch->out_of_memory = 0;
}

static int make_room(prse__watch *watch)
{
    if (watch->count < watch->room)
        return 1;
    size_t room = watch->room ? watch->room * 2 : FIRST;
    prse__watched *now =
        prse__resize(watch->now, watch->room, room, sizeof *now);
    if (now)
        watch->now = now;
    prse__watched *before =
        prse__resize(watch->before, watch->room, room, sizeof *before);
    if (before)
        watch->before = before;
    if (!now || !before)
        return 0;
    watch->room = room;
    return 1;
}

int prse__watch_see(void *user, const prse_value *values, int64_t version)
{
    prse__watch *watch = user;
    (void)version;
    if (!make_room(watch)) {
        watch->out_of_memory = 1;
        return 1;
    }
    prse__watched *w = &watch->now[watch->count++];
    *w = (prse__watched){.token = values[TRAVAIL_JETON].number,
                         .signs = values[TRAVAIL_SIGNES].number,
                         .lease_ms = values[TRAVAIL_BAIL_MS].number};
    prse__error_copy(w->id, sizeof w->id, values[TRAVAIL_ID].text);
    return 0;
}

static const prse__watched *find(const prse__watch *watch,
                                 const prse__watched *one)
{
    for (size_t i = 0; i < watch->before_count; i++)
        if (watch->before[i].token == one->token &&
            watch->before[i].signs == one->signs &&
            strcmp(watch->before[i].id, one->id) == 0)
            return &watch->before[i];
    return NULL;
}

prse_status prse__watch_end(prse__watch *watch, int64_t monotonic_ms,
                            prse_error *err)
{
    int64_t passed = monotonic_ms - watch->looked_ms;
    if (watch->out_of_memory)
        return prse__error_nomem(err);
    for (size_t i = 0; i < watch->count; i++) {
        prse__watched *w = &watch->now[i];
        const prse__watched *same = find(watch, w);
        int64_t most = w->lease_ms / 2 + 1;
        if (same)
            w->silent_ms = same->silent_ms + (passed < most ? passed : most);
    }
    watch->looked_ms = monotonic_ms;
    watch->before_count = watch->count;
    if (watch->count)
        memcpy(watch->before, watch->now, watch->count * sizeof *watch->now);
    return PRSE_OK;
}

int prse__watched_is_dead(const prse__watched *watched)
{
    return watched->silent_ms >= watched->lease_ms;
}
