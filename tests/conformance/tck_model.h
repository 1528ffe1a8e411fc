/* SPDX-License-Identifier: Apache-2.0 */
/* DMN models: what evaluates one decision of a test case.
 *
 * An expression that cannot be read is the null value, as DMN wants it. Memory
 * is not expected to run out. Other files that a model imports are not read. */
#ifndef PRSE_TESTS_CONFORMANCE_TCK_MODEL_H
#define PRSE_TESTS_CONFORMANCE_TCK_MODEL_H

#include "feel/walk.h"
#include "tck_xml.h"

typedef struct tck_model {
    prse__arena *arena;
    const xml *definitions;
    prse_str *names; /* every name the model declares, for the lexer */
    size_t name_count;
} tck_model;

/* 0: the file cannot be read. */
int tck_model_read(tck_model *model, prse__arena *arena, const char *path);
/* An element of the model: by its tag and name, or by "#id". */
const xml *tck_find(const tck_model *model, const char *tag, prse_str name);
const xml *tck_find_href(const tck_model *model, prse_str href);

/* One evaluation: what is known so far of inputs and decisions. */
typedef struct tck_known {
    const xml *element;
    const prse__value *value;
} tck_known;

typedef struct tck_run {
    const tck_model *model;
    prse__eval *ev;
    prse__arena *arena;
    tck_known *known;
    size_t known_count, known_cap;
} tck_run;

void tck_know(tck_run *run, const xml *element, const prse__value *value);
const prse__value *tck_recall(const tck_run *run, const xml *element);
/* The value of a decision, an input, a business knowledge model or a decision
 * service (the last two are functions). */
const prse__value *tck_value_of(tck_run *run, const xml *element);
/* A decision service called with what `run` knows of its inputs. */
const prse__value *tck_serve(tck_run *run, const xml *service);

/* --- The parts, each in its own file --- */

/* tck_types.c: the value as the type wants it, null when it cannot be. */
const prse__value *tck_conform(tck_run *run, const prse__value *value,
                               prse_str type);
/* Writes out the types of the model, which FEEL does not know. */
void tck_expand_types(tck_run *run, prse__feel *tree);

/* tck_boxed.c: a boxed expression, and the first one below a node. */
const prse__value *tck_boxed(tck_run *run, const xml *boxed,
                             const prse__scope *scope);
const xml *tck_boxed_in(const xml *node);
/* FEEL text as a tree; the null literal when it cannot be read. */
prse__feel *tck_parse(tck_run *run, prse_str text, const prse__scope *scope);
prse__feel *tck_parse_tests(tck_run *run, prse_str text,
                            const prse__scope *scope);
/* A function of `formalParameter` and a boxed body below `logic`. */
const prse__value *tck_function(tck_run *run, const xml *logic, prse_str name,
                                const prse__scope *closure);

/* tck_table.c */
const prse__value *tck_table(tck_run *run, const xml *table,
                             const prse__scope *scope);

#endif
