/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/clean.h"

#include <string.h>

#include "base/date.h"

enum { LONGEST_NAME = 400, LONGEST_CODE = 16 };

static const prse_str nothing = {NULL, 0};

/* --- Raw text --- */

prse_str prse__clean_raw(const prse__node *node)
{
    if (!node || !node->text.len)
        return nothing;
    if (node->kind == PRSE__NODE_QUOTED)
        return prse__str_trim(node->text);
    char c = node->text.ptr[0];
    int number = c == '-' || (c >= '0' && c <= '9');
    return node->kind == PRSE__NODE_PLAIN && number ? node->text : nothing;
}

static int holds(prse_str text, const char *part)
{
    size_t size = strlen(part);
    for (size_t i = 0; i + size <= text.len; i++)
        if (memcmp(text.ptr + i, part, size) == 0)
            return 1;
    return 0;
}

static int is_mask(prse_str text)
{
    return holds(text, "[NON-DIFFUSIBLE]") || holds(text, "[ND]");
}

int prse__clean_masked(const prse__node *node)
{
    return is_mask(prse__clean_raw(node));
}

static prse_str copy(prse__clean *clean, prse_str text)
{
    if (!text.len || clean->failed)
        return nothing;
    prse_str kept = prse__str_dup(clean->arena, text);
    clean->failed = !kept.ptr;
    return kept;
}

/* --- Names --- */

int prse__clean_invisible(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x0000, 0x0020}, {0x007F, 0x00A0}, {0x2000, 0x200F},
        {0x2028, 0x202F}, {0x205F, 0x206F}, {0x3000, 0x3000},
        {0xFEFF, 0xFEFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return 1;
    return 0;
}

/* Writes text on one line to a buffer of LONGEST_NAME bytes. */
static size_t write_name(char *to, prse_str text)
{
    size_t size = 0;
    int gap = 0;
    for (size_t pos = 0; pos < text.len;) {
        uint32_t c = prse__utf8_next(text, &pos);
        if (prse__clean_invisible(c)) {
            gap = size > 0;
            continue;
        }
        if (size + 5 > LONGEST_NAME)
            break;
        if (gap)
            to[size++] = ' ';
        gap = 0;
        size += prse__utf8_encode(to + size, c);
    }
    return size;
}

prse_str prse__clean_text(prse__clean *clean, prse_str text)
{
    char line[LONGEST_NAME];
    if (is_mask(text))
        return nothing;
    return copy(clean, (prse_str){line, write_name(line, text)});
}

prse_str prse__clean_name(prse__clean *clean, const prse__node *node)
{
    return prse__clean_text(clean, prse__clean_raw(node));
}

/* --- Codes --- */

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int is_code(prse_str text)
{
    if (!text.len || text.len > LONGEST_CODE)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        int letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && !is_digit(c) && c != '.')
            return 0;
    }
    return 1;
}

/* `#` stands for a digit. */
static int has_form(prse_str text, const char *form)
{
    if (text.len != strlen(form))
        return 0;
    for (size_t i = 0; i < text.len; i++)
        if (form[i] == '#' ? !is_digit(text.ptr[i]) : form[i] != text.ptr[i])
            return 0;
    return 1;
}

static prse_str of_forms(prse__clean *clean, const prse__node *node,
                         const char *const *forms, size_t count)
{
    prse_str text = prse__clean_raw(node);
    for (size_t i = 0; i < count; i++)
        if (has_form(text, forms[i]))
            return copy(clean, text);
    return nothing;
}

static prse_str of_form(prse__clean *clean, const prse__node *node,
                        const char *form)
{
    return of_forms(clean, node, &form, 1);
}

prse_str prse__clean_code(prse__clean *clean, const prse__node *node)
{
    prse_str text = prse__clean_raw(node);
    return is_code(text) ? copy(clean, text) : nothing;
}

/* A class that came as a number has lost its zero. */
prse_str prse__clean_class(prse__clean *clean, const prse__node *node)
{
    prse_str text = prse__clean_raw(node);
    char padded[] = "00";
    if (node->kind == PRSE__NODE_PLAIN && has_form(text, "#")) {
        padded[1] = text.ptr[0];
        text = (prse_str){padded, 2};
    }
    return is_code(text) ? copy(clean, text) : nothing;
}

prse_str prse__clean_year(prse__clean *clean, const prse__node *node)
{
    return of_form(clean, node, "####");
}

prse_str prse__clean_siren(prse__clean *clean, const prse__node *node)
{
    return of_form(clean, node, "#########");
}

prse_str prse__clean_siret(prse__clean *clean, const prse__node *node)
{
    return of_form(clean, node, "##############");
}

prse_str prse__clean_postcode(prse__clean *clean, const prse__node *node)
{
    return of_form(clean, node, "#####");
}

prse_str prse__clean_country(prse__clean *clean, const prse__node *node)
{
    return of_form(clean, node, "99###");
}

prse_str prse__clean_commune(prse__clean *clean, const prse__node *node)
{
    static const char *const forms[] = {"#####", "2A###", "2B###"};
    return of_forms(clean, node, forms, sizeof forms / sizeof *forms);
}

prse_str prse__clean_department(prse__clean *clean, const prse__node *node)
{
    static const char *const forms[] = {"##", "2A", "2B", "97#", "98#"};
    return of_forms(clean, node, forms, sizeof forms / sizeof *forms);
}

/* --- Dates, answers, amounts --- */

/* Insee's timestamps have no zone and are local time: their day is the day. */
prse_str prse__clean_day(prse__clean *clean, const prse__node *node)
{
    prse_str text = prse__clean_raw(node);
    prse__date date;
    if (text.len > 10 && (text.ptr[10] == 'T' || text.ptr[10] == ' '))
        text.len = 10;
    return has_form(text, "####-##-##") && prse__date_parse(&date, text)
               ? copy(clean, text)
               : nothing;
}

prse_str prse__clean_yes_no(prse__clean *clean, const prse__node *node)
{
    static const struct {
        prse__node_kind kind;
        const char *text, *answer;
    } answers[] = {
        {PRSE__NODE_QUOTED, "O", "O"},
        {PRSE__NODE_QUOTED, "N", "N"},
        {PRSE__NODE_PLAIN, "true", "O"},
        {PRSE__NODE_PLAIN, "false", "N"},
    };
    (void)clean;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (node->kind == answers[i].kind &&
            prse__str_is(node->text, answers[i].text))
            return prse_str_of(answers[i].answer);
    return nothing;
}

/* Digits of a whole number as JSON writes it. */
static int is_whole_number(prse_str text)
{
    size_t from = text.len && text.ptr[0] == '-';
    for (size_t i = from; i < text.len; i++)
        if (!is_digit(text.ptr[i]))
            return 0;
    return text.len > from && text.len <= LONGEST_CODE + 4 &&
           (text.ptr[from] != '0' || text.len == from + 1);
}

prse_str prse__clean_amount(prse__clean *clean, const prse__node *node)
{
    prse_str text = prse__clean_raw(node);
    if (node->kind == PRSE__NODE_QUOTED && !is_whole_number(text))
        return nothing;
    return copy(clean, text);
}

/* --- Fields --- */

void prse__clean_fields(prse__clean *clean, prse_unit *unit,
                        const prse__node *from,
                        const prse__clean_field *fields)
{
    for (; fields->key; fields++) {
        const prse__node *node = prse__node_get(from, fields->key);
        prse_str *text = (prse_str *)(void *)((char *)unit + fields->at);
        if (node && !text->len)
            *text = fields->how(clean, node);
    }
}
