/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/load.h"

#include "stock/file.h"

enum { ROWS_BETWEEN_LOOKS = 1024 }; /* a few milliseconds */

int prse__stock_stopped(void *user)
{
    const prse_register_options *options =
        ((const prse__stock_watch *)user)->options;
    return options->should_stop && options->should_stop(options->user);
}

void prse__stock_tell(const prse__stock_watch *watch, uint64_t rows,
                      uint64_t done, uint64_t total)
{
    if (!watch->options->progress)
        return;
    prse_register_progress at = {
        .size = sizeof at,
        .step = watch->step,
        .steps = watch->steps,
        .doing = prse_str_of(watch->doing),
        .rows = rows,
        .done = done,
        .total = total,
    };
    watch->options->progress(watch->options->user, &at);
}

typedef struct reading {
    const prse__load *load;
    prse__stock_file file;
    prse__csv_stream *csv;
    prse__columns columns;
    prse__load_point point;
} reading;

static prse_status look_up(const reading *r, prse_error *err)
{
    prse__stock_watch *watch = r->load->watch;
    prse__stock_tell(watch, r->point.rows,
                     prse__csv_stream_point(r->csv).offset, r->file.size);
    if (prse__stock_stopped(watch))
        return prse__error_set(err, PRSE_ECANCELED, NULL,
                               "stopped as asked");
    return PRSE_OK;
}

static prse_status wrong_width(const reading *r, size_t count,
                               prse_error *err)
{
    return prse__error_at(err, PRSE_EPARSE, prse__csv_stream_place(r->csv, 0),
                          NULL, "the row has %zu cells, the first row %zu",
                          count, r->columns.width);
}

static prse_status take_row(reading *r, const prse_str *row, size_t count,
                            prse_error *err)
{
    const prse__load *load = r->load;
    if (count != r->columns.width)
        return wrong_width(r, count, err);
    prse_status status =
        load->row(load->intake, r->csv, &r->columns, row, err);
    r->point.rows++;
    if (status != PRSE_OK || !load->checkpoint ||
        r->point.rows % load->batch != 0)
        return status;
    r->point.at = prse__csv_stream_point(r->csv);
    return load->checkpoint(load->user, &r->point, err);
}

static prse_status read_rows(reading *r, prse_error *err)
{
    const prse_str *row = NULL;
    size_t count = 0;
    for (uint64_t i = 0;; i++) {
        prse_status status = PRSE_OK;
        if (i % ROWS_BETWEEN_LOOKS == 0)
            status = look_up(r, err);
        if (status == PRSE_OK)
            status = prse__csv_stream_next(r->csv, &row, &count, err);
        if (status != PRSE_OK)
            return status;
        if (count == 0)
            return look_up(r, err);
        status = take_row(r, row, count, err);
        if (status != PRSE_OK)
            return status;
    }
}

/* The columns, and then the row to go on with. */
static prse_status begin(reading *r, prse_error *err)
{
    const prse_str *header = NULL;
    size_t count = 0;
    prse_status status = prse__csv_stream_open(
        &r->csv, prse__stock_file_source(&r->file), r->file.path, err);
    if (status == PRSE_OK)
        status = prse__csv_stream_next(r->csv, &header, &count, err);
    if (status == PRSE_OK)
        status = prse__columns_bind(&r->columns, r->load->names, header,
                                    count, r->file.path, err);
    if (status != PRSE_OK || r->point.at.offset == 0)
        return status;
    status = prse__stock_file_go_to(&r->file, r->point.at.offset, err);
    if (status == PRSE_OK)
        prse__csv_stream_go_on(r->csv, r->point.at);
    return status;
}

prse_status prse__load_file(const prse__load *load, prse_str path,
                            prse__load_point from, prse_error *err)
{
    reading r = {.load = load, .point = from};
    prse_status status = prse__stock_file_open(&r.file, path, err);
    if (status != PRSE_OK)
        return status;
    status = begin(&r, err);
    if (status == PRSE_OK)
        status = read_rows(&r, err);
    prse__csv_stream_close(r.csv);
    prse__stock_file_close(&r.file);
    return status;
}
