/* SPDX-License-Identifier: Apache-2.0 */
#include "runs/known.h"

#include <time.h>

/* Changes with whatever else decides a result: readers, sentences, the form. */
static const char PIPELINE[] = "runs/1/" PRSE_VERSION_TEXT;

static const int64_t KEPT_MS = INT64_C(30) * 86400000;

static void write_key(prse__buf *out, const prse_runs *runs,
                      const prse__document *document)
{
    prse__buf_init(out, 0);
    prse__buf_adds(out, PIPELINE);
    prse__buf_addf(out, "/%u/", runs->opts.page_limit);
    prse__buf_add(out, runs->model.engine);
    prse__buf_addc(out, '/');
    prse__buf_add(out, runs->model.digest);
    prse__buf_addc(out, '/');
    prse__buf_adds(out, document->sha256);
}

typedef struct finding {
    prse_str name;
    prse_passages *passages;
    int found;
} finding;

/* A value that is no result of ours is none. */
static void take(void *user, prse_str value)
{
    finding *f = user;
    f->found = !prse_passages_add(f->passages, f->name, value, NULL);
}

int prse__known_find(const prse_runs *runs, const prse__document *document,
                     prse_str name, prse_passages *passages)
{
    const prse_cache *cache = runs->opts.cache;
    finding f = {.name = name, .passages = passages};
    prse__buf key;
    if (!cache)
        return 0;
    write_key(&key, runs, document);
    if (!key.failed)
        cache->get(cache->self, prse__buf_str(&key), take, &f, NULL);
    prse__buf_free(&key);
    return f.found;
}

void prse__known_keep(const prse_runs *runs, const prse__document *document,
                      prse_str json)
{
    const prse_cache *cache = runs->opts.cache;
    struct timespec now = {0};
    prse__buf key;
    if (!cache)
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    write_key(&key, runs, document);
    if (!key.failed)
        cache->put(cache->self, prse__buf_str(&key), json,
                   (int64_t)now.tv_sec * 1000 + KEPT_MS, NULL);
    prse__buf_free(&key);
}
