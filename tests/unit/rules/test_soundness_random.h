/* SPDX-License-Identifier: Apache-2.0 */
/* Random packs, written as a person writes them: facts of every type, nullable
 * or yearly, thresholds and rules with dates, definitions over years, functions
 * and tables of every hit policy. */
#ifndef PRSE_TESTS_UNIT_RULES_TEST_SOUNDNESS_RANDOM_H
#define PRSE_TESTS_UNIT_RULES_TEST_SOUNDNESS_RANDOM_H

#include "base/str.h"
#include "rules/pack.h"

/* A repeatable source of chance. */
typedef struct chance {
    uint64_t state;
} chance;

chance chance_from(uint64_t seed);
uint64_t chance_next(chance *c);
/* From 0 to `below` - 1. */
size_t chance_below(chance *c, size_t below);
/* 1 with `percent` chances in a hundred. */
int chance_of(chance *c, unsigned percent);

enum { RANDOM_FACTS = 6 };

typedef struct random_fact {
    char name[4];
    prse__fact_type type;
} random_fact;

/* What a pack under construction holds. Facts are named by their type: n0, c1,
 * b2, t3, d4; thresholds s0 s1 (numbers) and j0 (a date). */
typedef struct random_pack {
    chance *c;
    prse__buf text; /* the YAML */
    size_t fact_count;
    random_fact facts[RANDOM_FACTS];
    size_t truths;   /* definitions v0 v1 ... that are true or false */
    int numbers;     /* definition w is a number */
    int pure;        /* 1: inside a function, no fact may be read */
} random_pack;

/* Which facts a pack is made of: one letter each, "nbt" ... */
void random_pack_begin(random_pack *p, chance *c, const char *types);
/* Definitions that the rules after them may read. */
void random_pack_definitions(random_pack *p, size_t count);
/* An obligation with every part; `id` makes its names unique. */
void random_pack_obligation(random_pack *p, unsigned id);
/* An obligation of many criteria, each one expression. */
void random_pack_criteria(random_pack *p, unsigned id, size_t count,
                          int depth);
/* An obligation of many outputs, each a table. */
void random_pack_tables(random_pack *p, unsigned id, size_t count);
void random_pack_end(random_pack *p);

/* Reads the pack; the error tells why when it is refused. */
prse_status random_pack_read(const prse__pack_tree **out, prse__arena *arena,
                             const random_pack *p, prse_error *err);

#endif
