/* SPDX-License-Identifier: Apache-2.0 */
/* One company at once: from a dict of facts to answers, in one crossing. */
#ifndef PRSE_PY_VERDICTS_H
#define PRSE_PY_VERDICTS_H

#include "crossing.h"

#include "portailrse/obligation.h"

/* Adds facts from a dict: {"effectif": 60, "effectif@-1": "10..49"}. */
PyObject *prse_py_set_facts(prse_facts *facts, PyObject *values);
/* Facts anew from a dict (None: as they are), then the answers: a tuple of
 * Answer; or with the counts of criteria, of (Answer, criteria). */
PyObject *prse_py_answers(prse_report *report, prse_facts *facts,
                          PyObject *values, prse_str date, PyObject *counts);
/* The same of a report that was evaluated. */
PyObject *prse_py_answers_of(prse_report *report, PyObject *counts);
/* (reason, law, reason facts, missing facts, first year) of an obligation. */
PyObject *prse_py_details(prse_report *report, size_t obligation,
                          prse_lang lang, PyObject *ids);
PyObject *prse_py_uses(const prse_fact_use *uses, size_t count);
/* A pack's files from a dict of texts. */
int prse_py_files(PyObject *from, const prse_pack_file **files,
                  size_t *count);
/* 0: the main interpreter. */
long prse_py_interpreter(void);

#endif
