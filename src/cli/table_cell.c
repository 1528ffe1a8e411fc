/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/table_cell.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A value where it lies in its buffers. */
typedef struct cell {
    const char *format;
    const struct ArrowArray *column;
    int64_t at; /* in the buffers */
} cell;

static int bit(const void *bitmap, int64_t at)
{
    return ((const uint8_t *)bitmap)[at >> 3] >> (at & 7) & 1;
}

/* --- Numbers --- */

static uint64_t bits_of(const cell *c, size_t size)
{
    const char *from = c->column->buffers[1];
    uint8_t one;
    uint16_t two;
    uint32_t four;
    uint64_t eight;
    from += (size_t)c->at * size;
    memcpy(&one, from, 1);
    if (size == 1)
        return one;
    memcpy(&two, from, 2);
    if (size == 2)
        return two;
    memcpy(&four, from, 4);
    if (size == 4)
        return four;
    memcpy(&eight, from, 8);
    return eight;
}

static int64_t integer_of(const cell *c, size_t size)
{
    unsigned shift = 64 - 8 * (unsigned)size;
    return (int64_t)(bits_of(c, size) << shift) >> shift;
}

static void add_signed(cli_buffer *out, const cell *c, size_t size)
{
    cli_buffer_add_number(out, integer_of(c, size));
}

static void add_unsigned(cli_buffer *out, const cell *c, size_t size)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, bits_of(c, size));
    cli_buffer_add_text(out, digits);
}

/* The shortest that is read back as the same number. */
static void add_float(cli_buffer *out, const cell *c, size_t size)
{
    uint64_t bits = bits_of(c, size);
    uint32_t half = (uint32_t)bits;
    double number;
    float single;
    char text[40];
    memcpy(&number, &bits, sizeof number);
    memcpy(&single, &half, sizeof single);
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits,
                 size == 4 ? (double)single : number);
        int same = size == 4 ? strtof(text, NULL) >= single &&
                                   strtof(text, NULL) <= single
                             : strtod(text, NULL) >= number &&
                                   strtod(text, NULL) <= number;
        if (same)
            break;
    }
    cli_buffer_add_text(out, text);
}

static void add_boolean(cli_buffer *out, const cell *c, size_t size)
{
    (void)size;
    cli_buffer_add_char(out,
                        bit(c->column->buffers[1], c->at) ? '1' : '0');
}

/* Divides a number of 128 bits, the lowest first, by ten; the rest. */
static uint32_t last_digit(uint32_t *limbs)
{
    uint64_t rest = 0;
    for (size_t i = 4; i-- > 0;) {
        rest = rest << 32 | limbs[i];
        limbs[i] = (uint32_t)(rest / 10);
        rest %= 10;
    }
    return (uint32_t)rest;
}

/* d:precision,scale */
static void add_decimal(cli_buffer *out, const cell *c, size_t size)
{
    const char *comma = strchr(c->format, ',');
    int scale = comma ? (int)strtol(comma + 1, NULL, 10) : 0;
    uint32_t limbs[4];
    uint64_t carry = 1;
    char text[128];
    size_t first = sizeof text;
    memcpy(limbs, (const char *)c->column->buffers[1] + (size_t)c->at * size,
           sizeof limbs);
    int negative = limbs[3] >> 31 != 0;
    for (size_t i = 0; i < 4 && negative; i++) {
        carry += (uint32_t)~limbs[i];
        limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    for (int place = 0; first > 8; place++) {
        if (place == scale && place > 0)
            text[--first] = '.';
        if (place > scale && !(limbs[0] | limbs[1] | limbs[2] | limbs[3]))
            break;
        text[--first] = (char)('0' + last_digit(limbs));
    }
    if (negative)
        cli_buffer_add_char(out, '-');
    cli_buffer_add(out, (prse_str){text + first, sizeof text - first});
}

/* --- Days --- */

/* Of tdD, tdm, tss, tsm, tsu, tsn. */
static int64_t units_a_day(const char *format)
{
    switch (format[2]) {
    case 'D': return 1;
    case 's': return 86400;
    case 'm': return INT64_C(86400) * 1000;
    case 'u': return INT64_C(86400) * 1000 * 1000;
    default: return INT64_C(86400) * 1000 * 1000 * 1000;
    }
}

/* 2026-11-23, and the time when it is not midnight. */
static void add_days(cli_buffer *out, const cell *c, size_t size)
{
    int64_t units = integer_of(c, size), a_day = units_a_day(c->format);
    int64_t days = units / a_day - (units % a_day < 0);
    int64_t rest = units - days * a_day;
    time_t moment = (time_t)(days * 86400 +
                             (a_day == 1 ? 0 : rest / (a_day / 86400)));
    struct tm parts = {0};
    char text[64];
    if (days < -4371587 || days > 2932896 || !gmtime_r(&moment, &parts))
        return; /* no day that can be written */
    strftime(text, sizeof text, rest ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%d",
             &parts);
    cli_buffer_add_text(out, text);
}

/* --- Texts --- */

static void add_text(cli_buffer *out, const cell *c, size_t size)
{
    const char *ends = c->column->buffers[1], *text = c->column->buffers[2];
    int64_t wide[2];
    int32_t narrow[2];
    ends += (size_t)c->at * size;
    memcpy(narrow, ends, sizeof narrow);
    wide[0] = narrow[0];
    wide[1] = narrow[1];
    if (size == 8)
        memcpy(wide, ends, sizeof wide);
    if (wide[1] > wide[0])
        cli_buffer_add(out, (prse_str){text + wide[0],
                                       (size_t)(wide[1] - wide[0])});
}

/* 12 bytes at most within, else a buffer and a place in it. */
static void add_view(cli_buffer *out, const cell *c, size_t size)
{
    const char *view = (const char *)c->column->buffers[1];
    int32_t parts[4];
    view += (size_t)c->at * size;
    memcpy(parts, view, sizeof parts);
    if (parts[0] > 12)
        view = (const char *)c->column->buffers[2 + parts[2]] + parts[3];
    else
        view += 4;
    cli_buffer_add(out, (prse_str){view, (size_t)parts[0]});
}

/* --- All of them --- */

typedef struct way {
    const char *format; /* how it begins */
    void (*add)(cli_buffer *out, const cell *c, size_t size);
    size_t size;
} way;

static const way *way_of(const char *format)
{
    static const way ways[] = {
        {"c", add_signed, 1},   {"s", add_signed, 2},
        {"i", add_signed, 4},   {"l", add_signed, 8},
        {"C", add_unsigned, 1}, {"S", add_unsigned, 2},
        {"I", add_unsigned, 4}, {"L", add_unsigned, 8},
        {"f", add_float, 4},    {"g", add_float, 8},
        {"b", add_boolean, 1},  {"d:", add_decimal, 16},
        {"tdD", add_days, 4},   {"td", add_days, 8},
        {"ts", add_days, 8},    {"u", add_text, 4},
        {"U", add_text, 8},     {"vu", add_view, 16}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (strncmp(format, ways[i].format, strlen(ways[i].format)) == 0)
            return &ways[i];
    return NULL;
}

void cli_table_cell_add(cli_buffer *out, const struct ArrowSchema *type,
                        const struct ArrowArray *column, int64_t row)
{
    const way *found = way_of(type->format);
    cell c = {type->format, column, column->offset + row};
    if (!found || (column->buffers[0] && !bit(column->buffers[0], c.at)))
        return;
    if (!type->dictionary) {
        found->add(out, &c, found->size);
        return;
    }
    int64_t word = integer_of(&c, found->size);
    if (word >= 0 && word < column->dictionary->length)
        cli_table_cell_add(out, type->dictionary, column->dictionary, word);
}
