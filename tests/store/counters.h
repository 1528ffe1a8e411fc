/* SPDX-License-Identifier: Apache-2.0 */
/* A table of named numbers, for programs that test stores from outside. */
#ifndef PRSE_TESTS_STORE_COUNTERS_H
#define PRSE_TESTS_STORE_COUNTERS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/store.h"

static const prse_column COUNTER[] = {
    {.name = "nom", .type = PRSE_TYPE_TEXT, .since = 1},
    {.name = "nombre", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "texte", .type = PRSE_TYPE_TEXT, .since = 1},
};
static const prse_collection COUNTERS[] = {
    {.name = "compteurs", .columns = COUNTER, .column_count = 3,
     .key_count = 1, .since = 1},
};
static const prse_schema COUNTERS_SCHEMA = {"compteurs_schema", COUNTERS, 1,
                                            1};

typedef struct counter {
    int64_t number, version;
    size_t length; /* of its text */
    int text_is_right; /* all of it is the letter of its number */
} counter;

static inline char counter_letter(int64_t number)
{
    return (char)('a' + number % 26);
}

static int counter_take(void *user, const prse_value *values, int64_t version)
{
    counter *c = user;
    prse_str text = values[2].text;
    c->number = values[1].number;
    c->version = version;
    c->length = text.len;
    c->text_is_right = 1;
    for (size_t i = 0; i < text.len; i++)
        c->text_is_right &= text.ptr[i] == counter_letter(c->number);
    return 0;
}

static inline prse_status counter_get(prse__tx *tx, const char *name,
                                      counter *out, prse_error *err)
{
    prse_value key = prse__field_text(prse_str_of(name));
    *out = (counter){0};
    return prse__tx_get(tx, COUNTERS, &key, counter_take, out, err);
}

/* With a text of so many letters. */
static inline prse_status counter_put(prse__tx *tx, const char *name,
                                      int64_t number, size_t length,
                                      int64_t expected, prse_error *err)
{
    char *text = malloc(length + 1);
    memset(text, counter_letter(number), length);
    prse_value values[] = {prse__field_text(prse_str_of(name)),
                           prse__field_int(number),
                           prse__field_text((prse_str){text, length})};
    prse_status status = prse__tx_put(tx, COUNTERS, values, expected, NULL,
                                      err);
    free(text);
    return status;
}

static inline double clock_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline uint64_t draw(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return *state >> 33;
}

static inline void must(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "FAILED: %s\n", what);
    exit(1);
}

#endif
