/* SPDX-License-Identifier: Apache-2.0 */
/* The names of each folder are sorted as the beginnings of keys that they are:
 * a folder's ends with "/", so that "a-b" comes before "a/b" and that before
 * "a0". The names of one folder at a time, and of those around it, are held in
 * memory. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blob/folder.h"

typedef struct listing {
    prse_str prefix;
    prse_blob_found found;
    void *user;
    prse__blob_watch watch;
    prse__buf key; /* of the folder that is walked */
    int stopped;
} listing;

typedef struct entry {
    const char *name;
    prse__shelf_kind kind;
    prse_str text; /* with the "/" of a folder */
} entry;

typedef struct entries {
    prse__arena *arena;
    entry *all;
    size_t count, room;
} entries;

static int by_text(const void *a, const void *b)
{
    return prse__str_cmp(((const entry *)a)->text, ((const entry *)b)->text);
}

/* May keys that begin with these two texts begin with the prefix? */
static int may_match(const listing *it, prse_str text)
{
    prse_str left = it->prefix;
    size_t before = it->key.len < left.len ? it->key.len : left.len;
    left.len -= before;
    if (before > 0)
        left.ptr += before;
    size_t common = left.len < text.len ? left.len : text.len;
    return common == 0 || memcmp(left.ptr, text.ptr, common) == 0;
}

/* Blobs must have the whole prefix; folders may be on the way to it. What is
 * longer than a key can be is none of ours. */
static int matches(const listing *it, const entry *e)
{
    return may_match(it, e->text) &&
           it->key.len + e->text.len <= PRSE__BLOB_KEY_MAX &&
           (e->kind != PRSE__SHELF_BLOB ||
            it->key.len + e->text.len >= it->prefix.len);
}

static prse_status keep(entries *own, const entry *e, prse_error *err)
{
    if (own->count == own->room) {
        size_t room = own->room * 2 + 16;
        entry *all = prse__resize(own->all, own->room, room, sizeof *all);
        if (!all)
            return prse__error_nomem(err);
        own->all = all;
        own->room = room;
    }
    own->all[own->count++] = *e;
    return PRSE_OK;
}

static prse_status take_name(entries *own, const listing *it,
                             const char *name, int first, prse_error *err)
{
    prse_str text;
    entry e = {.kind = prse__shelf_text(&text, name, first)};
    if (e.kind == PRSE__SHELF_ODD || !may_match(it, text))
        return PRSE_OK;
    prse_str copy = prse__str_dup(own->arena, prse_str_of(name));
    char *shown = prse__arena_alloc(own->arena, text.len + 1, 1);
    if (!copy.ptr || !shown)
        return prse__error_nomem(err);
    memcpy(shown, name, text.len);
    if (e.kind == PRSE__SHELF_FOLDER)
        shown[text.len++] = '/';
    e.name = copy.ptr;
    e.text = (prse_str){shown, text.len};
    return matches(it, &e) ? keep(own, &e, err) : PRSE_OK;
}

static prse_status read_names(entries *own, const listing *it, int folder,
                              prse_error *err)
{
    int again = prse__shelf_enter(folder, ".");
    DIR *dir = again >= 0 ? fdopendir(again) : NULL;
    int first = it->key.len == 0 || it->key.ptr[it->key.len - 1] == '/';
    prse_status status = PRSE_OK;
    if (!dir) {
        int number = errno;
        if (again >= 0)
            close(again);
        return prse__shelf_fail(number, "prefix", "a folder can't be read",
                                err);
    }
    errno = 0;
    for (struct dirent *found; !status && (found = readdir(dir)) != NULL;) {
        status = take_name(own, it, found->d_name, first, err);
        errno = 0;
    }
    if (!status && errno != 0)
        status = prse__shelf_fail(errno, "prefix", "a folder can't be read",
                                  err);
    closedir(dir);
    return status;
}

static prse_status walk(listing *it, int folder, prse_error *err);

/* A folder that is gone meanwhile has nothing to list. */
static prse_status walk_into(listing *it, int folder, const char *name,
                             prse_error *err)
{
    int inside = prse__shelf_enter(folder, name);
    if (inside < 0)
        return errno == ENOENT
                   ? PRSE_OK
                   : prse__shelf_fail(errno, name,
                                      "the folder can't be opened", err);
    prse_status status = walk(it, inside, err);
    close(inside);
    return status;
}

static prse_status tell(listing *it, int folder, const char *name,
                        prse_error *err)
{
    prse__shelf_place place = {.folder = folder};
    prse_blob_info info = {.size = sizeof info};
    memcpy(place.name, name, strlen(name) + 1);
    prse_status status = prse__shelf_look(&place, &info, err);
    if (!status && it->found(it->user, prse__buf_str(&it->key), &info))
        it->stopped = 1;
    return status == PRSE_ENOTFOUND ? PRSE_OK : status;
}

static prse_status visit(listing *it, int folder, const entry *e,
                         prse_error *err)
{
    size_t before = it->key.len;
    prse_status status = prse__blob_watch_ask(&it->watch, err);
    if (status)
        return status;
    prse__buf_add(&it->key, e->text);
    if (it->key.failed)
        return prse__error_nomem(err);
    status = e->kind == PRSE__SHELF_BLOB ? tell(it, folder, e->name, err)
                                         : walk_into(it, folder, e->name, err);
    it->key.len = before;
    return status;
}

static prse_status walk(listing *it, int folder, prse_error *err)
{
    entries own = {.arena = prse__arena_new(0)};
    prse_status status = own.arena ? read_names(&own, it, folder, err)
                                   : prse__error_nomem(err);
    if (own.count > 1)
        qsort(own.all, own.count, sizeof *own.all, by_text);
    for (size_t i = 0; !status && !it->stopped && i < own.count; i++)
        status = visit(it, folder, &own.all[i], err);
    prse__free(own.all);
    prse__arena_free(own.arena);
    return status;
}

/* Goes to the folder of the prefix at once. */
static prse_status list_from(listing *it, const prse__shelf *shelf,
                             prse_error *err)
{
    prse__shelf_place place;
    char name[PRSE__SHELF_NAME];
    prse_str rest = it->prefix;
    while (prse__shelf_next(&rest, name))
        it->key.len = it->prefix.len - rest.len;
    size_t len = it->key.len;
    prse__buf_clear(&it->key);
    prse__buf_add(&it->key, (prse_str){it->prefix.ptr, len});
    if (it->key.failed)
        return prse__error_nomem(err);
    prse_status status = prse__shelf_open(&place, shelf, it->prefix, 0, err);
    if (status)
        return status == PRSE_ENOTFOUND ? PRSE_OK : status;
    status = walk(it, place.folder, err);
    prse__shelf_close(&place);
    return status;
}

prse_status prse__shelf_list(void *self, prse_str prefix,
                             prse_blob_found found, void *user,
                             const prse_blob_options *opts, prse_error *err)
{
    listing it = {.prefix = prefix, .found = found, .user = user,
                  .watch = prse__blob_watch_start(opts, 0)};
    prse_error why = {0}; /* written where a blob went meanwhile, too */
    prse_status status = prse__blob_watch_ask(&it.watch, &why);
    if (!status)
        status = list_from(&it, self, &why);
    prse__buf_free(&it.key);
    if (status && err)
        *err = why;
    return status;
}
