/* SPDX-License-Identifier: Apache-2.0 */
/* Contents that C reads during a call, and sentences that it looks at. */
#include "crossing.h"

#include <string.h>

/* --- A content: bytes, where they are, or a file that can seek --- */

static prse_status read_bytes(void *user, uint64_t offset, void *to,
                              size_t room, prse_error *err)
{
    const prse_py_content *it = user;
    (void)err; /* All of them exist. */
    memcpy(to, (const char *)it->bytes.buf + offset, room);
    return PRSE_OK;
}

/* What read() gave, at most @p room bytes. 0: an exception. */
static size_t take(PyObject *piece, char *to, size_t room)
{
    Py_buffer bytes = {0};
    size_t length = 0;
    if (!piece || PyObject_GetBuffer(piece, &bytes, PyBUF_SIMPLE) < 0)
        return 0;
    if (bytes.len == 0)
        PyErr_SetString(PyExc_EOFError, "the file became shorter");
    else if ((size_t)bytes.len > room)
        PyErr_SetString(PyExc_ValueError, "read() gave more than asked for");
    else
        length = (size_t)bytes.len;
    if (length)
        memcpy(to, bytes.buf, length);
    PyBuffer_Release(&bytes);
    return length;
}

static int read_pieces(PyObject *file, uint64_t offset, char *to, size_t room)
{
    size_t got = 1;
    PyObject *at = PyObject_CallMethod(file, "seek", "K",
                                       (unsigned long long)offset);
    Py_XDECREF(at);
    for (size_t done = 0; at && got && done < room; done += got) {
        PyObject *piece = PyObject_CallMethod(file, "read", "n",
                                              (Py_ssize_t)(room - done));
        got = take(piece, to + done, room - done);
        Py_XDECREF(piece);
    }
    return at && got;
}

static prse_status read_file(void *user, uint64_t offset, void *to,
                             size_t room, prse_error *err)
{
    const prse_py_content *it = user;
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    prse_status status = read_pieces(it->file, offset, to, room)
                             ? PRSE_OK : prse_py_caught(err);
    prse_py_detach(state);
    return status;
}

static int measure(PyObject *file, uint64_t *bytes)
{
    enum { SEEK_TO_END = 2 };
    PyObject *end = PyObject_CallMethod(file, "seek", "ii", 0, SEEK_TO_END);
    PyObject *place = end ? PyObject_CallMethod(file, "tell", NULL) : NULL;
    *bytes = place ? PyLong_AsUnsignedLongLong(place) : 0;
    Py_XDECREF(place);
    Py_XDECREF(end);
    return PyErr_Occurred() ? -1 : 0;
}

int prse_py_content_open(PyObject *from, prse_py_content *content,
                         prse_blob_source *to)
{
    memset(to, 0, sizeof *to);
    to->size = sizeof *to;
    to->user = content;
    if (PyObject_CheckBuffer(from)) {
        to->read = read_bytes;
        if (PyObject_GetBuffer(from, &content->bytes, PyBUF_SIMPLE) < 0)
            return -1;
        to->bytes = (uint64_t)content->bytes.len;
        return 0;
    }
    content->file = from; /* The arguments hold it. */
    to->read = read_file;
    return measure(from, &to->bytes);
}

void prse_py_content_close(prse_py_content *content)
{
    PyBuffer_Release(&content->bytes);
}

/* --- Texts, and what is said of each --- */

int prse_py_texts(PyObject *from, PyObject **held, prse_str **to)
{
    if (PyUnicode_Check(from)) {
        PyErr_SetString(PyExc_TypeError, "one text, where several should be");
        return -1;
    }
    *held = PySequence_Tuple(from);
    Py_ssize_t count = *held ? PyTuple_Size(*held) : -1;
    *to = count < 0 ? NULL : PyMem_Calloc((size_t)count + 1, sizeof **to);
    if (count >= 0 && !*to)
        PyErr_NoMemory();
    for (Py_ssize_t i = 0; *to && i < count; i++)
        if (prse_py_text(PyTuple_GetItem(*held, i), &(*to)[i]) < 0)
            return -1;
    return *to ? 0 : -1;
}

int prse_py_batch_open(PyObject *from, prse_py_batch *batch)
{
    if (prse_py_texts(from, &batch->held, &batch->texts) < 0)
        return -1;
    batch->count = (size_t)PyTuple_Size(batch->held);
    batch->labels = PyMem_Calloc(batch->count + 1, sizeof *batch->labels);
    return batch->labels ? 0 : (PyErr_NoMemory(), -1);
}

static PyObject *text_of(const void *texts, size_t i)
{
    return prse_py_str(((const prse_str *)texts)[i]);
}

PyObject *prse_py_batch_texts(void *batch)
{
    const prse_py_batch *it = batch;
    return prse_py_tuple(it->count, text_of, it->texts);
}

static PyObject *label_of(const void *labels, size_t i)
{
    extern prse_py_struct prse_py_prse_label;
    return prse_py_record(&prse_py_prse_label, (const prse_label *)labels + i);
}

PyObject *prse_py_batch_labels(const prse_py_batch *batch)
{
    return prse_py_tuple(batch->count, label_of, batch->labels);
}

void prse_py_batch_close(prse_py_batch *batch)
{
    PyMem_Free(batch->labels);
    PyMem_Free(batch->texts);
    Py_XDECREF(batch->held);
}

/* --- Structs, and what comes of each */

int prse_py_many_open(PyObject *from, const prse_py_struct *given,
                      const prse_py_struct *made, prse_py_many *many)
{
    many->made = made;
    many->held = PySequence_Tuple(from);
    if (!many->held)
        return -1;
    many->count = (size_t)PyTuple_Size(many->held);
    many->in = PyMem_Calloc(many->count + 1, given->bytes);
    many->out = PyMem_Calloc(many->count + 1, made->bytes);
    if (!many->in || !many->out)
        return PyErr_NoMemory(), -1;
    for (size_t i = 0; made->sized && i < many->count; i++)
        *(uint32_t *)(void *)(many->out + i * made->bytes) =
            (uint32_t)made->bytes;
    return prse_py_structs_of(given, many->held, many->in, many->count);
}

static PyObject *made_of(const void *from, size_t i)
{
    const prse_py_many *many = from;
    return prse_py_record(many->made, many->out + i * many->made->bytes);
}

PyObject *prse_py_many_records(const prse_py_many *many)
{
    return prse_py_tuple(many->count, made_of, many);
}

void prse_py_many_close(prse_py_many *many)
{
    PyMem_Free(many->in);
    PyMem_Free(many->out);
    Py_XDECREF(many->held);
}
