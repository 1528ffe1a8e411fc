/* SPDX-License-Identifier: Apache-2.0 */
/* How long it takes to save and to read the facts of a year, rights, history
 * and journal included: bench_qualification.py sets it beside Django's ORM.
 *
 *   bench-qualification ADDRESS flushed|unflushed ROUNDS
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/people.h"
#include "portailrse/qualification.h"

enum { YEAR = 2025 };

typedef struct bench {
    prse_portal *portal;
    prse_session *host, *owner;
    prse_pack *pack;
    prse_facts *facts;
} bench;

static void must(prse_status status, const char *what, const prse_error *err)
{
    if (!status)
        return;
    fprintf(stderr, "%s: %s (%s)\n", what, err->message,
            prse_status_name(status));
    exit(1);
}

static const prse_str siren = {"552032534", 9};

/* A qualification of the existing portal, whole. */
static const char *const facts[][2] = {
    {"effectif", "50-249"}, {"effectif_securite_sociale", "50-249"},
    {"effectif_outre_mer", "0-249"},
    {"tranche_chiffre_affaires", "900k-50M"}, {"tranche_bilan", "450k-25M"},
    {"est_interet_public", "false"}, {"est_cotee", "false"},
    {"appartient_groupe", "true"}, {"effectif_groupe", "250-499"},
    {"effectif_groupe_france", "50-249"}, {"est_societe_mere", "false"},
    {"societe_mere_en_france", "true"}, {"comptes_consolides", "false"},
    {"bdese_accord", "false"}, {"date_cloture_exercice", "2025-12-31"}};

static void open_store(prse_store *store, const char *address, int flushed)
{
    prse_error err = {0};
    prse_store_open_options options = {
        .size = sizeof options,
        .durability = flushed ? PRSE_DURABLE : PRSE_NOT_FLUSHED};
    must(prse_store_open(store, prse_str_of(address), &options, &err),
         address, &err);
}

static void open_portal(bench *b, const char *address, int flushed)
{
    prse_error err = {0};
    prse_store store;
    prse_portal_options options = {.size = sizeof options, .migrate = 1};
    open_store(&store, address, flushed);
    must(prse_portal_new(&b->portal, &store, NULL, &options, &err), "portal",
         &err);
    must(prse_session_of_host(&b->host, b->portal, prse_str_of("banc"),
                              &err), "session", &err);
}

static void make_people(bench *b)
{
    prse_error err = {0};
    prse_text *id = NULL;
    prse_person person = {.size = sizeof person, .confirmed = 1,
                          .courriel = prse_str_of("banc@exemple.fr")};
    prse_unit unit = {.size = sizeof unit, .siren = siren,
                      .denomination = prse_str_of("Société du banc")};
    must(prse_portal_person_save(&id, b->host, &person, &err), "person",
         &err);
    must(prse_session_of_person(&b->owner, b->portal, prse_text_str(id),
                                &err), "session", &err);
    must(prse_portal_company_save(b->owner, &unit, PRSE_VERSION_NEW, NULL,
                                  &err), "company", &err);
    prse_text_free(id);
}

static void make_facts(bench *b, const char *pack)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    must(prse_engine_new(&engine, NULL, &err), "engine", &err);
    must(prse_pack_load(&b->pack, engine, pack, NULL, &err), pack, &err);
    must(prse_facts_new(&b->facts, b->pack, &err), "facts", &err);
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        must(prse_facts_set(b->facts, prse_str_of(facts[i][0]), 0,
                            prse_str_of(facts[i][1]), &err), facts[i][0],
             &err);
    prse_engine_unref(engine);
}

static double now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *times, int count)
{
    qsort(times, (size_t)count, sizeof *times, compare);
    return times[count / 2];
}

int main(int count, char **words)
{
    bench b = {0};
    prse_error err = {0};
    if (count != 5)
        return 2;
    int rounds = atoi(words[3]);
    double *saves = calloc((size_t)rounds, sizeof *saves);
    double *reads = calloc((size_t)rounds, sizeof *reads);
    open_portal(&b, words[1], strcmp(words[2], "flushed") == 0);
    make_people(&b);
    make_facts(&b, words[4]);
    for (int i = 0; i < rounds; i++) {
        double began = now_us();
        must(prse_portal_facts_save(b.owner, siren, YEAR, b.facts, NULL,
                                    &err), "save", &err);
        double saved = now_us();
        must(prse_portal_facts_load(b.owner, siren, YEAR, b.facts, NULL,
                                    &err), "load", &err);
        saves[i] = saved - began;
        reads[i] = now_us() - saved;
    }
    printf("{\"save\": %.1f, \"read\": %.1f}\n", median(saves, rounds),
           median(reads, rounds));
    free(saves);
    free(reads);
    prse_facts_free(b.facts);
    prse_pack_unref(b.pack);
    prse_session_free(b.owner);
    prse_session_free(b.host);
    prse_portal_unref(b.portal);
    return 0;
}
