/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzz target without a fuzzer: each file of the given folders, each
 * beginning of it, and each byte of it changed in a few ways. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz/fuzz.h"

enum { LARGEST = 65536 };

static size_t runs;

/* On a heap copy of the exact size, so that a step past its end shows. */
static void run(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (!copy)
        exit(2);
    if (size > 0)
        memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    runs++;
}

static void run_around(uint8_t *data, size_t size)
{
    static const uint8_t flips[] = {0x01, 0x10, 0x80, 0xFF};
    for (size_t cut = 0; cut <= size; cut++)
        run(data, cut);
    for (size_t at = 0; at < size; at++) {
        for (size_t i = 0; i < sizeof(flips); i++) {
            data[at] ^= flips[i];
            run(data, size);
            data[at] ^= flips[i];
        }
    }
}

static int run_file(const char *folder, const char *name)
{
    static uint8_t data[LARGEST];
    char path[4096];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    size_t size = fread(data, 1, sizeof(data), file);
    int good = !ferror(file);
    fclose(file);
    run_around(data, size);
    return good;
}

int main(int count, char **folders)
{
    int files = 0;
    for (int i = 1; i < count; i++) {
        DIR *dir = opendir(folders[i]);
        for (struct dirent *e; dir && (e = readdir(dir));)
            files += e->d_name[0] != '.' && run_file(folders[i], e->d_name);
        if (dir)
            closedir(dir);
    }
    printf("%d files, %zu runs\n", files, runs);
    return files == 0;
}
