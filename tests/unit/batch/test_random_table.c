/* SPDX-License-Identifier: Apache-2.0 */
#include "test_random_table.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "support/test.h"

static uint64_t draw(random_table *t, uint64_t below)
{
    t->seed ^= t->seed << 13;
    t->seed ^= t->seed >> 7;
    t->seed ^= t->seed << 17;
    return (t->seed >> 11) % below;
}

static void *keep(random_column *c, size_t count, size_t size)
{
    void *block = calloc(count + 1, size);
    size_t i = 0;
    while (c->blocks[i])
        i++;
    cr_assert(block && i < 6);
    return c->blocks[i] = block;
}

/* --- Values --- */

typedef enum family { TEXTS, INTEGERS, FRACTIONS, TRUTHS, DAYS } family;

static const struct {
    const char *format;
    family family;
    uint32_t bytes; /* of a value */
} FORMATS[] = {
    {"u", TEXTS, 4},     {"U", TEXTS, 8},     {"vu", TEXTS, 16},
    {"dict", TEXTS, 4},  {"c", INTEGERS, 1},  {"C", INTEGERS, 1},
    {"s", INTEGERS, 2},  {"S", INTEGERS, 2},  {"i", INTEGERS, 4},
    {"I", INTEGERS, 4},  {"l", INTEGERS, 8},  {"L", INTEGERS, 8},
    {"f", FRACTIONS, 4}, {"g", FRACTIONS, 8}, {"d:19,2", FRACTIONS, 16},
    {"b", TRUTHS, 0},    {"tdD", DAYS, 4},    {"tdm", DAYS, 8},
    {"tss:", DAYS, 8},   {"tsn:", DAYS, 8},
};
enum { FORMAT_COUNT = sizeof FORMATS / sizeof *FORMATS };

static int fits(family f, prse_fact_type type)
{
    switch (f) {
    case TEXTS:
        return 1;
    case INTEGERS:
    case FRACTIONS:
        return type == PRSE_FACT_NUMBER || type == PRSE_FACT_COUNT ||
               (f == INTEGERS && type == PRSE_FACT_BOOLEAN);
    case TRUTHS:
        return type == PRSE_FACT_BOOLEAN;
    default:
        return type == PRSE_FACT_DATE;
    }
}

/* Around the thresholds of any law, and of any size. */
static int64_t number(random_table *t, uint32_t bytes)
{
    static const int64_t near[] = {0,    11,   40,    50,       250,
                                   500,  1000, 10000, 25000000, 40000000,
                                   1500, 5410, 99100, 450000000};
    int64_t most = bytes == 1 ? 127 : bytes == 2 ? 32767 : 2000000000;
    int64_t value = near[draw(t, sizeof near / sizeof *near)] +
                    (int64_t)draw(t, 3) - 1;
    if (draw(t, 4) == 0)
        value = (int64_t)draw(t, UINT64_C(1) << draw(t, 30));
    return value < 0 || value > most ? value & 127 : value;
}

static void write_number(random_table *t, char *to, const prse_pack *pack,
                         size_t fact, const prse_fact_info *info)
{
    int64_t low = number(t, 8), high = low + number(t, 8);
    uint64_t way = draw(t, 8);
    if (way == 0 && info->bracket_count > 0) {
        prse_str name = prse_pack_fact_bracket(
            pack, fact, draw(t, info->bracket_count));
        snprintf(to, RANDOM_TEXT, "%.*s", (int)name.len, name.ptr);
    } else if (way == 1) {
        snprintf(to, RANDOM_TEXT, "%" PRId64 "..%" PRId64, low, high);
    } else if (way == 2) {
        snprintf(to, RANDOM_TEXT, ">= %" PRId64, low);
    } else if (way == 3) {
        snprintf(to, RANDOM_TEXT, "unknown");
    } else {
        snprintf(to, RANDOM_TEXT, "%" PRId64, low);
    }
}

static void write_day(random_table *t, char *to, int64_t day)
{
    prse__ymd ymd = prse__date_ymd((prse__date)day);
    (void)t;
    snprintf(to, RANDOM_TEXT, "%04d-%02d-%02d", (int)ymd.year, (int)ymd.month,
             (int)ymd.day);
}

static int64_t day(random_table *t)
{
    return 19700 + (int64_t)draw(t, 1000);
}

static void write_text(random_table *t, char *to, const prse_pack *pack,
                       size_t fact, const prse_fact_info *info)
{
    static const char *const truths[] = {"true", "false", "oui", "0"};
    if (draw(t, 60) == 0)
        snprintf(to, RANDOM_TEXT, "n'est rien de connu é");
    else if (info->type == PRSE_FACT_BOOLEAN)
        snprintf(to, RANDOM_TEXT, "%s", truths[draw(t, 4)]);
    else if (info->type == PRSE_FACT_DATE)
        write_day(t, to, day(t));
    else if (info->type == PRSE_FACT_TEXT && info->choice_count > 0) {
        prse_str id = prse_pack_fact_choice(
            pack, fact, draw(t, info->choice_count), PRSE_LANG_FR, NULL);
        snprintf(to, RANDOM_TEXT, "%.*s", (int)id.len, id.ptr);
    } else if (info->type == PRSE_FACT_TEXT)
        snprintf(to, RANDOM_TEXT, "texte %d", (int)draw(t, 1000));
    else
        write_number(t, to, pack, fact, info);
}

/* --- Formats --- */

static void put_texts(random_table *t, random_column *c, uint32_t bytes,
                      int64_t room)
{
    char *letters = keep(c, (size_t)room * RANDOM_TEXT, 1);
    char *ends = keep(c, (size_t)room + 1, bytes);
    int64_t at = 0;
    for (int64_t row = 0; row < room; row++) {
        size_t length = strlen(c->texts[row]);
        memcpy(letters + at, c->texts[row], length);
        at += (int64_t)length;
        if (bytes == 4)
            ((int32_t *)(void *)ends)[row + 1] = (int32_t)at;
        else
            ((int64_t *)(void *)ends)[row + 1] = at;
    }
    (void)t;
    c->column.buffers[1] = ends;
    c->column.buffers[2] = letters;
    c->column.buffer_count = 3;
}

static void put_views(random_column *c, int64_t room)
{
    struct {
        int32_t length;
        char letters[12];
    } *views = keep(c, (size_t)room, 16);
    char *letters = keep(c, (size_t)room * RANDOM_TEXT, 1);
    int64_t *size = keep(c, 1, sizeof *size);
    for (int64_t row = 0; row < room; row++) {
        size_t length = strlen(c->texts[row]);
        int32_t at = (int32_t)(row * RANDOM_TEXT);
        views[row].length = (int32_t)length;
        memcpy(letters + at, c->texts[row], length);
        memcpy(views[row].letters, c->texts[row], length < 12 ? length : 12);
        if (length > 12)
            memcpy(views[row].letters + 8, &at, sizeof at);
        if (length > 12)
            memset(views[row].letters + 4, 0, 4);
    }
    *size = room * RANDOM_TEXT;
    c->column.buffers[1] = views;
    c->column.buffers[2] = letters;
    c->column.buffers[3] = size;
    c->column.buffer_count = 4;
}

static void put_dictionary(random_table *t, random_column *c, int64_t room)
{
    put_texts(t, c, 4, room);
    int32_t *keys = keep(c, (size_t)room, sizeof *keys);
    for (int64_t row = 0; row < room; row++)
        keys[row] = (int32_t)row;
    c->words = (scene_column){
        .format = "u",
        .buffers = {NULL, c->column.buffers[1], c->column.buffers[2]},
        .buffer_count = 3, .length = room};
    c->column.format = "i";
    c->column.words = &c->words;
    c->column.buffers[1] = keys;
    c->column.buffers[2] = NULL;
    c->column.buffer_count = 2;
}

static void put_bytes(char *to, int64_t value, uint32_t bytes)
{
    if (bytes == 1)
        memcpy(to, &(int8_t){(int8_t)value}, 1);
    else if (bytes == 2)
        memcpy(to, &(int16_t){(int16_t)value}, 2);
    else if (bytes == 4)
        memcpy(to, &(int32_t){(int32_t)value}, 4);
    else
        memcpy(to, &value, 8);
}

/* A quarter more or less in some, as text and as bytes. */
static void put_fraction(random_table *t, random_column *c, char *to,
                         char *text, const char *format, int whole)
{
    static const char *const parts[] = {"", ".25", ".5", ".75"};
    int64_t value = number(t, 4) % 1000000;
    uint64_t quarter = whole ? 0 : draw(t, 4);
    double exact = (double)value + (double)quarter / 4;
    (void)c;
    snprintf(text, RANDOM_TEXT, "%" PRId64 "%s", value, parts[quarter]);
    if (*format == 'f')
        memcpy(to, &(float){(float)exact}, 4);
    else if (*format == 'g')
        memcpy(to, &exact, 8);
    else
        put_bytes(to, value * 100 + (int64_t)quarter * 25, 8);
}

static void put_day(random_table *t, char *to, char *text, const char *format,
                    uint32_t bytes)
{
    int64_t units = strcmp(format, "tdD") == 0    ? 1
                    : strcmp(format, "tdm") == 0  ? 86400000
                    : strcmp(format, "tss:") == 0 ? 86400
                                                  : INT64_C(86400000000000);
    int64_t value = day(t);
    write_day(t, text, value);
    put_bytes(to, value * units, bytes);
}

static void put_value(random_table *t, random_column *c, size_t format,
                      char *values, int64_t row, int whole)
{
    uint32_t bytes = FORMATS[format].bytes;
    char *to = values + row * bytes, *text = c->texts[row];
    int64_t value;
    switch (FORMATS[format].family) {
    case FRACTIONS:
        put_fraction(t, c, to, text, FORMATS[format].format, whole);
        break;
    case DAYS:
        put_day(t, to, text, FORMATS[format].format, bytes);
        break;
    case TRUTHS:
        value = (int64_t)draw(t, 2);
        values[row / 8] = (char)(values[row / 8] | (int)(value << (row % 8)));
        snprintf(text, RANDOM_TEXT, "%s", value ? "true" : "false");
        break;
    default:
        value = whole < 0 ? (int64_t)draw(t, 2) : number(t, bytes);
        snprintf(text, RANDOM_TEXT, "%" PRId64, value);
        put_bytes(to, value, bytes);
    }
}

/* Some are missing; their bytes stay, so that a bitmap that is not looked at
 * would show. */
static void leave_out(random_table *t, random_column *c, int64_t room)
{
    uint8_t *bitmap = keep(c, (size_t)room, 1);
    for (int64_t row = 0; row < room; row++) {
        if (draw(t, 4) == 0)
            c->texts[row][0] = '\0';
        else
            bitmap[row / 8] = (uint8_t)(bitmap[row / 8] | 1 << (row % 8));
    }
    c->column.buffers[0] = bitmap;
    c->column.nulls = -1;
}

static void fill(random_table *t, random_column *c, const prse_pack *pack,
                 size_t fact, const prse_fact_info *info)
{
    size_t format = draw(t, FORMAT_COUNT);
    int64_t shift = (int64_t)draw(t, 11);
    int64_t room = t->rows + t->offset + shift;
    while (!fits(FORMATS[format].family, info->type))
        format = draw(t, FORMAT_COUNT);
    c->texts = keep(c, (size_t)room, RANDOM_TEXT);
    c->column = (scene_column){.name = c->name,
                               .format = FORMATS[format].format,
                               .length = room - shift, .offset = shift,
                               .buffer_count = 2};
    if (FORMATS[format].family == TEXTS) {
        for (int64_t row = 0; row < room; row++)
            write_text(t, c->texts[row], pack, fact, info);
        if (FORMATS[format].bytes == 16)
            put_views(c, room);
        else if (strcmp(FORMATS[format].format, "dict") == 0)
            put_dictionary(t, c, room);
        else
            put_texts(t, c, FORMATS[format].bytes, room);
    } else {
        char *values = keep(c, (size_t)room, 16);
        int whole = info->type == PRSE_FACT_BOOLEAN ? -1
                    : info->type == PRSE_FACT_COUNT ? 1
                                                    : 0;
        for (int64_t row = 0; row < room; row++)
            put_value(t, c, format, values, row, whole);
        c->column.buffers[1] = values;
    }
    leave_out(t, c, room);
}

/* --- The table --- */

static void add_column(random_table *t, const prse_pack *pack, size_t fact,
                       const prse_fact_info *info, int32_t year)
{
    cr_assert_lt(t->count, RANDOM_COLUMNS);
    random_column *c = &t->columns[t->count++];
    c->id = info->id;
    c->year = year;
    snprintf(c->name, sizeof c->name, year ? "%.*s@%d" : "%.*s",
             (int)info->id.len, info->id.ptr, (int)year);
    fill(t, c, pack, fact, info);
}

static void release_field(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array)
{
    array->release = NULL;
}

static struct ArrowArray array_of(const scene_column *column)
{
    return (struct ArrowArray){.length = column->length,
                               .null_count = column->nulls,
                               .offset = column->offset,
                               .n_buffers = column->buffer_count,
                               .buffers = (const void **)column->buffers,
                               .release = release_array};
}

static void lay_out(random_table *t, size_t i)
{
    const scene_column *column = &t->columns[i].column;
    t->fields[i] = (struct ArrowSchema){.format = column->format,
                                        .name = column->name,
                                        .release = release_field};
    t->arrays[i] = array_of(column);
    t->field_list[i] = &t->fields[i];
    t->array_list[i] = &t->arrays[i];
    if (!column->words)
        return;
    t->words[i] = (struct ArrowSchema){.format = column->words->format,
                                       .release = release_field};
    t->texts[i] = array_of(column->words);
    t->fields[i].dictionary = &t->words[i];
    t->arrays[i].dictionary = &t->texts[i];
}

void random_table_make(random_table *t, const prse_pack *pack, int64_t rows,
                       uint64_t seed)
{
    *t = (random_table){.seed = seed * UINT64_C(0x9E3779B97F4A7C15) + 1,
                        .rows = rows};
    t->offset = (int64_t)draw(t, 10);
    for (size_t fact = 0; fact < prse_pack_fact_count(pack); fact++) {
        prse_fact_info info = {.size = sizeof info};
        prse_pack_fact(pack, fact, PRSE_LANG_FR, &info, NULL);
        for (int32_t year = 0; year == 0 || year < info.years; year++)
            add_column(t, pack, fact, &info, -year);
    }
    t->schema = (struct ArrowSchema){.format = "+s",
                                     .n_children = (int64_t)t->count,
                                     .children = t->field_list,
                                     .release = release_field};
    t->array = (struct ArrowArray){.length = rows, .offset = t->offset,
                                   .n_buffers = 1,
                                   .n_children = (int64_t)t->count,
                                   .buffers = t->buffers,
                                   .children = t->array_list,
                                   .release = release_array};
    for (size_t i = 0; i < t->count; i++)
        lay_out(t, i);
}

void random_table_free(random_table *t)
{
    for (size_t i = 0; i < t->count; i++)
        for (size_t k = 0; k < 6; k++)
            free(t->columns[i].blocks[k]);
}
