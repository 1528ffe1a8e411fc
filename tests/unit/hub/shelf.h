/* SPDX-License-Identifier: Apache-2.0 */
/* A Hub of one model, and a cache of its own. */
#ifndef PRSE_TESTS_HUB_SHELF_H
#define PRSE_TESTS_HUB_SHELF_H

#include "portailrse/hub.h"
#include "support/folder.h"

#define COMMIT "1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a"

typedef struct shelf {
    folder folder;
    char cache[80];
    char config[65], weights[65]; /* digests */
    int freed, asked;
    prse_http http;
} shelf;

void shelf_open(shelf *it);
prse_hub *shelf_hub(shelf *it);
void shelf_empty(shelf *it); /* the cache */
void shelf_close(shelf *it);

#endif
