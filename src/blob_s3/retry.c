/* SPDX-License-Identifier: Apache-2.0 */
/* Asking again what may have better luck, later each time, and with the
 * service's clock when ours is wrong. */
#include "http/retry.h"

#include "blob_s3/s3.h"
#include "http/clock.h"
#include "http/http_date.h"

enum {
    PATIENCE_MS = 30000,       /* a longer pause is for the caller to keep */
    SKEW_MS = 5 * 60 * 1000    /* services refuse 15 minutes */
};

void prse__s3_free_answer(prse__s3_request *request)
{
    prse__call_free(request->answer);
    request->answer = NULL;
}

static prse_status once(prse__s3 *s3, prse__s3_request *request,
                        const prse__blob_watch *watch, int *again,
                        prse_error *err)
{
    prse_http_call *call;
    *again = 0;
    request->http = 0;
    request->code[0] = '\0';
    prse__s3_free_answer(request);
    prse_status status = prse__s3_call(&call, s3, request, err);
    if (status)
        return status;
    request->answer = call;
    request->attempts++;
    status = prse__s3_send(s3, call, watch, err);
    return status ? status : prse__s3_judge(s3, request, again, err);
}

/* 1: the request was refused for its time, and the next one will have the
 * service's. */
static int set_clock(prse__s3 *s3, const prse__s3_request *request)
{
    int64_t theirs;
    int32_t http = request->http;
    if ((http != 400 && http != 401 && http != 403) ||
        !prse__http_date_parse(&theirs, prse__s3_header(request, "date")))
        return 0;
    int64_t off = theirs - prse__s3_now(s3);
    if (off > -SKEW_MS && off < SKEW_MS)
        return 0;
    pthread_mutex_lock(&s3->lock);
    s3->skew_ms = theirs - prse__clock_now(&s3->clock);
    pthread_mutex_unlock(&s3->lock);
    return 1;
}

/* Before the next try; negative: it is not worth it. */
static int64_t pause_of(prse__s3 *s3, const prse__s3_request *request)
{
    int64_t asked =
        prse__retry_asked(request->answer, prse__clock_now(&s3->clock));
    pthread_mutex_lock(&s3->lock);
    int64_t pause = prse__retry_pause(request->attempts, &s3->chance);
    pthread_mutex_unlock(&s3->lock);
    if (asked > PATIENCE_MS)
        return -1;
    return asked > pause ? asked : pause;
}

prse_status prse__s3_ask(prse__s3 *s3, prse__s3_request *request,
                         const prse__blob_watch *watch, prse_error *err)
{
    int again, clock_set = 0;
    request->attempts = 0;
    for (;;) {
        prse_error why = {0};
        prse_status status = once(s3, request, watch, &again, &why);
        if (!status)
            return PRSE_OK;
        int64_t pause = -1;
        if (request->answer && !clock_set && set_clock(s3, request)) {
            clock_set = 1;
            pause = 0;
        } else if (again && request->attempts < s3->tries) {
            pause = pause_of(s3, request);
        }
        if (pause >= 0)
            status = prse__blob_watch_wait(watch, pause, &why);
        if (pause < 0 || status) {
            if (err)
                *err = why;
            return status;
        }
    }
}
