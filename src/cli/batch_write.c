/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch_write.h"

#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/csv_cell.h"

enum {
    LOT = 256,      /* rows whose values are looked up column by column */
    KNOWN = 512,    /* values that a column remembers, and those of a lot */
    SLOTS = 2048,   /* of their hash */
    ROWS = 1024,    /* rows that are remembered whole */
    TEXT_MOST = 1 << 20, /* bytes of rows that are remembered */
    WORDS_MOST = 24 /* bytes of a value that three words hold */
};

/* The bytes of a value in three words, which overlap; of a longer one only its
 * ends. */
typedef struct key {
    uint64_t words[3];
    size_t length;
} key;

/* A value that was met, and its cell with the separator before it. */
typedef struct cell {
    key key;
    size_t value, cell; /* places in the column's text */
    size_t cell_length;
} cell;

typedef struct column {
    const cli_batch_answer *what;
    size_t place;     /* among the answers */
    size_t count;     /* of values met; the first is null */
    cell *met;
    uint16_t *slots;  /* of each hash a value; 0: none */
    cli_buffer text;
} column;

/* The cells of a row, by the numbers of its values. */
typedef struct whole {
    size_t at, length; /* in the text of rows; 0: nothing yet */
} whole;

struct cli_batch_write {
    const cli_company *company;
    char separator;
    size_t count;
    column *columns;
    size_t error; /* place of the column of errors */
    int64_t from, to; /* rows of the lot */
    uint16_t *ids;    /* of the rows, then of the rows remembered */
    whole *rows;
    cli_buffer row_text;
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

static inline size_t hash_of(const key *k)
{
    uint64_t hash = (k->words[0] ^ k->length) * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ (hash >> 32) ^ k->words[1] ^ k->words[2]) *
           UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash >> 32);
}

static inline int is_met(const column *c, const cell *met, const key *k,
                         prse_str value)
{
    return met->key.length == k->length &&
           met->key.words[0] == k->words[0] &&
           met->key.words[1] == k->words[1] &&
           met->key.words[2] == k->words[2] &&
           (value.len <= WORDS_MOST ||
            memcmp(c->text.text + met->value, value.ptr, value.len) == 0);
}

static uint16_t add_met(cli_batch_write *write, column *c, const key *k,
                        prse_str value)
{
    cell *met = &c->met[c->count];
    met->key = *k;
    met->value = c->text.len;
    cli_buffer_add(&c->text, value);
    met->cell = c->text.len;
    cli_buffer_clear(&write->text);
    ways[c->what->kind].add(&write->text, write, c, value);
    cli_buffer_add_char(&c->text, write->separator);
    cli_csv_add_cell(&c->text, cli_buffer_str(&write->text));
    met->cell_length = c->text.len - met->cell;
    return (uint16_t)c->count++;
}

/* `last`: of the row before, which often has the same value. */
static inline uint16_t id_of(cli_batch_write *write, column *c,
                             prse_str value, uint16_t last)
{
    key k = key_of(value);
    if (last > 0 && is_met(c, &c->met[last], &k, value))
        return last;
    size_t slot = hash_of(&k) % SLOTS;
    for (; c->slots[slot]; slot = (slot + 1) % SLOTS)
        if (is_met(c, &c->met[c->slots[slot]], &k, value))
            return c->slots[slot];
    c->slots[slot] = add_met(write, c, &k, value);
    return c->slots[slot];
}

/* --- Lots --- */

/* Forgets all but null. */
static void begin_column(const cli_batch_write *write, column *c)
{
    c->count = 1;
    memset(c->slots, 0, SLOTS * sizeof *c->slots);
    cli_buffer_clear(&c->text);
    cli_buffer_add_char(&c->text, write->separator);
    cli_buffer_add_text(&c->text, ways[c->what->kind].unknown);
    c->met[0] = (cell){.cell_length = c->text.len};
}

/* What is full begins anew, and with it what is known of whole rows. */
static void make_room(cli_batch_write *write)
{
    int full = 0;
    for (size_t i = 0; i < write->count; i++) {
        column *c = &write->columns[i];
        full |= c->count > KNOWN;
        if (c->count == 0 || c->count > KNOWN)
            begin_column(write, c);
    }
    if (full) {
        memset(write->rows, 0, ROWS * sizeof *write->rows);
        cli_buffer_clear(&write->row_text);
    }
}

static void number_column(cli_batch_write *write, size_t index,
                          const struct ArrowArray *array)
{
    column *c = &write->columns[index];
    uint16_t *ids = write->ids + index, last = 0;
    for (int64_t row = write->from; row < write->to; row++) {
        int64_t at = array->offset + row;
        *ids = bit(array->buffers[0], at)
                   ? id_of(write, c, value_of(c, array, at), last)
                   : 0;
        last = *ids;
        ids += write->count;
    }
}

static void begin_lot(cli_batch_write *write,
                      const struct ArrowArray *answers, int64_t row)
{
    make_room(write);
    write->from = row;
    write->to = row + LOT < answers->length ? row + LOT : answers->length;
    for (size_t i = 0; i < write->count; i++)
        number_column(write, i,
                      answers->children[write->columns[i].place]);
}

/* --- Rows --- */

static uint64_t mixed(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static size_t hash_ids(const uint16_t *ids, size_t count)
{
    uint64_t hash = count, four;
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        memcpy(&four, ids + i, sizeof four);
        hash = mixed(hash, four);
    }
    for (; i < count; i++)
        hash = mixed(hash, ids[i]);
    return (size_t)(hash >> 32) % ROWS;
}

static void add_cells(cli_buffer *out, const cli_batch_write *write,
                      const uint16_t *ids)
{
    for (size_t i = 0; i < write->count; i++) {
        const column *c = &write->columns[i];
        const cell *met = &c->met[ids[i]];
        cli_buffer_add(out, (prse_str){c->text.text + met->cell,
                                       met->cell_length});
    }
}

/* A row that takes the place of another one leaves its text behind, until there
 * is too much of it. */
static void remember(cli_batch_write *write, whole *met, const uint16_t *ids)
{
    if (write->row_text.len > TEXT_MOST) {
        memset(write->rows, 0, ROWS * sizeof *write->rows);
        cli_buffer_clear(&write->row_text);
    }
    met->at = write->row_text.len;
    add_cells(&write->row_text, write, ids);
    met->length = write->row_text.len - met->at;
}

void cli_batch_write_row(cli_buffer *out, cli_batch_write *write,
                         const struct ArrowArray *answers, int64_t row)
{
    size_t bytes = write->count * sizeof *write->ids;
    if (row == 0 || row >= write->to)
        begin_lot(write, answers, row);
    const uint16_t *ids =
        write->ids + (size_t)(row - write->from) * write->count;
    size_t place = hash_ids(ids, write->count);
    uint16_t *known = write->ids + (LOT + place) * write->count;
    whole *met = &write->rows[place];
    if (met->length == 0 || memcmp(known, ids, bytes) != 0) {
        memcpy(known, ids, bytes);
        remember(write, met, ids);
    }
    cli_buffer_add(out, (prse_str){write->row_text.text + met->at,
                                   met->length});
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
    c->met = cli_alloc(KNOWN + LOT + 1, sizeof *c->met);
    c->slots = cli_alloc(SLOTS, sizeof *c->slots);
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
    write->ids = cli_alloc((LOT + ROWS) * (write->count + 1),
                           sizeof *write->ids);
    write->rows = cli_alloc(ROWS, sizeof *write->rows);
    write->error = find(answers, "erreur");
    *out = write;
    if (missing == 0 && write->error != SIZE_MAX)
        return CLI_OK;
    prse_error err = {.code = PRSE_EINTERNAL,
                      .message = "a column of the answers is missing"};
    return cli_complain_error(&err);
}

void cli_batch_write_close(cli_batch_write *write)
{
    if (!write)
        return;
    for (size_t i = 0; i < write->count; i++) {
        free(write->columns[i].met);
        free(write->columns[i].slots);
        cli_buffer_free(&write->columns[i].text);
    }
    free(write->columns);
    free(write->ids);
    free(write->rows);
    cli_buffer_free(&write->row_text);
    cli_buffer_free(&write->text);
    free(write);
}
