/* SPDX-License-Identifier: Apache-2.0 */
/* One company at once: from a dict of facts to answers, in one crossing. */
#ifndef PRSE_PY_VERDICTS_H
#define PRSE_PY_VERDICTS_H

#include "crossing.h"

#include "portailrse/obligation.h"

/* Adds facts from a dict: {"effectif": 60, "effectif@-1": "10..49"}. The
 * pack's `places` tell, for each of its keys, index * 256 - year. */
PyObject *prse_py_set_facts(prse_facts *facts, PyObject *values,
                            PyObject *places);
/* Facts anew from a dict, and evaluated. */
PyObject *prse_py_evaluate(prse_report *report, prse_facts *facts,
                           PyObject *values, PyObject *places, prse_str date);
/* What an evaluated report says: a tuple of Answer; of verdicts, with their
 * class and what they read more from; of criteria, with their counts. */
PyObject *prse_py_answers(prse_report *report, size_t count);
PyObject *prse_py_verdicts(prse_report *report, size_t count, PyObject *type,
                           PyObject *source);
PyObject *prse_py_criteria(prse_report *report, PyObject *counts);
/* One sentence for each obligation. */
PyObject *prse_py_report_sentences(prse_report *report, size_t count,
                            prse_sentence what, prse_lang lang);
/* The facts of the minimal reason, and those that still matter, however many:
 * [(index, year)]. */
PyObject *prse_py_report_reason(prse_report *report, size_t obligation);
PyObject *prse_py_report_missing(prse_report *report, size_t obligation);
#ifndef SWIG
/* A pack's files from a dict of texts. */
int prse_py_files(PyObject *from, const prse_pack_file **files,
                  size_t *count);
#endif

#endif
