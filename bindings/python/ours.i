/* SPDX-License-Identifier: Apache-2.0 */
/* What Python has beside the public headers. */

%typemap(in) PyObject * "$1 = $input;"
%typemap(out) PyObject * {
    $result = $1;
    if (!$result)
        SWIG_fail;
}
%rename(register_type) prse_py_register;
PyObject *prse_py_register(const char *name, PyObject *type);
%rename(quick_fields) prse_py_quick_fields;
PyObject *prse_py_quick_fields(PyObject *type);
%rename(set_hooks) prse_py_set_hooks;
PyObject *prse_py_set_hooks(PyObject *make_error, PyObject *status_of,
                            PyObject *lost);
%rename(store_of) prse_py_store;
PyObject *prse_py_store(PyObject *backend);
%rename(blob_of) prse_py_blob;
PyObject *prse_py_blob(PyObject *backend);
%rename(http_of) prse_py_http;
PyObject *prse_py_http(PyObject *backend);
%rename(cache_of) prse_py_cache;
PyObject *prse_py_cache(PyObject *backend);
%rename(set_facts) prse_py_set_facts;
PyObject *prse_py_set_facts(prse_facts *facts, PyObject *values,
                            PyObject *places);
%rename(evaluate) prse_py_evaluate;
PyObject *prse_py_evaluate(prse_report *report, prse_facts *facts,
                           PyObject *values, PyObject *places, prse_str date);
%rename(answers) prse_py_answers;
PyObject *prse_py_answers(prse_report *report, size_t count);
%rename(verdicts) prse_py_verdicts;
PyObject *prse_py_verdicts(prse_report *report, size_t count, PyObject *type,
                           PyObject *source);
%rename(criteria) prse_py_criteria;
PyObject *prse_py_criteria(prse_report *report, PyObject *counts);
%rename(sentences) prse_py_sentences;
PyObject *prse_py_sentences(prse_report *report, size_t count,
                            prse_sentence what, prse_lang lang);
%rename(reason_facts) prse_py_reason_facts;
PyObject *prse_py_reason_facts(prse_report *report, size_t obligation,
                               PyObject *ids);
%rename(missing_facts) prse_py_missing_facts;
PyObject *prse_py_missing_facts(prse_report *report, size_t obligation,
                                PyObject *ids);
%rename(end) prse_py_end;
PyObject *prse_py_end(void);
%rename(interpreter) prse_py_interpreter;
long prse_py_interpreter(void);
