/* SPDX-License-Identifier: Apache-2.0 */
/* Canonical YAML text. The source is rewritten line by line rather than from
 * its tree, so that comments and the choice between block and flow survive;
 * that the tree stays the same is checked afterwards. */
#ifndef PRSE_ENGINE_PACK_FORMAT_H
#define PRSE_ENGINE_PACK_FORMAT_H

#include "base/str.h"

enum { PRSE__FORMAT_STEP = 2, PRSE__FORMAT_DEPTH = 80 };

/* A block map or list: its column in the source, and in the result. */
typedef struct prse__format_frame {
    size_t from, to;
    int list;
} prse__format_frame;

typedef struct prse__format {
    prse_str in;
    size_t at; /* next byte to read */
    prse__buf *out;
    size_t depth;
    prse__format_frame frames[PRSE__FORMAT_DEPTH];
    int blank; /* an empty line was read and not yet written */
} prse__format;

/* --- Reading (all take and answer offsets in f->in) --- */

size_t prse__format_line_end(const prse__format *f, size_t at);
/* The first byte at or after `at` that is no blank, at most the line's end. */
size_t prse__format_skip(const prse__format *f, size_t at);
/* Behind the quoted scalar that begins here. */
size_t prse__format_quoted_end(const prse__format *f, size_t at);

/* --- Writing --- */

void prse__format_indent(prse__format *f, size_t column);
/* " # ...", or nothing, from f->at to the end of the line; passes the line. */
void prse__format_rest(prse__format *f);
/* A comment without what stands before it; up to the end of its line. */
void prse__format_comment(prse__format *f, size_t at);

/* A flow map or list, which begins at f->at; its lines stand deeper than
 * `column`. */
void prse__format_flow(prse__format *f, size_t column);

/* The lines of a literal block, without their indentation. Answers 0, and
 * writes nothing, when they are no pipe table. */
int prse__format_table(prse__buf *out, const prse_str *lines, size_t count,
                       size_t column);

#endif
