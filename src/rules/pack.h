/* SPDX-License-Identifier: Apache-2.0 */
/* A pack as it was written: every section of docs/pack-language.md, checked
 * for form and with its expressions parsed. Immutable; lives in one arena.
 * Names are resolved, nothing is compiled: cells.h and diagram.h follow. */
#ifndef PRSE_RULES_PACK_H
#define PRSE_RULES_PACK_H

#include "base/date.h"
#include "feel/table.h"
#include "formats/node.h"

/* A text in the languages of the library. Empty where a pack has none. */
typedef struct prse__text {
    prse_str fr, en;
} prse__text;

/* An expression or pipe table, from a date on (PRSE__ALWAYS: since ever). */
#define PRSE__ALWAYS INT32_MIN
#define PRSE__FOREVER INT32_MAX

typedef struct prse__dated {
    prse__date from;
    const prse__feel *expr;   /* of a table: the table written out */
    const prse__table *table; /* as it was written; NULL: an expression */
    prse__place place;
} prse__dated;

typedef struct prse__rule {
    size_t count; /* 0: the key is absent */
    const prse__dated *steps; /* in order of date */
} prse__rule;

typedef enum prse__law_status {
    PRSE__LAW_IN_FORCE,
    PRSE__LAW_ADOPTED,
    PRSE__LAW_DRAFT
} prse__law_status;

typedef enum prse__confidence {
    PRSE__CONFIDENCE_TEXT,
    PRSE__CONFIDENCE_SECONDARY,
    PRSE__CONFIDENCE_MEMORY
} prse__confidence;

typedef struct prse__law {
    prse_str id;
    prse__text title;
    prse_str url;
    prse__law_status status;
    prse__confidence confidence;
    prse__date from, to;   /* PRSE__ALWAYS, PRSE__FOREVER */
    prse__date reviewed;   /* PRSE__ALWAYS: never said */
    prse__date stale;      /* the first day on which that is too long ago;
                              PRSE__FOREVER: it was never said */
    prse_str reviewed_text; /* the same as it is written; may be empty */
    int enabled;           /* 0 for a draft that no overlay turned on */
    prse__place place;
} prse__law;

typedef enum prse__fact_type {
    PRSE__FACT_NUMBER,
    PRSE__FACT_COUNT,
    PRSE__FACT_BOOLEAN,
    PRSE__FACT_TEXT,
    PRSE__FACT_DATE
} prse__fact_type;

/* One end of a range of numbers or dates. */
typedef struct prse__bound {
    int present;            /* 0: unbounded */
    int open;               /* the value itself is excluded */
    const prse__value *value;
} prse__bound;

typedef struct prse__bracket {
    prse_str name;
    prse__bound low, high;
} prse__bracket;

typedef struct prse__choice { /* of a text fact */
    prse_str id;
    prse__text label;
} prse__choice;

typedef struct prse__alias {
    prse_str pack, name;
} prse__alias;

typedef struct prse__fact {
    prse_str id;
    prse__fact_type type;
    prse__text unit, unit_one; /* unit_one: of a single one, or empty */
    prse__text label, question, definition;
    const prse__law *law; /* NULL: none */
    prse__bound low, high; /* min, max */
    int32_t years;         /* 0: not yearly; n: N, N-1 ... N-n+1 */
    int nullable;
    int missing_null; /* not given means null (the pack's or its own word) */
    int evidence;
    size_t bracket_count;
    const prse__bracket *brackets;
    size_t choice_count;
    const prse__choice *choices;
    size_t alias_count;
    const prse__alias *aliases;
    prse__place place;
} prse__fact;

typedef struct prse__threshold_step {
    prse__date from;
    const prse__value *value; /* null value: no longer defined */
    prse__place place;
} prse__threshold_step;

typedef struct prse__threshold {
    prse_str id;
    prse__text label, unit;
    const prse__law *law; /* NULL: none (pack check refuses) */
    size_t count;
    const prse__threshold_step *steps; /* in order of date */
    prse__place place;
} prse__threshold;

typedef struct prse__definition {
    prse_str id;
    prse__text label;
    prse__rule value;
    int32_t years; /* over: the value must hold in each; 0 or 1: this year */
    prse__place place;
} prse__definition;

typedef struct prse__function {
    prse_str id;
    size_t param_count;
    const prse_str *params;
    prse__rule value;
    prse__place place;
} prse__function;

typedef struct prse__check { /* coherence */
    prse_str id;
    const prse__feel *expr;
    prse__text text;
    prse__place place;
} prse__check;

typedef struct prse__criterion {
    prse_str id;
    prse__rule when;
    prse__text text;
    const prse__law *law; /* NULL: none */
} prse__criterion;

typedef struct prse__output {
    prse_str id;
    prse__text label;
    prse__rule value;   /* count 0 when computed */
    prse__rule compute; /* count 0 when cut into cells */
} prse__output;

typedef struct prse__duty { /* and sanction */
    prse__text text;
    prse__rule when; /* count 0: always */
    const prse__law *law;
} prse__duty;

typedef struct prse__deadline {
    prse_str id;
    prse__text label;
    prse__rule when;
    int32_t month, day; /* yearly; month 0: not */
    prse__date once;    /* PRSE__ALWAYS: not */
    prse__rule due;     /* count 0: not */
    int32_t every;      /* months between repetitions, 0: once */
    const prse__law *law;
} prse__deadline;

typedef struct prse__test { /* kept as nodes: read when run */
    prse__date at;
    const prse__node *given, *expect;
    prse__place place;
} prse__test;

typedef struct prse__obligation {
    prse_str id;
    prse__text label, summary, authority;
    prse_str platform;
    size_t tag_count;
    const prse_str *tags;
    size_t law_count;
    const prse__law **laws;
    prse__date from, to; /* PRSE__ALWAYS, PRSE__FOREVER */
    prse__rule requires, applies, recommended, first_year, status;
    size_t criterion_count;
    const prse__criterion *criteria;
    size_t output_count;
    const prse__output *outputs;
    size_t duty_count;
    const prse__duty *duties;
    size_t sanction_count;
    const prse__duty *sanctions;
    size_t deadline_count;
    const prse__deadline *deadlines;
    prse__text because;
    size_t test_count;
    const prse__test *tests;
    prse__place place;
} prse__obligation;

typedef struct prse__code { /* a row of a source's table; "*": other codes */
    prse_str code;
    prse_str value; /* as a fact is written */
} prse__code;

typedef struct prse__code_table {
    prse_str id;
    size_t count;
    const prse__code *codes;
} prse__code_table;

/* How sure a source is of a value. */
typedef enum prse__sureness {
    PRSE__CERTAIN,
    PRSE__PROBABLE,
    PRSE__INDICATIVE
} prse__sureness;

/* Paths are inside the company, or inside each year's object; `{other.path}`
 * in a path stands for the text found there. Optional ones may be empty. */
typedef struct prse__mapping {
    const prse__fact *fact;
    prse_str path;
    prse_str each_year; /* path of a map from year to object */
    prse_str year;      /* path of the year the value refers to */
    prse_str date;      /* path of the day, or year, that the value is of */
    prse_str doubt;     /* path of a word that makes the value doubtful */
    const prse__code_table *table; /* NULL: the value as it stands */
    prse__sureness confidence;
    prse__place place;
} prse__mapping;

typedef struct prse__source {
    prse_str id;
    prse__text label;
    prse_str detect;
    size_t root_count;
    const prse_str *roots;
    size_t table_count;
    const prse__code_table *tables;
    size_t mapping_count;
    const prse__mapping *mappings;
    prse__rule year; /* that a service is asked for; count 0: none */
} prse__source;

/* Why another pack answers differently. */
typedef struct prse__explanation {
    prse_str id;
    prse_str obligation;   /* of this pack, or of the other one */
    size_t about_count;    /* 0: whatever of the obligation differs */
    const prse_str *about; /* applies, first_year, criteria, outputs */
    prse__rule when;       /* count 0: always */
    prse_str from, to;     /* the other's answer and this one's; may be empty */
    prse__text text;
    const prse__law *law;  /* NULL: none */
    prse__place place;
} prse__explanation;

typedef struct prse__explanations { /* one file */
    prse_str pack; /* the other one */
    size_t count;
    const prse__explanation *items;
} prse__explanations;

/* What a name means. */
typedef enum prse__name_kind {
    PRSE__NAME_FACT,
    PRSE__NAME_THRESHOLD,
    PRSE__NAME_DEFINITION,
    PRSE__NAME_FUNCTION
} prse__name_kind;

typedef struct prse__name {
    prse_str id;
    prse__name_kind kind;
    size_t index; /* in the pack's array of that kind */
} prse__name;

typedef struct prse__pack_tree {
    prse_str id, version;
    prse__text label;
    prse__date reviewed;
    int missing_null;
    size_t fact_count, law_count, threshold_count, definition_count,
        function_count, check_count, obligation_count, source_count,
        explanations_count;
    const prse__fact *facts;
    const prse__law *laws;
    const prse__threshold *thresholds;
    const prse__definition *definitions;
    const prse__function *functions;
    const prse__check *checks;
    const prse__obligation *obligations;
    const prse__source *sources;
    const prse__explanations *explanations; /* one for each other pack */
    size_t name_count;
    const prse__name *names; /* sorted by prse__str_cmp() */
    size_t name_room;        /* a power of two above name_count */
    const uint32_t *name_table; /* by hash: name + 1; 0: free */
} prse__pack_tree;

/* One file of a pack; text is borrowed while reading. */
typedef struct prse__pack_file {
    const char *name; /* relative to the pack: "obligations/bdese.yaml" */
    prse_str text;
} prse__pack_file;

typedef struct prse__pack_input {
    const prse__pack_file *files; /* pack.yaml among them */
    size_t count;
    const prse__pack_file *overlays; /* in the order in which they apply */
    size_t overlay_count;
} prse__pack_input;

/* Reads and checks the form: unknown keys, missing keys, types, two things of
 * one name, names that nothing defines, a rule that reads a fact it may not,
 * definitions or functions that form a circle. Stops at the first error, with
 * its file, line and column. Keeps nothing of the input's text but the place
 * names, which are copied. */
prse_status prse__pack_read(const prse__pack_tree **out, prse__arena *arena,
                            const prse__pack_input *input, prse_error *err);

/* What `id` names; NULL: nothing. */
const prse__name *prse__pack_name(const prse__pack_tree *pack, prse_str id);

/* "certain" ... */
prse_str prse__sureness_name(prse__sureness sureness);

/* The step of a rule that holds on a date; NULL: none yet. */
const prse__dated *prse__rule_at(const prse__rule *rule, prse__date date);
/* The value of a threshold on a date; NULL: none, ended by null, or a
 * draft's. */
const prse__value *prse__threshold_at(const prse__threshold *threshold,
                                      prse__date date);

#endif
