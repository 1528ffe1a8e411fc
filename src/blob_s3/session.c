/* SPDX-License-Identifier: Apache-2.0 */
/* One call on its way: a session is borrowed from those that wait, whose
 * connections are still open. */
#include "blob_s3/s3.h"

enum { MOST_IDLE = 8, SLICE_MS = 50 };

static prse_status take_session(prse__s3 *s3, prse__s3_session **out,
                                prse_error *err)
{
    pthread_mutex_lock(&s3->lock);
    prse__s3_session *session = s3->idle;
    if (session)
        s3->idle = session->next;
    pthread_mutex_unlock(&s3->lock);
    prse_status status = PRSE_OK;
    if (!session) {
        session = prse__alloc(1, sizeof *session);
        if (!session)
            return prse__error_nomem(err);
        status = s3->http.open(s3->http.self, &session->session, err);
    }
    if (status)
        prse__free(session);
    else
        *out = session;
    return status;
}

static void close_session(prse__s3 *s3, prse__s3_session *session)
{
    s3->http.close(session->session);
    prse__free(session);
}

static void return_session(prse__s3 *s3, prse__s3_session *session)
{
    int count = 0;
    pthread_mutex_lock(&s3->lock);
    for (prse__s3_session *at = s3->idle; at; at = at->next)
        count++;
    if (count < MOST_IDLE) {
        session->next = s3->idle;
        s3->idle = session;
        session = NULL;
    }
    pthread_mutex_unlock(&s3->lock);
    if (session)
        close_session(s3, session);
}

void prse__s3_free_sessions(prse__s3 *s3)
{
    while (s3->idle) {
        prse__s3_session *session = s3->idle;
        s3->idle = session->next;
        close_session(s3, session);
    }
}

/* A call that ended all the same counts, whatever wait() says. */
static prse_status wait_for(prse__s3 *s3, void *session, prse_http_call *call,
                            const prse__blob_watch *watch, prse_error *err)
{
    prse_error why = {0};
    prse_status status = s3->http.start(session, call, &why);
    int begun = !status;
    while (!status && !call->ended) {
        status = prse__blob_watch_ask(watch, &why);
        if (!status)
            status = s3->http.wait(session, SLICE_MS, &why);
    }
    if (call->ended)
        return PRSE_OK;
    if (begun)
        s3->http.cancel(session, call);
    if (err)
        *err = why;
    return status;
}

prse_status prse__s3_send(prse__s3 *s3, prse_http_call *call,
                          const prse__blob_watch *watch, prse_error *err)
{
    prse__s3_session *session = NULL;
    prse_status status = prse__blob_watch_ask(watch, err);
    if (!status)
        status = take_session(s3, &session, err);
    if (status || !session)
        return status;
    status = wait_for(s3, session->session, call, watch, err);
    return_session(s3, session);
    return status;
}
