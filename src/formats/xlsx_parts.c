/* SPDX-License-Identifier: Apache-2.0 */
/* Parts refer to each other by relationships: the archive's name the workbook,
 * the workbook's name its sheets and strings. */
#include "formats/xlsx_parts.h"

#include <string.h>

#include "formats/xlsx_xml.h"

/* These parts are lists of a few lines. A message names only so many sheets. */
enum { MOST_BYTES = 16 * 1024 * 1024, SHOWN = 150 };

typedef struct search {
    prse__arena *arena;
    prse__zip *zip;
    prse_str folder;  /* of the part that the relationships belong to */
    prse_str type;    /* end of the type looked for, or empty ... */
    prse_str id;      /* ... and then the id */
    prse_str found;   /* the first one that fits */
    prse_str wanted;  /* sheet name */
    prse_str sheet_id;
    prse__buf seen;   /* names of sheets, for the message */
} search;

static prse_str keep(const search *s, const char *text, prse_error *err)
{
    prse_str copy = prse__str_dup(s->arena, prse_str_of(text));
    if (!copy.ptr)
        prse__error_nomem(err);
    return copy;
}

static int ends_with(prse_str text, prse_str end)
{
    return text.len >= end.len &&
           prse__str_eq((prse_str){text.ptr + (text.len - end.len), end.len},
                        end);
}

static size_t after_last_slash(prse_str path)
{
    size_t size = path.len;
    while (size > 0 && path.ptr[size - 1] != '/')
        size--;
    return size;
}

/* --- Relationships --- */

/* "worksheets/sheet1.xml" beside xl/workbook.xml, or "/xl/..." from the top. */
static prse_status resolve(search *s, const char *target, prse_error *err)
{
    prse__buf path;
    prse_str rest = prse_str_of(target);
    prse_str folder = s->folder;
    if (prse__str_starts(rest, "/")) {
        folder.len = 0;
        rest = (prse_str){rest.ptr + 1, rest.len - 1};
    }
    while (prse__str_starts(rest, "../") && folder.len > 0) {
        folder.len = after_last_slash((prse_str){folder.ptr, folder.len - 1});
        rest = (prse_str){rest.ptr + 3, rest.len - 3};
    }
    prse__buf_init(&path, 0);
    prse__buf_add(&path, folder);
    prse__buf_add(&path, rest);
    s->found = path.failed ? (prse_str){NULL, 0}
                           : prse__str_dup(s->arena, prse__buf_str(&path));
    prse__buf_free(&path);
    return s->found.ptr ? PRSE_OK : prse__error_nomem(err);
}

static prse_status see_relationship(void *user, const char *name,
                                    const char **attributes, prse_error *err)
{
    search *s = user;
    const char *id = prse__xml_attribute(attributes, "Id");
    const char *type = prse__xml_attribute(attributes, "Type");
    const char *target = prse__xml_attribute(attributes, "Target");
    const char *mode = prse__xml_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
        s->found.ptr || (mode && strcmp(mode, "External") == 0))
        return PRSE_OK;
    int fits = s->type.len ? ends_with(prse_str_of(type), s->type)
                           : prse__str_eq(prse_str_of(id), s->id);
    return fits ? resolve(s, target, err) : PRSE_OK;
}

static prse_status relation(search *s, prse_str part, prse_str type,
                            prse_str id, prse_error *err)
{
    prse__xml_events events = {see_relationship, NULL, NULL, NULL, s};
    prse__buf path;
    size_t slash = after_last_slash(part);
    s->folder = (prse_str){part.ptr, slash};
    s->type = type;
    s->id = id;
    s->found = (prse_str){NULL, 0};
    prse__buf_init(&path, 0);
    prse__buf_add(&path, s->folder);
    prse__buf_adds(&path, "_rels/");
    prse__buf_add(&path, (prse_str){part.ptr + slash, part.len - slash});
    prse__buf_adds(&path, ".rels");
    prse_status status =
        path.failed ? prse__error_nomem(err)
                    : prse__xml_read_part(s->zip, prse__buf_str(&path),
                                          MOST_BYTES, &events, err);
    prse__buf_free(&path);
    return status;
}

/* --- The workbook --- */

static prse_status see_sheet(void *user, const char *name,
                             const char **attributes, prse_error *err)
{
    search *s = user;
    const char *title = prse__xml_attribute(attributes, "name");
    const char *id = prse__xml_attribute(attributes, "id");
    if (strcmp(name, "sheet") != 0 || !title || !id)
        return PRSE_OK;
    if (s->seen.len < SHOWN)
        prse__buf_addf(&s->seen, "%s\"%s\"", s->seen.len ? ", " : "", title);
    if (s->seen.failed)
        return prse__error_nomem(err);
    if (s->sheet_id.ptr ||
        (s->wanted.len && !prse__str_eq(prse_str_of(title), s->wanted)))
        return PRSE_OK;
    s->sheet_id = keep(s, id, err);
    return s->sheet_id.ptr ? PRSE_OK : PRSE_ENOMEM;
}

static prse_status no_sheet(const search *s, prse_error *err)
{
    const char *file = prse__zip_file(s->zip);
    if (!s->wanted.len)
        return prse__error_set(err, PRSE_ESCHEMA, file,
                               "%s: the workbook has no sheet", file);
    return prse__error_set(err, PRSE_ENOTFOUND, file,
                           "%s: no sheet \"%.*s\"; there are %s", file,
                           (int)(s->wanted.len < 80 ? s->wanted.len : 80),
                           s->wanted.ptr, s->seen.len ? s->seen.ptr : "none");
}

static prse_status find_sheet(search *s, prse_str workbook, prse_error *err)
{
    prse__xml_events events = {see_sheet, NULL, NULL, NULL, s};
    prse_status status =
        prse__xml_read_part(s->zip, workbook, MOST_BYTES, &events, err);
    if (!status && !s->sheet_id.ptr)
        status = no_sheet(s, err);
    return status;
}

static prse_status missing(const search *s, const char *what,
                           prse_error *err)
{
    const char *file = prse__zip_file(s->zip);
    return prse__error_set(err, PRSE_ESCHEMA, file,
                           "%s: nothing says where the %s is", file, what);
}

static prse_status find(search *s, prse__xlsx_parts *parts, prse_error *err)
{
    static const prse_str none = {"", 0};
    prse_status status =
        relation(s, none, PRSE_STR("/officeDocument"), none, err);
    if (!status && !s->found.ptr)
        status = missing(s, "workbook", err);
    prse_str workbook = s->found;
    if (!status)
        status = find_sheet(s, workbook, err);
    if (!status)
        status = relation(s, workbook, none, s->sheet_id, err);
    if (!status && !s->found.ptr)
        status = missing(s, "sheet", err);
    parts->sheet = s->found;
    if (!status)
        status = relation(s, workbook, PRSE_STR("/sharedStrings"), none, err);
    parts->strings = s->found;
    return status;
}

prse_status prse__xlsx_find_parts(prse__xlsx_parts *parts, prse__zip *zip,
                                  prse_str sheet, prse__arena *arena,
                                  prse_error *err)
{
    search s = {.arena = arena, .zip = zip, .wanted = sheet};
    prse__buf_init(&s.seen, 0);
    prse_status status = find(&s, parts, err);
    prse__buf_free(&s.seen);
    return status;
}
