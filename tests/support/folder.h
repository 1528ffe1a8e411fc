/* SPDX-License-Identifier: Apache-2.0 */
/* A folder of a test's own. */
#ifndef PRSE_TESTS_SUPPORT_FOLDER_H
#define PRSE_TESTS_SUPPORT_FOLDER_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "portailrse/base.h"
#include "support/test.h"

typedef struct folder {
    char path[64];
    char file[400]; /* of the last folder_file() */
} folder;

static inline void folder_make(folder *f)
{
    strcpy(f->path, "/tmp/prse-test-XXXXXX");
    cr_assert_not_null(mkdtemp(f->path));
}

/* Valid until the next call. */
static inline prse_str folder_file(folder *f, const char *name)
{
    snprintf(f->file, sizeof f->file, "%s/%s", f->path, name);
    return prse_str_of(f->file);
}

static inline void folder_write(folder *f, const char *name, const char *text)
{
    FILE *file = fopen(folder_file(f, name).ptr, "wb");
    cr_assert_not_null(file);
    fputs(text, file);
    cr_assert_eq(fclose(file), 0);
}

/* The names in it, each followed by a blank. */
static inline void folder_list(const folder *f, char *names, size_t size)
{
    struct dirent **entries;
    int count = scandir(f->path, &entries, NULL, alphasort);
    size_t used = 0;
    names[0] = '\0';
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (name[0] != '.')
            used += (size_t)snprintf(names + used, size - used, "%s ", name);
        cr_assert_lt(used, size);
        free(entries[i]);
    }
    free(entries);
}

static inline void folder_drop(folder *f)
{
    DIR *dir = opendir(f->path);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.')
            unlink(folder_file(f, entry->d_name).ptr);
    closedir(dir);
    rmdir(f->path);
}

#endif
