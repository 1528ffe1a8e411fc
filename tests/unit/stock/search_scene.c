/* SPDX-License-Identifier: Apache-2.0 */
#include "search_scene.h"

#include <stdarg.h>

void scene_make(scene *s)
{
    prse_error err = {0};
    memset(s, 0, sizeof *s);
    folder_make(&s->folder);
    s->arena = prse__arena_new(0);
    cr_assert_not_null(s->arena);
    cr_assert_eq(prse__db_open(&s->db, folder_file(&s->folder, "reg.db"),
                               PRSE__DB_MAKE, &err), PRSE_OK, "%s",
                 err.message);
    cr_assert_eq(prse__stock_create(s->db, &err), PRSE_OK, "%s", err.message);
    cr_assert_eq(prse__index_create(s->db, &err), PRSE_OK, "%s", err.message);
}

void scene_run(scene *s, const char *format, ...)
{
    char sql[4000];
    prse_error err = {0};
    va_list list;
    va_start(list, format);
    vsnprintf(sql, sizeof sql, format, list);
    va_end(list);
    cr_assert_eq(prse__db_run(s->db, sql, &err), PRSE_OK, "%s: %s", sql,
                 err.message);
}

/* The next text up to ';', as SQL. */
static const char *field(const char **rest, char *to)
{
    size_t length = strcspn(*rest, ";"), out = 0;
    to[out++] = '\'';
    for (size_t i = 0; i < length; i++) {
        if ((*rest)[i] == '\'')
            to[out++] = '\'';
        to[out++] = (*rest)[i];
    }
    to[out++] = '\'';
    to[out] = '\0';
    *rest += length + ((*rest)[length] == ';');
    return length > 0 ? to : "NULL";
}

void scene_add(scene *s, const char *unit)
{
    char texts[9][300];
    const char *f[9];
    for (size_t i = 0; i < 9; i++)
        f[i] = field(&unit, texts[i]);
    scene_run(s, "INSERT OR REPLACE INTO unite_legale(siren,ouverte,partielle,"
                 "personne_physique,tranche_effectif,naf,categorie_juridique,"
                 "denomination,sigle,nom_usuel) VALUES(0+%s,0+%s,0,0,%s,%s,%s,"
                 "%s,%s,%s)", f[0], f[1], f[2], f[4], f[5], f[6], f[7], f[8]);
    if (strcmp(f[3], "NULL") != 0)
        scene_run(s, "INSERT OR REPLACE INTO siege(siren,departement)"
                     " VALUES(0+%s,%s)", f[0], f[3]);
}

void scene_build(scene *s)
{
    prse_error err = {0};
    scene_run(s, "BEGIN");
    cr_assert_eq(prse__index_build(s->db, NULL, &err), PRSE_OK, "%s",
                 err.message);
    scene_run(s, "COMMIT");
}

void scene_open(scene *s)
{
    prse_error err = {0};
    prse__index_close(s->index);
    s->index = NULL;
    cr_assert_eq(prse__index_open(&s->index, s->db, &err), PRSE_OK, "%s",
                 err.message);
    s->index->arena = s->arena;
}

void scene_drop(scene *s)
{
    prse__index_close(s->index);
    prse__db_close(s->db);
    prse__arena_free(s->arena);
    folder_drop(&s->folder);
}

uint32_t scene_random(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}
