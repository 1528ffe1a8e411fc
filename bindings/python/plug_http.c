/* SPDX-License-Identifier: Apache-2.0 */
/* HTTP of Python, backends.HttpBackend, which blocks: all is done in start().
 * What a request and its answer are, backends.py tells. */
#include "plugs.h"

#include <time.h>

/* The backend's answer to a call, told to the library by answer_http(). */
static prse_status request(PyObject *backend, prse_http_call *call,
                           prse_error *why)
{
    PyGILState_STATE state;
    if (!prse_py_attach(&state))
        return prse_py_say(why, PRSE_ECANCELED, "Python has ended");
    PyObject *done = prse_py_made("answer_http", "(ON)", backend,
                                  prse_py_handle(call, "prse_http_call",
                                                 NULL));
    prse_status status = done ? PRSE_OK : prse_py_answered(why);
    Py_XDECREF(done);
    prse_py_detach(state);
    return status;
}

prse_status prse_py_http_start(void *session, prse_http_call *call,
                               prse_error *err)
{
    prse_error why = {0};
    prse_status status = request(session, call, &why);
    if (status == PRSE_ENOMEM || status == PRSE_ECANCELED)
        return prse_py_say(err, status, why.message);
    if (status && status != PRSE_ETIMEOUT && status != PRSE_EREFUSED &&
        status != PRSE_ETLS && status != PRSE_ELIMIT)
        status = prse_py_turn(PRSE_EIO);
    prse_http_call_finish(call, status, prse_str_of(why.message));
    return PRSE_OK;
}

/* Nothing is ever under way. */
prse_status prse_py_http_wait(void *session, int64_t ms, prse_error *err)
{
    struct timespec nap = {ms / 1000, (long)(ms % 1000) * 1000000};
    (void)session;
    (void)err;
    nanosleep(&nap, NULL);
    return PRSE_OK;
}
