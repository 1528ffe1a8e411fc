/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx_xml.h"

#include <expat.h>
#include <string.h>

/* expat keeps a token (a tag with its attributes) until it is complete, so
 * that its length must have an end. Writers name far less. */
enum { CHUNK = 65536, LONGEST_TOKEN = 1024 * 1024, DEEPEST = 64 };

/* Between a namespace and a name; no address holds it. */
static const char BETWEEN = '\n';

typedef struct reading {
    const prse__xml_events *events;
    XML_Parser parser;
    const char *file;
    prse_str part;
    int depth;
    prse_status status;
    prse_error *err;
} reading;

static const char *local(const char *name)
{
    const char *between = strrchr(name, BETWEEN);
    return between ? between + 1 : name;
}

const char *prse__xml_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2)
        if (strcmp(local(attributes[i]), name) == 0)
            return attributes[i + 1];
    return NULL;
}

static prse_status refuse(const reading *r, prse_status code,
                          const char *what)
{
    prse__place place = {r->file, 0, 0};
    if (r->parser) {
        place.line = (uint32_t)XML_GetCurrentLineNumber(r->parser);
        place.column = (uint32_t)XML_GetCurrentColumnNumber(r->parser) + 1;
    }
    size_t shown = r->part.len < 120 ? r->part.len : 120;
    return prse__error_at(r->err, code, place, r->file, "%.*s: %s",
                          (int)shown, r->part.ptr, what);
}

/* --- What expat calls --- */

static void end_with(reading *r, prse_status status)
{
    r->status = status;
    if (status)
        XML_StopParser(r->parser, XML_FALSE);
}

static void on_open(void *user, const char *name, const char **attributes)
{
    reading *r = user;
    if (r->status)
        return;
    if (++r->depth > DEEPEST)
        end_with(r, refuse(r, PRSE_ELIMIT, "elements nest too deeply"));
    else if (r->events->open)
        end_with(r, r->events->open(r->events->user, local(name), attributes,
                                    r->err));
}

static void on_close(void *user, const char *name)
{
    reading *r = user;
    r->depth--;
    if (!r->status && r->events->close)
        end_with(r, r->events->close(r->events->user, local(name), r->err));
}

static void on_text(void *user, const char *text, int size)
{
    reading *r = user;
    if (!r->status && r->events->text)
        end_with(r, r->events->text(r->events->user,
                                    (prse_str){text, (size_t)size}, r->err));
}

static void on_doctype(void *user, const char *name, const char *system,
                       const char *public_id, int internal)
{
    (void)name, (void)system, (void)public_id, (void)internal;
    reading *r = user;
    end_with(r, refuse(r, PRSE_EPARSE, "a workbook has no document type"));
}

/* --- Feeding --- */

static prse_status parse_failed(const reading *r)
{
    enum XML_Error why = XML_GetErrorCode(r->parser);
    if (r->status)
        return r->status;
    return why == XML_ERROR_NO_MEMORY
               ? prse__error_nomem(r->err)
               : refuse(r, PRSE_EPARSE, XML_ErrorString(why));
}

static int token_is_long(const reading *r, uint64_t fed)
{
    XML_Index done = XML_GetCurrentByteIndex(r->parser);
    uint64_t parsed = done > 0 ? (uint64_t)done : 0;
    return fed > parsed && fed - parsed > LONGEST_TOKEN;
}

static prse_status feed(reading *r, prse__zip_member *member)
{
    size_t got = 1;
    while (got > 0) {
        void *chunk = XML_GetBuffer(r->parser, CHUNK);
        if (!chunk)
            return prse__error_nomem(r->err);
        prse_status status =
            prse__zip_member_read(member, chunk, CHUNK, &got, r->err);
        if (status)
            return status;
        uint64_t fed = prse__zip_member_offset(member);
        if (r->events->progress)
            r->events->progress(r->events->user, fed,
                                prse__zip_member_size(member));
        if (XML_ParseBuffer(r->parser, (int)got, got == 0) != XML_STATUS_OK)
            return parse_failed(r);
        if (token_is_long(r, fed))
            return refuse(r, PRSE_ELIMIT, "a tag is too long");
    }
    return PRSE_OK;
}

static prse_status parse(reading *r, prse__zip_member *member)
{
    r->parser = XML_ParserCreateNS(NULL, BETWEEN);
    if (!r->parser)
        return prse__error_nomem(r->err);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_open, on_close);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    prse_status status = feed(r, member);
    XML_ParserFree(r->parser);
    return status;
}

prse_status prse__xml_read_part(prse__zip *zip, prse_str part,
                                uint64_t most_bytes,
                                const prse__xml_events *events,
                                prse_error *err)
{
    reading r = {events, NULL, prse__zip_file(zip), part, 0, PRSE_OK, err};
    prse__zip_limits limits = {most_bytes, 0};
    prse__zip_member *member = NULL;
    size_t index = prse__zip_find(zip, part);
    if (index == prse__zip_count(zip))
        return refuse(&r, PRSE_ESCHEMA,
                      "this part is missing: it is no .xlsx workbook");
    prse_status status =
        prse__zip_member_open(&member, zip, index, &limits, err);
    if (!status)
        status = parse(&r, member);
    prse__zip_member_close(member);
    return status;
}
