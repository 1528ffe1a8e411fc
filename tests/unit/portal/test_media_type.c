/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is, by its first bytes. */
#include <string.h>

#include "portal/media_type.h"
#include "support/test.h"

#define UNKNOWN "application/octet-stream"
#define OFFICE "application/vnd.openxmlformats-officedocument."
#define XLSX OFFICE "spreadsheetml.sheet"
#define DOCX OFFICE "wordprocessingml.document"
#define PPTX OFFICE "presentationml.presentation"
/* A local header of an archive: 26 bytes, then the lengths of name and more. */
#define ENTRY(len) \
    "PK\3\4\x14\0\6\0\x08\0\0\0!\0abcd\0\0\0\0\0\0\0\0" len "\0\0\0"
#define TYPES ENTRY("\x13") "[Content_Types].xml" "deflated"
#define RELS ENTRY("\x0B") "_rels/.rels" "deflated"

#define GIVEN(bytes) {bytes, sizeof(bytes) - 1}

static const struct {
    prse_str first;
    const char *type;
} cases[] = {
    {GIVEN(""), UNKNOWN},
    {GIVEN("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj"), "application/pdf"},
    {GIVEN("\r\n\r\n%PDF-1.4\n"), "application/pdf"},
    {GIVEN("\xEF\xBB\xBF%PDF-1.4\n"), "application/pdf"},
    {GIVEN("HTTP/1.1 200 OK\r\n\r\n\0\1\2%PDF-1.4\n"), "application/pdf"},
    {GIVEN("%PDX-1.4\n"), "text/plain"},
    {GIVEN("%PDF"), "text/plain"},
    /* What is run, or shown as a page, is not a PDF whatever it holds. */
    {GIVEN("\x7F" "ELF\2\1\1\0%PDF-1.4"), UNKNOWN},
    {GIVEN("MZ\x90\0\3\0%PDF-1.4"), UNKNOWN},
    {GIVEN("#!/bin/sh\n# %PDF-1.4\nrm -r x\n"), UNKNOWN},
    {GIVEN("<html><!-- %PDF-1.4 --><script>"), "text/html"},
    {GIVEN("PK\3\4%PDF-1.4 and thirty bytes more, or so"),
     "application/zip"},
    {GIVEN("GIF89a%PDF-1.4"), "image/gif"},
    {GIVEN("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "image/png"},
    {GIVEN("\x89PNG\n\x1A\n"), UNKNOWN},
    {GIVEN("\xFF\xD8\xFF\xE0\0\x10JFIF"), "image/jpeg"},
    {GIVEN("\xFF\xD8"), UNKNOWN},
    {GIVEN("GIF87a\1\0\1\0"), "image/gif"},
    {GIVEN("GIF88a\1\0\1\0"), UNKNOWN},
    {GIVEN("PK\5\6\0\0\0\0\0\0"), "application/zip"},
    {GIVEN("PK\3\4"), "application/zip"},
    {GIVEN(ENTRY("\x05") "a.txtHello"), "application/zip"},
    {GIVEN(TYPES RELS ENTRY("\x0F") "xl/workbook.xml" "deflated"), XLSX},
    {GIVEN(TYPES RELS ENTRY("\x11") "word/document.xml" "deflated"), DOCX},
    {GIVEN(TYPES RELS ENTRY("\x14") "ppt/presentation.xml" "deflated"),
     PPTX},
    {GIVEN(RELS ENTRY("\x10") "docProps/app.xml" "x" ENTRY("\x0F")
           "xl/_rels/a.rels" "deflated"), XLSX},
    {GIVEN(ENTRY("\x11") "word/document.xml" "x" TYPES), DOCX},
    {GIVEN(ENTRY("\x0A") "word/a.pdf" "deflated"), "application/zip"},
    {GIVEN(ENTRY("\x12") "my/word/folder.xml" TYPES), "application/zip"},
    {GIVEN(TYPES RELS), "application/zip"},
    {GIVEN("{\\rtf1\\ansi Bonjour}"), "application/rtf"},
    {GIVEN("<!DOCTYPE html>\n<p>"), "text/html"},
    {GIVEN("\n\t <HTML lang=fr>"), "text/html"},
    {GIVEN("\xEF\xBB\xBF<Script>alert(1)</Script>"), "text/html"},
    {GIVEN("<!-- a --><b>"), "text/html"},
    {GIVEN("<svg xmlns=\"http://www.w3.org/2000/svg\">"), "image/svg+xml"},
    {GIVEN("<?xml version=\"1.0\"?>\n<svg onload=\"alert(1)\">"),
     "image/svg+xml"},
    {GIVEN("<!-- x --><SVG onload=\"alert(1)\">"), "image/svg+xml"},
    {GIVEN("<?xml version=\"1.0\"?><html>"), "text/html"},
    {GIVEN("<?xml version=\"1.0\"?><note/>"), "application/xml"},
    {GIVEN("<!DOCTYPE note><note/>"), "application/xml"},
    {GIVEN("<?php system($_GET[0]);"), UNKNOWN},
    {GIVEN("@ECHO off\r\ndel *"), UNKNOWN},
    {GIVEN("%!PS-Adobe-3.0"), UNKNOWN},
    {GIVEN("\xCF\xFA\xED\xFE\7\0\0\1%PDF-1.4"), UNKNOWN},
    {GIVEN("\xFE\xED\xFA\xCE%PDF-1.4"), UNKNOWN},
    {GIVEN("\xCA\xFE\xBA\xBE\0\0\0\2%PDF-1.4"), UNKNOWN},
    {GIVEN("Bonjour,\nl'\xC3\xA9t\xC3\xA9 arrive.\n"), "text/plain"},
    {GIVEN("un, deux\ntrois, quatre\n"), "text/plain"},
    {GIVEN("une seule ligne; avec un signe\n"), "text/plain"},
    {GIVEN("a;b\n"), "text/plain"},
    {GIVEN("nom;effectif\nAlpha;12\n"), "text/csv"},
    {GIVEN("nom,effectif\n\"Alpha, Beta\",12\n"), "text/csv"},
    {GIVEN("nom\teffectif\nAlpha\t12\nBeta\t3"), "text/csv"},
    {GIVEN("a;b;c\n1;2\n"), "text/plain"},
    {GIVEN("a\0b"), UNKNOWN},
    {GIVEN("a\x1B[31mb"), UNKNOWN},
    {GIVEN("\xE9t\xE9"), UNKNOWN}, /* Latin-1 */
    {GIVEN("\xFF\xFE<\0h\0t\0m\0l\0"), UNKNOWN},
    {GIVEN("\xC3"), UNKNOWN},
    {GIVEN("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), UNKNOWN},
};

PRSE_TEST(media_type, is_found_in_the_content)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_str_eq(prse__media_type(cases[i].first), cases[i].type,
                         "case %zu: %s", i,
                         prse__media_type(cases[i].first));
}

/* Readers of PDF look no further either. */
PRSE_TEST(media_type, a_pdf_begins_within_1024_bytes)
{
    char bytes[PRSE__MEDIA_TYPE_FIRST];
    memset(bytes, '\1', sizeof bytes);
    memcpy(bytes + 1019, "%PDF-", 5);
    cr_expect_str_eq(prse__media_type((prse_str){bytes, sizeof bytes}),
                     "application/pdf");
    memset(bytes, '\1', sizeof bytes);
    memcpy(bytes + 1020, "%PDF-", 5);
    cr_expect_str_eq(prse__media_type((prse_str){bytes, sizeof bytes}),
                     UNKNOWN);
}

PRSE_TEST(media_type, a_text_may_be_cut_within_a_character)
{
    char bytes[PRSE__MEDIA_TYPE_FIRST + 8];
    memset(bytes, 'a', sizeof bytes);
    memcpy(bytes + PRSE__MEDIA_TYPE_FIRST - 1, "\xC3\xA9", 2);
    cr_expect_str_eq(prse__media_type((prse_str){bytes, sizeof bytes}),
                     "text/plain");
    bytes[PRSE__MEDIA_TYPE_FIRST - 1] = '\xFF';
    cr_expect_str_eq(prse__media_type(
                         (prse_str){bytes, PRSE__MEDIA_TYPE_FIRST - 1}),
                     "text/plain");
    bytes[PRSE__MEDIA_TYPE_FIRST - 100] = '\xFF';
    cr_expect_str_eq(prse__media_type((prse_str){bytes, sizeof bytes}),
                     UNKNOWN);
}

PRSE_TEST(media_type, nothing_is_read_past_the_end)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t len = 0; len <= cases[i].first.len; len++) {
            char *own = prse__alloc(len, 1);
            memcpy(own, cases[i].first.ptr, len);
            cr_expect_not_null(prse__media_type((prse_str){own, len}));
            prse__free(own);
        }
    }
    cr_expect_str_eq(prse__media_type((prse_str){0}), UNKNOWN);
}
