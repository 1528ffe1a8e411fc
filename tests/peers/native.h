/* SPDX-License-Identifier: Apache-2.0 */
/* The companies of a file, and the ways in which C answers for them. */
#ifndef PRSE_TESTS_PEERS_NATIVE_H
#define PRSE_TESTS_PEERS_NATIVE_H

#include <stddef.h>
#include <stdint.h>

enum { FACTS = 10, RULES = 8, NAME = 40 };

/* What is known of each company, fact by fact: from low to high. */
typedef struct column {
    char name[NAME];
    int is_truth;    /* true and false */
    int64_t *low, *high;
    uint8_t *known;  /* 0: nobody knows */
} column;

typedef struct companies {
    size_t count;
    int has_ranges;
    column columns[FACTS];
} companies;

/* Ends the program with a message. */
_Noreturn void give_up(const char *what, const char *why);

void *blank(size_t count, size_t size);

void companies_read(companies *out, const char *path);
void companies_free(companies *c);

/* One way to answer: made for some companies, asked as often as one likes. */
typedef struct way {
    void *(*begin)(const char *pack, const companies *c);
    /* Answers for the first `count` companies, 0, 1 or 2. */
    void (*answer)(void *state, size_t count);
    /* Those of the last call: column of a rule. */
    const uint8_t *(*column)(const void *state, size_t rule);
    void (*end)(void *state);
    int as_a_whole; /* takes all companies, no fewer */
} way;

extern const way way_single, way_batch, way_batch_plain, way_hand;

#endif
