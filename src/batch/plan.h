/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a plan, and what a table's columns mean under it. */
#ifndef PRSE_BATCH_PLAN_H
#define PRSE_BATCH_PLAN_H

#include <stdatomic.h>

#include "base/date.h"
#include "batch/column.h"
#include "batch/view.h"
#include "columns/kernels.h"
#include "engine/pack.h"
#include "portailrse/batch.h"

typedef struct prse__worker prse__worker;

/* What an answer column tells. */
typedef enum prse__tell {
    PRSE__TELL_ANSWER,
    PRSE__TELL_CRITERIA, /* fills the next column too */
    PRSE__TELL_CRITERIA_UNKNOWN,
    PRSE__TELL_OUTPUT,
    PRSE__TELL_FIRST_YEAR,
    PRSE__TELL_MISSING,
    PRSE__TELL_COMPLIANCE,
    PRSE__TELL_ERROR,
    PRSE__TELL_OBLIGATION, /* of a table of counts */
    PRSE__TELL_COUNT
} prse__tell;

/* A diagram whose values are written out: what each of its ends stands for. */
typedef struct prse__ended {
    prse__course course;
    prse_str *texts;   /* of outputs, */
    int32_t *integers; /* or of years; 0: none */
} prse__ended;

/* A fact in a year. */
typedef struct prse__read {
    size_t fact;
    int32_t year;
} prse__read;

/* What is worked out from values rather than cells: an output, or how far a
 * company is that is subject. It depends on the values of some facts, and on
 * definitions that are diagrams. */
typedef struct prse__computed {
    size_t index; /* among those of the plan */
    size_t read_count, read_room;
    prse__read *reads;
    size_t course_count, course_room;
    prse__dd *diagrams;
    prse__course *courses;
} prse__computed;

typedef struct prse__answer_column {
    prse__tell tell;
    prse_str name;
    size_t obligation;
    size_t output;
    size_t place;   /* of the obligation among those of the plan */
    uint32_t bytes; /* as prse__column */
    const prse__words *words;
    prse__ended *ended;       /* NULL: it is no value of a diagram, */
    prse__computed *computed; /* NULL: and none that is computed */
} prse__answer_column;

/* Threads that may work at once without making a worker for each table. */
enum { PRSE__SPARES = 64 };

struct prse_batch {
    atomic_int refs;
    prse_pack *pack;
    prse__arena *arena; /* of all that follows */
    prse__date date;
    uint32_t columns; /* of prse_batch_column */
    prse_batch_others others;
    prse_batch_style style;
    int (*should_stop)(void *user);
    void *user;
    size_t obligation_count;
    size_t *obligations;
    size_t keep_count;
    prse_str *keep;
    size_t answer_count;
    prse__answer_column *answers;
    const prse__kernels *kernels; /* NULL: answered row by row */
    prse__program program;
    prse__course *courses;   /* of the answer of each obligation of the plan */
    prse__course **criteria; /* of each of its criteria; NULL: not asked for */
    size_t most_used;        /* planes of the answer of one of them */
    size_t computed_count;   /* columns that are computed, */
    size_t most_computed;    /* and diagrams of one of them */
    _Atomic(prse__worker *) spares[PRSE__SPARES]; /* of calls that ended */
};

/* Adds the answer columns to a plan that knows its obligations. */
prse_status prse__plan_answers(prse_batch *batch, prse_error *err);

/* What a column is computed from; courses are laid out. */
prse_status prse__plan_computed(prse__answer_column *column, prse_batch *batch,
                                const prse__rule *rule, prse_error *err);

/* Lays out the diagrams of a plan that can be answered by columns. */
prse_status prse__plan_courses(prse_batch *batch, prse_error *err);

/* A column of a table that is a fact. */
typedef struct prse__input {
    size_t column; /* its place in the table */
    size_t fact;
    int32_t year;
    prse__column_type type;
} prse__input;

/* A table's columns. Names are those of the schema, which must live on. */
typedef struct prse__reading {
    const struct ArrowSchema *schema;
    size_t input_count;
    prse__input *inputs;
    size_t keep_count;
    size_t *keep; /* places in the table */
} prse__reading;

prse_status prse__reading_init(prse__reading *reading, const prse_batch *batch,
                               const struct ArrowSchema *schema,
                               prse_error *err);
void prse__reading_free(prse__reading *reading);

/* The schema of the answers to it. */
prse_status prse__reading_schema(struct ArrowSchema *out,
                                 const prse__reading *reading,
                                 const prse_batch *batch, prse_error *err);

#endif
