/* SPDX-License-Identifier: Apache-2.0 */
/* The cache plug over a table that several processes share. A cache is no
 * reason to wait: a file that another process keeps locked is passed over. */
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "portailrse/sys/cache.h"
#include "sqlite/database.h"

enum { PUTS_BETWEEN_CLEANINGS = 500 };

static const char SCHEMA[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"
    "CREATE TABLE IF NOT EXISTS prse_cache ("
    " key BLOB PRIMARY KEY, value BLOB NOT NULL, until INTEGER NOT NULL);"
    "CREATE INDEX IF NOT EXISTS prse_cache_until ON prse_cache (until);"
    "PRAGMA busy_timeout = 50;";

static const char GET[] = "SELECT value FROM prse_cache WHERE key = ?1";
static const char PUT[] =
    "INSERT OR REPLACE INTO prse_cache (key, value, until)"
    " VALUES (?1, ?2, ?3)";
/* What nobody wants any more, and what is beyond 100,000 answers. */
static const char CLEAN[] =
    "DELETE FROM prse_cache WHERE until < ?1 OR until <= (SELECT until FROM"
    " prse_cache ORDER BY until DESC LIMIT 1 OFFSET 100000)";

typedef struct file_cache {
    pthread_mutex_t lock;
    prse__db *db;
    prse__stmt *get, *put, *clean;
    uint32_t puts;
} file_cache;

static prse_status read_value(file_cache *cache, prse_str key, prse__buf *out,
                              prse_error *err)
{
    int row = 0;
    prse__stmt_bind_blob(cache->get, 1, key);
    prse_status status = prse__stmt_step(cache->get, &row, err);
    if (!status && row)
        prse__buf_add(out, prse__stmt_blob(cache->get, 0));
    prse__stmt_reset(cache->get);
    if (status)
        return status;
    if (!row)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL, "nothing is kept");
    return out->failed ? prse__error_nomem(err) : PRSE_OK;
}

/* Copied, so that whoever receives it may use the cache. */
static prse_status get(void *self, prse_str key, prse_cache_found found,
                       void *user, prse_error *err)
{
    file_cache *cache = self;
    prse__buf value;
    prse__buf_init(&value, 0);
    pthread_mutex_lock(&cache->lock);
    prse_status status = read_value(cache, key, &value, err);
    pthread_mutex_unlock(&cache->lock);
    if (!status)
        found(user, prse__buf_str(&value));
    prse__buf_free(&value);
    return status;
}

static prse_status clean(file_cache *cache, prse_error *err)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    prse__stmt_bind_int(cache->clean, 1, (int64_t)now.tv_sec * 1000);
    return prse__stmt_run(cache->clean, err);
}

static prse_status put(void *self, prse_str key, prse_str value,
                       int64_t until_ms, prse_error *err)
{
    file_cache *cache = self;
    if (key.len == 0)
        return prse__error_set(err, PRSE_EINVAL, "key", "it is empty");
    pthread_mutex_lock(&cache->lock);
    prse__stmt_bind_blob(cache->put, 1, key);
    prse__stmt_bind_blob(cache->put, 2,
                         value.ptr ? value : (prse_str){"", 0});
    prse__stmt_bind_int(cache->put, 3, until_ms);
    prse_status status = prse__stmt_run(cache->put, err);
    if (!status && ++cache->puts % PUTS_BETWEEN_CLEANINGS == 0)
        clean(cache, NULL);
    pthread_mutex_unlock(&cache->lock);
    return status;
}

static void free_cache(void *self)
{
    file_cache *cache = self;
    prse__stmt_free(cache->get);
    prse__stmt_free(cache->put);
    prse__stmt_free(cache->clean);
    prse__db_close(cache->db);
    pthread_mutex_destroy(&cache->lock);
    prse__free(cache);
}

static prse_status open_file(file_cache *cache, prse_str path,
                             prse_error *err)
{
    prse_status status = prse__db_open(&cache->db, path, PRSE__DB_MAKE, err);
    if (!status)
        status = prse__db_run(cache->db, SCHEMA, err);
    if (!status)
        status = prse__db_prepare(&cache->get, cache->db, GET, err);
    if (!status)
        status = prse__db_prepare(&cache->put, cache->db, PUT, err);
    if (!status)
        status = prse__db_prepare(&cache->clean, cache->db, CLEAN, err);
    return status;
}

prse_status prse_cache_sqlite(prse_cache *out, prse_str path, prse_error *err)
{
    if (!out || path.len == 0)
        return prse__error_set(err, PRSE_EINVAL, out ? "path" : "out",
                               "it is %s", out ? "empty" : "NULL");
    file_cache *cache = prse__alloc(1, sizeof *cache);
    if (!cache || pthread_mutex_init(&cache->lock, NULL) != 0) {
        prse__free(cache);
        return prse__error_nomem(err);
    }
    prse_status status = open_file(cache, path, err);
    if (status) {
        free_cache(cache);
        return status;
    }
    *out = (prse_cache){.size = sizeof *out, .self = cache,
                        .free = free_cache, .get = get, .put = put};
    return PRSE_OK;
}
