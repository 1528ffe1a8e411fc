/* SPDX-License-Identifier: Apache-2.0 */
/* Three steps: units, seats, index. The first two commit after every batch of
 * rows, with the place in the file where the next one begins; the last is one
 * transaction. Batches have a fixed size, so that an import that was cut and
 * taken up again writes the same pages as one that was not. */
#include "stock/import.h"

#include <string.h>

#include "base/options.h"
#include "base/date.h"
#include "base/sha256.h"
#include "stock/file.h"
#include "stock/index.h"
#include "stock/part.h"
#include "stock/state.h"
#include "stock/table.h"

enum { BATCH = 50000 }; /* rows: less than half a second of work */

enum { STEP_UNITS, STEP_SEATS, STEP_INDEX, STEPS };

/* Under which names the register notes where an import stands. */
#define NOTE_STEP "etape"
#define NOTE_OFFSET "position"
#define NOTE_LINE "ligne"
#define NOTE_ROWS "lignes"
#define NOTE_STATE "reprise"
static const char *const notes[] = {NOTE_STEP, NOTE_OFFSET, NOTE_LINE,
                                    NOTE_ROWS, NOTE_STATE};

typedef struct import {
    prse_register_options options;
    int64_t date;   /* that the caller gave; 0: none */
    int64_t source; /* tells the files from others */
    int64_t state;  /* and from what they were before somebody wrote them */
    int64_t step;
    prse__part part;
    prse__intake intake;
    prse__stock_watch watch;
} import;

/* --- Options --- */

static prse_status missing(prse_error *err, const char *what)
{
    return prse__error_set(err, PRSE_EINVAL, what, "%s is needed", what);
}

prse_status prse__stock_options(prse_register_options *own, int64_t *date,
                                prse_str path,
                                const prse_register_options *given,
                                prse_error *err)
{
    prse__date day;
    *own = (prse_register_options){.size = sizeof *own};
    *date = 0;
    if (!given)
        return missing(err, "opts");
    if (path.len == 0 || memchr(path.ptr, '\0', path.len))
        return missing(err, "path");
    prse_status status = prse__options_read(own, sizeof *own, given, "opts",
                                            err);
    if (status != PRSE_OK || own->date.len == 0)
        return status;
    if (!prse__date_parse(&day, own->date))
        return prse__error_set(err, PRSE_EINVAL, "date",
                               "expected a day such as 2026-11-01");
    *date = prse__stock_day(own->date);
    return PRSE_OK;
}

/* --- Where an import stands --- */

static int64_t number_of(const prse__buf *text)
{
    unsigned char digest[32];
    int64_t number = 0;
    prse__sha256(digest, prse__buf_str(text));
    for (size_t i = 0; i < 7; i++)
        number = number * 256 + digest[i];
    return number;
}

static prse_status trace_files(import *im, prse__buf *trace, prse__buf *state,
                               prse_error *err)
{
    prse__buf_addf(trace, "%d %d", PRSE__STOCK_VERSION, (int)im->date);
    prse__buf_adds(state, PRSE_VERSION_TEXT);
    prse_status status =
        prse__stock_file_trace(trace, state, im->options.units, err);
    prse__buf_adds(trace, " +");
    if (status == PRSE_OK)
        status = prse__stock_file_trace(trace, state,
                                        im->options.establishments, err);
    int failed = trace->failed || state->failed;
    return status == PRSE_OK && failed ? prse__error_nomem(err) : status;
}

/* Two numbers: one that other files, or another form of the register, would
 * change; it stays. And one that a file written anew, or another version of
 * the library, would change too: it only counts while an import is under
 * way. */
static prse_status trace_source(import *im, prse_error *err)
{
    prse__buf trace, state;
    prse__buf_init(&trace, 0);
    prse__buf_init(&state, 0);
    prse_status status = trace_files(im, &trace, &state, err);
    if (status == PRSE_OK) {
        im->source = number_of(&trace);
        im->state = number_of(&state);
    }
    prse__buf_free(&trace);
    prse__buf_free(&state);
    return status;
}

static prse_status note_point(prse__db *db, const prse__load_point *at,
                              prse_error *err)
{
    prse_status status = prse__state_set(db, NOTE_OFFSET,
                                         (int64_t)at->at.offset, err);
    if (status == PRSE_OK)
        status = prse__state_set(db, NOTE_LINE, at->at.line, err);
    if (status == PRSE_OK)
        status = prse__state_set(db, NOTE_ROWS, (int64_t)at->rows, err);
    return status;
}

static prse_status read_point(prse__db *db, prse__load_point *at,
                              prse_error *err)
{
    int64_t offset = 0, line = 0, rows = 0;
    prse_status status = prse__state_get(db, NOTE_OFFSET, &offset, err);
    if (status == PRSE_OK)
        status = prse__state_get(db, NOTE_LINE, &line, err);
    if (status == PRSE_OK)
        status = prse__state_get(db, NOTE_ROWS, &rows, err);
    at->at.offset = (uint64_t)offset;
    at->at.line = (uint32_t)line;
    at->rows = (uint64_t)rows;
    return status;
}

/* The next step, at the beginning of its file. */
static prse_status note_step(import *im, int64_t step, prse_error *err)
{
    prse__load_point beginning = {0};
    im->step = step;
    prse_status status = prse__state_set(im->part.db, NOTE_STEP, step, err);
    if (status == PRSE_OK)
        status = prse__state_set(im->part.db, "date", im->intake.latest, err);
    return status == PRSE_OK ? note_point(im->part.db, &beginning, err)
                             : status;
}

static prse_status start_afresh(import *im, prse_error *err)
{
    prse_status status = prse__part_renew(&im->part, err);
    if (status == PRSE_OK)
        status = prse__db_run(im->part.db, "BEGIN", err);
    if (status == PRSE_OK)
        status = prse__stock_create(im->part.db, err);
    if (status == PRSE_OK)
        status = prse__state_set(im->part.db, "source", im->source, err);
    if (status == PRSE_OK)
        status = prse__state_set(im->part.db, NOTE_STATE, im->state, err);
    if (status == PRSE_OK)
        status = note_step(im, STEP_UNITS, err);
    if (status == PRSE_OK)
        status = prse__db_run(im->part.db, "COMMIT", err);
    return status;
}

/* Where an earlier import of the same files was cut, else the beginning. */
static prse_status find_start(import *im, prse_error *err)
{
    prse_error why;
    int64_t source = 0, state = im->state; /* not noted: all is done */
    prse__db *db = im->part.db;
    prse_str name = prse__buf_str(&im->part.name);
    prse_status status = prse__stock_check(db, name, &why);
    if (status == PRSE_OK)
        status = prse__state_get(db, "source", &source, &why);
    if (status == PRSE_OK)
        status = prse__state_get(db, NOTE_STATE, &state, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    if (status != PRSE_OK || source != im->source || state != im->state)
        return start_afresh(im, err);
    im->step = STEPS; /* nothing noted: only the name is missing */
    return prse__state_get(db, NOTE_STEP, &im->step, err);
}

/* --- Files --- */

static prse_status checkpoint(void *user, const prse__load_point *at,
                              prse_error *err)
{
    import *im = user;
    prse_status status = note_point(im->part.db, at, err);
    if (status == PRSE_OK)
        status = prse__state_set(im->part.db, "date", im->intake.latest, err);
    if (status == PRSE_OK)
        status = prse__db_run(im->part.db, "COMMIT; BEGIN", err);
    return status;
}

static prse_status load(import *im, prse__load *how, prse_str path,
                        prse_error *err)
{
    prse__load_point from;
    prse__db *db = im->part.db;
    prse_status status = read_point(db, &from, err);
    if (status == PRSE_OK)
        status = prse__state_get(db, "date", &im->intake.latest, err);
    if (status == PRSE_OK)
        status = prse__db_run(db, "BEGIN", err);
    if (status == PRSE_OK && path.len > 0)
        status = prse__load_file(how, path, from, err);
    if (status == PRSE_OK)
        status = note_step(im, im->step + 1, err);
    return status == PRSE_OK ? prse__db_run(db, "COMMIT", err) : status;
}

static prse__load load_of(import *im, const prse__column_name *names,
                          prse__intake_row *row)
{
    return (prse__load){.intake = &im->intake,
                        .watch = &im->watch,
                        .names = names,
                        .row = row,
                        .checkpoint = checkpoint,
                        .user = im,
                        .batch = BATCH};
}

static prse_status load_units(import *im, prse_error *err)
{
    prse__load how = load_of(im, prse__intake_unit_columns, prse__intake_unit);
    return load(im, &how, im->options.units, err);
}

static prse_status load_seats(import *im, prse_error *err)
{
    prse__load how = load_of(im, prse__intake_seat_columns, prse__intake_seat);
    return load(im, &how, im->options.establishments, err);
}

/* --- Index --- */

void prse__stock_tell_index(void *user, uint64_t done, uint64_t total)
{
    prse__stock_tell(user, 0, done, total); /* they are no rows */
}

/* What an import notes for itself is of no use to a register. */
static prse_status drop_notes(import *im, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (status == PRSE_OK)
            status = prse__state_drop(im->part.db, notes[i], err);
    if (status == PRSE_OK && im->date > 0)
        status = prse__state_set(im->part.db, "date", im->date, err);
    return status;
}

static prse_status build_index(import *im, prse_error *err)
{
    prse_register_stat stat = {0};
    prse__db *db = im->part.db;
    prse__index_watch watch = {prse__stock_stopped, prse__stock_tell_index,
                               &im->watch, 0};
    prse_status status = prse__db_run(db, "BEGIN", err);
    if (status == PRSE_OK)
        status = prse__state_count(db, err);
    if (status == PRSE_OK)
        status = prse__state_stat(db, &stat, err);
    watch.units = status == PRSE_OK ? stat.units : 0;
    if (status == PRSE_OK)
        status = prse__index_create(db, err);
    if (status == PRSE_OK)
        status = prse__index_build(db, &watch, err);
    if (status == PRSE_OK)
        status = drop_notes(im, err);
    return status == PRSE_OK ? prse__db_run(db, "COMMIT", err) : status;
}

/* --- The whole --- */

static const struct {
    const char *name;
    prse_status (*run)(import *im, prse_error *err);
} steps[STEPS] = {
    [STEP_UNITS] = {"unites_legales", load_units},
    [STEP_SEATS] = {"etablissements", load_seats},
    [STEP_INDEX] = {"recherche", build_index},
};

static prse_status run_steps(import *im, prse_error *err)
{
    int seats = im->options.establishments.len > 0;
    prse_status status = PRSE_OK;
    im->watch.steps = seats ? STEPS : STEPS - 1;
    for (int64_t step = im->step; step < STEPS && status == PRSE_OK; step++) {
        im->watch.doing = steps[step].name;
        im->watch.step = (uint32_t)step - (step == STEP_INDEX && !seats);
        status = steps[step].run(im, err);
    }
    return status;
}

static prse_status refuse_whole(const import *im, prse_error *err)
{
    return prse__part_is_whole(&im->part)
               ? prse__error_set(err, PRSE_EEXISTS, im->part.whole.ptr,
                                 "is there already: update it, or remove it")
               : PRSE_OK;
}

/* An open transaction is rolled back when the file is closed: what was
 * committed is found by the next import. */
static prse_status make(import *im, prse_error *err)
{
    prse_status status = find_start(im, err);
    if (status == PRSE_OK)
        status = prse__intake_open(&im->intake, im->part.db, 0, err);
    if (status != PRSE_OK)
        return status;
    prse__db_stop_when(im->part.db, prse__stock_stopped, &im->watch);
    status = run_steps(im, err);
    prse__intake_close(&im->intake);
    if (status == PRSE_OK) /* another import may have been faster */
        status = refuse_whole(im, err);
    return status == PRSE_OK ? prse__part_finish(&im->part, err) : status;
}

static prse_status make_part(import *im, prse_error *err)
{
    prse_status status = trace_source(im, err);
    if (status == PRSE_OK)
        status = prse__part_open(&im->part, err);
    return status == PRSE_OK ? make(im, err) : status;
}

prse_status prse_register_import(prse_str path,
                                 const prse_register_options *opts,
                                 prse_error *err)
{
    import im = {.watch = {.options = &im.options}};
    prse_status status = prse__stock_options(&im.options, &im.date, path, opts,
                                             err);
    if (status == PRSE_OK && im.options.units.len == 0)
        status = missing(err, "units");
    if (status == PRSE_OK)
        status = prse__part_name(&im.part, path, ".part", err);
    if (status == PRSE_OK)
        status = refuse_whole(&im, err);
    if (status == PRSE_OK)
        status = make_part(&im, err);
    prse__part_close(&im.part);
    return status;
}
