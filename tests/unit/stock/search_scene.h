/* SPDX-License-Identifier: Apache-2.0 */
/* A register's tables with made-up units, and its index. */
#ifndef PRSE_TESTS_SEARCH_SCENE_H
#define PRSE_TESTS_SEARCH_SCENE_H

#include "stock/index_match.h"
#include "stock/table.h"
#include "support/folder.h"

typedef struct scene {
    folder folder;
    prse__db *db;
    prse__index *index; /* NULL until scene_open() */
    prse__arena *arena;
} scene;

/* Tables without rows. */
void scene_make(scene *s);
void scene_run(scene *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "100000009;OUVERTE;53;35;70.10Z;5599;NAME;SIGLE;USUAL": a unit; what is
 * missing at the end is NULL, so is an empty text. */
void scene_add(scene *s, const char *unit);
void scene_build(scene *s);
/* Closes the index first when it is open. */
void scene_open(scene *s);
void scene_drop(scene *s);

/* A number from 0 to below, the same in each run. */
uint32_t scene_random(uint64_t *state, uint32_t below);

#endif
