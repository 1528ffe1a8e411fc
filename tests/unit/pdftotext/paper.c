/* SPDX-License-Identifier: Apache-2.0 */
#include "paper.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

__attribute__((format(printf, 2, 3))) static void put(paper *to,
                                                      const char *format, ...)
{
    va_list list;
    va_start(list, format);
    to->length += (size_t)vsnprintf(to->bytes + to->length,
                                    sizeof to->bytes - to->length, format,
                                    list);
    va_end(list);
    cr_assert_lt(to->length, sizeof to->bytes);
}

static void begin_object(paper *to)
{
    to->places[to->objects++] = (long)to->length;
    put(to, "%d 0 obj\n", to->objects);
}

static void put_kids(paper *to, int pages)
{
    begin_object(to);
    put(to, "<< /Type /Pages /Count %d /Kids [", pages);
    for (int i = 0; i < pages; i++)
        put(to, "%d 0 R ", 5 + 2 * i);
    put(to, "] >>\nendobj\n");
}

static void put_page(paper *to, const char *text, int pictured)
{
    char content[256];
    int length = snprintf(content, sizeof content,
                          "%sBT /F 12 Tf 50 700 Td (%s) Tj ET",
                          pictured ? "q 500 0 0 700 50 50 cm /I Do Q " : "",
                          text);
    begin_object(to);
    put(to,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 "
        "R /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> "
        ">>\nendobj\n", to->objects + 1);
    begin_object(to);
    put(to, "<< /Length %d >>\nstream\n%s\nendstream\nendobj\n", length,
        content);
}

static void put_table(paper *to)
{
    size_t at = to->length;
    put(to, "xref\n0 %d\n0000000000 65535 f \n", to->objects + 1);
    for (int i = 0; i < to->objects; i++)
        put(to, "%010ld 00000 n \n", to->places[i]);
    put(to, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
        to->objects + 1, at);
}

void paper_make(paper *out, int pages, const char *text, int pictured)
{
    memset(out, 0, sizeof *out);
    put(out, "%%PDF-1.4\n");
    begin_object(out);
    put(out, "<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
    put_kids(out, pages);
    begin_object(out);
    put(out, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
             "/WinAnsiEncoding >>\nendobj\n");
    begin_object(out);
    put(out, "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 "
             "/ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
             "stream\nx\nendstream\nendobj\n");
    for (int i = 0; i < pages; i++)
        put_page(out, text, pictured);
    put_table(out);
}

static prse_status read_bytes(void *user, uint64_t offset, void *to,
                              size_t room, prse_error *err)
{
    const paper *from = user;
    (void)err;
    memcpy(to, from->bytes + offset, room);
    return PRSE_OK;
}

prse_blob_source paper_source(const paper *of)
{
    return (prse_blob_source){.size = sizeof(prse_blob_source),
                              .bytes = of->length,
                              .user = (void *)(uintptr_t)of,
                              .read = read_bytes};
}

prse_status paper_page(void *user, const prse_page *page, prse_error *err)
{
    paper_read *it = user;
    (void)err;
    it->pages++;
    it->images = page->images;
    for (size_t i = 0; i < page->count; i++) {
        size_t used = strlen(it->text);
        snprintf(it->text + used, sizeof it->text - used, "%.*s ",
                 (int)page->words[i].text.len, page->words[i].text.ptr);
    }
    return PRSE_OK;
}

void paper_reader(prse_extract *out)
{
    prse_error err;
    prse_extract_program_options opts = {
        .size = sizeof opts, .helpers = prse_str_of(getenv("PRSE_HELPERS"))};
    cr_assert_eq(prse_extract_pdftotext(out, PRSE_STR(""), &opts, &err),
                 PRSE_OK, "%s", err.message);
}
