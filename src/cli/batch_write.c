/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch_write.h"

#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/csv_cell.h"

enum {
    KEY_MOST = 24,   /* bytes of a text that is remembered */
    CELL_MOST = 48,  /* bytes of a cell that is */
    STEP = 16,       /* that are copied at once */
    MEMORY = 256     /* values that a column remembers */
};

/* The bytes of a value in three words, which overlap. */
typedef struct key {
    uint64_t words[3];
    size_t length;
} key;

/* A value that was met, and its cell. */
typedef struct met {
    key key;
    uint32_t length; /* of the cell; 0: nothing yet */
    char cell[CELL_MOST];
} met;

typedef struct column {
    const cli_batch_answer *what;
    size_t place; /* among the answers */
    met *known;
    met unknown; /* null */
} column;

struct cli_batch_write {
    const cli_company *company;
    char separator;
    size_t count;
    column *columns;
    size_t error; /* place of the column of errors */
    cli_buffer text;
};

static int bit(const void *bitmap, int64_t at)
{
    return !bitmap || ((const uint8_t *)bitmap)[at >> 3] >> (at & 7) & 1;
}

/* --- What a value is as a cell --- */

static void add_subject(cli_buffer *out, const cli_batch_write *write,
                        const column *c, prse_str value)
{
    static const char *const names[] = {
        [PRSE_NOT_SUBJECT] = "0",  [PRSE_SUBJECT] = "1",
        [PRSE_UNKNOWN] = "?",      [PRSE_RECOMMENDED] = "0",
        [PRSE_INSUFFICIENT] = "INSUFFISANT",
    };
    (void)write;
    (void)c;
    cli_buffer_add_text(out, names[(size_t)*value.ptr]);
}

/* Ids of the criteria that are met, joined. */
static void add_criteria(cli_buffer *out, const cli_batch_write *write,
                         const column *c, prse_str value)
{
    const cli_company *company = write->company;
    const char *between = "";
    uint64_t bits;
    memcpy(&bits, value.ptr, sizeof bits);
    for (uint32_t i = 0; i < c->what->criteria; i++) {
        prse_part_info part = {.size = sizeof part};
        if (!(bits >> i & 1) ||
            prse_pack_part(company->pack, c->what->obligation,
                           PRSE_PART_CRITERION, i, company->cli->lang,
                           &part) != PRSE_OK)
            continue;
        cli_buffer_add_text(out, between);
        cli_buffer_add(out, part.id);
        between = "+";
    }
}

static void add_output(cli_buffer *out, const cli_batch_write *write,
                       const column *c, prse_str value)
{
    (void)write;
    (void)c;
    if (cli_str_is(value, "true"))
        cli_buffer_add_char(out, '1');
    else if (cli_str_is(value, "false"))
        cli_buffer_add_char(out, '0');
    else
        cli_buffer_add(out, value);
}

static void add_text(cli_buffer *out, const cli_batch_write *write,
                     const column *c, prse_str value)
{
    (void)write;
    (void)c;
    cli_buffer_add(out, value);
}

static void add_year(cli_buffer *out, const cli_batch_write *write,
                     const column *c, prse_str value)
{
    int32_t year;
    (void)write;
    (void)c;
    memcpy(&year, value.ptr, sizeof year);
    cli_buffer_add_number(out, year);
}

static void add_status(cli_buffer *out, const cli_batch_write *write,
                       const column *c, prse_str value)
{
    static const char *const names[] = {
        [PRSE_TO_UPDATE] = "a_actualiser",
        [PRSE_IN_PROGRESS] = "en_cours",
        [PRSE_UP_TO_DATE] = "a_jour",
        [PRSE_NOT_FOLLOWED] = "soumis",
        [PRSE_NOT_CONCERNED] = "non_soumis",
        [PRSE_ADVISED] = "recommande",
    };
    int16_t status;
    (void)write;
    (void)c;
    memcpy(&status, value.ptr, sizeof status);
    cli_buffer_add_text(out, status <= PRSE_ADVISED ? names[status]
                                                    : "incalculable");
}

/* How each kind of answer comes, and goes. */
typedef struct way {
    void (*add)(cli_buffer *out, const cli_batch_write *write,
                const column *c, prse_str value);
    size_t bytes; /* of a value; 0: a text */
    const char *unknown;
} way;

static const way ways[] = {
    [CLI_BATCH_SUBJECT] = {add_subject, 1, "?"},
    [CLI_BATCH_CRITERIA] = {add_criteria, 8, "?"},
    [CLI_BATCH_OUTPUT] = {add_output, 0, "?"},
    [CLI_BATCH_FIRST_YEAR] = {add_year, 4, ""},
    [CLI_BATCH_MISSING] = {add_text, 0, ""},
    [CLI_BATCH_STATUS] = {add_status, 2, "incalculable"},
};

/* --- Looking it up --- */

static prse_str text_of(const struct ArrowArray *array, int64_t at)
{
    const int32_t *ends = array->buffers[1];
    const char *text = array->buffers[2];
    static const prse_str none = {"", 0};
    if (ends[at + 1] == ends[at])
        return none;
    return (prse_str){text + ends[at], (size_t)(ends[at + 1] - ends[at])};
}

static prse_str value_of(const column *c, const struct ArrowArray *array,
                         int64_t at)
{
    size_t bytes = ways[c->what->kind].bytes;
    const char *values = array->buffers[1];
    return bytes ? (prse_str){values + (size_t)at * bytes, bytes}
                 : text_of(array, at);
}

static inline uint64_t load(const char *from, size_t size)
{
    uint64_t word = 0;
    memcpy(&word, from, size);
    return word;
}

static inline key key_of(prse_str value)
{
    const char *end = value.ptr + value.len;
    key k = {{0, 0, 0}, value.len};
    if (value.len >= 8) {
        k.words[0] = load(value.ptr, 8);
        k.words[1] = load(end - 8, 8);
        if (value.len > 16)
            k.words[2] = load(value.ptr + 8, 8);
    } else if (value.len >= 4) {
        k.words[0] = load(value.ptr, 4);
        k.words[1] = load(end - 4, 4);
    } else if (value.len > 0) {
        k.words[0] = (uint64_t)(uint8_t)value.ptr[0] |
                     (uint64_t)(uint8_t)value.ptr[value.len / 2] << 8 |
                     (uint64_t)(uint8_t)end[-1] << 16;
    }
    return k;
}

static inline met *place_of(const column *c, const key *k)
{
    uint64_t hash = (k->words[0] ^ k->length) * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ (hash >> 32) ^ k->words[1] ^ k->words[2]) *
           UINT64_C(0x9E3779B97F4A7C15);
    return &c->known[hash >> 32 & (MEMORY - 1)];
}

static inline int is_same(const key *a, const key *b)
{
    return a->length == b->length && a->words[0] == b->words[0] &&
           a->words[1] == b->words[1] && a->words[2] == b->words[2];
}

/* place NULL: it is not remembered. */
static void add_new(cli_buffer *out, cli_batch_write *write, const column *c,
                    met *place, prse_str value)
{
    size_t before = out->len;
    cli_buffer_clear(&write->text);
    ways[c->what->kind].add(&write->text, write, c, value);
    cli_buffer_add_char(out, write->separator);
    cli_csv_add_cell(out, cli_buffer_str(&write->text));
    size_t length = out->len - before;
    cli_buffer_reserve(out, write->count * CELL_MOST);
    if (!place || length > CELL_MOST)
        return;
    place->key = key_of(value);
    place->length = (uint32_t)length;
    memcpy(place->cell, out->text + before, length);
}

/* There is room for it. */
static inline void add_met(cli_buffer *out, const met *place)
{
    char *to = out->text + out->len;
    memcpy(to, place->cell, STEP);
    if (place->length > STEP)
        memcpy(to + STEP, place->cell + STEP, CELL_MOST - STEP);
    out->len += place->length;
}

static inline void add_cell(cli_buffer *out, cli_batch_write *write,
                            const column *c, const struct ArrowArray *array,
                            int64_t row)
{
    int64_t at = array->offset + row;
    if (!bit(array->buffers[0], at)) {
        add_met(out, &c->unknown);
        return;
    }
    prse_str value = value_of(c, array, at);
    if (value.len > KEY_MOST) {
        add_new(out, write, c, NULL, value);
        return;
    }
    key k = key_of(value);
    met *place = place_of(c, &k);
    if (place->length > 0 && is_same(&place->key, &k))
        add_met(out, place);
    else
        add_new(out, write, c, place, value);
}

void cli_batch_write_row(cli_buffer *out, cli_batch_write *write,
                         const struct ArrowArray *answers, int64_t row)
{
    cli_buffer_reserve(out, write->count * CELL_MOST);
    for (size_t i = 0; i < write->count; i++) {
        const column *c = &write->columns[i];
        add_cell(out, write, c, answers->children[c->place], row);
    }
}

prse_str cli_batch_write_error(const cli_batch_write *write,
                               const struct ArrowArray *answers, int64_t row)
{
    const struct ArrowArray *array = answers->children[write->error];
    int64_t at = array->offset + row;
    static const prse_str none = {"", 0};
    return bit(array->buffers[0], at) ? text_of(array, at) : none;
}

/* --- Life --- */

static size_t find(const struct ArrowSchema *answers, const char *name)
{
    for (int64_t i = 0; i < answers->n_children; i++)
        if (strcmp(answers->children[i]->name, name) == 0)
            return (size_t)i;
    return SIZE_MAX;
}

static void add_column(cli_batch_write *write, const cli_batch_answer *what,
                       const struct ArrowSchema *answers)
{
    column *c = &write->columns[write->count++];
    c->what = what;
    c->place = find(answers, what->heading.text);
    c->known = cli_alloc(MEMORY, sizeof *c->known);
    const char *unknown = ways[what->kind].unknown;
    c->unknown.length = (uint32_t)strlen(unknown) + 1;
    c->unknown.cell[0] = write->separator;
    memcpy(c->unknown.cell + 1, unknown, strlen(unknown));
}

cli_exit cli_batch_write_open(cli_batch_write **out,
                              const cli_batch_columns *columns,
                              const cli_company *company,
                              const struct ArrowSchema *answers,
                              char separator)
{
    cli_batch_write *write = cli_alloc(1, sizeof *write);
    size_t missing = 0;
    write->company = company;
    write->separator = separator;
    write->columns = cli_alloc(columns->added_count, sizeof *write->columns);
    for (size_t i = 0; i < columns->added_count; i++) {
        add_column(write, &columns->added[i], answers);
        missing += write->columns[i].place == SIZE_MAX;
    }
    write->error = find(answers, "erreur");
    *out = write;
    if (missing == 0 && write->error != SIZE_MAX)
        return CLI_OK;
    prse_error err = {.code = PRSE_EINTERNAL};
    return cli_complain_error(&err);
}

void cli_batch_write_close(cli_batch_write *write)
{
    if (!write)
        return;
    for (size_t i = 0; i < write->count; i++)
        free(write->columns[i].known);
    free(write->columns);
    cli_buffer_free(&write->text);
    free(write);
}
