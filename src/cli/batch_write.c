/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch_write.h"

#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/csv_cell.h"

enum {
    KEY_MOST = 24,   /* bytes of a text that is remembered */
    CELL_MOST = 47,  /* bytes of a cell that is */
    STEP = 16,       /* that are copied at once */
    MEMORY = 256     /* values that a column remembers */
};

/* A value that was met, and its cell. */
typedef struct met {
    uint8_t length; /* of the key and 1; 0: nothing yet */
    uint8_t cell_length;
    char key[KEY_MOST];
    char cell[CELL_MOST + 1];
} met;

typedef struct column {
    const cli_batch_answer *what;
    size_t place; /* among the answers */
    met *met;
    cli_buffer unknown; /* the cell of null */
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

static size_t place_of(prse_str key)
{
    uint64_t hash = key.len;
    for (size_t at = 0; at < key.len; at += 8) {
        uint64_t part = 0;
        size_t left = key.len - at;
        memcpy(&part, key.ptr + at, left < 8 ? left : 8);
        hash = (hash ^ part) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return (size_t)(hash % MEMORY);
}

static void add_new(cli_buffer *out, cli_batch_write *write, const column *c,
                    met *place, prse_str value)
{
    size_t before = out->len;
    cli_buffer_clear(&write->text);
    ways[c->what->kind].add(&write->text, write, c, value);
    cli_buffer_add_char(out, write->separator);
    cli_csv_add_cell(out, cli_buffer_str(&write->text));
    size_t length = out->len - before;
    if (!place || length > CELL_MOST)
        return;
    place->length = (uint8_t)(value.len + 1);
    memcpy(place->key, value.ptr, value.len);
    place->cell_length = (uint8_t)length;
    memcpy(place->cell, out->text + before, length);
}

static void add_cell(cli_buffer *out, cli_batch_write *write, const column *c,
                     const struct ArrowArray *array, int64_t row)
{
    int64_t at = array->offset + row;
    if (!bit(array->buffers[0], at)) {
        cli_buffer_add(out, cli_buffer_str(&c->unknown));
        return;
    }
    prse_str value = value_of(c, array, at);
    if (value.len > KEY_MOST) {
        add_new(out, write, c, NULL, value);
        return;
    }
    met *place = &c->met[value.len == 1 ? (uint8_t)*value.ptr % MEMORY
                                        : place_of(value)];
    if (place->length != value.len + 1 ||
        memcmp(place->key, value.ptr, value.len) != 0) {
        add_new(out, write, c, place, value);
        return;
    }
    cli_buffer_reserve(out, CELL_MOST + 1);
    char *to = out->text + out->len;
    memcpy(to, place->cell, STEP);
    if (place->cell_length > STEP)
        memcpy(to + STEP, place->cell + STEP, CELL_MOST + 1 - STEP);
    out->len += place->cell_length;
}

void cli_batch_write_row(cli_buffer *out, cli_batch_write *write,
                         const struct ArrowArray *answers, int64_t row)
{
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
    c->met = cli_alloc(MEMORY, sizeof *c->met);
    cli_buffer_add_char(&c->unknown, write->separator);
    cli_buffer_add_text(&c->unknown, ways[what->kind].unknown);
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
    for (size_t i = 0; i < write->count; i++) {
        free(write->columns[i].met);
        cli_buffer_free(&write->columns[i].unknown);
    }
    free(write->columns);
    cli_buffer_free(&write->text);
    free(write);
}
