/* SPDX-License-Identifier: Apache-2.0 */
/* A blob store of Python: backends.BlobBackend. Deadlines, stopping and
 * progress are kept here: between pieces, and between blobs of a list. */
#include "plugs.h"

enum {
    OWN_MS = 60000,
    MS_A_MIB = 1000,
    MIB = 1 << 20,
    HOUR_S = 3600,
    WEEK_S = 7 * 24 * HOUR_S
};

/* One call, and how far it is. */
typedef struct work {
    prse_py_watch watch;
    const prse_blob_options *opts;
    const prse_blob_source *source; /* Of put(). */
    prse_blob_sink sink;            /* Of get(). */
    prse_blob_found found;          /* Of list(). */
    void *user;
    uint64_t done, total;
} work;

static work begin(const prse_blob_options *opts, uint64_t bytes)
{
    uint64_t mib = bytes / MIB < INT32_MAX ? bytes / MIB : INT32_MAX;
    int64_t ms = opts->deadline_ms > 0 ? opts->deadline_ms
                                       : OWN_MS + (int64_t)mib * MS_A_MIB;
    return (work){.watch = prse_py_watch_start(ms, opts->should_stop,
                                               opts->user),
                  .opts = opts, .total = bytes};
}

/* Never backwards, however often a source is read. */
static void tell(work *it, uint64_t done)
{
    if (done > it->done)
        it->done = done;
    if (it->opts->progress)
        it->opts->progress(it->opts->user, it->done, it->total);
}

/* --- put */

static prse_status read_source(work *it, uint64_t offset, char *to,
                               size_t room, prse_error *err)
{
    prse_status status = prse_py_watch_ask(&it->watch, err);
    if (!status && room > 0)
        status = it->source->read(it->source->user, offset, to, room, err);
    if (!status)
        status = prse_py_watch_ask(&it->watch, err);
    if (!status)
        tell(it, offset + room);
    return status;
}

static PyObject *read_at(PyObject *self, PyObject *arguments)
{
    work *it = prse_py_lent(self);
    unsigned long long offset;
    Py_ssize_t room;
    prse_error err = {0};
    if (!it || !PyArg_ParseTuple(arguments, "Kn", &offset, &room))
        return NULL;
    uint64_t left = offset < it->total ? it->total - offset : 0;
    if (room < 0 || (uint64_t)room > left)
        room = (Py_ssize_t)left;
    PyObject *piece = PyBytes_FromStringAndSize(NULL, room);
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

static PyObject *lend_source(void *from)
{
    static PyMethodDef method = {"read_at", read_at, METH_VARARGS,
                                 "Bytes of what is put."};
    return prse_py_lend(&method, from);
}

static prse_status put(void *self, prse_str key,
                       const prse_blob_source *source,
                       const prse_blob_options *opts, prse_error *err)
{
    work it = begin(opts, source->bytes);
    PyGILState_STATE state;
    it.source = source;
    prse_status status = prse_py_watch_ask(&it.watch, err);
    if (status || !prse_py_attach(&state))
        return status ? status : PRSE_ECANCELED;
    prse_str digest = prse_str_of(source->sha256), type = source->type;
    PyObject *reader = lend_source(&it);
    PyObject *file = reader ? prse_py_made("Source", "OK", reader,
                                           (unsigned long long)it.total)
                            : NULL;
    status = file ? prse_py_ask(self, "put", NULL, NULL, err, "(O&OO&O&)",
                                prse_py_build_str, &key, file,
                                prse_py_build_str, &type, prse_py_build_str,
                                &digest)
                  : prse_py_caught(err);
    Py_XDECREF(file);
    prse_py_reclaim(reader);
    prse_py_detach(state);
    if (!status)
        tell(&it, it.total);
    return status;
}

/* --- get, stat, remove */

static int give_piece(void *to, PyObject *item, prse_status *status,
                      prse_error *err)
{
    work *it = to;
    prse_str piece;
    if (prse_py_text(item, &piece) < 0)
        return -1;
    *status = prse_py_watch_ask(&it->watch, err);
    if (!*status && piece.len > 0)
        *status = it->sink(it->user, piece, err);
    if (!*status)
        *status = prse_py_watch_ask(&it->watch, err);
    if (!*status)
        tell(it, it->done + piece.len);
    return *status != PRSE_OK;
}

static prse_status take_pieces(void *to, PyObject *answer, prse_error *err)
{
    return prse_py_each(answer, err, to, give_piece);
}

/* What a list and stat() tell of a blob: (..., bytes, modified). */
static int read_info(PyObject *bytes, PyObject *modified, prse_blob_info *to)
{
    prse_value moment;
    to->bytes = PyLong_AsUnsignedLongLong(bytes);
    if (PyErr_Occurred() ||
        prse_py_to_value(modified, PRSE_TYPE_TIME, &moment, NULL) < 0)
        return -1;
    to->modified_ms = moment.number;
    return 0;
}

static prse_status take_info(void *to, PyObject *answer, prse_error *err)
{
    PyObject *bytes, *modified;
    (void)err;
    if (prse_py_unpack(answer, "stat() is (bytes, modified)", "OO", &bytes,
                       &modified))
        read_info(bytes, modified, to);
    return PRSE_OK;
}

static prse_status stat_blob(void *self, prse_str key, prse_blob_info *out,
                             const prse_blob_options *opts, prse_error *err)
{
    work it = begin(opts, 0);
    prse_status status = prse_py_watch_ask(&it.watch, err);
    return status ? status : prse_py_ask(self, "stat", take_info, out, err,
                                         "(O&)", prse_py_build_str, &key);
}

/* None: to the end. */
static PyObject *build_length(void *from)
{
    uint64_t length = *(uint64_t *)from;
    if (length > INT64_MAX)
        Py_RETURN_NONE;
    return PyLong_FromUnsignedLongLong(length);
}

static prse_status get(void *self, prse_str key, uint64_t offset,
                       uint64_t length, prse_blob_sink sink, void *user,
                       const prse_blob_options *opts, prse_error *err)
{
    prse_blob_info info = {.bytes = 0};
    prse_status status = opts->progress
        ? stat_blob(self, key, &info, opts, err) : PRSE_OK;
    if (status)
        return status;
    uint64_t left = info.bytes > offset ? info.bytes - offset : 0;
    work it = begin(opts, length);
    it.total = left < length ? left : length;
    it.sink = sink;
    it.user = user;
    status = prse_py_ask(self, "get", take_pieces, &it, err, "(O&KO&)",
                         prse_py_build_str, &key, (unsigned long long)offset,
                         build_length, &length);
    if (!status)
        tell(&it, it.total);
    return status;
}

static prse_status remove_blob(void *self, prse_str key,
                               const prse_blob_options *opts, prse_error *err)
{
    work it = begin(opts, 0);
    prse_status status = prse_py_watch_ask(&it.watch, err);
    return status ? status : prse_py_ask(self, "remove", NULL, NULL, err,
                                         "(O&)", prse_py_build_str, &key);
}

/* --- list, link */

static int give_blob(void *to, PyObject *item, prse_status *status,
                     prse_error *err)
{
    work *it = to;
    PyObject *name, *bytes, *modified;
    prse_blob_info info = {.size = sizeof info};
    prse_str key;
    if ((*status = prse_py_watch_ask(&it->watch, err)))
        return 1;
    if (!prse_py_unpack(item, "a blob is (key, bytes, modified)", "OOO",
                        &name, &bytes, &modified) ||
        prse_py_text(name, &key) < 0 || read_info(bytes, modified, &info) < 0)
        return -1;
    return it->found(it->user, key, &info);
}

static prse_status take_blobs(void *to, PyObject *answer, prse_error *err)
{
    return prse_py_each(answer, err, to, give_blob);
}

static prse_status list(void *self, prse_str prefix, prse_blob_found found,
                        void *user, const prse_blob_options *opts,
                        prse_error *err)
{
    work it = begin(opts, 0);
    it.found = found;
    it.user = user;
    prse_status status = prse_py_watch_ask(&it.watch, err);
    return status ? status : prse_py_ask(self, "list", take_blobs, &it, err,
                                         "(O&)", prse_py_build_str, &prefix);
}

typedef struct telling {
    prse_blob_text found;
    void *user;
} telling;

static prse_status take_link(void *to, PyObject *answer, prse_error *err)
{
    const telling *it = to;
    prse_str text;
    (void)err;
    if (prse_py_text(answer, &text) == 0)
        it->found(it->user, text);
    return PRSE_OK;
}

static prse_status link_to(void *self, prse_str key,
                           const prse_blob_link *link, prse_blob_text found,
                           void *user, prse_error *err)
{
    prse_str name = link->file_name;
    int64_t seconds = link->expires_s ? link->expires_s : HOUR_S;
    if (seconds < 0 || seconds > WEEK_S)
        return prse_py_say(err, PRSE_EINVAL, "a link lasts a week at most");
    return prse_py_ask(self, "link", take_link, &(telling){found, user}, err,
                       "(O&OLO&)", prse_py_build_str, &key,
                       link->upload ? Py_True : Py_False,
                       (long long)seconds, prse_py_build_str, &name);
}

PyObject *prse_py_blob(PyObject *backend)
{
    prse_blob plug = {.size = sizeof plug, .self = backend,
                      .free = prse_py_free, .put = put, .get = get,
                      .stat = stat_blob, .remove = remove_blob, .list = list,
                      .link = prse_py_has(backend, "link") ? link_to : NULL};
    return prse_py_plug_of(backend, &plug, "prse_blob", sizeof plug,
                           "put get stat remove list ");
}
