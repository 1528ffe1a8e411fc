/* SPDX-License-Identifier: Apache-2.0 */
/* Services over a scripted network, and answers of an invented company. JSON is
 * written with ' for ". */
#ifndef PRSE_TESTS_UNIT_ENGINE_SERVICES_SCENE_H
#define PRSE_TESTS_UNIT_ENGINE_SERVICES_SCENE_H

#include "portailrse/dashboard.h"
#include "unit/http/scene.h"

#define SIREN PRSE_STR("100000009")

/* Parts of addresses, by which a script tells services apart. */
#define DIRECTORY "recherche-entreprises"
#define SIRENE_UNIT "/siren/100000009"
#define SIRENE_SEAT "/siret/10000000900017"
#define DECLARATION "/public/declaration/100000009/"
#define SCORES "api/search?q=100000009"
#define BALANCES "/inventories"
#define ACCOUNTS "ratios_inpi_bce"

extern const char ANSWER_DIRECTORY[], ANSWER_NONE[], ANSWER_SIRENE[],
    ANSWER_SEAT[], ANSWER_DECLARATION[], ANSWER_SCORES[], ANSWER_BALANCES[],
    ANSWER_ACCOUNTS[];

typedef struct services_scene {
    scene *network;
    scene_reply replies[16]; /* the caller's, with " for ' */
    char *bodies[16];
    prse_services *services;
} services_scene;

/* Services on a script that ends with {0}; no time passes but what they
 * wait. */
void services_begin(services_scene *it, const scene_reply *replies);
/* The same with an offline register, which outlives them. */
void services_begin_with(services_scene *it, const scene_reply *replies,
                         prse_register *reg);
void services_end(services_scene *it);
void services_set(services_scene *it, const char *name, const char *value);
/* Requests that left for addresses with this part. */
size_t services_sent(const services_scene *it, const char *part);
/* A text with " for '. Release with free(). */
char *services_quoted(const char *text);

/* A pack of the project, by its folder. */
prse_pack *services_pack(const char *folder);

#endif
