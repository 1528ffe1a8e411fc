/* SPDX-License-Identifier: Apache-2.0 */
/* Who does the work of a queue: handlers of jobs, receivers of events; and what
 * their workers and senders ask and tell. */
#include "crossing.h"

#include <stdio.h>

enum { WHAT = 96 };

/* "job 01M8EB1..." or "event 3 of job 01M8EB1...", for a log. */
static void name_it(char what[WHAT], int64_t event, prse_str job)
{
    int used = event ? snprintf(what, WHAT, "event %lld of ",
                                (long long)event) : 0;
    snprintf(what + used, (size_t)(WHAT - used), "job %.*s", (int)job.len,
             job.ptr);
}

/* What was done answers nothing, or failed. */
static prse_status answer(PyObject *done, int64_t event, prse_str job,
                          prse_error *err)
{
    char what[WHAT];
    name_it(what, event, job);
    prse_status status = done ? PRSE_OK : prse_py_failed(what, err);
    Py_XDECREF(done);
    return status;
}

prse_status prse_py_job(void *user, prse_job *job, prse_error *err)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    PyObject *lent = prse_py_handle(job, "prse_job", NULL);
    PyObject *done = lent ? PyObject_CallFunctionObjArgs(user, lent, NULL)
                          : NULL;
    prse_status status = answer(done, 0, prse_job_id(job), err);
    prse_py_over(lent);
    prse_py_detach(state);
    return status;
}

static PyObject *event_of(const prse_queue_event *event)
{
    extern prse_py_struct prse_py_prse_queue_event;
    return prse_py_record(&prse_py_prse_queue_event, event);
}

prse_status prse_py_event(void *user, const prse_queue_event *event,
                          prse_error *err)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return prse_py_say(err, PRSE_ECANCELED, "Python has ended");
    PyObject *told = event_of(event);
    PyObject *done = told ? PyObject_CallFunctionObjArgs(user, told, NULL)
                          : NULL;
    prse_status status = answer(done, event->number, event->job, err);
    Py_XDECREF(told);
    prse_py_detach(state);
    return status;
}

/* One that fails would not wait: it ends who asked it to. */
void prse_py_idle(void *user, int64_t ms)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    const prse_py_calls *calls = user;
    PyObject *done = PyObject_CallFunction(calls->idle, "L", (long long)ms);
    if (!done)
        prse_py_caught_stop();
    Py_XDECREF(done);
    prse_py_detach(state);
}

void prse_py_told(void *user, prse_str job, prse_str text)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    const prse_py_calls *calls = user;
    prse_py_tell(calls->told, Py_BuildValue("(NN)", prse_py_str(job),
                                            prse_py_str(text)));
    prse_py_detach(state);
}

void prse_py_given_up(void *user, const prse_queue_event *event,
                      const prse_error *why)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return;
    const prse_py_calls *calls = user;
    prse_py_tell(calls->given_up,
                 Py_BuildValue("(NN)", event_of(event),
                               prse_py_error((prse_status)why->code, why)));
    prse_py_detach(state);
}
