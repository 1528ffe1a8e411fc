/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx_strings.h"

#include <string.h>

#include "formats/xlsx_xml.h"

typedef struct reading {
    prse__xlsx_strings *strings;
    const prse__xlsx_limits *limits;
    const char *file;
    prse__buf text; /* of the item being read */
    uint64_t bytes;
    int inside, silent; /* in <t>; in <rPh>, how a text is pronounced */
} reading;

static prse_status too_large(const reading *r, prse_error *err)
{
    return prse__error_set(err, PRSE_ELIMIT, r->file,
                           "%s: shared strings are larger than is accepted",
                           r->file);
}

static prse_status open(void *user, const char *name, const char **attributes,
                        prse_error *err)
{
    reading *r = user;
    (void)attributes, (void)err;
    if (strcmp(name, "si") == 0)
        prse__buf_clear(&r->text);
    r->inside += strcmp(name, "t") == 0;
    r->silent += strcmp(name, "rPh") == 0;
    return PRSE_OK;
}

static prse_status text(void *user, prse_str piece, prse_error *err)
{
    reading *r = user;
    if (!r->inside || r->silent)
        return PRSE_OK;
    if (piece.len > r->limits->cell_bytes - r->text.len)
        return too_large(r, err);
    prse__buf_add(&r->text, piece);
    return r->text.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status grow(prse__xlsx_strings *strings, prse_error *err)
{
    if (strings->count < strings->room)
        return PRSE_OK;
    size_t room = strings->room ? strings->room * 2 : 256;
    prse_str *items = prse__resize(strings->items, strings->room, room,
                                   sizeof *items);
    if (!items)
        return prse__error_nomem(err);
    strings->items = items;
    strings->room = room;
    return PRSE_OK;
}

static prse_status add(reading *r, prse_error *err)
{
    prse__xlsx_strings *strings = r->strings;
    r->bytes += r->text.len + sizeof *strings->items;
    if (r->bytes > r->limits->shared_bytes)
        return too_large(r, err);
    prse_status status = grow(strings, err);
    if (status)
        return status;
    prse_str copy = prse__str_dup(strings->arena, prse__buf_str(&r->text));
    if (!copy.ptr)
        return prse__error_nomem(err);
    strings->items[strings->count++] = copy;
    return PRSE_OK;
}

static prse_status close(void *user, const char *name, prse_error *err)
{
    reading *r = user;
    r->inside -= strcmp(name, "t") == 0;
    r->silent -= strcmp(name, "rPh") == 0;
    return strcmp(name, "si") == 0 ? add(r, err) : PRSE_OK;
}

prse_status prse__xlsx_strings_read(prse__xlsx_strings *strings,
                                    prse__zip *zip, prse_str part,
                                    const prse__xlsx_limits *limits,
                                    prse_error *err)
{
    reading r = {.strings = strings, .limits = limits,
                 .file = prse__zip_file(zip)};
    prse__xml_events events = {open, close, text, NULL, &r};
    strings->arena = prse__arena_new(0);
    if (!strings->arena)
        return prse__error_nomem(err);
    prse__buf_init(&r.text, 0);
    prse_status status = prse__xml_read_part(zip, part, limits->part_bytes,
                                             &events, err);
    prse__buf_free(&r.text);
    return status;
}

void prse__xlsx_strings_free(prse__xlsx_strings *strings)
{
    prse__arena_free(strings->arena);
    prse__free(strings->items);
}
