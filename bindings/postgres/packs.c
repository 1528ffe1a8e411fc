/* SPDX-License-Identifier: Apache-2.0 */
#include "packs.h"

#include <sys/stat.h>

#include <common/hashfn.h>
#include <miscadmin.h>
#include <storage/fd.h>
#include <utils/datetime.h>
#include <utils/memutils.h>

enum { DEEPEST = 8 };

static prse_engine *engine;
static pgprse_pack *packs;

/* --- Where it is --- */

/* A name is no path: whoever may call a function may not read every file that
 * the server can read. */
static void check_name(const char *name)
{
    size_t good = strspn(name, "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
    if (name[0] && name[0] != '.' && !name[good])
        return;
    ereport(ERROR, (errcode(ERRCODE_INVALID_NAME),
                    errmsg("\"%s\" is not the name of a pack", name),
                    errhint("A pack is named as its folder, such as fr-rse. "
                            "Where folders are looked for is set by "
                            "portailrse.pack_path.")));
}

static char *find(const char *name)
{
    const char *list = pgprse_pack_path;
    check_name(name);
    while (*list) {
        size_t length = strcspn(list, ":");
        struct stat seen;
        char *folder = psprintf("%.*s/%s", (int)length, list, name);
        char *file = psprintf("%s/pack.yaml", folder);
        if (length > 0 && stat(file, &seen) == 0)
            return folder;
        list += length + (list[length] == ':');
    }
    ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
                    errmsg("there is no pack \"%s\"", name),
                    errdetail("Looked for in: %s", pgprse_pack_path),
                    errhint("A superuser can set portailrse.pack_path.")));
}

/* --- Whether it has changed --- */

static uint64 add_number(uint64 stamp, int64 number)
{
    return hash_combine64(stamp, hash_bytes_extended(
                                     (const unsigned char *)&number,
                                     sizeof number, 0));
}

/* Files come in no order, so that theirs are added up. */
static uint64 stamp_of(const char *path, int depth)
{
    struct stat seen;
    if (stat(path, &seen) != 0)
        return 0;
    if (S_ISDIR(seen.st_mode)) {
        uint64 sum = 0;
        DIR *folder = depth < DEEPEST ? AllocateDir(path) : NULL;
        const struct dirent *entry;
        while (folder && (entry = ReadDir(folder, path)) != NULL) {
            if (entry->d_name[0] == '.')
                continue;
            char *inside = psprintf("%s/%s", path, entry->d_name);
            sum += stamp_of(inside, depth + 1);
            pfree(inside);
        }
        if (folder)
            FreeDir(folder);
        return sum;
    }
    uint64 stamp = hash_bytes_extended((const unsigned char *)path,
                                       (int)strlen(path), 0);
    stamp = add_number(stamp, (int64)seen.st_ino);
    stamp = add_number(stamp, (int64)seen.st_size);
    stamp = add_number(stamp, (int64)seen.st_mtim.tv_sec);
    return add_number(stamp, (int64)seen.st_mtim.tv_nsec);
}

/* --- Life --- */

static void release(pgprse_pack *pack)
{
    if (--pack->holders > 0)
        return;
    for (int i = 0; i < PGPRSE_PLANS; i++)
        prse_batch_unref(pack->plans[i].batch);
    prse_report_free(pack->report);
    prse_facts_free(pack->facts);
    prse_pack_unref(pack->pack);
    pfree(pack->name);
    pfree(pack);
}

static void forget(const char *name)
{
    for (pgprse_pack **at = &packs; *at; at = &(*at)->next) {
        pgprse_pack *pack = *at;
        if (strcmp(pack->name, name) == 0) {
            *at = pack->next;
            release(pack);
            return;
        }
    }
}

static prse_status open_pack(pgprse_pack *pack, const char *folder,
                             prse_error *err)
{
    prse_status status = PRSE_OK;
    if (!engine)
        status = prse_engine_new(&engine, NULL, err);
    if (!status)
        status = prse_pack_load(&pack->pack, engine, folder, NULL, err);
    if (!status)
        status = prse_facts_new(&pack->facts, pack->pack, err);
    if (!status)
        status = prse_report_new(&pack->report, pack->pack, err);
    return status;
}

static pgprse_pack *load(const char *name, const char *folder, uint64 stamp)
{
    prse_error err;
    char *own_name = MemoryContextStrdup(TopMemoryContext, name);
    pgprse_pack *pack = MemoryContextAllocExtended(
        TopMemoryContext, sizeof *pack, MCXT_ALLOC_ZERO | MCXT_ALLOC_NO_OOM);
    if (!pack) {
        pfree(own_name);
        ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY),
                        errmsg("out of memory")));
    }
    pack->name = own_name;
    pack->stamp = stamp;
    pack->holders = 1;
    prse_status status = open_pack(pack, folder, &err);
    if (status) {
        release(pack);
        pgprse_fail(status, &err, PGPRSE_PACK);
    }
    pack->next = packs;
    packs = pack;
    return pack;
}

static pgprse_pack *known(const char *name)
{
    for (pgprse_pack *pack = packs; pack; pack = pack->next)
        if (strcmp(pack->name, name) == 0)
            return pack;
    return NULL;
}

static void let_go(void *pack)
{
    release(pack);
}

pgprse_pack *pgprse_pack_hold(const char *name, MemoryContext until)
{
    char *folder = find(name);
    uint64 stamp = stamp_of(folder, 0);
    MemoryContextCallback *end =
        MemoryContextAllocZero(until, sizeof *end);
    pgprse_pack *pack = known(name);
    if (!pack || pack->stamp != stamp) {
        forget(name);
        pack = load(name, folder, stamp);
    }
    pack->holders++;
    end->func = let_go;
    end->arg = pack;
    MemoryContextRegisterResetCallback(until, end);
    pfree(folder);
    return pack;
}

/* --- Plans --- */

void pgprse_write_date(char out[PGPRSE_DATE_ROOM], DateADT date)
{
    int year, month, day;
    if (DATE_NOT_FINITE(date))
        ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
                        errmsg("the day of the law cannot be infinite")));
    j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
    snprintf(out, PGPRSE_DATE_ROOM, "%04d-%02d-%02d", year, month, day);
}

/* Asked by the library while it works: it looks, and leaves nothing. */
static int should_stop(void *user)
{
    (void)user;
    return InterruptPending && (QueryCancelPending || ProcDiePending);
}

prse_batch *pgprse_pack_plan(pgprse_pack *pack, DateADT date)
{
    for (int i = 0; i < PGPRSE_PLANS; i++)
        if (pack->plans[i].batch && pack->plans[i].date == date)
            return pack->plans[i].batch;
    char day[PGPRSE_DATE_ROOM];
    pgprse_write_date(day, date);
    prse_error err;
    prse_batch *batch;
    pgprse_check(prse_batch_new(&batch, pack->pack,
                                &(prse_batch_options){
                                    .size = sizeof(prse_batch_options),
                                    .columns = PRSE_BATCH_COUNTS,
                                    .date = prse_str_of(day),
                                    .should_stop = should_stop},
                                &err),
                 &err, PGPRSE_CALL);
    pgprse_plan *plan = &pack->plans[pack->oldest];
    pack->oldest = (pack->oldest + 1) % PGPRSE_PLANS;
    prse_batch_unref(plan->batch);
    *plan = (pgprse_plan){date, batch};
    return batch;
}
