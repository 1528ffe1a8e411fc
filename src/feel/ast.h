/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of a FEEL expression (OMG DMN 1.5, chapter 10.3): one node type for
 * the whole grammar. Trees are immutable and live in an arena. */
#ifndef PRSE_FEEL_AST_H
#define PRSE_FEEL_AST_H

#include "base/decimal.h"
#include "base/error.h"

typedef enum prse__feel_kind {
    PRSE__FEEL_NULL,
    PRSE__FEEL_BOOLEAN,  /* .flag */
    PRSE__FEEL_NUMBER,   /* .number */
    PRSE__FEEL_STRING,   /* .text, unescaped */
    PRSE__FEEL_AT,       /* @"..." : .text; type found at evaluation */
    PRSE__FEEL_NAME,     /* .text, spaces normalised to one */
    PRSE__FEEL_NEGATE,   /* -a */
    PRSE__FEEL_BINARY,   /* .op ; a op b : arithmetic, comparison, and, or */
    PRSE__FEEL_BETWEEN,  /* a between b and c */
    PRSE__FEEL_IN,       /* a in tests: first child a, others are tests */
    PRSE__FEEL_TEST,     /* unary test: .op (< <= > >= = !=) applied to child */
    PRSE__FEEL_ANY,      /* "-" in a unary test */
    PRSE__FEEL_NOT_TESTS, /* not(tests) inside unary tests */
    PRSE__FEEL_TESTS,    /* comma-separated unary tests, true if one holds */
    PRSE__FEEL_RANGE,    /* [a..b]: .open_low .open_high; a or b may be absent
                            only through TEST */
    PRSE__FEEL_IF,       /* a then b else c */
    PRSE__FEEL_FOR,      /* children: bindings (BIND), then body */
    PRSE__FEEL_SOME,     /* children: bindings (BIND), then condition */
    PRSE__FEEL_EVERY,
    PRSE__FEEL_BIND,     /* .text in a  (a may be RANGE without brackets:
                            .text in a..b, kind ITERATION) */
    PRSE__FEEL_ITERATION, /* a..b of a for */
    PRSE__FEEL_LIST,     /* [a, b, ...] */
    PRSE__FEEL_CONTEXT,  /* {k: a}: children are ENTRY */
    PRSE__FEEL_ENTRY,    /* .text : a ; of contexts and named arguments */
    PRSE__FEEL_PATH,     /* a.text */
    PRSE__FEEL_FILTER,   /* a[b] */
    PRSE__FEEL_CALL,     /* first child the function, then arguments; ENTRY
                            children are named arguments */
    PRSE__FEEL_FUNCTION, /* function(params) body: PARAM children, then body */
    PRSE__FEEL_PARAM,    /* .text (: .type) */
    PRSE__FEEL_INSTANCE  /* a instance of .type */
} prse__feel_kind;

typedef enum prse__feel_op {
    PRSE__FEEL_OR,
    PRSE__FEEL_AND,
    PRSE__FEEL_EQ,
    PRSE__FEEL_NE,
    PRSE__FEEL_LT,
    PRSE__FEEL_LE,
    PRSE__FEEL_GT,
    PRSE__FEEL_GE,
    PRSE__FEEL_ADD,
    PRSE__FEEL_SUB,
    PRSE__FEEL_MUL,
    PRSE__FEEL_DIV,
    PRSE__FEEL_POW
} prse__feel_op;

typedef struct prse__feel prse__feel;
struct prse__feel {
    prse__feel_kind kind;
    prse__feel_op op;
    uint32_t line, column; /* in the file, from 1 */
    int flag;              /* BOOLEAN */
    int open_low, open_high; /* RANGE: 1 = bound excluded */
    prse__dec number;
    prse_str text;         /* see each kind */
    prse_str type;         /* INSTANCE, PARAM: the type as written */
    const prse__feel *first; /* children in order */
    const prse__feel *next;
    size_t count;
    uint32_t height; /* of the tree below: 0 for a leaf */
};

/* The i-th child, from 0; NULL past the end. */
const prse__feel *prse__feel_child(const prse__feel *node, size_t i);

/* What the parser knows besides the text: names with spaces or operators that
 * are in scope, and where the text begins in its file. */
typedef struct prse__feel_source {
    prse_str text;
    const char *file;
    uint32_t line, column; /* of the first character; 0 means 1 */
    const prse_str *names; /* names in scope that the lexer could not join */
    size_t name_count;
} prse__feel_source;

/* Parses one expression / comma-separated unary tests. PRSE_EPARSE carries the
 * exact place of the first wrong token and what was expected there.
 * PRSE_ELIMIT past 200 levels of nesting, a tree of height 1000 or 1 MiB. */
prse_status prse__feel_parse(const prse__feel **out, prse__arena *arena,
                             const prse__feel_source *source, prse_error *err);
prse_status prse__feel_parse_tests(const prse__feel **out, prse__arena *arena,
                                   const prse__feel_source *source,
                                   prse_error *err);

/* Canonical text: parse(print(x)) == x, with the fewest parentheses. */
void prse__feel_print(prse__buf *buf, const prse__feel *node);
/* A string literal, with its quotes and escapes. */
void prse__feel_print_string(prse__buf *buf, prse_str text);
/* The key of a context: bare where it is read as one name, else quoted. */
void prse__feel_print_key(prse__buf *buf, prse_str key);
/* Places apart. */
int prse__feel_equal(const prse__feel *a, const prse__feel *b);

#endif
