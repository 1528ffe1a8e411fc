/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/media_type.h"

#include <string.h>

enum { PDF_WITHIN = 1024, CSV_LINES = 10, ZIP_HEADER = 30 };

#define UNKNOWN "application/octet-stream"

/* What a file begins with. Whatever a system would run is unknown to us, even
 * where it holds something better further on. */
static const struct magic {
    const char *bytes;
    size_t len;
    const char *type;
} magics[] = {
    {"\x7F" "ELF", 4, UNKNOWN},
    {"MZ", 2, UNKNOWN},
    {"\xFE\xED\xFA\xCE", 4, UNKNOWN},
    {"\xFE\xED\xFA\xCF", 4, UNKNOWN},
    {"\xCE\xFA\xED\xFE", 4, UNKNOWN},
    {"\xCF\xFA\xED\xFE", 4, UNKNOWN},
    {"\xCA\xFE\xBA\xBE", 4, UNKNOWN},
    {"#!", 2, UNKNOWN},
    {"%!PS", 4, UNKNOWN},
    {"\x89PNG\r\n\x1A\n", 8, "image/png"},
    {"\xFF\xD8\xFF", 3, "image/jpeg"},
    {"GIF87a", 6, "image/gif"},
    {"GIF89a", 6, "image/gif"},
    {"PK\x05\x06", 4, "application/zip"},
    {"{\\rtf", 5, "application/rtf"},
};

/* Markup and scripts in text, in any case, after blanks. Browsers take each of
 * these for HTML. */
static const struct mark {
    const char *text;
    const char *type;
} marks[] = {
    {"<?php", UNKNOWN},         {"<%", UNKNOWN},
    {"@echo", UNKNOWN},         {"<!doctype html", "text/html"},
    {"<html", "text/html"},     {"<head", "text/html"},
    {"<body", "text/html"},     {"<script", "text/html"},
    {"<iframe", "text/html"},   {"<style", "text/html"},
    {"<title", "text/html"},    {"<table", "text/html"},
    {"<div", "text/html"},      {"<h1", "text/html"},
    {"<font", "text/html"},     {"<img", "text/html"},
    {"<form", "text/html"},     {"<a ", "text/html"},
    {"<b>", "text/html"},       {"<br", "text/html"},
    {"<p>", "text/html"},       {"<!--", "text/html"},
    {"<!doctype svg", "image/svg+xml"},
    {"<svg", "image/svg+xml"},
};

static char small(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static int begins(prse_str text, const char *with)
{
    size_t i = 0;
    while (with[i] && i < text.len && small(text.ptr[i]) == with[i])
        i++;
    return with[i] == '\0';
}

static prse_str skip(prse_str text, size_t count)
{
    return (prse_str){text.ptr + count, text.len - count};
}

static int holds(prse_str text, const char *what)
{
    for (; text.len > 0; text = skip(text, 1))
        if (begins(text, what))
            return 1;
    return 0;
}

static prse_str after_blanks(prse_str text)
{
    if (text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0)
        text = skip(text, 3);
    while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\t' ||
                            text.ptr[0] == '\n' || text.ptr[0] == '\f' ||
                            text.ptr[0] == '\r'))
        text = skip(text, 1);
    return text;
}

static const char *markup(prse_str first)
{
    prse_str text = after_blanks(first);
    if (begins(text, "<!--") && holds(text, "<svg"))
        return "image/svg+xml";
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (begins(text, marks[i].text))
            return marks[i].type;
    if (!begins(text, "<?xml") && !begins(text, "<!doctype"))
        return NULL;
    if (holds(text, "<svg"))
        return "image/svg+xml";
    return holds(text, "<html") ? "text/html" : "application/xml";
}

static const char *magic(prse_str first)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (first.len >= magics[i].len &&
            memcmp(first.ptr, magics[i].bytes, magics[i].len) == 0)
            return magics[i].type;
    return NULL;
}

/* Readers look for it in the first 1,024 bytes, behind whatever came before. */
static const char *pdf(prse_str first)
{
    if (first.len > PDF_WITHIN)
        first.len = PDF_WITHIN;
    for (; first.len >= 5; first = skip(first, 1))
        if (memcmp(first.ptr, "%PDF-", 5) == 0)
            return "application/pdf";
    return NULL;
}

/* Folders of the office formats (ECMA-376, part 2: packages). */
static const struct office {
    const char *folder, *type;
} offices[] = {
    {"xl/", "application/vnd.openxmlformats-officedocument."
            "spreadsheetml.sheet"},
    {"word/", "application/vnd.openxmlformats-officedocument."
              "wordprocessingml.document"},
    {"ppt/", "application/vnd.openxmlformats-officedocument."
             "presentationml.presentation"},
};

static int is_of_a_package(prse_str name)
{
    return begins(name, "[content_types].xml") || begins(name, "_rels/") ||
           begins(name, "docprops/");
}

static const char *office_of(prse_str name)
{
    for (size_t i = 0; i < sizeof offices / sizeof offices[0]; i++)
        if (begins(name, offices[i].folder))
            return offices[i].type;
    return NULL;
}

/* The names of the entries that begin in what we have. */
static const char *zip(prse_str first)
{
    const char *office = NULL;
    int package = 0;
    if (first.len < 4 || memcmp(first.ptr, "PK\x03\x04", 4) != 0)
        return NULL;
    for (; first.len >= ZIP_HEADER; first = skip(first, 1)) {
        if (memcmp(first.ptr, "PK\x03\x04", 4) != 0)
            continue;
        size_t len = (size_t)(unsigned char)first.ptr[26] |
                     (size_t)(unsigned char)first.ptr[27] << 8;
        prse_str name = skip(first, ZIP_HEADER);
        if (len < name.len)
            name.len = len;
        package |= is_of_a_package(name);
        if (!office)
            office = office_of(name);
    }
    return office && package ? office : "application/zip";
}

/* A character that 4 KiB cut off is not held against it. */
static int is_text(prse_str first)
{
    size_t good = first.len ? prse__utf8_check(first) : 0;
    if (good < first.len &&
        (first.len < PRSE__MEDIA_TYPE_FIRST || first.len - good > 3))
        return 0;
    for (size_t i = 0; i < good; i++) {
        unsigned char c = (unsigned char)first.ptr[i];
        if ((c < ' ' && !strchr("\t\n\r\f", c)) || c == 0 || c == 127)
            return 0;
    }
    return good > 0;
}

/* How often a separator is in a line, outside quotation marks; -1: as in a
 * sentence, with a blank after it. */
static int separators(prse_str line, char separator)
{
    int count = 0, quoted = 0;
    for (size_t i = 0; i < line.len; i++) {
        quoted ^= line.ptr[i] == '"';
        if (quoted || line.ptr[i] != separator)
            continue;
        count++;
        if (i + 1 < line.len && line.ptr[i + 1] == ' ')
            return -1;
    }
    return count;
}

/* Whole lines with the same number of separators, at least two of them. */
static int is_table(prse_str text, char separator)
{
    int lines = 0, wanted = 0;
    const char *end;
    while (lines < CSV_LINES && text.len > 0 &&
           (end = memchr(text.ptr, '\n', text.len)) != NULL) {
        prse_str line = {text.ptr, (size_t)(end - text.ptr)};
        int count = separators(line, separator);
        if (count < 1 || (lines > 0 && count != wanted))
            return 0;
        wanted = count;
        lines++;
        text = skip(text, line.len + 1);
    }
    return lines >= 2;
}

static const char *text_type(prse_str first)
{
    if (!is_text(first))
        return NULL;
    for (const char *separator = ";,\t"; *separator; separator++)
        if (is_table(first, *separator))
            return "text/csv";
    return "text/plain";
}

const char *prse__media_type(prse_str first)
{
    static const char *(*const finders[])(prse_str) = {magic, zip, markup,
                                                       pdf, text_type};
    if (first.len > PRSE__MEDIA_TYPE_FIRST)
        first.len = PRSE__MEDIA_TYPE_FIRST;
    for (size_t i = 0; i < sizeof finders / sizeof finders[0]; i++) {
        const char *type = first.len ? finders[i](first) : NULL;
        if (type)
            return type;
    }
    return UNKNOWN;
}
