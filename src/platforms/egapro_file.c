/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/egapro_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "formats/csv_stream.h"
#include "formats/xlsx.h"
#include "platforms/egapro_columns.h"

typedef struct reading {
    const char *path;
    prse__egapro_row_fn row_fn;
    void *user;
    prse__egapro_file_counts counts;
    prse__egapro_columns columns;
    int has_heading;
} reading;

static int is_blank(const prse_str *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (prse__str_trim(cells[i]).len)
            return 0;
    return 1;
}

/* A row of either file; `row` brings its place. */
static prse_status see_cells(reading *r, const prse_str *cells, size_t count,
                             const prse__xlsx_row *place, prse_error *err)
{
    prse__egapro_row row;
    if (is_blank(cells, count))
        return PRSE_OK;
    if (!r->has_heading) {
        r->has_heading = 1;
        return prse__egapro_columns_find(&r->columns, cells, count, r->path,
                                         err);
    }
    if (!prse__egapro_columns_row(&row, &r->columns, cells, count)) {
        r->counts.rejected++;
        if (!r->counts.first_rejected)
            r->counts.first_rejected = place->number;
        return PRSE_OK;
    }
    row.line = place->number;
    row.read = place->read;
    row.size = place->size;
    r->counts.rows++;
    return r->row_fn(r->user, &row, err);
}

/* --- The workbook --- */

static prse_status see_row(void *user, const prse__xlsx_row *row,
                           prse_error *err)
{
    return see_cells(user, row->cells, row->count, row, err);
}

static prse_status read_workbook(reading *r, prse_error *err)
{
    prse__zip *zip = NULL;
    prse_status status = prse__zip_open(&zip, r->path, err);
    if (!status)
        status = prse__xlsx_read(zip, (prse_str){"", 0}, NULL, see_row, r,
                                 err);
    prse__zip_close(zip);
    return status;
}

/* --- CSV --- */

typedef struct source {
    FILE *file;
    const char *path;
    uint64_t read, size;
} source;

static prse_status cannot_read(const char *path, prse_error *err)
{
    int code = errno;
    prse_status status = code == ENOENT ? PRSE_ENOTFOUND : PRSE_EIO;
    prse__error_set(err, status, path, "%s: cannot be read: %s", path,
                    strerror(code));
    if (err)
        err->sys_code = code;
    return status;
}

static prse_status read_bytes(void *self, char *to, size_t size, size_t *got,
                              prse_error *err)
{
    source *s = self;
    *got = fread(to, 1, size, s->file);
    s->read += *got;
    return *got == 0 && ferror(s->file) ? cannot_read(s->path, err)
                                        : PRSE_OK;
}

static prse_status read_records(reading *r, source *s,
                                prse__csv_stream *csv, prse_error *err)
{
    const prse_str *fields = NULL;
    size_t count = 1;
    prse_status status = PRSE_OK;
    while (!status && count > 0) {
        status = prse__csv_stream_next(csv, &fields, &count, err);
        if (status || count == 0)
            break;
        const prse__xlsx_row place = {
            .number = prse__csv_stream_place(csv, 0).line,
            .read = s->read, .size = s->size};
        status = see_cells(r, fields, count, &place, err);
    }
    return status;
}

static prse_status read_csv(reading *r, source *s, prse_error *err)
{
    prse__csv_stream *csv = NULL;
    prse_status status = prse__csv_stream_open(
        &csv, (prse__csv_source){s, read_bytes}, r->path, err);
    if (!status)
        status = read_records(r, s, csv, err);
    prse__csv_stream_close(csv);
    return status;
}

/* --- Which of them --- */

static prse_status measure(source *s, prse_error *err)
{
    long size = -1;
    if (fseek(s->file, 0, SEEK_END) == 0)
        size = ftell(s->file);
    if (size < 0 || fseek(s->file, 0, SEEK_SET) != 0)
        return cannot_read(s->path, err);
    s->size = (uint64_t)size;
    return PRSE_OK;
}

static prse_status read_either(reading *r, source *s, prse_error *err)
{
    char head[2] = {0, 0};
    prse_status status = measure(s, err);
    if (status)
        return status;
    size_t got = fread(head, 1, sizeof head, s->file);
    if (ferror(s->file))
        return cannot_read(s->path, err);
    if (got == sizeof head && memcmp(head, "PK", sizeof head) == 0)
        return read_workbook(r, err);
    rewind(s->file);
    return read_csv(r, s, err);
}

prse_status prse__egapro_file_read(const char *path, prse__egapro_row_fn row,
                                   void *user,
                                   prse__egapro_file_counts *counts,
                                   prse_error *err)
{
    reading r = {.path = path, .row_fn = row, .user = user};
    source s = {.file = fopen(path, "rb"), .path = path};
    prse_status status =
        s.file ? read_either(&r, &s, err) : cannot_read(path, err);
    if (s.file)
        fclose(s.file);
    if (!status && !r.has_heading)
        status = prse__error_set(err, PRSE_ESCHEMA, path,
                                 "%s: the file is empty", path);
    if (counts)
        *counts = r.counts;
    return status;
}
