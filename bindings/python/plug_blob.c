/* SPDX-License-Identifier: Apache-2.0 */
/* A blob store of Python, backends.BlobBackend: contents, whose deadlines,
 * stopping and progress are kept between pieces; and links. */
#include "plugs.h"

enum {
    OWN_MS = 60000,
    MS_A_MIB = 1000,
    MIB = 1 << 20,
    HOUR_S = 3600,
    WEEK_S = 7 * 24 * HOUR_S
};

prse_py_watch prse_py_blob_watch(const prse_blob_options *opts, uint64_t bytes)
{
    uint64_t mib = bytes / MIB < INT32_MAX ? bytes / MIB : INT32_MAX;
    int64_t ms = opts->deadline_ms > 0 ? opts->deadline_ms
                                       : OWN_MS + (int64_t)mib * MS_A_MIB;
    prse_py_watch watch = prse_py_watch_start(ms, opts->should_stop,
                                              opts->user);
    watch.progress = opts->progress;
    watch.total = bytes;
    return watch;
}

/* A content on its way. */
typedef struct work {
    prse_py_call call;
    prse_py_watch watch;
    prse_blob_sink sink; /* Of get(). */
    void *user;
} work;

/* --- put */

static prse_status read_source(prse_py_source *it, uint64_t offset, char *to,
                               size_t room, prse_error *err)
{
    prse_status status = prse_py_watch_ask(it->watch, err);
    if (!status && room > 0)
        status = it->from->read(it->from->user, offset, to, room, err);
    return status ? status : prse_py_watch_on(it->watch, offset + room, err);
}

static PyObject *read_at(PyObject *self, PyObject *arguments)
{
    prse_py_source *it = prse_py_lent(self);
    unsigned long long offset, room;
    prse_error err = {0};
    if (!it || !PyArg_ParseTuple(arguments, "KK", &offset, &room))
        return NULL;
    uint64_t total = it->from->bytes;
    uint64_t left = offset < total ? total - offset : 0;
    room = room < left ? room : left;
    PyObject *piece = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)room);
    if (!piece)
        return NULL;
    prse_py_enter();
    prse_status status = read_source(it, offset, PyBytes_AsString(piece),
                                     (size_t)room, &err);
    prse_py_leave();
    if (prse_py_settle(status, &err) < 0)
        Py_CLEAR(piece);
    return piece;
}

PyObject *prse_py_build_source(void *source)
{
    static PyMethodDef method = {"read_at", read_at, METH_VARARGS,
                                 "Bytes of what is put."};
    prse_py_source *it = source;
    it->call->lent = prse_py_lend(&method, it);
    return it->call->lent
        ? prse_py_made("Source", "(OK)", it->call->lent,
                       (unsigned long long)it->from->bytes) : NULL;
}

prse_status prse_py_blob_put(void *self, prse_str key,
                             const prse_blob_source *source,
                             const prse_blob_options *opts, prse_error *err)
{
    work it = {.call = {.self = self, .method = "put", .watch = &it.watch},
               .watch = prse_py_blob_watch(opts, source->bytes)};
    prse_py_source from = {&it.call, &it.watch, source};
    prse_str digest = prse_str_of(source->sha256), type = source->type;
    prse_status status = prse_py_ask(
        &it.call, err, "(O&O&O&O&)", prse_py_build_str, &key,
        prse_py_build_source, &from, prse_py_build_str, &type,
        prse_py_build_str, &digest);
    return status ? status : prse_py_watch_on(&it.watch, it.watch.total, err);
}

/* --- get */

static int give_piece(prse_py_call *call, PyObject *item)
{
    work *it = call->to;
    prse_str piece;
    if (prse_py_text(item, &piece) < 0)
        return -1;
    if (piece.len > 0)
        call->status = it->sink(it->user, piece, call->err);
    if (!call->status)
        call->status = prse_py_watch_on(
            &it->watch, it->watch.done + piece.len, call->err);
    return call->status != PRSE_OK;
}

static void take_pieces(prse_py_call *call, PyObject *answer)
{
    prse_py_each(call, answer, give_piece);
}

/* None: to the end. */
static PyObject *build_length(void *from)
{
    uint64_t length = *(uint64_t *)from;
    if (length > INT64_MAX)
        Py_RETURN_NONE;
    return PyLong_FromUnsignedLongLong(length);
}

/* How much there is, where somebody wants to be told how far it is. */
static prse_status ask_total(work *it, prse_str key, uint64_t offset,
                             prse_error *err)
{
    prse_blob_info info = {.bytes = 0};
    prse_py_place place = {&prse_py_prse_blob_info, &info};
    prse_py_call call = {.self = it->call.self, .method = "stat",
                         .take = prse_py_take_fields, .to = &place};
    prse_status status = !it->watch.progress ? PRSE_OK
        : prse_py_ask(&call, err, "(O&)", prse_py_build_str, &key);
    uint64_t left = info.bytes > offset ? info.bytes - offset : 0;
    if (left < it->watch.total)
        it->watch.total = left;
    return status;
}

prse_status prse_py_blob_get(void *self, prse_str key, uint64_t offset,
                             uint64_t length, prse_blob_sink sink, void *user,
                             const prse_blob_options *opts, prse_error *err)
{
    work it = {.call = {.self = self, .method = "get", .watch = &it.watch,
                        .take = take_pieces, .to = &it},
               .watch = prse_py_blob_watch(opts, length),
               .sink = sink, .user = user};
    prse_status status = ask_total(&it, key, offset, err);
    if (!status)
        status = prse_py_ask(&it.call, err, "(O&KO&)", prse_py_build_str, &key,
                             (unsigned long long)offset, build_length,
                             &length);
    return status ? status : prse_py_watch_on(&it.watch, it.watch.total, err);
}

/* --- list, link */

int prse_py_give_blob(prse_py_call *call, PyObject *item)
{
    const prse_py_receiver *to = call->to;
    prse_blob_info info = {.size = sizeof info};
    prse_str key;
    if (!prse_py_is_tuple(item, "a blob is (key, bytes, modified)") ||
        PyTuple_Size(item) == 0 ||
        prse_py_text(PyTuple_GetItem(item, 0), &key) < 0)
        return -1;
    PyObject *rest = PyTuple_GetSlice(item, 1, PY_SSIZE_T_MAX);
    int bad = !rest || prse_py_fields(&prse_py_prse_blob_info, &info, rest,
                                     NULL) < 0;
    Py_XDECREF(rest);
    return bad ? -1 : ((prse_blob_found)to->found)(to->user, key, &info);
}

prse_status prse_py_blob_link(void *self, prse_str key,
                              const prse_blob_link *link,
                              prse_blob_text found, void *user,
                              prse_error *err)
{
    prse_str name = link->file_name;
    int64_t seconds = link->expires_s ? link->expires_s : HOUR_S;
    prse_py_receiver to = {prse_py_give_text, (void (*)(void))found, user,
                           NULL};
    prse_py_call call = {.self = self, .method = "link",
                         .take = prse_py_take_one, .to = &to};
    if (seconds < 0 || seconds > WEEK_S)
        return prse_py_say(err, PRSE_EINVAL, "a link lasts a week at most");
    return prse_py_ask(&call, err, "(O&OLO&)", prse_py_build_str, &key,
                       link->upload ? Py_True : Py_False,
                       (long long)seconds, prse_py_build_str, &name);
}
