/* SPDX-License-Identifier: Apache-2.0 */
/* Reads an answer of a register that is kept in a file, and prints as JSON what
 * it is worth and the units in it.
 *
 *   read_answer KIND FILE [HTTP [SIREN [SIRET]]]
 *
 * KIND is directory, directory-one, sirene-units, sirene-unit or sirene-seat;
 * HTTP the status of the answer (200); SIREN the unit that was asked, SIRET its
 * seat. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/json_writer.h"
#include "registry/directory.h"
#include "registry/sirene.h"

#define TEXT(name) {#name, offsetof(prse_unit, name)}

typedef struct question {
    prse__answer answer;
    prse_str siren, siret;
    prse__arena *arena;
    prse__unit_list list;
    prse_error why;
} question;

typedef prse_outcome kind_of_answer(question *q);

/* --- Kinds --- */

static prse_outcome one(question *q, prse_outcome outcome,
                        const prse__unit *unit)
{
    q->list = (prse__unit_list){0};
    q->list.units = prse__arena_alloc(q->arena, 1, sizeof *unit);
    if (outcome == PRSE_OUTCOME_READ && q->list.units) {
        q->list.units[0] = *unit;
        q->list.count = 1;
        q->list.total = 1;
    }
    return outcome;
}

static prse_outcome directory(question *q)
{
    return prse__directory_read(&q->list, q->arena, &q->answer, &q->why);
}

static prse_outcome directory_one(question *q)
{
    prse__unit unit = {0};
    return one(q,
               prse__directory_read_one(&unit, q->arena, &q->answer, q->siren,
                                        &q->why),
               &unit);
}

static prse_outcome sirene_units(question *q)
{
    return prse__sirene_read_units(&q->list, q->arena, &q->answer, &q->why);
}

static prse_outcome sirene_unit(question *q)
{
    prse__unit unit = {0};
    return one(q,
               prse__sirene_read_unit(&unit, q->arena, &q->answer, q->siren,
                                      &q->why),
               &unit);
}

static prse_outcome sirene_seat(question *q)
{
    prse__unit unit = {0};
    unit.is.siren = q->siren;
    unit.is.siret_siege = q->siret;
    return one(q,
               prse__sirene_read_seat(&unit, q->arena, &q->answer, &q->why),
               &unit);
}

static kind_of_answer *kind_named(const char *name)
{
    static const struct {
        const char *name;
        kind_of_answer *read;
    } kinds[] = {
        {"directory", directory},       {"directory-one", directory_one},
        {"sirene-units", sirene_units}, {"sirene-unit", sirene_unit},
        {"sirene-seat", sirene_seat},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].read;
    return NULL;
}

/* --- Printing --- */

static void put_unit(prse__json *json, const prse__unit *unit)
{
    static const struct {
        const char *name;
        size_t at;
    } texts[] = {
        TEXT(siren),           TEXT(siret_siege),
        TEXT(denomination),    TEXT(sigle),
        TEXT(nom_usuel),       TEXT(categorie_juridique),
        TEXT(naf),             TEXT(naf25),
        TEXT(categorie_entreprise), TEXT(tranche_effectif),
        TEXT(annee_effectif),  TEXT(date_creation),
        TEXT(date_fermeture),  TEXT(date_mise_a_jour),
        TEXT(code_postal),     TEXT(code_commune),
        TEXT(commune),         TEXT(departement),
        TEXT(code_pays),       TEXT(pays),
        TEXT(ess),             TEXT(societe_mission),
        TEXT(source),
    };
    prse__json_open(json, '{');
    prse__json_put_int(json, "open", unit->is.open);
    prse__json_put_int(json, "partial", unit->is.partial);
    prse__json_put_int(json, "natural_person", unit->is.natural_person);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const void *at = (const char *)&unit->is + texts[i].at;
        prse__json_put(json, texts[i].name, *(const prse_str *)at);
    }
    prse__json_close(json, '}');
}

/* The unit as packs read it, in a text of its own. */
static void put_answer(prse__json *json, const prse__unit *unit)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__unit_json(&text, unit);
    prse__json_raw(json, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void put_units(prse__json *json, const prse__unit_list *list,
                      void (*put)(prse__json *, const prse__unit *))
{
    prse__json_open(json, '[');
    for (size_t i = 0; i < list->count; i++)
        put(json, &list->units[i]);
    prse__json_close(json, ']');
}

static void print(const question *q, prse_outcome outcome)
{
    prse__buf text;
    prse__json json;
    prse__buf_init(&text, 0);
    prse__json_init(&json, &text, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "outcome",
                   prse_str_of(prse_outcome_name(outcome)));
    prse__json_put_int(&json, "total", (int64_t)q->list.total);
    prse__json_put(&json, "why", prse_str_of(q->why.message));
    prse__json_key(&json, PRSE_STR("units"));
    put_units(&json, &q->list, put_unit);
    prse__json_key(&json, PRSE_STR("answers"));
    put_units(&json, &q->list, put_answer);
    prse__json_close(&json, '}');
    printf("%s\n", text.ptr);
    prse__buf_free(&text);
}

/* --- The file --- */

static int read_file(prse__buf *body, const char *path)
{
    char piece[65536];
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    for (size_t size; (size = fread(piece, 1, sizeof piece, file)) > 0;)
        prse__buf_add(body, (prse_str){piece, size});
    int good = !ferror(file) && !body->failed;
    fclose(file);
    return good;
}

int main(int count, char **args)
{
    kind_of_answer *read = count > 2 ? kind_named(args[1]) : NULL;
    prse__buf body;
    prse__buf_init(&body, 0);
    if (!read || !read_file(&body, args[2])) {
        fprintf(stderr, "read_answer KIND FILE [HTTP [SIREN [SIRET]]]\n");
        prse__buf_free(&body);
        return 2;
    }
    question q = {.arena = prse__arena_new(0)};
    q.answer = (prse__answer){
        PRSE_OK, count > 3 ? (int32_t)strtol(args[3], NULL, 10) : 200,
        prse__buf_str(&body)};
    q.siren = prse_str_of(count > 4 ? args[4] : NULL);
    q.siret = prse_str_of(count > 5 ? args[5] : NULL);
    print(&q, read(&q));
    prse__arena_free(q.arena);
    prse__buf_free(&body);
    return 0;
}
