/* SPDX-License-Identifier: Apache-2.0 */
/* The extension: for each pack that is found a function of its name. Packs are
 * looked for in the folders of PORTAILRSE_PACKS, then in the installed one. */
#define _DEFAULT_SOURCE 1 /* the folders of a folder */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"

DUCKDB_EXTENSION_EXTERN

typedef struct loading {
    duckdb_connection connection;
    prse_engine *engine;
    char names[64][64]; /* functions that there are */
    size_t count;
    prse_error err;
} loading;

static void unref_pack(void *pack)
{
    prse_pack_unref(pack);
}

/* fr-rse: prse_fr_rse. */
static void name_function(char *out, size_t size, const char *pack)
{
    snprintf(out, size, "prse_%s", pack);
    for (; *out; out++)
        if (!isalnum((unsigned char)*out))
            *out = '_';
}

static int is_there(const loading *l, const char *name)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->names[i], name) == 0)
            return 1;
    return 0;
}

/* Takes the pack. */
static int add_function(loading *l, const char *name, prse_pack *pack)
{
    duckdb_scalar_function f = duckdb_create_scalar_function();
    duckdb_logical_type day = duckdb_create_logical_type(DUCKDB_TYPE_DATE);
    duckdb_logical_type any = duckdb_create_logical_type(DUCKDB_TYPE_ANY);
    duckdb_logical_type answers = prse_duckdb_answer_type(pack);
    duckdb_scalar_function_set_name(f, name);
    duckdb_scalar_function_add_parameter(f, day);
    duckdb_scalar_function_add_parameter(f, any);
    duckdb_scalar_function_set_return_type(f, answers);
    duckdb_scalar_function_set_extra_info(f, pack, unref_pack);
    duckdb_scalar_function_set_bind(f, prse_duckdb_bind);
    duckdb_scalar_function_set_function(f, prse_duckdb_answer);
    int good = duckdb_register_scalar_function(l->connection, f) ==
               DuckDBSuccess;
    duckdb_destroy_logical_type(&day);
    duckdb_destroy_logical_type(&any);
    duckdb_destroy_logical_type(&answers);
    duckdb_destroy_scalar_function(&f);
    if (!good)
        snprintf(l->err.message, sizeof l->err.message,
                 "DuckDB refuses the function %s", name);
    return good;
}

/* A folder that holds no pack is passed over. */
static int add_pack(loading *l, const char *folder, const char *id)
{
    char path[4096], name[64];
    prse_pack *pack = NULL;
    name_function(name, sizeof name, id);
    snprintf(path, sizeof path, "%s/%s/pack.yaml", folder, id);
    FILE *file = fopen(path, "r");
    if (!file || is_there(l, name) ||
        l->count == sizeof l->names / sizeof *l->names) {
        if (file)
            fclose(file);
        return 1;
    }
    fclose(file);
    if (prse_pack_load(&pack, l->engine, path, NULL, &l->err))
        return 0;
    memcpy(l->names[l->count++], name, sizeof name);
    return add_function(l, name, pack);
}

static int add_folder(loading *l, const char *folder)
{
    DIR *dir = opendir(folder);
    int good = 1;
    for (struct dirent *entry; dir && good && (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            good = add_pack(l, folder, entry->d_name);
    if (dir)
        closedir(dir);
    return good;
}

/* Folders that : joins. */
static int add_folders(loading *l, const char *list)
{
    char folder[4096];
    int good = 1;
    while (good && *list) {
        size_t length = strcspn(list, ":");
        snprintf(folder, sizeof folder, "%.*s", (int)length, list);
        good = length == 0 || add_folder(l, folder);
        list += length + (list[length] == ':');
    }
    return good;
}

DUCKDB_EXTENSION_ENTRYPOINT(duckdb_connection connection,
                            duckdb_extension_info info,
                            struct duckdb_extension_access *access)
{
    loading l = {.connection = connection};
    const char *asked = getenv("PORTAILRSE_PACKS");
    int good = !prse_engine_new(&l.engine, NULL, &l.err) &&
               add_folders(&l, asked ? asked : "") &&
               add_folder(&l, PRSE_INSTALLED_PACKS);
    if (good && l.count == 0) {
        snprintf(l.err.message, sizeof l.err.message,
                 "no pack in %s: PORTAILRSE_PACKS names the folders that "
                 "hold packs", PRSE_INSTALLED_PACKS);
        good = 0;
    }
    if (!good)
        access->set_error(info, l.err.message);
    prse_engine_unref(l.engine);
    return good;
}
