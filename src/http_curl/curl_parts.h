/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the libcurl backend share. */
#ifndef PRSE_HTTP_CURL_PARTS_H
#define PRSE_HTTP_CURL_PARTS_H

#include <curl/curl.h>

#include "base/error.h"
#include "base/str.h"
#include "http/address.h"
#include "portailrse/sys/http.h"

/* A proxy for URLs of one scheme; "" for none. */
typedef struct prse__proxy {
    char *url;
    uint16_t port;
} prse__proxy;

typedef struct prse__curl {
    prse__arena *arena; /* of the texts */
    long connections;
    prse__proxy http, https;
    char *no_proxy, *ca_file, *user_agent; /* NULL: libcurl's choice */
    int chosen; /* the proxy is a setting, not the environment's */
} prse__curl;

typedef struct prse__transfer prse__transfer;

typedef struct prse__curl_session {
    const prse__curl *curl;
    CURLM *multi;
    prse__transfer *under_way, *spare;
    uint64_t ended; /* calls that finished, ever */
} prse__curl_session;

struct prse__transfer {
    CURL *easy;
    prse__curl_session *session;
    prse_http_call *call;
    struct curl_slist *headers;
    prse__reach reach;   /* of the host that the URL names */
    uint16_t proxy_port; /* 0: no proxy */
    int guarded;         /* the call judges addresses itself */
    int barred;          /* the host led where it must not */
    prse_status broken;  /* what stopped the call from our side */
    prse__transfer *next;
};

/* environment.c */
prse_status prse__proxy_read(prse__curl *curl, prse_str chosen,
                             prse_error *err);

/* connect.c */
int prse__transfer_may_connect(const prse__transfer *transfer,
                               const struct sockaddr *address);
curl_socket_t prse__transfer_open_socket(void *user, curlsocktype purpose,
                                         struct curl_sockaddr *address);

/* transfer.c */
/* PRSE_ENOMEM. */
prse_status prse__transfer_set(prse__transfer *transfer, prse_error *err);
void prse__transfer_finish(prse__transfer *transfer, CURLcode code);

/* session.c */
prse_status prse__curl_open(void *self, void **session, prse_error *err);
void prse__curl_close(void *session);
prse_status prse__curl_start(void *session, prse_http_call *call,
                             prse_error *err);
prse_status prse__curl_wait(void *session, int64_t ms, prse_error *err);
void prse__curl_cancel(void *session, prse_http_call *call);

#endif
