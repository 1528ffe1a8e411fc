/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/population.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/population_draw.h"

typedef enum kind {
    COUNTS,
    MONEY,
    BANDS,
    MONEY_BANDS,
    TRUTHS,
    DAYS,
    WORDS,
    NUMBERS, /* SIREN */
    NAMED    /* one of the words that population_draw.h knows */
} kind;

/* --- Values --- */

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

static int begins(const cli_population_column *c, const char *with)
{
    return strncmp(c->name, with, strlen(with)) == 0;
}

/* What a value follows. */
typedef enum rule {
    FREE, /* a chance of its kind */
    HEADCOUNT,
    TURNOVER,
    BALANCE,
    FORM,
    COUNTRY,
    YEAR,
    MEMBER, /* of a group */
    LEADER, /* of one */
    LISTED
} rule;

static rule rule_of(const cli_population_column *c)
{
    static const struct {
        const char *begins;
        rule rule;
    } RULES[] = {{"effectif", HEADCOUNT},
                 {"chiffre_affaires", TURNOVER},
                 {"bilan", BALANCE},
                 {"categorie_juridique", FORM},
                 {"code_pays", COUNTRY},
                 {"premier", YEAR},
                 {"appartient_groupe", MEMBER},
                 {"est_societe_mere", LEADER},
                 {"comptes_consolides", LEADER},
                 {"controle_filiales", LEADER},
                 {"grand_groupe", LEADER},
                 {"est_cotee", LISTED},
                 {"est_interet_public", LISTED}};
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++)
        if (begins(c, RULES[i].begins))
            return RULES[i].rule;
    return strstr(c->name, "annee") || strstr(c->name, "dernier") ? YEAR
                                                                  : FREE;
}

static int is_of_group(const cli_population_column *c)
{
    return strstr(c->name, "groupe") || strstr(c->name, "filiales") ||
           strstr(c->name, "consolide");
}

/* Groups are larger than their members; all figures of last year are to those
 * of this one as the company's own are. */
static int64_t grown(cli_drawn *c, const cli_population_column *column,
                     int64_t value)
{
    if (column->is_group && c->in_group)
        value *= 1 + (int64_t)cli_draw(&c->state, 12);
    return column->year == 0 ? value : value * c->before / 100;
}

/* Only companies of a group lead one, only public limited ones are listed. */
static int64_t draw_truth(cli_drawn *c, const cli_population_column *column)
{
    uint64_t chance = cli_draw(&c->state, 100);
    switch ((rule)column->rule) {
    case MEMBER:
        return c->in_group;
    case LEADER:
        return c->in_group && chance < 30;
    case LISTED:
        return c->form / 100 == 55 && chance < 10;
    default:
        return chance < 12;
    }
}

static int64_t at_most(const cli_population_column *column, int64_t value)
{
    return value < column->most ? value : column->most;
}

static int64_t draw_number(cli_drawn *c, const cli_population_column *column)
{
    switch ((rule)column->rule) {
    case HEADCOUNT:
        return at_most(column, grown(c, column, c->headcount));
    case TURNOVER:
        return grown(c, column, c->turnover);
    case BALANCE:
        return grown(c, column,
                     c->turnover * (int64_t)(30 + cli_draw(&c->state, 90)) /
                         100);
    case FORM:
        return c->form;
    case COUNTRY:
        return 99100 + (int64_t)cli_draw(&c->state, 50);
    case YEAR:
        return 2019 + (int64_t)cli_draw(&c->state, 8);
    default:
        return at_most(column, (int64_t)cli_draw(&c->state, 31));
    }
}

static int64_t money_band_of(int64_t value)
{
    int64_t band = MONEY_COUNT - 1;
    while (value < MONEY_BAND[band].low)
        band--;
    return band;
}

static int64_t draw_value(cli_drawn *c, const cli_population_column *column)
{
    switch ((kind)column->kind) {
    case TRUTHS:
        return draw_truth(c, column);
    case DAYS:
        return 20453 - (int64_t)cli_draw(&c->state, 8) * 91;
    case WORDS:
        return (int64_t)cli_draw(&c->state, (uint64_t)column->words.length);
    case BANDS:
        return (int64_t)cli_draw_band_of(draw_number(c, column));
    case MONEY_BANDS:
        return money_band_of(draw_number(c, column));
    case NAMED:
        return (int64_t)cli_draw_word_of(c, (cli_draw_words)column->words_of);
    case NUMBERS:
        return 0;
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

static kind kind_of(const cli_population *p, const cli_population_column *c)
{
    int is_money = begins(c, "chiffre") || begins(c, "bilan");
    int is_size = is_money || begins(c, "effectif");
    int in_bands = p->options.detail == CLI_POPULATION_BRACKETS ||
                   (p->options.detail == CLI_POPULATION_MIXED && p->count % 2);
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

static prse_str word_at(char room[40], const cli_population_column *c,
                        const prse_pack *pack, size_t fact, size_t at)
{
    switch ((kind)c->kind) {
    case BANDS:
        return prse_str_of(cli_draw_band(at));
    case MONEY_BANDS:
        return prse_str_of(MONEY_BAND[at].text);
    case NAMED:
        return prse_str_of(cli_draw_word(room, (cli_draw_words)c->words_of,
                                         at));
    default:
        return prse_pack_fact_choice(pack, fact, at, PRSE_LANG_FR, NULL);
    }
}

static size_t word_count(const cli_population_column *c)
{
    switch ((kind)c->kind) {
    case BANDS:
        return cli_draw_band_count();
    case MONEY_BANDS:
        return MONEY_COUNT;
    case NAMED:
        return cli_draw_word_count((cli_draw_words)c->words_of);
    default:
        return c->info.choice_count;
    }
}

/* A dictionary of bands, or of what a text may be. */
static int make_words(cli_population_column *c, const prse_pack *pack,
                      size_t fact)
{
    char room[40];
    size_t count = word_count(c), length = 0;
    for (size_t i = 0; i < count; i++)
        length += word_at(room, c, pack, fact, i).len;
    c->ends = calloc(count + 1, sizeof *c->ends);
    c->letters = calloc(length + 1, 1);
    if (!c->ends || !c->letters)
        return 0;
    for (size_t i = 0; i < count; i++) {
        prse_str word = word_at(room, c, pack, fact, i);
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

/* Nine letters each: where they end never changes. */
static int make_numbers(cli_population_column *c, int64_t room)
{
    c->ends = calloc((size_t)room + 1, sizeof *c->ends);
    c->letters = calloc((size_t)room + 1, 9);
    for (int64_t i = 0; c->ends && i <= room; i++)
        c->ends[i] = (int32_t)(9 * i);
    return c->ends && c->letters;
}

/* Room for values, and its words; the name and kind are there. */
static int add_column(cli_population *p, const prse_pack *pack, size_t fact)
{
    static const char *const FORMATS[] = {
        [COUNTS] = "i", [MONEY] = "l",  [BANDS] = "c",   [MONEY_BANDS] = "c",
        [TRUTHS] = "b", [DAYS] = "tdD", [WORDS] = "s",   [NUMBERS] = "u",
        [NAMED] = "s"};
    cli_population_column *c = &p->columns[p->count];
    size_t room = (size_t)p->room;
    c->values = calloc(room + 1, sizeof *c->values);
    c->data = calloc(room + 8, 8);
    c->validity = calloc(room / 8 + 8, 1);
    int has_words = c->kind == BANDS || c->kind == MONEY_BANDS ||
                    c->kind == WORDS || c->kind == NAMED;
    p->fields[p->count] = (struct ArrowSchema){
        .format = FORMATS[c->kind], .name = c->name,
        .flags = ARROW_FLAG_NULLABLE, .release = release_schema,
        .dictionary = has_words ? &c->words_schema : NULL};
    p->field_list[p->count] = &p->fields[p->count];
    p->array_list[p->count] = &p->arrays[p->count];
    p->count++;
    return c->values && c->data && c->validity &&
           (!has_words || make_words(c, pack, fact)) &&
           (c->kind != NUMBERS || make_numbers(c, p->room));
}

static int add_identity(cli_population *p)
{
    static const struct {
        const char *name;
        kind kind;
        cli_draw_words words;
    } IDENTITY[] = {{"siren", NUMBERS, CLI_DRAW_NAME},
                    {"denomination", NAMED, CLI_DRAW_NAME},
                    {"code_naf", NAMED, CLI_DRAW_NAF},
                    {"section_naf", NAMED, CLI_DRAW_SECTION},
                    {"departement", NAMED, CLI_DRAW_DEPARTMENT},
                    {"tranche_effectif", NAMED, CLI_DRAW_CLASS}};
    int made = 1;
    for (size_t i = 0; made && i < sizeof IDENTITY / sizeof *IDENTITY; i++) {
        cli_population_column *c = &p->columns[p->count];
        *c = (cli_population_column){
            .kind = (int)IDENTITY[i].kind,
            .words_of = (int)IDENTITY[i].words};
        snprintf(c->name, sizeof c->name, "%s", IDENTITY[i].name);
        made = add_column(p, NULL, 0);
    }
    return made;
}

/* The largest of some numbers that a fact may be. */
static int64_t most_of(const prse_pack *pack, prse_str id)
{
    static const int64_t TRIED[] = {1000000, 60000, 4999, 1000, 30, 10, 1};
    prse_facts *facts;
    char text[24];
    size_t i = 0;
    if (prse_facts_new(&facts, (prse_pack *)pack, NULL) != PRSE_OK)
        return 0;
    for (; i + 1 < sizeof TRIED / sizeof *TRIED; i++) {
        snprintf(text, sizeof text, "%lld", (long long)TRIED[i]);
        if (prse_facts_set(facts, id, 0, prse_str_of(text), NULL) == PRSE_OK)
            break;
    }
    prse_facts_free(facts);
    return i == 0 ? INT64_MAX : TRIED[i];
}

static int make_column(cli_population *p, const prse_pack *pack, size_t fact,
                       const prse_fact_info *info, int32_t year)
{
    if (p->count == CLI_POPULATION_COLUMNS)
        return 0;
    cli_population_column *c = &p->columns[p->count];
    *c = (cli_population_column){.info = *info, .year = year};
    int length = snprintf(c->name, sizeof c->name, "%.*s", (int)info->id.len,
                          info->id.ptr);
    if (year != 0)
        snprintf(c->name + length, sizeof c->name - (size_t)length, "@%d",
                 (int)year);
    c->kind = (int)kind_of(p, c);
    c->rule = (int)rule_of(c);
    c->is_group = is_of_group(c);
    if (is_number(info))
        c->most = most_of(pack, info->id);
    return add_column(p, pack, fact);
}

/* Texts without a list are nobody's concern. */
static int make_fact(cli_population *p, const prse_pack *pack, size_t fact)
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

int cli_population_make(cli_population *p, const prse_pack *pack,
                    cli_population_options options, int64_t room)
{
    int made = 1;
    *p = (cli_population){.options = options, .room = room};
    if (options.identity)
        made = add_identity(p);
    for (size_t i = 0; made && i < prse_pack_fact_count(pack); i++)
        made = make_fact(p, pack, i);
    return made;
}

void cli_population_free(cli_population *p)
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

static void put(cli_population_column *c, int64_t row)
{
    int64_t value = c->values[row];
    uint8_t *bits = c->data;
    if (c->kind == MONEY)
        ((int64_t *)c->data)[row] = value;
    else if (c->kind == COUNTS || c->kind == DAYS)
        ((int32_t *)c->data)[row] = (int32_t)value;
    else if (c->kind == WORDS || c->kind == NAMED)
        ((int16_t *)c->data)[row] = (int16_t)value;
    else if (c->kind != TRUTHS)
        ((int8_t *)c->data)[row] = (int8_t)value;
    else if (value)
        bits[row / 8] |= (uint8_t)(1 << row % 8);
    else
        bits[row / 8] &= (uint8_t)~(1 << row % 8);
}

static void draw_row(cli_population *p, int64_t first, int64_t row)
{
    cli_drawn drawn = cli_draw_company(p->options.seed, first + row);
    for (size_t i = 0; i < p->count; i++) {
        cli_population_column *c = &p->columns[i];
        int known = cli_draw(&drawn.state, 100) >= p->options.missing ||
                    c->kind == NUMBERS || c->kind == NAMED;
        c->values[row] = draw_value(&drawn, c);
        if (c->kind == NUMBERS)
            cli_draw_siren(c->letters + 9 * row, p->options.seed,
                           first + row);
        else
            put(c, row);
        if (known)
            c->validity[row / 8] |= (uint8_t)(1 << row % 8);
        else
            c->validity[row / 8] &= (uint8_t)~(1 << row % 8);
    }
}

static void lay_out(cli_population *p, cli_population_column *c,
                    struct ArrowArray *array, int64_t rows)
{
    c->buffers[0] = p->options.missing ? c->validity : NULL;
    int is_text = c->kind == NUMBERS;
    c->buffers[1] = is_text ? (void *)c->ends : c->data;
    c->buffers[2] = c->letters;
    *array = (struct ArrowArray){.length = rows,
                                 .null_count = p->options.missing ? -1 : 0,
                                 .n_buffers = is_text ? 3 : 2,
                                 .buffers = c->buffers,
                                 .release = release_array};
    if (c->ends && !is_text)
        array->dictionary = &c->words;
}

void cli_population_table(cli_population *p, int64_t first, int64_t rows)
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
