/* SPDX-License-Identifier: Apache-2.0 */
/* A session is a libcurl multi handle, which keeps connections open. */
#include "base/steady.h"
#include "http_curl/curl_parts.h"

static prse_status failed(CURLMcode code, prse_error *err)
{
    if (code == CURLM_OUT_OF_MEMORY)
        return prse__error_nomem(err);
    return prse__error_set(err, PRSE_EIO, "libcurl", "%s",
                           curl_multi_strerror(code));
}

prse_status prse__curl_open(void *self, void **session, prse_error *err)
{
    const prse__curl *curl = self;
    prse__curl_session *own = prse__alloc(1, sizeof *own);
    CURLM *multi = own ? curl_multi_init() : NULL;
    if (!multi) {
        prse__free(own);
        return prse__error_nomem(err);
    }
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, curl->connections);
    own->curl = curl;
    own->multi = multi;
    *session = own;
    return PRSE_OK;
}

static void free_transfers(prse__transfer *transfer)
{
    while (transfer) {
        prse__transfer *next = transfer->next;
        curl_easy_cleanup(transfer->easy);
        curl_slist_free_all(transfer->headers);
        prse__free(transfer);
        transfer = next;
    }
}

void prse__curl_close(void *session)
{
    prse__curl_session *own = session;
    while (own->under_way)
        prse__curl_cancel(own, own->under_way->call);
    free_transfers(own->spare);
    curl_multi_cleanup(own->multi);
    prse__free(own);
}

static prse__transfer *new_transfer(prse__curl_session *session)
{
    prse__transfer *transfer = prse__alloc(1, sizeof *transfer);
    if (!transfer)
        return NULL;
    transfer->easy = curl_easy_init();
    if (!transfer->easy) {
        prse__free(transfer);
        return NULL;
    }
    transfer->session = session;
    return transfer;
}

static prse__transfer *take_spare(prse__curl_session *session)
{
    prse__transfer *transfer = session->spare;
    if (!transfer)
        return new_transfer(session);
    session->spare = transfer->next;
    transfer->next = NULL;
    return transfer;
}

static void make_spare(prse__transfer *transfer)
{
    prse__curl_session *session = transfer->session;
    CURL *easy = transfer->easy;
    curl_easy_reset(easy);
    curl_slist_free_all(transfer->headers);
    *transfer = (prse__transfer){
        .easy = easy, .session = session, .next = session->spare};
    session->spare = transfer;
}

static void unlink_transfer(prse__transfer *transfer)
{
    prse__transfer **at = &transfer->session->under_way;
    while (*at != transfer)
        at = &(*at)->next;
    *at = transfer->next;
    curl_multi_remove_handle(transfer->session->multi, transfer->easy);
}

prse_status prse__curl_start(void *session, prse_http_call *call,
                             prse_error *err)
{
    prse__curl_session *own = session;
    prse__transfer *transfer = take_spare(own);
    if (!transfer)
        return prse__error_nomem(err);
    transfer->call = call;
    prse_status status = prse__transfer_set(transfer, err);
    if (!status) {
        CURLMcode code = curl_multi_add_handle(own->multi, transfer->easy);
        if (code)
            status = failed(code, err);
    }
    if (status) {
        make_spare(transfer);
        return status;
    }
    transfer->next = own->under_way;
    own->under_way = transfer;
    return PRSE_OK;
}

void prse__curl_cancel(void *session, prse_http_call *call)
{
    prse__curl_session *own = session;
    prse__transfer *transfer = own->under_way;
    while (transfer && transfer->call != call)
        transfer = transfer->next;
    if (!transfer)
        return;
    unlink_transfer(transfer);
    make_spare(transfer);
}

static void finish_done(prse__curl_session *session)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(session->multi, &left))) {
        prse__transfer *transfer = NULL;
        CURLcode code = message->data.result;
        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        unlink_transfer(transfer);
        prse__transfer_finish(transfer, code);
        make_spare(transfer);
        session->ended++;
    }
}

prse_status prse__curl_wait(void *session, int64_t ms, prse_error *err)
{
    prse__curl_session *own = session;
    uint64_t ended = own->ended;
    int64_t until = prse__steady_ms() + ms;
    for (;;) {
        int running;
        CURLMcode code = curl_multi_perform(own->multi, &running);
        if (code)
            return failed(code, err);
        finish_done(own);
        int64_t left = until - prse__steady_ms();
        if (own->ended != ended || left <= 0)
            return PRSE_OK;
        code = curl_multi_poll(own->multi, NULL, 0,
                               left > 60000 ? 60000 : (int)left, NULL);
        if (code)
            return failed(code, err);
    }
}
