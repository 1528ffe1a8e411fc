/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of public facts. */
#ifndef PRSE_ENGINE_FACTS_H
#define PRSE_ENGINE_FACTS_H

#include "engine/pack.h"
#include "portailrse/facts.h"
#include "rules/profile.h"

typedef struct prse__warning {
    prse_str fr, en;
} prse__warning;

struct prse_facts {
    prse_pack *pack;
    prse__profile profile;
    int32_t year;           /* calendar year of N; 0: none was named */
    prse_str *shown;        /* text of each slot, made when asked for */
    size_t shown_count;     /* texts made since the facts changed */
    prse__arena *texts;     /* where they live */
    prse__warning *warnings; /* of what was read, then of checks */
    size_t warning_count, warning_room;
    size_t read_count;      /* warnings that come from reading */
    int checked;            /* the pack's coherence checks were run */
};

/* Forgets what was derived from the facts: they change. */
void prse__facts_changed(prse_facts *facts);
/* Adds a warning; texts are copied into the profile's arena. */
prse_status prse__facts_warn(prse_facts *facts, prse_str fr, prse_str en,
                             prse_error *err);
/* Runs the pack's coherence checks, once until the facts change. */
prse_status prse__facts_check(prse_facts *facts, prse_error *err);
/* Moves yearly facts so that N is a later calendar year. */
void prse__facts_move_to_year(prse_facts *facts, int32_t year);

/* Sets a map of facts as people write them. A year that the fact does not keep
 * is passed over. */
prse_status prse__facts_set_nodes(prse_facts *facts, const prse__node *root,
                                  const char *file, prse_error *err);
/* The last year that a map of facts names, which is N; 0: none. */
int32_t prse__facts_last_year(const prse__node *root);
int prse__facts_read_year(int32_t *out, prse_str text); /* 0: no year */

/* 0 when no completion of the facts satisfies the check. */
prse_status prse__check_holds(int *out, prse__arena *arena,
                              const prse__profile *profile,
                              const prse__check *check, prse_error *err);

#endif
