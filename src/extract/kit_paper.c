/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/kit.h"

enum { CATALOGUE = 1, PAGES, FONT, LOCK, FIRST_PAGE };

static void begin(prse__kit_paper *to)
{
    to->places[to->objects++] = to->bytes.len;
    prse__buf_addf(&to->bytes, "%d 0 obj\n", to->objects);
}

static void put_frame(prse__kit_paper *to, int pages)
{
    begin(to);
    prse__buf_addf(&to->bytes, "<< /Type /Catalog /Pages %d 0 R >>\nendobj\n",
                   PAGES);
    begin(to);
    prse__buf_addf(&to->bytes, "<< /Type /Pages /Count %d /Kids [", pages);
    for (int i = 0; i < pages; i++)
        prse__buf_addf(&to->bytes, "%d 0 R ", FIRST_PAGE + 2 * i);
    prse__buf_adds(&to->bytes, "] >>\nendobj\n");
    begin(to);
    prse__buf_adds(&to->bytes,
                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                   "/Encoding /WinAnsiEncoding >>\nendobj\n");
}

/* The standard handler, with keys that belong to no password. */
static void put_lock(prse__kit_paper *to)
{
    begin(to);
    prse__buf_adds(&to->bytes, "<< /Filter /Standard /V 1 /R 2 /P -1 /O <");
    for (int i = 0; i < 32; i++)
        prse__buf_addf(&to->bytes, "%02X", 3 * i + 7);
    prse__buf_adds(&to->bytes, "> /U <");
    for (int i = 0; i < 32; i++)
        prse__buf_addf(&to->bytes, "%02X", 5 * i + 1);
    prse__buf_adds(&to->bytes, "> >>\nendobj\n");
}

static void put_page(prse__kit_paper *to, const char *const *lines,
                     const char *extra)
{
    prse__buf content;
    prse__buf_init(&content, 0);
    prse__buf_adds(&content, "BT /F 12 Tf 20 TL 50 700 Td\n");
    for (int i = 0; lines[i]; i++)
        prse__buf_addf(&content, "(%s) Tj T*\n", lines[i]);
    prse__buf_adds(&content, "ET");
    begin(to);
    prse__buf_addf(&to->bytes,
                   "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 600 800] "
                   "/Resources << /Font << /F %d 0 R >> >> /Contents %d 0 R "
                   "%s >>\nendobj\n", PAGES, FONT, to->objects + 1, extra);
    begin(to);
    prse__buf_addf(&to->bytes, "<< /Length %zu >>\nstream\n", content.len);
    prse__buf_add(&to->bytes, prse__buf_str(&content));
    prse__buf_adds(&to->bytes, "\nendstream\nendobj\n");
    to->bytes.failed |= content.failed;
    prse__buf_free(&content);
}

static void put_table(prse__kit_paper *to, int locked)
{
    size_t at = to->bytes.len;
    prse__buf_addf(&to->bytes, "xref\n0 %d\n0000000000 65535 f \n",
                   to->objects + 1);
    for (int i = 0; i < to->objects; i++)
        prse__buf_addf(&to->bytes, "%010zu 00000 n \n", to->places[i]);
    prse__buf_addf(&to->bytes, "trailer << /Size %d /Root %d 0 R ",
                   to->objects + 1, CATALOGUE);
    if (locked)
        prse__buf_addf(&to->bytes, "/Encrypt %d 0 R /ID [<01> <01>] ", LOCK);
    prse__buf_addf(&to->bytes, ">>\nstartxref\n%zu\n%%%%EOF\n", at);
}

int prse__kit_paper_make(prse__kit_paper *out, int pages,
                         const char *const *lines, const char *extra,
                         int locked)
{
    out->objects = 0;
    prse__buf_init(&out->bytes, 0);
    prse__buf_adds(&out->bytes, "%PDF-1.4\n");
    put_frame(out, pages);
    put_lock(out);
    for (int i = 0; i < pages; i++)
        put_page(out, lines, extra);
    put_table(out, locked);
    return !out->bytes.failed;
}

void prse__kit_paper_free(prse__kit_paper *paper)
{
    prse__buf_free(&paper->bytes);
}

static prse_status read_bytes(void *user, uint64_t offset, void *to,
                              size_t room, prse_error *err)
{
    const prse__buf *bytes = user;
    (void)err;
    memcpy(to, bytes->ptr + offset, room);
    return PRSE_OK;
}

prse_blob_source prse__kit_paper_source(const prse__kit_paper *paper)
{
    return (prse_blob_source){.size = sizeof(prse_blob_source),
                              .bytes = paper->bytes.len,
                              .user = (void *)(uintptr_t)&paper->bytes,
                              .read = read_bytes};
}
