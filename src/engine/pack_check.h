/* SPDX-License-Identifier: Apache-2.0 */
/* What can be proved of a pack without knowing the law. Every check says what
 * it found, what would be right, and where. */
#ifndef PRSE_ENGINE_PACK_CHECK_H
#define PRSE_ENGINE_PACK_CHECK_H

#include "engine/pack.h"
#include "rules/compile.h"
#include "rules/judge.h"

typedef struct prse__finding {
    prse__place place;
    const char *code; /* which check */
    prse_str subject; /* id of the thing concerned */
    prse_str message;
} prse__finding;

typedef struct prse__checking {
    const prse_pack *pack;
    const prse__pack_tree *tree;
    int has_drafts; /* the two below are there: every draft is turned on */
    prse__pack_tree drafts_tree;
    prse__ruleset drafts;
    prse__arena *arena;
    prse__buf message; /* of the next finding */
    size_t count, room;
    prse__finding *findings;
    prse_error *err;
    prse_status status;
} prse__checking;

/* Takes the text gathered in k->message. */
void prse__check_say(prse__checking *k, prse__place place, const char *code,
                     prse_str subject);
void prse__check_stop(prse__checking *k, prse_status status);
/* "before 2024-01-01", "from 2024-01-01 on", "from ... until ..." */
void prse__check_period(prse__buf *buf, prse__date from, prse__date to);
/* 1 when anybody can be subject in a period of the pack. */
int prse__check_in_force(const prse__checking *k, const prse__obligation *o,
                         size_t epoch);

/* 1 for `x = null` and `x != null`. */
int prse__check_asks_null(const prse__feel *node);

/* The checks, in the order in which they run. */
void prse__check_drafts(prse__checking *k);
void prse__check_texts(prse__checking *k);
void prse__check_law(prse__checking *k);
void prse__check_uses(prse__checking *k);
void prse__check_holes(prse__checking *k);
void prse__check_answers(prse__checking *k);
void prse__check_tables(prse__checking *k);
void prse__check_sources(prse__checking *k);

#endif
