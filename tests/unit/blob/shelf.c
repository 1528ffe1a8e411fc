/* SPDX-License-Identifier: Apache-2.0 */
#include "shelf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/test.h"

static const prse_blob_folder_options quick = {
    .size = sizeof quick, .durability = PRSE_NOT_FLUSHED};

void shelf_make_with(shelf *s, const prse_blob_folder_options *opts)
{
    strcpy(s->path, "/tmp/prse-test-XXXXXX");
    cr_assert_not_null(mkdtemp(s->path));
    cr_assert_eq(shelf_again(&s->blob, s, opts, NULL), PRSE_OK);
}

void shelf_make(shelf *s)
{
    shelf_make_with(s, &quick);
}

prse_status shelf_again(prse_blob *out, shelf *s,
                        const prse_blob_folder_options *opts, prse_error *err)
{
    return prse_blob_folder(out, prse_str_of(s->path), opts ? opts : &quick,
                            err);
}

const char *shelf_file(shelf *s, const char *name)
{
    snprintf(s->file, sizeof s->file, "%s/%s", s->path, name);
    return s->file;
}

static int is_own(const char *name)
{
    return strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

void remove_tree(const char *path)
{
    struct stat found;
    if (lstat(path, &found) != 0)
        return;
    if (!S_ISDIR(found.st_mode)) {
        unlink(path);
        return;
    }
    chmod(path, 0700);
    DIR *dir = opendir(path);
    for (struct dirent *it; dir && (it = readdir(dir)) != NULL;) {
        size_t size = strlen(path) + strlen(it->d_name) + 2;
        char *inside = malloc(size);
        snprintf(inside, size, "%s/%s", path, it->d_name);
        if (is_own(it->d_name))
            remove_tree(inside);
        free(inside);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

void shelf_drop(shelf *s)
{
    prse__blob_free(&s->blob);
    remove_tree(s->path);
}

prse_status put_text(const prse_blob *blob, const char *key, const char *text,
                     prse_error *err)
{
    prse_str bytes = prse_str_of(text);
    prse_blob_source source;
    cr_assert_eq(prse__blob_source_memory(&source, &bytes, NULL, NULL),
                 PRSE_OK);
    return prse__blob_put(blob, prse_str_of(key), &source, NULL, err);
}

prse_status put_many(const prse_blob *blob, const char *key, size_t bytes,
                     prse_error *err)
{
    char *text = malloc(bytes + 1);
    memset(text, 'x', bytes);
    text[bytes] = '\0';
    prse_status status = put_text(blob, key, text, err);
    free(text);
    return status;
}

static char given[4096];

static prse_status take(void *user, prse_str bytes, prse_error *err)
{
    size_t *len = user;
    (void)err;
    for (size_t i = 0; i < bytes.len && *len < sizeof given - 1; i++)
        given[(*len)++] = bytes.ptr[i];
    return PRSE_OK;
}

const char *get_text(const prse_blob *blob, const char *key)
{
    size_t len = 0;
    prse_status status = prse__blob_get(blob, prse_str_of(key), 0, UINT64_MAX,
                                        take, &len, NULL, NULL);
    given[len] = '\0';
    return status == PRSE_OK         ? given
           : status == PRSE_ENOTFOUND ? "(none)"
                                      : prse_status_name(status);
}

static int note(void *user, prse_str key, const prse_blob_info *info)
{
    size_t *len = user;
    (void)info;
    *len += (size_t)snprintf(given + *len, sizeof given - *len, "%.*s ",
                             (int)key.len, key.ptr);
    return 0;
}

const char *keys_of(const prse_blob *blob, const char *prefix)
{
    size_t len = 0;
    given[0] = '\0';
    prse_status status =
        prse__blob_list(blob, prse_str_of(prefix), note, &len, NULL, NULL);
    return status ? prse_status_name(status) : given;
}

int parts_of(shelf *s)
{
    int count = 0;
    DIR *dir = opendir(shelf_file(s, ".part"));
    for (struct dirent *it; dir && (it = readdir(dir)) != NULL;)
        count += is_own(it->d_name);
    if (dir)
        closedir(dir);
    return count;
}
