/* SPDX-License-Identifier: Apache-2.0 */
/* The shapes of the sections of a pack. */
#ifndef PRSE_RULES_READ_PACK_H
#define PRSE_RULES_READ_PACK_H

#include "rules/read_map.h"

extern const prse__shape prse__shape_law, prse__shape_fact,
    prse__shape_threshold, prse__shape_definition, prse__shape_function,
    prse__shape_check, prse__shape_obligation, prse__shape_source,
    prse__shape_explanations;

/* The dated values of a threshold, into its count and steps. */
prse__key_read prse__read_threshold_steps;

/* Reads the overlays over the laws and thresholds that were read. */
prse_status prse__read_overlays(prse__pack_reader *r,
                                const prse__pack_input *input);
/* A file of the pack as nodes; its name is copied into r->file. */
prse_status prse__read_file(prse__pack_reader *r, const prse__pack_file *file,
                            const prse__node **out);

#endif
