/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/xml_fields.h"

#include <expat.h>
#include <string.h>

enum {
    DEEPEST = 16,
    LONGEST_PATH = 1024,
    LONGEST_TEXT = 64 * 1024,
    LARGEST = 16 * 1024 * 1024
};

/* Between a namespace and a name; no address holds it. */
static const char BETWEEN = '\n';

/* Texts of the elements that are open stand one after the other, as their
 * names do in the path. */
typedef struct reading {
    XML_Parser parser;
    const char *what;
    prse__xml_field field;
    void *user;
    prse__buf path, text;
    size_t path_starts[DEEPEST], text_starts[DEEPEST];
    size_t depth;
    prse_status status;
    prse_error *err;
} reading;

static prse_status refuse(const reading *r, prse_status code, const char *why)
{
    prse__place place = {r->what,
                         (uint32_t)XML_GetCurrentLineNumber(r->parser),
                         (uint32_t)XML_GetCurrentColumnNumber(r->parser) + 1};
    return prse__error_at(r->err, code, place, r->what, "%s", why);
}

static void end_with(reading *r, prse_status status)
{
    r->status = status;
    if (status)
        XML_StopParser(r->parser, XML_FALSE);
}

/* What was added last did not fit, or memory ran out. */
static prse_status checked(const reading *r, const prse__buf *buf,
                           size_t more, const char *why)
{
    if (!buf->failed)
        return PRSE_OK;
    return more > buf->limit - buf->len ? refuse(r, PRSE_ELIMIT, why)
                                        : prse__error_nomem(r->err);
}

static void on_open(void *user, const char *name, const char **attributes)
{
    reading *r = user;
    const char *between = strrchr(name, BETWEEN);
    prse_str own = prse_str_of(between ? between + 1 : name);
    (void)attributes;
    if (r->status)
        return;
    if (r->depth == DEEPEST) {
        end_with(r, refuse(r, PRSE_ELIMIT, "elements nest too deeply"));
        return;
    }
    r->path_starts[r->depth] = r->path.len;
    r->text_starts[r->depth] = r->text.len;
    r->depth++;
    if (r->path.len > 0)
        prse__buf_addc(&r->path, '/');
    prse__buf_add(&r->path, own);
    end_with(r, checked(r, &r->path, own.len + 1, "names are too long"));
}

static void cut(prse__buf *buf, size_t len)
{
    if (buf->ptr) {
        buf->len = len;
        buf->ptr[len] = '\0';
    }
}

static void on_close(void *user, const char *name)
{
    reading *r = user;
    (void)name;
    if (r->status)
        return;
    r->depth--;
    size_t start = r->text_starts[r->depth];
    prse_str text = {r->text.ptr ? r->text.ptr + start : "",
                     r->text.len - start};
    end_with(r, r->field(r->user, prse__buf_str(&r->path), text, r->err));
    cut(&r->text, start);
    cut(&r->path, r->path_starts[r->depth]);
}

static void on_text(void *user, const char *text, int size)
{
    reading *r = user;
    prse_str more = {text, (size_t)size};
    if (r->status)
        return;
    prse__buf_add(&r->text, more);
    end_with(r, checked(r, &r->text, more.len, "a text is too long"));
}

static void on_doctype(void *user, const char *name, const char *system,
                       const char *public_id, int internal)
{
    (void)name, (void)system, (void)public_id, (void)internal;
    reading *r = user;
    if (!r->status)
        end_with(r, refuse(r, PRSE_EPARSE, "a document type is refused"));
}

static prse_status parse(reading *r, prse_str xml)
{
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_open, on_close);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    if (XML_Parse(r->parser, xml.len > 0 ? xml.ptr : "", (int)xml.len, 1) ==
        XML_STATUS_OK)
        return r->status;
    enum XML_Error why = XML_GetErrorCode(r->parser);
    if (r->status)
        return r->status;
    return why == XML_ERROR_NO_MEMORY
               ? prse__error_nomem(r->err)
               : refuse(r, PRSE_EPARSE, XML_ErrorString(why));
}

prse_status prse__xml_fields_read(prse_str xml, const char *what,
                                  prse__xml_field field, void *user,
                                  prse_error *err)
{
    if (xml.len > LARGEST)
        return prse__error_set(err, PRSE_ELIMIT, what,
                               "it has more than %d bytes", (int)LARGEST);
    reading r = {.what = what, .field = field, .user = user, .err = err};
    prse__buf_init(&r.path, LONGEST_PATH);
    prse__buf_init(&r.text, LONGEST_TEXT);
    r.parser = XML_ParserCreateNS(NULL, BETWEEN);
    prse_status status =
        r.parser ? parse(&r, xml) : prse__error_nomem(err);
    if (r.parser)
        XML_ParserFree(r.parser);
    prse__buf_free(&r.path);
    prse__buf_free(&r.text);
    return status;
}
