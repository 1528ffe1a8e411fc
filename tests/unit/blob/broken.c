/* SPDX-License-Identifier: Apache-2.0 */
#include "broken.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "crypto/crypto.h"

static const prse_blob *inner; /* of the one that is broken now */

/* The digest is brought in line with whatever the source gives. */
static prse_status put_any_digest(void *self, prse_str key,
                                  const prse_blob_source *source,
                                  const prse_blob_options *opts,
                                  prse_error *err)
{
    static char bytes[16 << 20];
    prse_str text = {bytes, (size_t)source->bytes};
    prse_blob_source own = *source;
    (void)self;
    prse_status status =
        source->read(source->user, 0, bytes, text.len, err);
    if (status)
        return status;
    prse__blob_source_memory(&own, &text, NULL, NULL);
    return inner->put(inner->self, key, &own, opts, err);
}

static void any_digest(prse_blob *blob)
{
    blob->put = put_any_digest;
}

/* Removes before it puts. */
static prse_status put_in_two_steps(void *self, prse_str key,
                                    const prse_blob_source *source,
                                    const prse_blob_options *opts,
                                    prse_error *err)
{
    prse_error none;
    (void)self;
    inner->remove(inner->self, key, opts, &none);
    nanosleep(&(struct timespec){.tv_nsec = 3000000}, NULL);
    return inner->put(inner->self, key, source, opts, err);
}

static void two_steps(prse_blob *blob)
{
    blob->put = put_in_two_steps;
}

static prse_status put_to_the_end(void *self, prse_str key,
                                  const prse_blob_source *source,
                                  const prse_blob_options *opts,
                                  prse_error *err)
{
    prse_blob_options own = *opts;
    (void)self;
    own.should_stop = NULL;
    return inner->put(inner->self, key, source, &own, err);
}

static void never_stops(prse_blob *blob)
{
    blob->put = put_to_the_end;
}

static prse_status put_without_deadline(void *self, prse_str key,
                                        const prse_blob_source *source,
                                        const prse_blob_options *opts,
                                        prse_error *err)
{
    prse_blob_options own = *opts;
    (void)self;
    own.deadline_ms = 0;
    return inner->put(inner->self, key, source, &own, err);
}

static void no_deadline(prse_blob *blob)
{
    blob->put = put_without_deadline;
}

static prse_status put_quietly(void *self, prse_str key,
                               const prse_blob_source *source,
                               const prse_blob_options *opts, prse_error *err)
{
    prse_blob_options own = *opts;
    (void)self;
    own.progress = NULL;
    return inner->put(inner->self, key, source, &own, err);
}

static void no_progress(prse_blob *blob)
{
    blob->put = put_quietly;
}

static prse_status put_without_dots(void *self, prse_str key,
                                    const prse_blob_source *source,
                                    const prse_blob_options *opts,
                                    prse_error *err)
{
    char other[PRSE__BLOB_KEY_MAX];
    (void)self;
    for (size_t i = 0; i < key.len; i++)
        other[i] = key.ptr[i] == '.' ? '-' : key.ptr[i];
    return inner->put(inner->self, (prse_str){other, key.len}, source, opts,
                      err);
}

static void no_dots(prse_blob *blob)
{
    blob->put = put_without_dots;
}

static prse_status put_what_is_not_empty(void *self, prse_str key,
                                         const prse_blob_source *source,
                                         const prse_blob_options *opts,
                                         prse_error *err)
{
    (void)self;
    if (source->bytes == 0)
        return PRSE_OK;
    return inner->put(inner->self, key, source, opts, err);
}

static void loses_empty_ones(prse_blob *blob)
{
    blob->put = put_what_is_not_empty;
}

/* What a source answers is hidden. */
static prse_status put_with_own_status(void *self, prse_str key,
                                       const prse_blob_source *source,
                                       const prse_blob_options *opts,
                                       prse_error *err)
{
    (void)self;
    prse_status status = inner->put(inner->self, key, source, opts, err);
    if (status && err)
        err->code = PRSE_EIO;
    return status ? PRSE_EIO : PRSE_OK;
}

static void own_status(prse_blob *blob)
{
    blob->put = put_with_own_status;
}

static prse_status get_one_more(void *self, prse_str key, uint64_t offset,
                                uint64_t length, prse_blob_sink sink,
                                void *user, const prse_blob_options *opts,
                                prse_error *err)
{
    (void)self;
    return inner->get(inner->self, key, offset,
                      length < UINT64_MAX ? length + 1 : length, sink, user,
                      opts, err);
}

static void one_byte_more(prse_blob *blob)
{
    blob->get = get_one_more;
}

static prse_status get_within(void *self, prse_str key, uint64_t offset,
                              uint64_t length, prse_blob_sink sink, void *user,
                              const prse_blob_options *opts, prse_error *err)
{
    prse_blob_info info = {.size = sizeof info};
    (void)self;
    if (inner->stat(inner->self, key, &info, opts, err) == PRSE_OK &&
        offset >= info.bytes && info.bytes > 0)
        return prse__error_set(err, PRSE_EPEER, NULL, "no such range");
    return inner->get(inner->self, key, offset, length, sink, user, opts,
                      err);
}

static void no_range_at_the_end(prse_blob *blob)
{
    blob->get = get_within;
}

typedef struct deaf {
    prse_blob_sink sink;
    void *user;
} deaf;

static prse_status give_on(void *user, prse_str bytes, prse_error *err)
{
    deaf *it = user;
    it->sink(it->user, bytes, err);
    return PRSE_OK;
}

static prse_status get_to_the_end(void *self, prse_str key, uint64_t offset,
                                  uint64_t length, prse_blob_sink sink,
                                  void *user, const prse_blob_options *opts,
                                  prse_error *err)
{
    deaf it = {sink, user};
    (void)self;
    return inner->get(inner->self, key, offset, length, give_on, &it, opts,
                      err);
}

static void deaf_to_sinks(prse_blob *blob)
{
    blob->get = get_to_the_end;
}

static prse_status keep_all(void *self, prse_str key,
                            const prse_blob_options *opts, prse_error *err)
{
    (void)self;
    (void)key;
    (void)opts;
    (void)err;
    return PRSE_OK;
}

static void removes_nothing(prse_blob *blob)
{
    blob->remove = keep_all;
}

static prse_status stat_no_length(void *self, prse_str key,
                                  prse_blob_info *out,
                                  const prse_blob_options *opts,
                                  prse_error *err)
{
    (void)self;
    prse_status status = inner->stat(inner->self, key, out, opts, err);
    out->bytes = 0;
    return status;
}

static void no_length(prse_blob *blob)
{
    blob->stat = stat_no_length;
}

static prse_status stat_in_seconds(void *self, prse_str key,
                                   prse_blob_info *out,
                                   const prse_blob_options *opts,
                                   prse_error *err)
{
    (void)self;
    prse_status status = inner->stat(inner->self, key, out, opts, err);
    out->modified_ms /= 1000;
    return status;
}

static void seconds(prse_blob *blob)
{
    blob->stat = stat_in_seconds;
}

/* As one that walks folders before files would. */
typedef struct gathered {
    char keys[2000][64];
    prse_blob_info infos[2000];
    size_t count;
} gathered;

static gathered all;

static int gather(void *user, prse_str key, const prse_blob_info *info)
{
    (void)user;
    if (all.count < 2000 && key.len < sizeof all.keys[0]) {
        memcpy(all.keys[all.count], key.ptr, key.len);
        all.keys[all.count][key.len] = '\0';
        all.infos[all.count++] = *info;
    }
    return 0;
}

static prse_status list_backwards(void *self, prse_str prefix,
                                  prse_blob_found found, void *user,
                                  const prse_blob_options *opts,
                                  prse_error *err)
{
    (void)self;
    all.count = 0;
    prse_status status =
        inner->list(inner->self, prefix, gather, NULL, opts, err);
    while (all.count-- > 0)
        if (found(user, prse_str_of(all.keys[all.count]),
                  &all.infos[all.count]))
            break;
    return status;
}

static void backwards(prse_blob *blob)
{
    blob->list = list_backwards;
}

static prse_status list_a_thousand(void *self, prse_str prefix,
                                   prse_blob_found found, void *user,
                                   const prse_blob_options *opts,
                                   prse_error *err)
{
    (void)self;
    all.count = 0;
    prse_status status =
        inner->list(inner->self, prefix, gather, NULL, opts, err);
    for (size_t i = 0; i < all.count && i < 1000; i++)
        if (found(user, prse_str_of(all.keys[i]), &all.infos[i]))
            break;
    return status;
}

static void first_thousand(prse_blob *blob)
{
    blob->list = list_a_thousand;
}

typedef struct tireless {
    prse_blob_found found;
    void *user;
} tireless;

static int go_on(void *user, prse_str key, const prse_blob_info *info)
{
    tireless *it = user;
    it->found(it->user, key, info);
    return 0;
}

static prse_status list_to_the_end(void *self, prse_str prefix,
                                   prse_blob_found found, void *user,
                                   const prse_blob_options *opts,
                                   prse_error *err)
{
    tireless it = {found, user};
    (void)self;
    return inner->list(inner->self, prefix, go_on, &it, opts, err);
}

static void goes_on(prse_blob *blob)
{
    blob->list = list_to_the_end;
}

static prse_status list_segments(void *self, prse_str prefix,
                                 prse_blob_found found, void *user,
                                 const prse_blob_options *opts,
                                 prse_error *err)
{
    (void)self;
    while (prefix.len > 0 && prefix.ptr[prefix.len - 1] != '/')
        prefix.len--;
    return inner->list(inner->self, prefix, found, user, opts, err);
}

static void whole_segments(prse_blob *blob)
{
    blob->list = list_segments;
}

prse_status link_well(void *self, prse_str key, const prse_blob_link *link,
                      prse_blob_text found, void *user, prse_error *err)
{
    prse_blob_link own;
    char text[PRSE__BLOB_KEY_MAX + 64];
    (void)self;
    prse_status status = prse__blob_link_read(&own, link, err);
    if (status)
        return status;
    snprintf(text, sizeof text, "https://blobs.invalid/%.*s?e=%lld",
             (int)key.len, key.ptr, (long long)own.expires_s);
    found(user, prse_str_of(text));
    return PRSE_OK;
}

static prse_status link_for_ever(void *self, prse_str key,
                                 const prse_blob_link *link,
                                 prse_blob_text found, void *user,
                                 prse_error *err)
{
    prse_blob_link own = *link;
    own.expires_s = 1;
    return link_well(self, key, &own, found, user, err);
}

static void links_for_ever(prse_blob *blob)
{
    blob->link = link_for_ever;
}

static prse_status link_with_name(void *self, prse_str key,
                                  const prse_blob_link *link,
                                  prse_blob_text found, void *user,
                                  prse_error *err)
{
    char text[1024];
    prse_blob_link own;
    (void)self;
    (void)key;
    prse_status status = prse__blob_link_read(&own, link, err);
    if (status)
        return status;
    snprintf(text, sizeof text, "https://blobs.invalid/?n=%.*s",
             (int)own.file_name.len,
             own.file_name.ptr ? own.file_name.ptr : "");
    found(user, prse_str_of(text));
    return PRSE_OK;
}

static void links_raw_names(prse_blob *blob)
{
    blob->link = link_with_name;
}

const flaw flaws[] = {
    {"any digest is taken", "content with another digest is refused",
     any_digest},
    {"the old blob is removed first",
     "a reader sees all of the old blob or of the new one", two_steps},
    {"the old blob goes with a failure",
     "content with another digest leaves the old blob", two_steps},
    {"put can't be stopped", "put is stopped in the middle", never_stops},
    {"put has no deadline", "put ends at its deadline", no_deadline},
    {"put tells no progress", "the progress of put ends at its length",
     no_progress},
    {"dots are lost", "keys that are close to each other are apart",
     no_dots},
    {"empty blobs are lost", "a blob of no bytes is kept", loses_empty_ones},
    {"a source's failure is hidden", "a source's failure ends put",
     own_status},
    {"a range has a byte too many", "get gives the first byte",
     one_byte_more},
    {"a range at the end fails", "get gives nothing at the end",
     no_range_at_the_end},
    {"a sink can't end get", "a sink's failure ends get", deaf_to_sinks},
    {"remove does nothing", "a removed blob is gone", removes_nothing},
    {"stat has no length", "stat tells length and time", no_length},
    {"stat tells seconds", "stat tells length and time", seconds},
    {"the list is backwards", "list gives all in the order of bytes",
     backwards},
    {"the list has one page", "list gives a thousand and more",
     first_thousand},
    {"the list can't be stopped", "list stops at the first", goes_on},
    {"prefixes are whole segments", "list gives what begins with one letter",
     whole_segments},
    {"links live for ever", "a link for more than a week is refused",
     links_for_ever},
    {"links hold file names as they are",
     "a link with any file name is given", links_raw_names},
    {0}};

void broken_make(prse_blob *out, const prse_blob *whole, const flaw *it)
{
    inner = whole;
    *out = *whole;
    it->apply(out);
}
