/* SPDX-License-Identifier: Apache-2.0 */
/* Python: functions without classes. Handles are capsules, structs come as
 * named tuples and go as dicts, a status other than PRSE_OK is an exception. */
%nothread;
%begin %{
#define PY_SSIZE_T_CLEAN
#include <errno.h>
#include <stdlib.h>
#include <string.h>
%}

%{
#include "crossing.h"
#include "plugs.h"
#include "verdicts.h"
#include "fields.h"
%}

%exception {
    prse_py_enter();
    $action
    prse_py_leave();
}

/* One result after the other; SWIG's own way differs from release to
 * release. */
%define %also(MORE)
$result = prse_py_also($result, MORE)
%enddef

/* --- Status and error --- */

%typemap(out) prse_status "$result = SWIG_Py_Void();"
/* A question, which has no error to tell: what asking it raised comes out. */
%define %question(FUNCTION)
%typemap(out) int FUNCTION {
    if (prse_py_settle(PRSE_OK, NULL) < 0)
        SWIG_fail;
    $result = PyBool_FromLong($1);
}
%enddef
%typemap(in, numinputs=0) prse_error *err (prse_error failure) {
    memset(&failure, 0, sizeof failure);
    $1 = &failure;
}
%typemap(argout) prse_error *err {
    if (prse_py_settle(result, $1) < 0) {
        Py_XDECREF($result);
        SWIG_fail;
    }
}
/* Those without an error answer their status. */
%typemap(out) prse_status prse_pack_part, prse_status
    prse_http_call_answer_header, prse_status prse_http_call_answer_body {
    prse_error bare = {(int32_t)$1, 0, 0, 0, "", "", "not there, or no longer "
                       "wanted"};
    if (prse_py_settle($1, &bare) < 0)
        SWIG_fail;
    $result = SWIG_Py_Void();
}

/* --- Text --- */

%typemap(in) prse_str {
    if (prse_py_text($input, &$1) < 0)
        SWIG_fail;
}
%typemap(out) prse_str "$result = prse_py_str($1);"
%typemap(out) prse_str prse_http_call_body
    "$result = PyBytes_FromStringAndSize($1.ptr, (Py_ssize_t)$1.len);"

/* --- What a function fills: zero until then. types.i says which --- */

%define %filled(TYPE, NAME, TO_PYTHON)
%typemap(in, numinputs=0) TYPE *NAME (TYPE filled) {
    memset(&filled, 0, sizeof filled);
    $1 = &filled;
}
%typemap(argout) TYPE *NAME {
    %also(TO_PYTHON(filled$argnum));
}
%enddef

/* --- Handles --- */

%define %gives(T, DROP)
%{
static void drop_##T(PyObject *capsule)
{
    T *object = PyCapsule_GetPointer(capsule, #T);
    if (object)
        DROP(object);
}
%}
%typemap(in, numinputs=0) T **out (T *made = NULL) "$1 = &made;"
%typemap(argout) T **out {
    %also(prse_py_handle(made$argnum, #T, drop_##T));
}
%enddef

%define %handle(T, DROP)
#if #DROP != ""
%gives(T, DROP)
#endif
%typemap(in) T *, const T * {
    if (prse_py_pointer($input, #T, (void **)&$1) < 0)
        SWIG_fail;
}
%typemap(out) T *, const T * {
    $result = prse_py_handle((void *)$1, #T, NULL);
}
%enddef

%define %confined(T, DROP)
#if #DROP != ""
%gives(T, DROP)
#endif
%typemap(in) T * (PyObject *held = NULL), const T * (PyObject *held = NULL) {
    if (prse_py_hold($input, #T, (void **)&$1, &held) < 0)
        SWIG_fail;
}
%typemap(freearg) T *, const T * "prse_py_release(held$argnum);"
%typemap(out) T *, const T * {
    $result = prse_py_part((void *)$1, #T, swig_obj[0]);
}
%enddef

%define %plug(T)
%typemap(in, numinputs=0) T *out (T made) {
    memset(&made, 0, sizeof made);
    $1 = &made;
}
%typemap(argout) T *out {
    %also(prse_py_plug(&made$argnum, #T, sizeof(T)));
}
%typemap(in) T *, const T * {
    if (prse_py_plug_pointer($input, #T, (void **)&$1) < 0)
        SWIG_fail;
}
%typemap(in) T *store, T *blob, T *inner {
    if (prse_py_plug_takes($input, #T, (void **)&$1) < 0)
        SWIG_fail;
}
%typemap(argout) T *store, T *blob, T *inner {
    if (result == PRSE_OK)
        prse_py_give_away($input);
}
%typemap(argout) const T *store, const T *blob, const T *inner ""
%enddef

/* --- Structs --- */

%define %fields(T)
%typemap(in, numinputs=0) T *out (T filled) {
    memset(&filled, 0, sizeof filled);
    if (prse_py_##T.sized)
        memcpy(&filled, &(uint32_t){sizeof filled}, sizeof(uint32_t));
    $1 = &filled;
}
%typemap(argout) T *out {
    if (result == PRSE_OK) {
        %also(prse_py_record(&prse_py_##T, $1));
    }
}
%apply T *out { T *told, T *answer }
%typemap(in) const T * (T given, prse_py_scratch scratch = {{0}}) {
    if (prse_py_fill(&prse_py_##T, &given, $input, &scratch) < 0)
        SWIG_fail;
    $1 = &given;
}
%typemap(argout) const T * {
    if (result == PRSE_OK)
        prse_py_clear(&scratch$argnum, 1);
    if (result == PRSE_OK && scratch$argnum.reported)
        %also(prse_py_report(&scratch$argnum));
}
%typemap(freearg) const T * "prse_py_clear(&scratch$argnum, 0);"
%enddef

%define %enumeration(T, FIRST)
%typemap(out) T {
    $result = prse_py_enum(#T, (long)$1);
}
%typemap(in, numinputs=0) T *out (T filled) {
    filled = FIRST;
    $1 = &filled;
}
%typemap(argout) T *out {
    %also(prse_py_enum(#T, (long)*$1));
}
%enddef

/* --- Several at once --- */

%typemap(in) (const prse_pack_file *files, size_t count) {
    if (prse_py_files($input, (const prse_pack_file **)&$1, &$2) < 0)
        SWIG_fail;
}
%typemap(freearg) (const prse_pack_file *files, size_t count)
    "PyMem_Free((void *)$1);"

%typemap(in) (const prse_str *texts, size_t count, prse_label *out)
    (prse_py_batch batch = {0}) {
    if (prse_py_batch_open($input, &batch) < 0)
        SWIG_fail;
    $1 = batch.texts;
    $2 = batch.count;
    $3 = batch.labels;
}
%typemap(argout) (const prse_str *texts, size_t count, prse_label *out)
    "$result = prse_py_also($result, prse_py_batch_labels(&batch$argnum));"
%typemap(freearg) (const prse_str *texts, size_t count, prse_label *out)
    "prse_py_batch_close(&batch$argnum);"

%define %many(GIVEN, NAME, MADE)
%typemap(in) (const GIVEN *NAME, MADE *out, size_t count)
    (prse_py_many many = {0}) {
    if (prse_py_many_open($input, &prse_py_##GIVEN, &prse_py_##MADE,
                          &many) < 0)
        SWIG_fail;
    $1 = (GIVEN *)(void *)many.in;
    $2 = (MADE *)(void *)many.out;
    $3 = many.count;
}
%typemap(argout) (const GIVEN *NAME, MADE *out, size_t count) {
    if (result == PRSE_OK) {
        %also(prse_py_many_records(&many$argnum));
    }
}
%typemap(freearg) (const GIVEN *NAME, MADE *out, size_t count)
    "prse_py_many_close(&many$argnum);"
%enddef

%typemap(in) const prse_blob_source * (prse_blob_source given,
                                       prse_py_content content = {0}) {
    if (prse_py_content_open($input, &content, &given) < 0)
        SWIG_fail;
    $1 = &given;
}
%typemap(freearg) const prse_blob_source *
    "prse_py_content_close(&content$argnum);"

/* --- Arrow: capsules under the names that its protocol gives them --- */

%define %arrow(T, NAME)
%{
static void drop_##T(PyObject *capsule)
{
    struct T *made = PyCapsule_GetPointer(capsule, NAME);
    if (made && made->release)
        made->release(made);
    PyMem_Free(made);
}
%}
%typemap(in, numinputs=0) struct T *out (struct T *made) {
    made = PyMem_Calloc(1, sizeof *made);
    $1 = made;
}
%typemap(argout) struct T *out {
    if (result == PRSE_OK) {
        %also(PyCapsule_New($1, NAME, drop_##T));
        made$argnum = NULL;
    }
}
%typemap(freearg) struct T *out "PyMem_Free(made$argnum);"
%typemap(in) struct T *, const struct T * {
    if (!($1 = PyCapsule_GetPointer($input, NAME)))
        SWIG_fail;
}
%enddef
%arrow(ArrowSchema, "arrow_schema")
%arrow(ArrowArray, "arrow_array")
%arrow(ArrowArrayStream, "arrow_array_stream")

/* --- Callbacks --- */

%define %heard(T, NAME, HEARER)
%typemap(in) (T NAME, void *user) {
    if (!PyCallable_Check($input)) {
        PyErr_SetString(PyExc_TypeError, #NAME " must be callable");
        SWIG_fail;
    }
    $1 = HEARER;
    $2 = $input;
}
%enddef
%heard(prse_finding, found, prse_py_finding)
%heard(prse_kit_case, told, prse_py_case)
%heard(prse_blob_sink, sink, prse_py_sink)
%heard(prse_passages_found, found, prse_py_index)
%heard(prse_page_found, found, prse_py_page)
%heard(prse_job_run, run, prse_py_job)
%heard(prse_event_deliver, deliver, prse_py_event)
