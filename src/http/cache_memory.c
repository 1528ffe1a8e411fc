/* SPDX-License-Identifier: Apache-2.0 */
/* A table of lists over one list in order of use. An entry that is being read
 * while it is dropped lives until the reader is done, so that values are copied
 * without the lock. What is past its time is left where it is: nobody uses it,
 * and it soon becomes the one used longest ago. */
#include <pthread.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"
#include "portailrse/sys/cache.h"

enum { SLOTS_AT_FIRST = 64 };

static const uint64_t DEFAULT_BYTES = UINT64_C(16) << 20;

typedef struct entry {
    struct entry *chain;       /* same slot */
    struct entry *newer, *older;
    uint64_t hash;
    uint32_t readers;
    int dropped;
    size_t key_len, value_len;
    char bytes[];              /* key, then value */
} entry;

typedef struct memory {
    pthread_mutex_t lock;
    uint64_t limit, used, seed;
    entry **slots;
    size_t slot_count, count;
    entry *newest, *oldest;
} memory;

static uint64_t hash_of(const memory *cache, prse_str key)
{
    uint64_t hash = cache->seed;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.ptr[i]) * UINT64_C(1099511628211);
    return hash ^ hash >> 29;
}

static entry **place_of(memory *cache, prse_str key, uint64_t hash)
{
    entry **at = &cache->slots[hash & (cache->slot_count - 1)];
    while (*at && ((*at)->hash != hash || (*at)->key_len != key.len ||
                   memcmp((*at)->bytes, key.ptr, key.len) != 0))
        at = &(*at)->chain;
    return at;
}

static uint64_t cost(const entry *it)
{
    return sizeof *it + it->key_len + it->value_len;
}

static void unlink_use(memory *cache, entry *it)
{
    *(it->newer ? &it->newer->older : &cache->newest) = it->older;
    *(it->older ? &it->older->newer : &cache->oldest) = it->newer;
    it->newer = it->older = NULL;
}

static void link_newest(memory *cache, entry *it)
{
    it->older = cache->newest;
    *(it->older ? &it->older->newer : &cache->oldest) = it;
    cache->newest = it;
}

static void drop(memory *cache, entry **at)
{
    entry *it = *at;
    *at = it->chain;
    unlink_use(cache, it);
    cache->used -= cost(it);
    cache->count--;
    it->dropped = 1;
    if (it->readers == 0)
        prse__free(it);
}

static void make_room(memory *cache, uint64_t bytes)
{
    while (cache->oldest && cache->used + bytes > cache->limit) {
        entry *it = cache->oldest;
        drop(cache, place_of(cache, (prse_str){it->bytes, it->key_len},
                             it->hash));
    }
}

/* Short lists; without memory, longer ones. */
static void widen(memory *cache)
{
    size_t wider = cache->slot_count * 2;
    entry **slots =
        cache->count < cache->slot_count ? NULL
                                         : prse__alloc(wider, sizeof *slots);
    if (!slots)
        return;
    for (entry *it = cache->newest; it; it = it->older) {
        it->chain = slots[it->hash & (wider - 1)];
        slots[it->hash & (wider - 1)] = it;
    }
    prse__free(cache->slots);
    cache->slots = slots;
    cache->slot_count = wider;
}

static entry *new_entry(prse_str key, prse_str value)
{
    if (value.len > SIZE_MAX - sizeof(entry) - key.len)
        return NULL;
    entry *it = prse__alloc(1, sizeof *it + key.len + value.len);
    if (!it)
        return NULL;
    it->key_len = key.len;
    it->value_len = value.len;
    memcpy(it->bytes, key.ptr, key.len);
    if (value.len > 0)
        memcpy(it->bytes + key.len, value.ptr, value.len);
    return it;
}

static entry *take(memory *cache, prse_str key)
{
    pthread_mutex_lock(&cache->lock);
    entry *it = *place_of(cache, key, hash_of(cache, key));
    if (it) {
        it->readers++;
        unlink_use(cache, it);
        link_newest(cache, it);
    }
    pthread_mutex_unlock(&cache->lock);
    return it;
}

static void give_back(memory *cache, entry *it)
{
    pthread_mutex_lock(&cache->lock);
    int last = --it->readers == 0 && it->dropped;
    pthread_mutex_unlock(&cache->lock);
    if (last)
        prse__free(it);
}

static prse_status get(void *self, prse_str key, prse_cache_found found,
                       void *user, prse_error *err)
{
    entry *it = key.len > 0 ? take(self, key) : NULL;
    if (!it)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL, "nothing is kept");
    found(user, (prse_str){it->bytes + it->key_len, it->value_len});
    give_back(self, it);
    return PRSE_OK;
}

static prse_status put(void *self, prse_str key, prse_str value,
                       int64_t until_ms, prse_error *err)
{
    memory *cache = self;
    (void)until_ms;
    if (key.len == 0)
        return prse__error_set(err, PRSE_EINVAL, "key", "it is empty");
    entry *it = new_entry(key, value);
    if (!it)
        return prse__error_nomem(err);
    pthread_mutex_lock(&cache->lock);
    it->hash = hash_of(cache, key);
    entry **at = place_of(cache, key, it->hash);
    if (*at)
        drop(cache, at);
    make_room(cache, cost(it));
    int fits = cost(it) <= cache->limit;
    if (fits) {
        widen(cache);
        at = place_of(cache, key, it->hash);
        *at = it;
        link_newest(cache, it);
        cache->used += cost(it);
        cache->count++;
    }
    pthread_mutex_unlock(&cache->lock);
    if (!fits)
        prse__free(it);
    return PRSE_OK;
}

static void free_cache(void *self)
{
    memory *cache = self;
    for (entry *it = cache->newest; it;) {
        entry *older = it->older;
        prse__free(it);
        it = older;
    }
    pthread_mutex_destroy(&cache->lock);
    prse__free(cache->slots);
    prse__free(cache);
}

static memory *new_cache(uint64_t bytes)
{
    memory *cache = prse__alloc(1, sizeof *cache);
    entry **slots = prse__alloc(SLOTS_AT_FIRST, sizeof *slots);
    if (!cache || !slots || pthread_mutex_init(&cache->lock, NULL) != 0) {
        prse__free(cache);
        prse__free(slots);
        return NULL;
    }
    cache->slots = slots;
    cache->slot_count = SLOTS_AT_FIRST;
    cache->limit = bytes ? bytes : DEFAULT_BYTES;
    /* Where it lies differs from run to run. */
    cache->seed = UINT64_C(14695981039346656037) ^ (uint64_t)(uintptr_t)cache;
    return cache;
}

prse_status prse_cache_memory(prse_cache *out, uint64_t bytes,
                              prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    memory *cache = new_cache(bytes);
    if (!cache)
        return prse__error_nomem(err);
    *out = (prse_cache){.size = sizeof *out, .self = cache,
                        .free = free_cache, .get = get, .put = put};
    return PRSE_OK;
}
