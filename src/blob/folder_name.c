/* SPDX-License-Identifier: Apache-2.0 */
/* Keys as names of files, and back. */
#include <string.h>

#include "blob/folder.h"

enum { FOLDER = '+', GOES_ON = '~', MARKED = '=' };

/* What is left of a segment may be nothing, or "." or "..", which are no names
 * of files. */
static int is_plain(prse_str text)
{
    return text.len > 0 && text.ptr[0] != '.';
}

static void name_of(char name[PRSE__SHELF_NAME], prse_str text, char end)
{
    if (text.len > 0)
        memcpy(name, text.ptr, text.len);
    name[text.len] = end;
    name[text.len + (end ? 1 : 0)] = '\0';
}

static void skip(prse_str *rest, size_t count)
{
    rest->len -= count;
    if (count > 0)
        rest->ptr += count;
}

int prse__shelf_next(prse_str *rest, char name[PRSE__SHELF_NAME])
{
    const char *slash = rest->len ? memchr(rest->ptr, '/', rest->len) : NULL;
    prse_str text = *rest;
    if (slash)
        text.len = (size_t)(slash - rest->ptr);
    if (text.len >= PRSE__SHELF_SPLIT) {
        text.len = PRSE__SHELF_SPLIT;
        name_of(name, text, GOES_ON);
        skip(rest, text.len);
        return 1;
    }
    if (slash) {
        name_of(name, text, FOLDER);
        skip(rest, text.len + 1);
        return 1;
    }
    name_of(name, text, is_plain(text) ? '\0' : MARKED);
    skip(rest, text.len);
    return 0;
}

/* What a segment is made of; its dot is never the first. */
static int is_text(prse_str text, const char *name, int first)
{
    size_t good = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-");
    return good == text.len && !(first && (good == 0 || name[0] == '.'));
}

prse__shelf_kind prse__shelf_text(prse_str *text, const char *name, int first)
{
    size_t len = strlen(name);
    char end = len > 0 ? name[len - 1] : '\0';
    int marked = end == FOLDER || end == GOES_ON || end == MARKED;
    *text = (prse_str){name, marked ? len - 1 : len};
    int whole = text->len == PRSE__SHELF_SPLIT;
    if (!is_text(*text, name, first) || (whole != (end == GOES_ON)) ||
        text->len > PRSE__SHELF_SPLIT)
        return PRSE__SHELF_ODD;
    if (end == GOES_ON)
        return PRSE__SHELF_GOES_ON;
    if (end == FOLDER)
        return PRSE__SHELF_FOLDER;
    return (end == MARKED) == !is_plain(*text) ? PRSE__SHELF_BLOB
                                               : PRSE__SHELF_ODD;
}
