/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a sheet. Cells may be written without their place, and empty
 * cells and rows need not be written at all. */
#include "formats/xlsx.h"

#include <string.h>

#include "formats/xlsx_parts.h"
#include "formats/xlsx_strings.h"
#include "formats/xlsx_xml.h"

enum { MOST_COLUMNS = 16384, ROW_BYTES = 64 * 1024 * 1024 };

/* Where in the sheet the reader is. */
typedef enum place {
    OUTSIDE,
    IN_SHEET, /* <sheetData> */
    IN_ROW,
    IN_CELL,
    IN_VALUE,  /* <v> */
    IN_INLINE, /* <is> */
    IN_TEXT    /* <t> of it */
} place;

/* How deep an element is, by its name and its parent. */
static const struct {
    const char *name;
    place parent, inside;
} elements[] = {
    {"sheetData", OUTSIDE, IN_SHEET}, {"row", IN_SHEET, IN_ROW},
    {"c", IN_ROW, IN_CELL},           {"v", IN_CELL, IN_VALUE},
    {"is", IN_CELL, IN_INLINE},       {"t", IN_INLINE, IN_TEXT},
};
enum { ELEMENTS = sizeof elements / sizeof *elements };

typedef struct reading {
    const prse__xlsx_limits *limits;
    const prse__xlsx_strings *strings;
    prse__xlsx_row_fn row_fn;
    void *user;
    const char *file;
    place at;
    int silent;       /* in <rPh> */
    int shared;       /* the cell's value is an index */
    prse__buf text;   /* of the cell */
    prse__arena *arena; /* texts of the row */
    prse_str *cells;
    size_t room;
    uint32_t column;  /* from 1, of the cell */
    uint32_t last;    /* last column written in this row */
    prse__xlsx_row row;
} reading;

static prse_status refuse(const reading *r, prse_status code,
                          const char *what, prse_error *err)
{
    return prse__error_at(err, code, (prse__place){r->file, r->row.number, 0},
                          r->file, "row %u, column %u: %s", r->row.number,
                          r->column, what);
}

/* --- Places --- */

static int read_number(uint32_t *out, const char *text)
{
    uint64_t value = 0;
    size_t i = 0;
    for (; text[i] >= '0' && text[i] <= '9' && value <= UINT32_MAX; i++)
        value = value * 10 + (uint64_t)(text[i] - '0');
    if (i == 0 || text[i] || value > UINT32_MAX)
        return 0;
    *out = (uint32_t)value;
    return 1;
}

/* "AB12" -> 28; 0: no reference. */
static uint32_t column_of(const char *reference)
{
    uint32_t column = 0;
    size_t i = 0;
    for (; reference[i] >= 'A' && reference[i] <= 'Z'; i++) {
        if (i == 3)
            return 0;
        column = column * 26 + (uint32_t)(reference[i] - 'A' + 1);
    }
    return reference[i] >= '1' && reference[i] <= '9' ? column : 0;
}

static prse_status open_row(reading *r, const char **attributes,
                            prse_error *err)
{
    const char *number = prse__xml_attribute(attributes, "r");
    uint32_t before = r->row.number;
    r->row.number = before + 1;
    r->last = r->column = 0;
    prse__arena_reset(r->arena);
    if (before == UINT32_MAX || (number && !read_number(&r->row.number,
                                                        number)))
        return refuse(r, PRSE_EPARSE, "no number of a row", err);
    return r->row.number > before
               ? PRSE_OK
               : refuse(r, PRSE_EPARSE, "rows are out of order", err);
}

static prse_status open_cell(reading *r, const char **attributes,
                             prse_error *err)
{
    const char *reference = prse__xml_attribute(attributes, "r");
    const char *type = prse__xml_attribute(attributes, "t");
    r->shared = type && strcmp(type, "s") == 0;
    prse__buf_clear(&r->text);
    r->column = reference ? column_of(reference) : r->last + 1;
    if (r->column <= r->last)
        return refuse(r, PRSE_EPARSE, "cells are out of order", err);
    if (r->column > r->limits->columns)
        return refuse(r, PRSE_ELIMIT, "more columns than are accepted", err);
    return PRSE_OK;
}

/* --- Values --- */

static prse_status make_room(reading *r, prse_error *err)
{
    if (r->column <= r->room)
        return PRSE_OK;
    size_t room = r->room ? r->room : 32;
    while (room < r->column)
        room *= 2;
    prse_str *cells = prse__resize(r->cells, r->room, room, sizeof *cells);
    if (!cells)
        return prse__error_nomem(err);
    r->cells = cells;
    r->room = room;
    return PRSE_OK;
}

static prse_status shared_text(const reading *r, prse_str *out,
                               prse_error *err)
{
    uint32_t index = 0;
    if (!r->text.len) {
        *out = (prse_str){"", 0};
        return PRSE_OK;
    }
    if (!read_number(&index, r->text.ptr) || index >= r->strings->count)
        return refuse(r, PRSE_EPARSE, "no such shared string", err);
    *out = r->strings->items[index];
    return PRSE_OK;
}

static prse_status own_text(const reading *r, prse_str *out, prse_error *err)
{
    *out = prse__str_dup(r->arena, prse__buf_str(&r->text));
    if (out->ptr)
        return PRSE_OK;
    return prse__arena_full(r->arena)
               ? refuse(r, PRSE_ELIMIT, "the row is too long", err)
               : prse__error_nomem(err);
}

static prse_status close_cell(reading *r, prse_error *err)
{
    prse_status status = make_room(r, err);
    if (status)
        return status;
    for (uint32_t i = r->last + 1; i < r->column; i++)
        r->cells[i - 1] = (prse_str){"", 0};
    prse_str *cell = &r->cells[r->column - 1];
    r->last = r->column;
    return r->shared ? shared_text(r, cell, err) : own_text(r, cell, err);
}

static prse_status close_row(reading *r, prse_error *err)
{
    r->row.cells = r->cells;
    r->row.count = r->last;
    return r->row_fn(r->user, &r->row, err);
}

/* --- Events --- */

static prse_status see_open(void *user, const char *name,
                            const char **attributes, prse_error *err)
{
    reading *r = user;
    r->silent += strcmp(name, "rPh") == 0;
    size_t i = 0;
    while (i < ELEMENTS && (elements[i].parent != r->at ||
                            strcmp(elements[i].name, name) != 0))
        i++;
    /* In <is> a text may be inside of runs: <r><t>. */
    if (i == ELEMENTS)
        return PRSE_OK;
    r->at = elements[i].inside;
    if (r->at == IN_ROW)
        return open_row(r, attributes, err);
    return r->at == IN_CELL ? open_cell(r, attributes, err) : PRSE_OK;
}

static prse_status see_close(void *user, const char *name, prse_error *err)
{
    reading *r = user;
    r->silent -= strcmp(name, "rPh") == 0;
    size_t i = 0;
    while (i < ELEMENTS && (elements[i].inside != r->at ||
                            strcmp(elements[i].name, name) != 0))
        i++;
    if (i == ELEMENTS)
        return PRSE_OK;
    r->at = elements[i].parent;
    if (elements[i].inside == IN_ROW)
        return close_row(r, err);
    return elements[i].inside == IN_CELL ? close_cell(r, err) : PRSE_OK;
}

static prse_status see_text(void *user, prse_str piece, prse_error *err)
{
    reading *r = user;
    if ((r->at != IN_VALUE && r->at != IN_TEXT) || r->silent)
        return PRSE_OK;
    if (piece.len > r->limits->cell_bytes - r->text.len)
        return refuse(r, PRSE_ELIMIT, "the cell is too long", err);
    prse__buf_add(&r->text, piece);
    return r->text.failed ? prse__error_nomem(err) : PRSE_OK;
}

static void see_progress(void *user, uint64_t read, uint64_t size)
{
    reading *r = user;
    r->row.read = read;
    r->row.size = size;
}

/* --- The whole --- */

static prse_status read_sheet(reading *r, prse__zip *zip, prse_str part,
                              prse_error *err)
{
    prse__xml_events events = {see_open, see_close, see_text, see_progress,
                               r};
    r->arena = prse__arena_new(ROW_BYTES);
    if (!r->arena)
        return prse__error_nomem(err);
    prse__buf_init(&r->text, 0);
    prse_status status = prse__xml_read_part(zip, part, r->limits->part_bytes,
                                             &events, err);
    prse__buf_free(&r->text);
    prse__arena_free(r->arena);
    prse__free(r->cells);
    return status;
}

static prse__xlsx_limits with_defaults(const prse__xlsx_limits *given)
{
    prse__xlsx_limits l = given ? *given : (prse__xlsx_limits){0, 0, 0, 0};
    l.part_bytes = l.part_bytes ? l.part_bytes : UINT64_C(2) << 30;
    l.shared_bytes = l.shared_bytes ? l.shared_bytes : UINT64_C(256) << 20;
    if (!l.columns || l.columns > MOST_COLUMNS)
        l.columns = MOST_COLUMNS;
    l.cell_bytes = l.cell_bytes ? l.cell_bytes : UINT32_C(1) << 20;
    return l;
}

static prse_status read_parts(reading *r, prse__zip *zip, prse_str sheet,
                              prse__xlsx_strings *strings, prse_error *err)
{
    prse__xlsx_parts parts = {{NULL, 0}, {NULL, 0}};
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = prse__xlsx_find_parts(&parts, zip, sheet, arena, err);
    if (!status && parts.strings.len)
        status = prse__xlsx_strings_read(strings, zip, parts.strings,
                                         r->limits, err);
    if (!status)
        status = read_sheet(r, zip, parts.sheet, err);
    prse__arena_free(arena);
    return status;
}

prse_status prse__xlsx_read(prse__zip *zip, prse_str sheet,
                            const prse__xlsx_limits *limits,
                            prse__xlsx_row_fn row, void *user,
                            prse_error *err)
{
    prse__xlsx_limits l = with_defaults(limits);
    prse__xlsx_strings strings = {NULL, NULL, 0, 0};
    reading r = {.limits = &l, .strings = &strings, .row_fn = row,
                 .user = user, .file = prse__zip_file(zip)};
    prse_status status = read_parts(&r, zip, sheet, &strings, err);
    prse__xlsx_strings_free(&strings);
    return status;
}
