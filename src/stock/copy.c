/* SPDX-License-Identifier: Apache-2.0 */
/* For realpath(). */
#define _XOPEN_SOURCE 700

#include "stock/copy.h"

#include <limits.h>
#include <stdlib.h>

#include "stock/part.h"
#include "stock/table.h"

typedef struct copying {
    prse_str path;
    prse__part part;
    prse__stock_watch *watch;
    prse_status (*change)(void *user, prse__db *db, prse_error *err);
    void *user;
} copying;

static prse_status copy_register(copying *c, prse_error *err)
{
    prse__db *from = NULL;
    prse__db_copying how = {prse__stock_stopped, NULL, c->watch};
    prse_status status = prse__db_open(&from, c->path, PRSE__DB_FROZEN, err);
    if (status == PRSE_OK)
        status = prse__stock_check(from, c->path, err);
    if (status == PRSE_OK) /* nothing to go back to but the copy itself */
        status = prse__db_run(c->part.db, "PRAGMA journal_mode = OFF", err);
    if (status == PRSE_OK)
        status = prse__db_copy(c->part.db, from, &how, err);
    prse__db_close(from);
    return status;
}

static prse_status change_copy(copying *c, prse_error *err)
{
    prse__db *db = c->part.db;
    prse_status status = copy_register(c, err);
    if (status != PRSE_OK)
        return status;
    prse__db_stop_when(db, prse__stock_stopped, c->watch);
    status = prse__db_run(db, "BEGIN", err);
    if (status == PRSE_OK)
        status = c->change(c->user, db, err);
    if (status == PRSE_OK)
        status = prse__db_run(db, "COMMIT", err);
    return status == PRSE_OK ? prse__part_finish(&c->part, err) : status;
}

/* Only who has opened the copy may throw it away. */
static prse_status open_and_change(copying *c, prse_error *err)
{
    prse_status status = prse__part_open(&c->part, err);
    if (status == PRSE_OK) /* a change that was cut left half a copy */
        status = prse__part_renew(&c->part, err);
    if (status != PRSE_OK)
        return status;
    status = change_copy(c, err);
    if (status != PRSE_OK)
        prse__part_drop(&c->part);
    return status;
}

/* Through a link, it is the file behind it that is replaced. */
static prse_status name_copy(prse__part *part, prse_str path, prse_error *err)
{
    char real[PATH_MAX];
    prse_status status = prse__part_name(part, path, ".update", err);
    if (status != PRSE_OK)
        return status;
    if (!realpath(part->whole.ptr, real))
        return prse__error_set(err, PRSE_ENOTFOUND, part->whole.ptr,
                               "there is no such register");
    prse__part_close(part);
    return prse__part_name(part, prse_str_of(real), ".update", err);
}

prse_status prse__stock_change(prse_str path, prse__stock_watch *watch,
                               prse_status (*change)(void *user, prse__db *db,
                                                     prse_error *err),
                               void *user, prse_error *err)
{
    copying c = {
        .path = path, .watch = watch, .change = change, .user = user};
    prse_status status = name_copy(&c.part, path, err);
    if (status == PRSE_OK)
        status = open_and_change(&c, err);
    prse__part_close(&c.part);
    return status;
}
