/* SPDX-License-Identifier: Apache-2.0 */
/* The conformance kit on one of our stores, twice: the second time on what the
 * first one left.
 *
 *   kit_run memory | sqlite FILE | postgres URL */
#include <stdio.h>
#include <string.h>

#include "portailrse/sys/store.h"

static prse_status open_store(prse_store *out, const char *kind,
                              const char *where, prse_error *err)
{
    prse_store_sqlite_options lite = {.size = sizeof lite,
                                      .durability = PRSE_NOT_FLUSHED};
    prse_store_postgres_options pg = {.size = sizeof pg,
                                      .durability = PRSE_CRASH_SAFE};
    if (strcmp(kind, "sqlite") == 0)
        return prse_store_sqlite(out, prse_str_of(where), &lite, err);
    if (strcmp(kind, "postgres") == 0)
        return prse_store_postgres(out, prse_str_of(where), &pg, err);
    return prse_store_memory(out, err);
}

typedef struct tally {
    const char *kind;
    int round, cases, wrong;
} tally;

static void tell(void *user, prse_str name, prse_str wrong)
{
    tally *t = user;
    t->cases++;
    t->wrong += wrong.len > 0;
    if (wrong.len > 0)
        printf("WRONG %s %d: %.*s: %.*s\n", t->kind, t->round, (int)name.len,
               name.ptr, (int)wrong.len, wrong.ptr);
    else if (t->round == 1)
        printf("ok    %s: %.*s\n", t->kind, (int)name.len, name.ptr);
    fflush(stdout);
}

int main(int count, char **words)
{
    prse_store store = {0};
    prse_error err = {0};
    tally t = {.kind = count > 1 ? words[1] : "memory"};
    prse_status status =
        open_store(&store, t.kind, count > 2 ? words[2] : "", &err);
    for (t.round = 1; !status && t.round <= 2; t.round++)
        status = prse_store_kit(&store, tell, &t, &err);
    if (store.free)
        store.free(store.self);
    printf("%s: %d cases, %d wrong%s%s\n", t.kind, t.cases, t.wrong,
           status ? ": " : "", err.message);
    return status != PRSE_OK || t.wrong > 0;
}
