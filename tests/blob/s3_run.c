/* SPDX-License-Identifier: Apache-2.0 */
/* One call on the S3 backend, told by arguments and PRSE_S3_...: the status is
 * the exit code, the error's sentence goes to stderr, what was found to stdout.
 * Contents that no file holds are blocks of 1 MiB: their number, then a
 * pattern. Public functions only. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/sys/blob.h"
#include "portailrse/sys/clock.h"
#include "portailrse/sys/http.h"

enum { BLOCK = 1 << 20 };

static unsigned char pattern[BLOCK];
static uint64_t stop_at; /* bytes of progress after which to stop; 0: never */
static uint64_t done_so_far;
static int64_t stop_ms;  /* and when, on the system's clock; 0: never */

static const char *setting(const char *name, const char *otherwise)
{
    const char *value = getenv(name);
    return value ? value : otherwise;
}

static uint64_t number(const char *text)
{
    return strtoull(text, NULL, 10);
}

static int64_t unix_ms(void *self)
{
    struct timespec now;
    (void)self;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 +
           strtoll(setting("PRSE_S3_CLOCK_MS", "0"), NULL, 10);
}

static int64_t monotonic_ms(void *self)
{
    struct timespec now;
    (void)self;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static const prse_clock test_clock = {.size = sizeof(prse_clock),
                                      .now_ms = unix_ms,
                                      .monotonic_ms = monotonic_ms};

/* --- Contents --- */

static void make_pattern(void)
{
    for (uint32_t i = 0; i < BLOCK; i++)
        pattern[i] = (unsigned char)((i * UINT32_C(2654435761)) >> 13);
}

static unsigned char byte_at(uint64_t offset)
{
    uint64_t block = offset / BLOCK;
    uint32_t at = (uint32_t)(offset % BLOCK);
    return at < 8 ? (unsigned char)(block >> (8 * at)) : pattern[at];
}

static prse_status read_made(void *user, uint64_t offset, void *to,
                             size_t room, prse_error *err)
{
    unsigned char *out = to;
    (void)user, (void)err;
    while (room > 0) {
        size_t at = (size_t)(offset % BLOCK);
        size_t part = BLOCK - at < room ? BLOCK - at : room;
        memcpy(out, pattern + at, part);
        for (size_t i = 0; i < part && at + i < 8; i++)
            out[i] = byte_at(offset + i);
        out += part;
        offset += part;
        room -= part;
    }
    return PRSE_OK;
}

static prse_status read_file(void *user, uint64_t offset, void *to,
                             size_t room, prse_error *err)
{
    FILE *file = user;
    (void)err;
    if (fseek(file, (long)offset, SEEK_SET) != 0 ||
        fread(to, 1, room, file) != room)
        abort();
    return PRSE_OK;
}

static prse_status write_out(void *user, prse_str bytes, prse_error *err)
{
    (void)err;
    fwrite(bytes.ptr, 1, bytes.len, stdout);
    *(uint64_t *)user += bytes.len;
    return PRSE_OK;
}

static prse_status compare(void *user, prse_str bytes, prse_error *err)
{
    uint64_t *offset = user;
    (void)err;
    for (size_t i = 0; i < bytes.len; i++)
        if ((unsigned char)bytes.ptr[i] != byte_at(*offset + i)) {
            fprintf(stderr, "byte %" PRIu64 " differs\n", *offset + i);
            exit(99);
        }
    *offset += bytes.len;
    return PRSE_OK;
}

/* --- Options of a call --- */

static int should_stop(void *user)
{
    (void)user;
    return (stop_at > 0 && done_so_far >= stop_at) ||
           (stop_ms > 0 && monotonic_ms(NULL) >= stop_ms);
}

static void progress(void *user, uint64_t done, uint64_t total)
{
    (void)user;
    if (done < done_so_far || done > total)
        abort();
    done_so_far = done;
}

static prse_blob_options call_options(void)
{
    int64_t in = (int64_t)number(setting("PRSE_S3_STOP_MS", "0"));
    stop_at = number(setting("PRSE_S3_STOP_AT", "0"));
    stop_ms = in ? monotonic_ms(NULL) + in : 0;
    return (prse_blob_options){
        .size = sizeof(prse_blob_options), .should_stop = should_stop,
        .progress = progress,
        .deadline_ms = (int64_t)number(setting("PRSE_S3_DEADLINE", "0"))};
}

/* --- Calls --- */

static prse_status put(const prse_blob *blob, char **words, prse_error *err)
{
    prse_blob_options opts = call_options();
    prse_blob_source source = {.size = sizeof source, .read = read_made,
                               .type = prse_str_of(setting("PRSE_S3_TYPE",
                                                           ""))};
    FILE *file = NULL;
    if (words[1][0] == '/') {
        file = fopen(words[1], "rb");
        if (!file || fseek(file, 0, SEEK_END) != 0)
            abort();
        source.bytes = (uint64_t)ftell(file);
        source.read = read_file;
        source.user = file;
    } else {
        source.bytes = number(words[1]);
    }
    memcpy(source.sha256, words[2], strlen(words[2]) + 1);
    prse_status status =
        blob->put(blob->self, prse_str_of(words[0]), &source, &opts, err);
    if (file)
        fclose(file);
    return status;
}

static prse_status get(const prse_blob *blob, char **words, prse_error *err)
{
    uint64_t given = 0;
    prse_blob_options opts = call_options();
    return blob->get(blob->self, prse_str_of(words[0]), number(words[1]),
                     number(words[2]), write_out, &given, &opts, err);
}

static prse_status check(const prse_blob *blob, char **words, prse_error *err)
{
    uint64_t given = 0;
    prse_blob_options opts = call_options();
    prse_status status =
        blob->get(blob->self, prse_str_of(words[0]), 0, number(words[1]),
                  compare, &given, &opts, err);
    printf("%" PRIu64 "\n", given);
    return status;
}

static prse_status stat_(const prse_blob *blob, char **words, prse_error *err)
{
    prse_blob_info info = {.size = sizeof info};
    prse_blob_options opts = call_options();
    prse_status status =
        blob->stat(blob->self, prse_str_of(words[0]), &info, &opts, err);
    if (!status)
        printf("%" PRIu64 " %" PRId64 "\n", info.bytes, info.modified_ms);
    return status;
}

static prse_status remove_(const prse_blob *blob, char **words,
                           prse_error *err)
{
    prse_blob_options opts = call_options();
    return blob->remove(blob->self, prse_str_of(words[0]), &opts, err);
}

static int print_found(void *user, prse_str key, const prse_blob_info *info)
{
    (void)user;
    printf("%.*s %" PRIu64 "\n", (int)key.len, key.ptr, info->bytes);
    return 0;
}

static prse_status list(const prse_blob *blob, char **words, prse_error *err)
{
    prse_blob_options opts = call_options();
    return blob->list(blob->self, prse_str_of(words[0]), print_found, NULL,
                      &opts, err);
}

static void print_text(void *user, prse_str text)
{
    (void)user;
    printf("%.*s\n", (int)text.len, text.ptr);
}

static prse_status link_(const prse_blob *blob, char **words, prse_error *err)
{
    prse_blob_link link = {.size = sizeof link,
                           .upload = (uint32_t)number(words[1]),
                           .expires_s = (int64_t)number(words[2]),
                           .file_name = prse_str_of(words[3])};
    return blob->link(blob->self, prse_str_of(words[0]), &link, print_text,
                      NULL, err);
}

static void print_case(void *user, prse_str name, prse_str wrong)
{
    (void)user;
    printf("%s %.*s%s%.*s\n", wrong.len ? "FAILS" : "holds", (int)name.len,
           name.ptr, wrong.len ? ": " : "", (int)wrong.len, wrong.ptr);
    fflush(stdout);
}

static prse_status kit(const prse_blob *blob, char **words, prse_error *err)
{
    (void)words;
    return prse_blob_kit(blob, print_case, NULL, err);
}

static const struct {
    const char *name;
    int words;
    prse_status (*run)(const prse_blob *blob, char **words, prse_error *err);
} calls[] = {{"put", 3, put},       {"get", 3, get},   {"check", 2, check},
             {"stat", 1, stat_},    {"list", 1, list}, {"link", 4, link_},
             {"remove", 1, remove_}, {"kit", 0, kit}};

static prse_status run(const prse_blob *blob, int count, char **words,
                       prse_error *err)
{
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        if (count == calls[i].words + 1 &&
            strcmp(words[0], calls[i].name) == 0)
            return calls[i].run(blob, words + 1, err);
    fprintf(stderr, "usage: s3_run put|get|check|stat|list|link|remove|kit\n");
    exit(98);
}

static void print_memory(void)
{
    char line[128];
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "VmHWM", 5) == 0)
            fputs(line, stderr);
    if (file)
        fclose(file);
}

static prse_status open_blob(prse_blob *blob, prse_error *err)
{
    prse_http http;
    prse_http_curl_options with = {
        .size = sizeof with,
        .proxy = prse_str_of(setting("PRSE_S3_PROXY", ""))};
    prse_status status = prse_http_curl(&http, &with, err);
    if (status)
        return status;
    prse_blob_s3_options opts = {
        .size = sizeof opts, .http = &http, .clock = &test_clock,
        .virtual_host = (uint32_t)number(setting("PRSE_S3_VIRTUAL", "0")),
        .endpoint = prse_str_of(setting("PRSE_S3_ENDPOINT", "")),
        .region = prse_str_of(setting("PRSE_S3_REGION", "")),
        .bucket = prse_str_of(setting("PRSE_S3_BUCKET", "")),
        .prefix = prse_str_of(setting("PRSE_S3_PREFIX", "")),
        .access_key = prse_str_of(setting("PRSE_S3_ACCESS", "")),
        .secret_key = prse_str_of(setting("PRSE_S3_SECRET", "")),
        .part_bytes = number(setting("PRSE_S3_PART", "0")),
        .tries = (uint32_t)number(setting("PRSE_S3_TRIES", "0"))};
    status = prse_blob_s3(blob, &opts, err);
    if (status)
        http.free(http.self);
    return status;
}

int main(int count, char **words)
{
    prse_error err = {0};
    prse_blob blob;
    make_pattern();
    prse_status status = open_blob(&blob, &err);
    if (!status) {
        status = run(&blob, count - 1, words + 1, &err);
        blob.free(blob.self);
    }
    fflush(stdout);
    if (status != (prse_status)err.code)
        fprintf(stderr, "status %d but error %d\n", (int)status, err.code);
    if (status)
        fprintf(stderr, "%s: %s: %s\n", prse_status_name(status), err.subject,
                err.message);
    print_memory();
    return (int)status;
}
