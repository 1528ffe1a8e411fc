/* SPDX-License-Identifier: Apache-2.0 */
/* What Python has beside the public headers. */

%typemap(in) PyObject * "$1 = $input;"
%typemap(out) PyObject * {
    $result = $1;
    if (!$result)
        SWIG_fail;
}
PyObject *prse_py_store_of(PyObject *backend);
PyObject *prse_py_blob_of(PyObject *backend);
PyObject *prse_py_http_of(PyObject *backend);
PyObject *prse_py_cache_of(PyObject *backend);
PyObject *prse_py_extract_of(PyObject *backend);
PyObject *prse_py_classifier_of(PyObject *backend);
%include "hooks.h"
%include "verdicts.h"
