/* SPDX-License-Identifier: Apache-2.0 */
/* Loading a pack: from memory, or from its folder. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/sha256.h"
#include "base/options.h"
#include "engine/pack.h"

#define FILE_MAX (16u << 20)

/* --- From memory --- */

static void discard(prse_pack *pack)
{
    prse__ruleset_free(&pack->rules);
    prse__arena_free(pack->arena);
    prse_engine_unref(pack->engine);
    prse__free(pack);
}

static prse_status write_digest(prse_pack *pack, prse_error *err)
{
    prse__buf json;
    prse__buf_init(&json, 0);
    prse__pack_canonical(&json, pack->tree);
    if (!json.failed)
        prse__sha256_hex(pack->digest, prse__buf_str(&json));
    int failed = json.failed;
    prse__buf_free(&json);
    return failed ? prse__error_nomem(err) : PRSE_OK;
}

/* A pack that outgrew its memory says so, not that the machine has none. */
static prse_status too_large(const prse_pack *pack, prse_status status,
                             prse_error *err)
{
    if (status != PRSE_ENOMEM || !prse__arena_full(pack->arena))
        return status;
    return prse__error_set(err, PRSE_ELIMIT, NULL,
                           "the pack takes more than %llu bytes "
                           "(pack_memory of the engine)",
                           (unsigned long long)pack->engine->pack_memory);
}

static prse_status build(prse_pack **out, prse_engine *engine,
                         const prse__pack_input *input, prse_error *err)
{
    prse_pack *pack = prse__alloc(1, sizeof *pack);
    if (!pack)
        return prse__error_nomem(err);
    atomic_init(&pack->refs, 1);
    pack->engine = prse_engine_ref(engine);
    pack->arena = prse__arena_new((size_t)engine->pack_memory);
    prse_status status = pack->arena
                             ? prse__pack_read(&pack->tree, pack->arena,
                                               input, err)
                             : prse__error_nomem(err);
    if (!status)
        status = prse__ruleset_compile(&pack->rules, pack->arena, pack->tree,
                                       err);
    if (!status)
        status = write_digest(pack, err);
    if (status) {
        if (pack->arena)
            status = too_large(pack, status, err);
        discard(pack);
        return status;
    }
    *out = pack;
    return PRSE_OK;
}

prse_status prse_pack_load_files(prse_pack **out, prse_engine *engine,
                                 const prse_pack_file *files, size_t count,
                                 prse_error *err)
{
    if (!out || !engine || (!files && count))
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, engine and files are required");
    prse__pack_file *own = prse__alloc(count + 1, sizeof *own);
    if (!own)
        return prse__error_nomem(err);
    for (size_t i = 0; i < count; i++)
        own[i] = (prse__pack_file){files[i].name, files[i].text};
    prse__pack_input input = {.files = own, .count = count};
    prse_status status = build(out, engine, &input, err);
    prse__free(own);
    return status;
}

prse_pack *prse_pack_ref(prse_pack *pack)
{
    if (pack)
        atomic_fetch_add(&pack->refs, 1);
    return pack;
}

void prse_pack_unref(prse_pack *pack)
{
    if (pack && atomic_fetch_sub(&pack->refs, 1) == 1)
        discard(pack);
}

/* --- From a folder --- */

/* The files read so far; names and texts live in the arena. */
typedef struct folder {
    prse__arena *arena;
    prse_str path; /* of the folder */
    size_t count, room;
    prse__pack_file *files;
} folder;

static prse_status refuse(const char *path, prse_error *err)
{
    int code = errno;
    prse_status status = prse__error_set(err, PRSE_EIO, path,
                                         "cannot read %s: %s", path,
                                         strerror(code));
    if (err)
        err->sys_code = code;
    return status;
}

static prse_status read_stream(prse_str *out, FILE *stream,
                               prse__arena *arena, const char *path,
                               prse_error *err)
{
    prse__buf buf;
    char block[16384];
    size_t got;
    prse__buf_init(&buf, FILE_MAX);
    while ((got = fread(block, 1, sizeof block, stream)) > 0 && !buf.failed)
        prse__buf_add(&buf, (prse_str){block, got});
    prse_status status = PRSE_OK;
    if (ferror(stream))
        status = refuse(path, err);
    else if (buf.failed && buf.len + sizeof block > FILE_MAX)
        status = prse__error_set(err, PRSE_ELIMIT, path,
                                 "the file has more than %u bytes", FILE_MAX);
    else if (buf.failed)
        status = prse__error_nomem(err);
    if (!status) {
        *out = prse__str_dup(arena, prse__buf_str(&buf));
        status = out->ptr ? PRSE_OK : prse__error_nomem(err);
    }
    prse__buf_free(&buf);
    return status;
}

static prse_status read_file(prse_str *out, prse__arena *arena,
                             const char *path, prse_error *err)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return refuse(path, err);
    prse_status status = read_stream(out, stream, arena, path, err);
    fclose(stream);
    return status;
}

static const char *joined(folder *f, prse_str name)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__buf_add(&buf, f->path);
    prse__buf_addc(&buf, '/');
    prse__buf_add(&buf, name);
    prse_str path = buf.failed ? (prse_str){NULL, 0}
                               : prse__str_dup(f->arena, prse__buf_str(&buf));
    prse__buf_free(&buf);
    return path.ptr;
}

static prse_status add_file(folder *f, prse_str name, prse_error *err)
{
    const char *path = joined(f, name);
    if (f->count == f->room) {
        size_t room = f->room ? 2 * f->room : 16;
        prse__pack_file *files =
            prse__arena_alloc(f->arena, room, sizeof *files);
        if (!files)
            return prse__error_nomem(err);
        if (f->count)
            memcpy(files, f->files, f->count * sizeof *files);
        f->files = files;
        f->room = room;
    }
    prse__pack_file *file = &f->files[f->count];
    file->name = prse__str_dup(f->arena, name).ptr;
    if (!path || !file->name)
        return prse__error_nomem(err);
    prse_status status = read_file(&file->text, f->arena, path, err);
    if (!status)
        f->count++;
    return status;
}

/* A pack may not read outside its folder. */
static int is_inside(prse_str name)
{
    if (!name.len || name.ptr[0] == '/')
        return 0;
    for (size_t i = 0; i + 1 < name.len; i++)
        if (name.ptr[i] == '.' && name.ptr[i + 1] == '.')
            return 0;
    return 1;
}

/* The place where a file that cannot be read is listed. */
static prse_status missing(const prse__node *n, prse_error *err)
{
    int32_t code = err ? err->sys_code : 0;
    prse_status status = prse__error_at(
        err, PRSE_EIO, prse__node_place(n, "pack.yaml"), n->text.ptr,
        "cannot read this file of the pack: %s", strerror(code));
    if (err)
        err->sys_code = code;
    return status;
}

/* The files that pack.yaml lists. */
static prse_status add_listed(folder *f, prse_error *err)
{
    const prse__node *root;
    prse_status status = prse__yaml_read(&root, f->arena, f->files[0].text,
                                         "pack.yaml", NULL, err);
    if (status)
        return status;
    const prse__node *list = prse__node_get(root, "files");
    for (const prse__node *n = list ? list->first : NULL; n && !status;
         n = n->next) {
        if (!is_inside(n->text))
            return prse__error_at(err, PRSE_ESCHEMA,
                                  prse__node_place(n, "pack.yaml"), NULL,
                                  "`files` takes paths inside the folder of "
                                  "the pack");
        status = add_file(f, n->text, err);
        if (status == PRSE_EIO)
            status = missing(n, err);
    }
    return status;
}

static prse_str folder_of(const char *path)
{
    prse_str text = prse_str_of(path);
    const char *last = "pack.yaml";
    size_t length = strlen(last);
    if (text.len >= length &&
        memcmp(text.ptr + text.len - length, last, length) == 0)
        text.len -= length;
    while (text.len > 1 && text.ptr[text.len - 1] == '/')
        text.len--;
    return text.len ? text : PRSE_STR(".");
}

static prse_status read_overlays(prse__pack_file *out, folder *f,
                                 const prse_pack_options *opts,
                                 prse_error *err)
{
    prse_status status = PRSE_OK;
    for (uint32_t i = 0; !status && i < opts->overlay_count; i++) {
        out[i].name = opts->overlays[i];
        status = read_file(&out[i].text, f->arena, opts->overlays[i], err);
    }
    return status;
}

static prse_status load_folder(prse_pack **out, prse_engine *engine,
                               folder *f, const prse_pack_options *opts,
                               prse_error *err)
{
    prse__pack_file *overlays = prse__arena_alloc(
        f->arena, (size_t)opts->overlay_count + 1, sizeof *overlays);
    if (!overlays)
        return prse__error_nomem(err);
    prse_status status = add_file(f, PRSE_STR("pack.yaml"), err);
    if (!status)
        status = add_listed(f, err);
    if (!status)
        status = read_overlays(overlays, f, opts, err);
    prse__pack_input input = {f->files, f->count, overlays,
                              opts->overlay_count};
    return status ? status : build(out, engine, &input, err);
}

prse_status prse_pack_load(prse_pack **out, prse_engine *engine,
                           const char *path, const prse_pack_options *opts,
                           prse_error *err)
{
    prse_pack_options own = {0};
    if (!out || !engine || !path)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, engine and path are required");
    prse_status status =
        prse__options_read(&own, sizeof own, opts, "pack options", err);
    if (status)
        return status;
    folder f = {.arena = prse__arena_new(0), .path = folder_of(path)};
    status = f.arena ? load_folder(out, engine, &f, &own, err)
                     : prse__error_nomem(err);
    prse__arena_free(f.arena);
    return status;
}
