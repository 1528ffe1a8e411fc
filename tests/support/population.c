/* SPDX-License-Identifier: Apache-2.0 */
#include "population.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum kind { COUNTS, MONEY, BANDS, MONEY_BANDS, TRUTHS, DAYS, WORDS }
    kind;

/* --- Chance --- */

static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static uint64_t draw(uint64_t *state, uint64_t below)
{
    *state += UINT64_C(0x9E3779B97F4A7C15);
    return (mixed(*state) >> 32) * below >> 32;
}

/* --- Sizes --- */

/* Bands of headcounts, and companies in a million that are in them. */
static const struct {
    int32_t low, high;
    uint32_t share;
    const char *text;
} BAND[] = {
    {0, 0, 620000, "0"},           {1, 2, 200000, "1..2"},
    {3, 5, 95000, "3..5"},         {6, 9, 45000, "6..9"},
    {10, 19, 23000, "10..19"},     {20, 49, 11000, "20..49"},
    {50, 99, 3200, "50..99"},      {100, 199, 1500, "100..199"},
    {200, 249, 350, "200..249"},   {250, 499, 550, "250..499"},
    {500, 999, 220, "500..999"},   {1000, 1999, 100, "1000..1999"},
    {2000, 4999, 60, "2000..4999"}, {5000, 9999, 15, "5000..9999"},
    {10000, 60000, 5, ">= 10000"},
};
enum { BAND_COUNT = sizeof BAND / sizeof *BAND };

static const struct {
    int64_t low; /* and up to the next one's */
    const char *text;
} MONEY_BAND[] = {
    {0, "[0..450000)"},
    {450000, "[450000..900000)"},
    {900000, "[900000..12000000)"},
    {12000000, "[12000000..43000000)"},
    {43000000, "[43000000..50000000)"},
    {50000000, "[50000000..100000000)"},
    {100000000, "[100000000..450000000)"},
    {450000000, ">= 450000000"},
};
enum { MONEY_COUNT = sizeof MONEY_BAND / sizeof *MONEY_BAND };

/* Level III of the legal categories, and companies in a hundred. */
static const struct {
    int32_t code;
    uint32_t share;
} FORM[] = {{1000, 45}, {5710, 20}, {5498, 8}, {5499, 12}, {6540, 8},
            {9220, 4},  {5599, 1},  {4110, 1}, {7210, 1}};
enum { FORM_COUNT = sizeof FORM / sizeof *FORM };

static size_t draw_band(uint64_t *state)
{
    uint64_t left = draw(state, 1000000);
    size_t band = 0;
    while (band + 1 < BAND_COUNT && left >= BAND[band].share)
        left -= BAND[band++].share;
    return band;
}

static int32_t draw_form(uint64_t *state)
{
    uint64_t left = draw(state, 100);
    size_t form = 0;
    while (form + 1 < FORM_COUNT && left >= FORM[form].share)
        left -= FORM[form++].share;
    return FORM[form].code;
}

typedef struct company {
    uint64_t state;
    int64_t headcount, turnover, form;
} company;

static company draw_company(uint64_t seed, int64_t index)
{
    company c = {.state = mixed(seed + mixed((uint64_t)index + 1))};
    size_t band = draw_band(&c.state);
    uint64_t width = (uint64_t)(BAND[band].high - BAND[band].low + 1);
    c.headcount = BAND[band].low + (int64_t)draw(&c.state, width);
    c.turnover = (c.headcount + 1) *
                 (int64_t)(30000 + draw(&c.state, 300000));
    c.form = draw_form(&c.state);
    return c;
}

/* --- Values --- */

static int begins(const population_column *c, const char *with)
{
    return strncmp(c->name, with, strlen(with)) == 0;
}

/* Groups are larger than their members, and years differ by a fifth. */
static int64_t grown(company *c, const population_column *column,
                     int64_t value)
{
    if (strstr(column->name, "groupe") || strstr(column->name, "filiales") ||
        strstr(column->name, "consolide"))
        value *= 1 + (int64_t)draw(&c->state, 12);
    if (column->year != 0)
        value = value * (int64_t)(80 + draw(&c->state, 40)) / 100;
    return value;
}

static int64_t draw_number(company *c, const population_column *column)
{
    if (begins(column, "effectif"))
        return grown(c, column, c->headcount);
    if (begins(column, "chiffre_affaires"))
        return grown(c, column, c->turnover);
    if (begins(column, "bilan"))
        return grown(c, column, c->turnover *
                                    (int64_t)(30 + draw(&c->state, 90)) /
                                    100);
    if (begins(column, "categorie_juridique"))
        return c->form;
    if (begins(column, "code_pays"))
        return 99100 + (int64_t)draw(&c->state, 50);
    if (strstr(column->name, "annee") || strstr(column->name, "dernier") ||
        begins(column, "premier"))
        return 2019 + (int64_t)draw(&c->state, 8);
    return (int64_t)draw(&c->state, 31);
}

static int64_t band_of(int64_t value)
{
    int64_t band = BAND_COUNT - 1;
    while (value < BAND[band].low)
        band--;
    return band;
}

static int64_t money_band_of(int64_t value)
{
    int64_t band = MONEY_COUNT - 1;
    while (value < MONEY_BAND[band].low)
        band--;
    return band;
}

static int64_t draw_value(company *c, const population_column *column)
{
    switch ((kind)column->kind) {
    case TRUTHS:
        return draw(&c->state, 100) < 12;
    case DAYS:
        return 20453 - (int64_t)draw(&c->state, 8) * 91;
    case WORDS:
        return (int64_t)draw(&c->state, (uint64_t)column->words.length);
    case BANDS:
        return band_of(draw_number(c, column));
    case MONEY_BANDS:
        return money_band_of(draw_number(c, column));
    default:
        return draw_number(c, column);
    }
}

/* --- Columns --- */

static void release_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array)
{
    array->release = NULL;
}

static int is_number(const prse_fact_info *info)
{
    return info->type == PRSE_FACT_NUMBER || info->type == PRSE_FACT_COUNT;
}

static kind kind_of(const population *p, const population_column *c)
{
    int is_money = begins(c, "chiffre") || begins(c, "bilan");
    int is_size = is_money || begins(c, "effectif");
    int in_bands = p->options.detail == POPULATION_BRACKETS ||
                   (p->options.detail == POPULATION_MIXED && p->count % 2);
    if (c->info.type == PRSE_FACT_BOOLEAN)
        return TRUTHS;
    if (c->info.type == PRSE_FACT_DATE)
        return DAYS;
    if (!is_number(&c->info))
        return WORDS;
    if (is_size && in_bands)
        return is_money ? MONEY_BANDS : BANDS;
    return is_money ? MONEY : COUNTS;
}

static prse_str word_at(const population_column *c, const prse_pack *pack,
                        size_t fact, size_t at)
{
    if (c->kind == BANDS)
        return prse_str_of(BAND[at].text);
    if (c->kind == MONEY_BANDS)
        return prse_str_of(MONEY_BAND[at].text);
    return prse_pack_fact_choice(pack, fact, at, PRSE_LANG_FR, NULL);
}

/* A dictionary of bands, or of what a text may be. */
static int make_words(population_column *c, const prse_pack *pack, size_t fact)
{
    size_t count = c->kind == BANDS         ? BAND_COUNT
                   : c->kind == MONEY_BANDS ? MONEY_COUNT
                                            : c->info.choice_count;
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += word_at(c, pack, fact, i).len;
    c->ends = calloc(count + 1, sizeof *c->ends);
    c->letters = calloc(length + 1, 1);
    if (!c->ends || !c->letters)
        return 0;
    for (size_t i = 0; i < count; i++) {
        prse_str word = word_at(c, pack, fact, i);
        memcpy(c->letters + c->ends[i], word.ptr, word.len);
        c->ends[i + 1] = c->ends[i] + (int32_t)word.len;
    }
    c->word_buffers[1] = c->ends;
    c->word_buffers[2] = c->letters;
    c->words = (struct ArrowArray){.length = (int64_t)count, .n_buffers = 3,
                                   .buffers = c->word_buffers,
                                   .release = release_array};
    c->words_schema = (struct ArrowSchema){.format = "u",
                                           .release = release_schema};
    return 1;
}

static int make_column(population *p, const prse_pack *pack, size_t fact,
                       const prse_fact_info *info, int32_t year)
{
    static const char *const FORMATS[] = {
        [COUNTS] = "i", [MONEY] = "l",  [BANDS] = "c", [MONEY_BANDS] = "c",
        [TRUTHS] = "b", [DAYS] = "tdD", [WORDS] = "s"};
    if (p->count == POPULATION_COLUMNS)
        return 0;
    population_column *c = &p->columns[p->count];
    *c = (population_column){.info = *info, .year = year};
    int length = snprintf(c->name, sizeof c->name, "%.*s", (int)info->id.len,
                          info->id.ptr);
    if (year != 0)
        snprintf(c->name + length, sizeof c->name - (size_t)length, "@%d",
                 (int)year);
    c->kind = (int)kind_of(p, c);
    size_t room = (size_t)p->room;
    c->values = calloc(room + 1, sizeof *c->values);
    c->data = calloc(room + 8, 8);
    c->validity = calloc(room / 8 + 8, 1);
    int has_words = c->kind == BANDS || c->kind == MONEY_BANDS ||
                    c->kind == WORDS;
    p->fields[p->count] = (struct ArrowSchema){
        .format = FORMATS[c->kind], .name = c->name,
        .flags = ARROW_FLAG_NULLABLE, .release = release_schema,
        .dictionary = has_words ? &c->words_schema : NULL};
    p->field_list[p->count] = &p->fields[p->count];
    p->array_list[p->count] = &p->arrays[p->count];
    p->count++;
    return c->values && c->data && c->validity &&
           (!has_words || make_words(c, pack, fact));
}

/* Texts without a list are nobody's concern. */
static int make_fact(population *p, const prse_pack *pack, size_t fact)
{
    prse_fact_info info = {.size = sizeof info};
    if (prse_pack_fact(pack, fact, PRSE_LANG_FR, &info, NULL))
        return 0;
    if (info.type == PRSE_FACT_TEXT && info.choice_count == 0)
        return 1;
    int made = 1;
    for (int32_t year = 0; made && -year < (info.years ? (int32_t)info.years
                                                        : 1);
         year--)
        made = make_column(p, pack, fact, &info, year);
    return made;
}

int population_make(population *p, const prse_pack *pack,
                    population_options options, int64_t room)
{
    int made = 1;
    *p = (population){.options = options, .room = room};
    for (size_t i = 0; made && i < prse_pack_fact_count(pack); i++)
        made = make_fact(p, pack, i);
    return made;
}

void population_free(population *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->columns[i].values);
        free(p->columns[i].validity);
        free(p->columns[i].data);
        free(p->columns[i].ends);
        free(p->columns[i].letters);
    }
}

/* --- Tables --- */

static void put(population_column *c, int64_t row)
{
    int64_t value = c->values[row];
    uint8_t *bits = c->data;
    if (c->kind == MONEY)
        ((int64_t *)c->data)[row] = value;
    else if (c->kind == COUNTS || c->kind == DAYS)
        ((int32_t *)c->data)[row] = (int32_t)value;
    else if (c->kind == WORDS)
        ((int16_t *)c->data)[row] = (int16_t)value;
    else if (c->kind != TRUTHS)
        ((int8_t *)c->data)[row] = (int8_t)value;
    else if (value)
        bits[row / 8] |= (uint8_t)(1 << row % 8);
    else
        bits[row / 8] &= (uint8_t)~(1 << row % 8);
}

static void draw_row(population *p, int64_t first, int64_t row)
{
    company drawn = draw_company(p->options.seed, first + row);
    for (size_t i = 0; i < p->count; i++) {
        population_column *c = &p->columns[i];
        int known = draw(&drawn.state, 100) >= p->options.missing;
        c->values[row] = draw_value(&drawn, c);
        put(c, row);
        if (known)
            c->validity[row / 8] |= (uint8_t)(1 << row % 8);
        else
            c->validity[row / 8] &= (uint8_t)~(1 << row % 8);
    }
}

static void lay_out(population *p, population_column *c,
                    struct ArrowArray *array, int64_t rows)
{
    c->buffers[0] = p->options.missing ? c->validity : NULL;
    c->buffers[1] = c->data;
    *array = (struct ArrowArray){.length = rows,
                                 .null_count = p->options.missing ? -1 : 0,
                                 .n_buffers = 2, .buffers = c->buffers,
                                 .release = release_array};
    if (c->ends)
        array->dictionary = &c->words;
}

void population_table(population *p, int64_t first, int64_t rows)
{
    for (int64_t row = 0; row < rows; row++)
        draw_row(p, first, row);
    for (size_t i = 0; i < p->count; i++)
        lay_out(p, &p->columns[i], &p->arrays[i], rows);
    p->schema = (struct ArrowSchema){.format = "+s",
                                     .n_children = (int64_t)p->count,
                                     .children = p->field_list,
                                     .release = release_schema};
    p->array = (struct ArrowArray){.length = rows, .n_buffers = 1,
                                   .buffers = p->buffers,
                                   .n_children = (int64_t)p->count,
                                   .children = p->array_list,
                                   .release = release_array};
}
