/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite/database.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WAIT_MS = 5000, /* for another process that writes */
    STEPS_BETWEEN_LOOKS = 100000, /* of SQLite's machine: a millisecond */
    PAGES_AT_ONCE = 4096
};

struct prse__db {
    sqlite3 *handle;
    prse__buf path; /* as the caller wrote it, for errors */
    int waits;      /* in the caller's way */
    int failure;    /* result that was complained about last */
};

struct prse__stmt {
    prse__db *db;
    sqlite3_stmt *handle;
    int refused; /* result of a binding that failed, told by the next step */
};

/* What each kind of refusal means to a caller; others are PRSE_EIO. */
static const struct {
    int result;
    prse_status status;
    const char *message; /* NULL: SQLite's own */
} meanings[] = {
    {SQLITE_ERROR, PRSE_ESCHEMA, NULL}, /* a table is not there */
    {SQLITE_NOTADB, PRSE_ESCHEMA, "not an SQLite file"},
    {SQLITE_FULL, PRSE_EIO, "no space is left to write"},
    {SQLITE_IOERR, PRSE_EIO, "reading or writing failed"},
    {SQLITE_BUSY, PRSE_EIO, "in use by another process: try again later"},
    {SQLITE_READONLY, PRSE_EIO, "may not be written"},
    {SQLITE_CORRUPT, PRSE_ESCHEMA, "the file is damaged"},
    {SQLITE_INTERRUPT, PRSE_ECANCELED, "stopped as asked"},
    {SQLITE_CONSTRAINT, PRSE_ESCHEMA, NULL}, /* but see is_twice() */
};

static int lacks_memory(int result)
{
    return (result & 0xFF) == SQLITE_NOMEM || result == SQLITE_IOERR_NOMEM;
}

/* A row with the same key or the same unique values. What others added to a
 * file, such as a trigger, refuses rows for other reasons. */
static int is_twice(int result)
{
    return result == SQLITE_CONSTRAINT_UNIQUE ||
           result == SQLITE_CONSTRAINT_PRIMARYKEY ||
           result == SQLITE_CONSTRAINT_ROWID;
}

static int errno_of(const prse__db *db, int kind)
{
    if (kind == SQLITE_FULL)
        return ENOSPC;
    return kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN
               ? sqlite3_system_errno(db->handle) : 0;
}

static prse_status complain(prse__db *db, int result, prse_error *err)
{
    prse_status status = PRSE_EIO;
    const char *message = NULL;
    int kind = result & 0xFF; /* extended results add detail above */
    db->failure = kind;
    if (lacks_memory(result) || !db->handle)
        return prse__error_nomem(err);
    if (db->waits && (kind == SQLITE_BUSY || kind == SQLITE_PROTOCOL))
        return prse__error_set(err, PRSE_EBUSY, db->path.ptr,
                               "others write to it for too long");
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].result == kind) {
            status = meanings[i].status;
            message = meanings[i].message;
        }
    }
    if (is_twice(result))
        status = PRSE_EEXISTS;
    int system = errno_of(db, kind);
    int told = system && kind != SQLITE_FULL;
    prse__error_set(err, status, db->path.ptr, "%s%s%s",
                    message ? message : sqlite3_errmsg(db->handle),
                    told ? ": " : "", told ? strerror(system) : "");
    if (err)
        err->sys_code = system;
    return status;
}

/* The name that SQLite gets: "./" keeps ":memory:" and "file:" plain names. */
static void plain_name(prse__buf *name, prse_str path)
{
    if (path.ptr[0] != '/')
        prse__buf_adds(name, "./");
    prse__buf_add(name, path);
}

/* As a URI, which is how SQLite is told that a file never changes. */
static void frozen_name(prse__buf *name, prse_str path)
{
    prse__buf_adds(name, "file:");
    if (path.ptr[0] != '/')
        prse__buf_adds(name, "./");
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        if (c == '%' || c == '?' || c == '#')
            prse__buf_addf(name, "%%%02X", (unsigned)c);
        else
            prse__buf_addc(name, c);
    }
    prse__buf_adds(name, "?immutable=1");
}

static int flags_of(prse__db_mode mode)
{
    static const int flags[] = {
        [PRSE__DB_READ] = SQLITE_OPEN_READONLY,
        [PRSE__DB_FROZEN] = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
        [PRSE__DB_WRITE] = SQLITE_OPEN_READWRITE,
        [PRSE__DB_MAKE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    return flags[mode] | SQLITE_OPEN_NOMUTEX;
}

/* Of the folder that a file is in. */
static int cannot_write_beside(prse_str path)
{
    prse__buf folder;
    prse__buf_init(&folder, 0);
    while (path.len > 0 && path.ptr[path.len - 1] != '/')
        path.len--;
    prse__buf_add(&folder, path);
    prse__buf_addc(&folder, '.');
    int reason = folder.failed ? ENOMEM : 0;
    if (!reason && faccessat(AT_FDCWD, folder.ptr, W_OK | X_OK, AT_EACCESS))
        reason = errno;
    prse__buf_free(&folder);
    return reason;
}

/* SQLite tries in several ways, so that the reason that is left is that of the
 * last one. The file is not opened to find out: closing it again would take the
 * locks of this process's other connections away. */
static int why_not(const prse__db *db, prse__db_mode mode)
{
    int needed = mode == PRSE__DB_WRITE || mode == PRSE__DB_MAKE
                     ? R_OK | W_OK : R_OK;
    struct stat at;
    if (stat(db->path.ptr, &at) != 0)
        return errno == ENOENT && mode == PRSE__DB_MAKE
                   ? cannot_write_beside(prse__buf_str(&db->path)) : errno;
    if (S_ISDIR(at.st_mode))
        return EISDIR;
    return faccessat(AT_FDCWD, db->path.ptr, needed, AT_EACCESS) ? errno : 0;
}

static prse_status cannot_open(const prse__db *db, prse__db_mode mode,
                               prse_error *err)
{
    int reason = why_not(db, mode);
    int absent = reason == ENOENT && mode != PRSE__DB_MAKE;
    const char *what = "";
    if (reason == 0) { /* then one of the files that SQLite puts beside it */
        what = "what belongs to it ";
        reason = cannot_write_beside(prse__buf_str(&db->path));
    }
    if (reason == 0)
        reason = sqlite3_system_errno(db->handle);
    prse_status status = absent ? PRSE_ENOTFOUND : PRSE_EIO;
    prse__error_set(err, status, db->path.ptr, "%scannot be opened: %s", what,
                    reason ? strerror(reason) : "the system refuses");
    if (err)
        err->sys_code = reason;
    return status;
}

/* SQLite opens lazily; looking at the schema shows now whether it can. */
static prse_status open_handle(prse__db *db, prse__db_mode mode,
                               const prse__db_waiting *waiting,
                               prse_error *err)
{
    prse__buf name;
    prse__buf_init(&name, 0);
    if (mode == PRSE__DB_FROZEN)
        frozen_name(&name, prse__buf_str(&db->path));
    else
        plain_name(&name, prse__buf_str(&db->path));
    int result = name.failed ? SQLITE_NOMEM
                             : sqlite3_open_v2(name.ptr, &db->handle,
                                               flags_of(mode), NULL);
    prse__buf_free(&name);
    if (result == SQLITE_CANTOPEN)
        return cannot_open(db, mode, err);
    if (result != SQLITE_OK)
        return complain(db, result, err);
    sqlite3_extended_result_codes(db->handle, 1);
    if (waiting)
        sqlite3_busy_handler(db->handle, waiting->again, waiting->user);
    else
        sqlite3_busy_timeout(db->handle, WAIT_MS);
    result = sqlite3_exec(db->handle, "SELECT count(*) FROM sqlite_schema",
                          NULL, NULL, NULL);
    if ((result & 0xFF) == SQLITE_CANTOPEN ||
        (result & 0xFF) == SQLITE_READONLY)
        return cannot_open(db, mode, err);
    return result == SQLITE_OK ? PRSE_OK : complain(db, result, err);
}

prse_status prse__db_open_waiting(prse__db **out, prse_str path,
                                  prse__db_mode mode,
                                  const prse__db_waiting *waiting,
                                  prse_error *err)
{
    if (path.len == 0 || memchr(path.ptr, '\0', path.len))
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "the name of a file is needed");
    prse__db *db = prse__alloc(1, sizeof *db);
    if (!db)
        return prse__error_nomem(err);
    db->waits = waiting != NULL;
    prse__buf_init(&db->path, 0);
    prse__buf_add(&db->path, path);
    prse_status status = db->path.failed
                             ? prse__error_nomem(err)
                             : open_handle(db, mode, waiting, err);
    if (status == PRSE_OK)
        *out = db;
    else
        prse__db_close(db);
    return status;
}

prse_status prse__db_open(prse__db **out, prse_str path, prse__db_mode mode,
                          prse_error *err)
{
    return prse__db_open_waiting(out, path, mode, NULL, err);
}

void prse__db_close(prse__db *db)
{
    if (!db)
        return;
    sqlite3_close_v2(db->handle);
    prse__buf_free(&db->path);
    prse__free(db);
}

int prse__db_has_moved(prse__db *db)
{
    int moved = 0;
    int result = sqlite3_file_control(db->handle, "main",
                                      SQLITE_FCNTL_HAS_MOVED, &moved);
    return result != SQLITE_OK || moved;
}

prse_status prse__db_run(prse__db *db, const char *sql, prse_error *err)
{
    int result = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return result == SQLITE_OK ? PRSE_OK : complain(db, result, err);
}

int prse__db_read_only(prse__db *db)
{
    if (sqlite3_db_readonly(db->handle, "main") == 0)
        return 0;
    int reason = why_not(db, PRSE__DB_WRITE);
    return reason ? reason : EROFS;
}

int prse__db_is_in_doubt(const prse__db *db)
{
    return db->failure == SQLITE_IOERR;
}

int64_t prse__db_changes(prse__db *db)
{
    return sqlite3_changes64(db->handle);
}

int prse__db_in_transaction(prse__db *db)
{
    return !sqlite3_get_autocommit(db->handle);
}

void prse__db_stop_when(prse__db *db, int (*should_stop)(void *user),
                        void *user)
{
    sqlite3_progress_handler(db->handle, STEPS_BETWEEN_LOOKS, should_stop,
                             user);
}

static prse_status stopped(prse_error *err)
{
    return prse__error_set(err, PRSE_ECANCELED, NULL, "stopped as asked");
}

static prse_status copy_pages(sqlite3_backup *backup, prse__db *to,
                              const prse__db_copying *copying,
                              prse_error *err)
{
    int result = SQLITE_OK;
    while (result == SQLITE_OK) {
        if (copying->should_stop && copying->should_stop(copying->user))
            return stopped(err);
        result = sqlite3_backup_step(backup, PAGES_AT_ONCE);
        int total = sqlite3_backup_pagecount(backup);
        int left = sqlite3_backup_remaining(backup);
        if (copying->progress)
            copying->progress(copying->user, (uint64_t)(total - left),
                              (uint64_t)total);
    }
    return result == SQLITE_DONE ? PRSE_OK : complain(to, result, err);
}

prse_status prse__db_copy(prse__db *to, prse__db *from,
                          const prse__db_copying *copying, prse_error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main",
                                                 from->handle, "main");
    if (!backup)
        return complain(to, sqlite3_errcode(to->handle), err);
    prse_status status = copy_pages(backup, to, copying, err);
    sqlite3_backup_finish(backup);
    return status;
}

prse_status prse__db_prepare(prse__stmt **out, prse__db *db, const char *sql,
                             prse_error *err)
{
    prse__stmt *stmt = prse__alloc(1, sizeof *stmt);
    if (!stmt)
        return prse__error_nomem(err);
    stmt->db = db;
    int result = sqlite3_prepare_v3(db->handle, sql, -1,
                                    SQLITE_PREPARE_PERSISTENT, &stmt->handle,
                                    NULL);
    if (result != SQLITE_OK) {
        prse__free(stmt);
        return complain(db, result, err);
    }
    *out = stmt;
    return PRSE_OK;
}

void prse__stmt_free(prse__stmt *stmt)
{
    if (!stmt)
        return;
    sqlite3_finalize(stmt->handle);
    prse__free(stmt);
}

static void bound(prse__stmt *stmt, int result)
{
    if (result != SQLITE_OK)
        stmt->refused = result;
}

void prse__stmt_bind_int(prse__stmt *stmt, int at, int64_t value)
{
    bound(stmt, sqlite3_bind_int64(stmt->handle, at, value));
}

/* A null pointer would be NULL, not empty text. */
void prse__stmt_bind_text(prse__stmt *stmt, int at, prse_str text)
{
    bound(stmt, sqlite3_bind_text64(stmt->handle, at,
                                    text.len ? text.ptr : "", text.len,
                                    SQLITE_STATIC, SQLITE_UTF8));
}

void prse__stmt_bind_blob(prse__stmt *stmt, int at, prse_str bytes)
{
    bound(stmt, sqlite3_bind_blob64(stmt->handle, at,
                                    bytes.len ? bytes.ptr : "", bytes.len,
                                    SQLITE_STATIC));
}

void prse__stmt_bind_null(prse__stmt *stmt, int at)
{
    bound(stmt, sqlite3_bind_null(stmt->handle, at));
}

prse_status prse__stmt_step(prse__stmt *stmt, int *row, prse_error *err)
{
    *row = 0;
    int result = stmt->refused ? stmt->refused : sqlite3_step(stmt->handle);
    if (result == SQLITE_ROW) {
        *row = 1;
        return PRSE_OK;
    }
    prse_status status = result == SQLITE_DONE
                             ? PRSE_OK : complain(stmt->db, result, err);
    prse__stmt_reset(stmt);
    return status;
}

prse_status prse__stmt_run(prse__stmt *stmt, prse_error *err)
{
    int row;
    prse_status status = prse__stmt_step(stmt, &row, err);
    if (row)
        prse__stmt_reset(stmt);
    return status;
}

void prse__stmt_reset(prse__stmt *stmt)
{
    stmt->refused = 0;
    sqlite3_reset(stmt->handle);
}

int64_t prse__stmt_int(prse__stmt *stmt, int at)
{
    return sqlite3_column_int64(stmt->handle, at);
}

/* The pointer first: SQLite may convert, which changes the length. */
prse_str prse__stmt_text(prse__stmt *stmt, int at)
{
    const char *text = (const char *)sqlite3_column_text(stmt->handle, at);
    int len = sqlite3_column_bytes(stmt->handle, at);
    return (prse_str){text, text ? (size_t)len : 0};
}

prse_str prse__stmt_blob(prse__stmt *stmt, int at)
{
    const char *bytes = sqlite3_column_blob(stmt->handle, at);
    int len = sqlite3_column_bytes(stmt->handle, at);
    return (prse_str){bytes, bytes ? (size_t)len : 0};
}

int prse__stmt_is_null(prse__stmt *stmt, int at)
{
    return sqlite3_column_type(stmt->handle, at) == SQLITE_NULL;
}
