/* SPDX-License-Identifier: Apache-2.0 */
/* The kit on a store that breaks one sentence of the contract: the case of this
 * sentence has to say so.
 *
 *   kit_bites DEFECT   (a number; without one: how many there are) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/broken.h"

/* The case that has to notice each defect; none when it is none. */
static const char *const cases[BROKEN_DEFECTS] = {
    [BROKEN_NOTHING] = "",
    [BROKEN_ROLLBACK] = "a rollback undoes puts",
    [BROKEN_COMMIT] = "what was committed is seen by the next transaction",
    [BROKEN_VERSION] = "each put raises the version by one",
    [BROKEN_VERSION_STANDS] = "a put of equal values raises the version",
    [BROKEN_STALE_PUT] = "a put over another version is PRSE_ECONFLICT, and "
                         "the transaction goes on",
    [BROKEN_STALE_REMOVE] = "another version is not removed: PRSE_ECONFLICT, "
                            "and the transaction goes on",
    [BROKEN_NEW_OVER_OLD] = "a new row that is there already is "
                            "PRSE_EEXISTS, and the transaction goes on",
    [BROKEN_LOAD_VERSION] = "a loaded row has the caller's version",
    [BROKEN_DIRTY_READ] = "a reader sees nothing that is not committed, and "
                          "waits for no writer",
    [BROKEN_MOMENT] = "a reader sees one moment while a writer commits",
    [BROKEN_OWN_WRITES] = "a query sees what its own transaction did",
    [BROKEN_NO_TRANSACTIONS] = "two who count up in turns lose nothing",
    [BROKEN_CLAIM] = "two workers never claim one row",
    [BROKEN_THREADS] = "threads that count up lose nothing",
    [BROKEN_PHANTOM] = "two do not both fill a range that both found empty",
    [BROKEN_SKEW] = "two who each read what the other writes do not both",
    [BROKEN_DESCENDING] = "a descending query finds the same rows, ties too, "
                          "from the last",
    [BROKEN_ABSENT_LAST] = "an index orders INTs, absent ones first",
    [BROKEN_CASE] = "an index orders texts by their bytes, absent ones first",
    [BROKEN_TO] = "to finds what is less than that, no absent values",
    [BROKEN_FROM] = "from finds what is at least that, no absent values",
    [BROKEN_LIMIT] = "a limit ends a query early",
    [BROKEN_STOP] = "a query ends when the caller stops it",
    [BROKEN_EQUAL_ABSENT] = "an absent equal value finds the rows without",
    [BROKEN_UNIQUE] = "a unique index refuses a new row, and the transaction "
                      "goes on",
    [BROKEN_UNIQUE_ABSENT] = "absent values do not meet in a unique index",
    [BROKEN_EMPTY] = "an empty text is not an absent one",
    [BROKEN_DOUBLE] = "an INT that no double holds is kept",
    [BROKEN_SECONDS] = "a TIME before 1970 is kept, to the millisecond",
    [BROKEN_ZERO] = "all bytes, zeros among them, are kept",
    [BROKEN_INITIAL] = "rows from before a column have its initial value and "
                       "their version",
    [BROKEN_FROM_VERSION] = "a migration from another version is "
                            "PRSE_ECONFLICT",
    [BROKEN_READ_ONLY] = "who only reads puts, removes and loads nothing: "
                         "PRSE_EINVAL",
    [BROKEN_DEADLINE] = "a reader has a deadline for everything together",
    [BROKEN_SHOULD_STOP] = "a transaction ends when should_stop says so",
    [BROKEN_ERROR] = "a key without row is PRSE_ENOTFOUND, and the "
                     "transaction goes on",
    [BROKEN_NOT_FOUND] = "a key without row is PRSE_ENOTFOUND, and the "
                         "transaction goes on",
    [BROKEN_LATE_BEGIN] = "",
};

typedef struct biting {
    const char *wanted;
    int wrong, bitten;
} biting;

static void tell(void *user, prse_str name, prse_str wrong)
{
    biting *b = user;
    if (wrong.len == 0)
        return;
    b->wrong++;
    if (!prse__str_is(name, b->wanted))
        return;
    b->bitten = 1;
    printf("\"%s\": %.*s", b->wanted, (int)wrong.len, wrong.ptr);
}

int main(int count, char **words)
{
    if (count < 2) {
        printf("%d\n", BROKEN_DEFECTS);
        return 0;
    }
    unsigned long defect = strtoul(words[1], NULL, 10);
    prse_store store = {0};
    prse_error err = {0};
    if (defect >= BROKEN_DEFECTS ||
        broken_store(&store, (broken_defect)defect))
        return 2;
    biting b = {.wanted = cases[defect]};
    prse_status status = prse_store_kit(&store, tell, &b, &err);
    store.free(store.self);
    if (b.wanted[0] == '\0') {
        printf("%d cases are wrong on a good store\n", b.wrong);
        return status != PRSE_OK;
    }
    printf("%s%d cases in all\n", b.bitten ? "; " : "NOT NOTICED: ", b.wrong);
    return !b.bitten || status != PRSE_ESCHEMA;
}
