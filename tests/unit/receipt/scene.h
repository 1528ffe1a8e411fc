/* SPDX-License-Identifier: Apache-2.0 */
/* A pack of two rules, a company, and receipts of it. */
#ifndef TESTS_UNIT_RECEIPT_SCENE_H
#define TESTS_UNIT_RECEIPT_SCENE_H

#include "base/str.h"
#include "portailrse/receipt.h"
#include "support/test.h"

extern const char SCENE_DAY[];
/* The key of RFC 8032's first vector, and another one. */
extern const char SCENE_KEY[], SCENE_OTHER_KEY[];

/* `threshold` of employees; from 2027 on another one. */
prse_pack *scene_pack(const char *threshold);
prse_pack *scene_pack_of_project(const char *name); /* packs/NAME */
prse_facts *scene_facts(prse_pack *pack, const char *json);
/* The receipt, which the caller frees. */
char *scene_make(prse_pack *pack, const char *facts_json,
                 const prse_signing_key *key);
char *scene_copy(prse_text *text); /* takes */
prse_signing_key *scene_key(const char *pem);

typedef struct scene_checked {
    prse_status status;
    prse_error err;
    prse_receipt_check check;
    char *report; /* NULL on failure */
} scene_checked;

scene_checked scene_verify(const char *receipt, prse_pack *pack,
                           const prse_signing_key *key, const char *today);
void scene_checked_free(scene_checked *checked);
/* 1: read, and all holds. */
int scene_holds(const char *receipt, prse_pack *pack,
                const prse_signing_key *key);
/* A copy in which the first `from` is `to`. */
char *scene_replace(const char *receipt, const char *from, const char *to);

#endif
