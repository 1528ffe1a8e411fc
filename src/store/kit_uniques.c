/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: unique indexes. */
#include "store/kit.h"

static const prse_collection *codes(void)
{
    return prse__trial_of(PRSE__TRIAL_CODES);
}

enum { NONE = -1 }; /* no place */

typedef prse_value code[4];

static void fill(code row, int64_t id, const char *text)
{
    row[0] = prse__field_int(id);
    row[1] = text ? prse__field_text(prse_str_of(text)) : prse__field_null();
    row[2] = prse__field_null();
    row[3] = prse__field_null();
}

static void fill_place(code row, int64_t id, const char *part, int64_t place)
{
    fill(row, id, NULL);
    if (part)
        row[2] = prse__field_text(prse_str_of(part));
    if (place != NONE)
        row[3] = prse__field_int(place);
}

static void put(prse__trial *trial, int64_t id, const char *text,
                int64_t expected, prse_status wanted)
{
    code row;
    fill(row, id, text);
    prse__trial_put_is(trial, codes(), row, expected, wanted);
}

static void put_place(prse__trial *trial, int64_t id, const char *part,
                      int64_t place, prse_status wanted)
{
    code row;
    fill_place(row, id, part, place);
    prse__trial_put_is(trial, codes(), row, PRSE_VERSION_NEW, wanted);
}

/* Two rows, "a" and "b", and a transaction. */
static void start(prse__trial *trial)
{
    prse__trial_clear(trial, codes());
    prse__trial_begin(trial, 1);
    put(trial, 1, "a", PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 2, "b", PRSE_VERSION_NEW, PRSE_OK);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 1);
}

static void unchanged(prse__trial *trial)
{
    code row;
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 0);
    fill(row, 1, "a");
    prse__trial_holds(trial, codes(), row, 1);
    fill(row, 2, "b");
    prse__trial_holds(trial, codes(), row, 1);
    if (prse__trial_rows(trial, codes()) != 2)
        prse__trial_wrong(trial, "there are not two rows any more");
}

static void new_row(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    (void)with;
    start(trial);
    put(trial, 3, "a", PRSE_VERSION_NEW, PRSE_EEXISTS);
    put(trial, 4, "c", PRSE_VERSION_NEW, PRSE_OK);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, codes(), &query, "1 2 4");
}

static void same_transaction(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    put(trial, 3, "c", PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 4, "c", PRSE_VERSION_NEW, PRSE_EEXISTS);
    unchanged(trial);
}

static void changed_row(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    put(trial, 2, "a", 1, PRSE_EEXISTS);
    unchanged(trial);
}

static void any_row(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    put(trial, 2, "a", PRSE_VERSION_ANY, PRSE_EEXISTS);
    unchanged(trial);
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 1);
    put(trial, 3, "a", PRSE_VERSION_ANY, PRSE_EEXISTS);
    unchanged(trial);
}

static void loaded_row(prse__trial *trial, const void *with)
{
    code row;
    (void)with;
    start(trial);
    fill(row, 3, "a");
    prse__trial_load_is(trial, codes(), row, 4, PRSE_EEXISTS);
    unchanged(trial);
}

static void itself(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    put(trial, 1, "a", 1, PRSE_OK);
    put(trial, 1, "a", PRSE_VERSION_ANY, PRSE_OK);
    prse__trial_commit(trial);
}

static void absent(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    (void)with;
    start(trial);
    put(trial, 3, NULL, PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 4, NULL, PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 2, NULL, 1, PRSE_OK);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, codes(), &query, "2 3 4 1");
}

static void several(prse__trial *trial, const void *with)
{
    (void)with;
    prse__trial_clear(trial, codes());
    prse__trial_begin(trial, 1);
    put_place(trial, 1, "p", 1, PRSE_OK);
    put_place(trial, 2, "p", 2, PRSE_OK);
    put_place(trial, 3, "q", 1, PRSE_OK);
    put_place(trial, 4, "p", NONE, PRSE_OK);
    put_place(trial, 5, "p", NONE, PRSE_OK);
    put_place(trial, 6, NULL, 1, PRSE_OK);
    put_place(trial, 7, NULL, 1, PRSE_OK);
    put_place(trial, 8, "p", 2, PRSE_EEXISTS);
    prse__trial_commit(trial);
}

static void freed(prse__trial *trial, const void *with)
{
    prse_value first = prse__field_int(1);
    (void)with;
    start(trial);
    put(trial, 1, "z", 1, PRSE_OK);
    put(trial, 3, "a", PRSE_VERSION_NEW, PRSE_OK);
    prse__trial_remove_is(trial, codes(), &first, 2, PRSE_OK);
    put(trial, 4, "z", PRSE_VERSION_NEW, PRSE_OK);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 1);
    put(trial, 5, "z", PRSE_VERSION_NEW, PRSE_EEXISTS);
    put(trial, 6, "a", PRSE_VERSION_NEW, PRSE_EEXISTS);
    prse__trial_commit(trial);
}

static void undone(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    put(trial, 1, "z", 1, PRSE_OK);
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 1);
    put(trial, 3, "a", PRSE_VERSION_NEW, PRSE_EEXISTS);
    put(trial, 3, "z", PRSE_VERSION_NEW, PRSE_OK);
    prse__trial_commit(trial);
}

static void by_bytes(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    put(trial, 3, "A", PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 4, "a ", PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 5, "", PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 6, "\xC3\xA0", PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 7, "a\xCC\x80", PRSE_VERSION_NEW, PRSE_OK);
    put(trial, 8, "", PRSE_VERSION_NEW, PRSE_EEXISTS);
    prse__trial_commit(trial);
}

const prse__trial_case prse__trial_uniques[] = {
    {"a unique index refuses a new row, and the transaction goes on", new_row,
     NULL},
    {"a unique index sees what its own transaction put", same_transaction,
     NULL},
    {"a unique index refuses a changed row", changed_row, NULL},
    {"a unique index refuses a row that is put whatever is there", any_row,
     NULL},
    {"a unique index refuses a loaded row", loaded_row, NULL},
    {"a row does not stand in its own way", itself, NULL},
    {"absent values do not meet in a unique index", absent, NULL},
    {"a unique index of two columns refuses those that agree in both",
     several, NULL},
    {"a unique value is free again in the same transaction", freed, NULL},
    {"a unique value that was given up comes back by rollback", undone, NULL},
    {"unique texts are compared by their bytes", by_bytes, NULL},
    {NULL, NULL, NULL}};
