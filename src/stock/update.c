/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of later files in the place of those with the same SIREN. */
#include "stock/copy.h"
#include "stock/import.h"
#include "stock/index.h"
#include "stock/state.h"

typedef struct update {
    prse_register_options options;
    int64_t date; /* that the caller gave; 0: none */
    prse__intake intake;
    prse__stock_watch watch;
} update;

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

static prse_status load_files(update *up, prse_error *err)
{
    prse_status status =
        load(up, "unites_legales", up->options.units,
             prse__intake_unit_columns, prse__intake_unit, err);
    return status == PRSE_OK
               ? load(up, "etablissements", up->options.establishments,
                      prse__intake_seat_columns, prse__intake_seat, err)
               : status;
}

static prse_status update_index(update *up, prse__db *db, prse_error *err)
{
    prse__index_watch watch = {prse__stock_stopped, prse__stock_tell_index,
                               &up->watch, 0};
    up->watch.doing = "recherche";
    return prse__index_update(db, &watch, err);
}

static prse_status note(update *up, prse__db *db, prse_error *err)
{
    int64_t date = up->date > 0 ? up->date : up->intake.latest;
    prse_status status = prse__state_count(db, err);
    if (status == PRSE_OK)
        status = prse__state_drop(db, "source", err);
    return status == PRSE_OK ? prse__state_set(db, "date", date, err) : status;
}

static prse_status change(void *user, prse__db *db, prse_error *err)
{
    update *up = user;
    prse_status status = prse__intake_open(&up->intake, db, 1, err);
    if (status != PRSE_OK)
        return status;
    status = prse__state_get(db, "date", &up->intake.latest, err);
    if (status == PRSE_OK)
        status = load_files(up, err);
    if (status == PRSE_OK)
        status = update_index(up, db, err);
    if (status == PRSE_OK)
        status = note(up, db, err);
    prse__intake_close(&up->intake);
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
    return status == PRSE_OK
               ? prse__stock_change(path, &up.watch, change, &up, err)
               : status;
}
