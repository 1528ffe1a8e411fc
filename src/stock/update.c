/* SPDX-License-Identifier: Apache-2.0 */
/* A register that is open elsewhere never changes: an update is made on a copy
 * that takes its name when it is whole. */
#include "stock/import.h"
#include "stock/index.h"
#include "stock/part.h"
#include "stock/state.h"
#include "stock/table.h"

typedef struct update {
    prse_register_options options;
    int64_t date; /* that the caller gave; 0: none */
    prse__part part;
    prse__intake intake;
    prse__stock_watch watch;
} update;

static prse_status copy_register(update *up, prse_str path, prse_error *err)
{
    prse__db *from = NULL;
    prse__db_copying copying = {prse__stock_stopped, NULL, &up->watch};
    prse_status status = prse__db_open(&from, path, PRSE__DB_FROZEN, err);
    if (status == PRSE_OK)
        status = prse__stock_check(from, path, err);
    if (status == PRSE_OK) /* nothing to go back to but the copy itself */
        status = prse__db_run(up->part.db, "PRAGMA journal_mode = OFF", err);
    if (status == PRSE_OK)
        status = prse__db_copy(up->part.db, from, &copying, err);
    prse__db_close(from);
    return status;
}

static prse_status load(update *up, const char *doing, prse_str path,
                        const prse__column_name *names, prse__intake_row *row,
                        prse_error *err)
{
    prse__load how = {.intake = &up->intake,
                      .watch = &up->watch,
                      .names = names,
                      .row = row};
    if (path.len == 0)
        return PRSE_OK;
    up->watch.doing = doing;
    prse_status status = prse__load_file(&how, path, (prse__load_point){0},
                                         err);
    up->watch.step++;
    return status;
}

static prse_status update_index(update *up, prse_error *err)
{
    prse__index_watch watch = {prse__stock_stopped, prse__stock_tell_index,
                               &up->watch, 0};
    up->watch.doing = "recherche";
    return prse__index_update(up->part.db, &watch, err);
}

static prse_status note(update *up, prse_error *err)
{
    prse__db *db = up->part.db;
    int64_t date = up->date > 0 ? up->date : up->intake.latest;
    prse_status status = prse__state_count(db, err);
    if (status == PRSE_OK)
        status = prse__state_drop(db, "source", err);
    return status == PRSE_OK ? prse__state_set(db, "date", date, err) : status;
}

/* What a person asked to hide must not stay behind in freed pages. */
static prse_status change(update *up, prse_error *err)
{
    prse__db *db = up->part.db;
    prse_status status =
        prse__db_run(db, "PRAGMA secure_delete = ON; BEGIN", err);
    if (status == PRSE_OK)
        status = prse__state_get(db, "date", &up->intake.latest, err);
    if (status == PRSE_OK)
        status = load(up, "unites_legales", up->options.units,
                      prse__intake_unit_columns, prse__intake_unit, err);
    if (status == PRSE_OK)
        status = load(up, "etablissements", up->options.establishments,
                      prse__intake_seat_columns, prse__intake_seat, err);
    if (status == PRSE_OK)
        status = update_index(up, err);
    if (status == PRSE_OK)
        status = note(up, err);
    return status == PRSE_OK ? prse__db_run(db, "COMMIT", err) : status;
}

static prse_status make(update *up, prse_str path, prse_error *err)
{
    prse_status status = copy_register(up, path, err);
    if (status == PRSE_OK)
        status = prse__intake_open(&up->intake, up->part.db, 1, err);
    if (status != PRSE_OK)
        return status;
    prse__db_stop_when(up->part.db, prse__stock_stopped, &up->watch);
    status = change(up, err);
    prse__intake_close(&up->intake);
    return status == PRSE_OK ? prse__part_finish(&up->part, err) : status;
}

/* Only who has opened the copy may throw it away. */
static prse_status make_part(update *up, prse_str path, prse_error *err)
{
    prse_status status = prse__part_open(&up->part, err);
    if (status == PRSE_OK) /* an update that was cut left half a copy */
        status = prse__part_renew(&up->part, err);
    if (status != PRSE_OK)
        return status;
    status = make(up, path, err);
    if (status != PRSE_OK)
        prse__part_drop(&up->part);
    return status;
}

static uint32_t count_steps(const prse_register_options *options)
{
    return 1 + (uint32_t)(options->units.len > 0) +
           (uint32_t)(options->establishments.len > 0);
}

prse_status prse_register_update(prse_str path,
                                 const prse_register_options *opts,
                                 prse_error *err)
{
    update up = {.watch = {.options = &up.options}};
    prse_status status = prse__stock_options(&up.options, &up.date, path, opts,
                                             err);
    up.watch.steps = count_steps(&up.options);
    if (status == PRSE_OK && up.watch.steps == 1)
        status = prse__error_set(err, PRSE_EINVAL, "units",
                                 "units or establishments are needed");
    if (status == PRSE_OK)
        status = prse__part_name(&up.part, path, ".update", err);
    if (status == PRSE_OK && !prse__part_is_whole(&up.part))
        status = prse__error_set(err, PRSE_ENOTFOUND, up.part.whole.ptr,
                                 "there is no such register");
    if (status == PRSE_OK)
        status = make_part(&up, path, err);
    prse__part_close(&up.part);
    return status;
}
