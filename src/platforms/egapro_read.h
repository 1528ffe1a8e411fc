/* SPDX-License-Identifier: Apache-2.0 */
/* What the records of EGAPRO share: which form an answer has, and the blocks
 * that several of them write. */
#ifndef PRSE_PLATFORMS_EGAPRO_READ_H
#define PRSE_PLATFORMS_EGAPRO_READ_H

#include "platforms/accents.h"
#include "platforms/record.h"

typedef enum prse__egapro_version {
    PRSE__EGAPRO_NONE,
    PRSE__EGAPRO_V1, /* scores */
    PRSE__EGAPRO_V2  /* gaps of pay */
} prse__egapro_version;

typedef struct prse__egapro_found {
    prse__egapro_version version;
    const prse__node *root; /* the declaration */
    int has_key;            /* an object with the key of version 1 */
    int32_t year;           /* 0: not told */
} prse__egapro_found;

/* Finds the declaration of the company and year (0: any) in a body, or refuses
 * it; an empty list lowers the outcome to ABSENT. */
void prse__egapro_find(prse__egapro_found *found, prse__reading *reading,
                       prse_str siren, int32_t year);
int prse__egapro_is_known(const prse__node *root);

void prse__egapro_write_v1(prse__json *json, const prse__node *root);
void prse__egapro_write_v2(prse__json *json, const prse__node *root);
/* The block `entreprise` out of the one of version 1. */
void prse__egapro_write_company(prse__json *json, const prse__node *company);
/* Text but for the words that stand for what is not published. */
void prse__egapro_write_name(prse__json *json, const char *key,
                             const prse__node *node);
/* What the existing service takes into the BDESE. `indicators` may be NULL. */
void prse__egapro_write_bdese(prse__json *json, const prse__node *indicators);

#endif
