/* SPDX-License-Identifier: Apache-2.0 */
/* One call as a libcurl easy handle: its settings, what comes in, its end. */
#include <errno.h>
#include <string.h>

#include "http_curl/curl_parts.h"

static size_t take_body(char *bytes, size_t size, size_t count, void *user)
{
    prse__transfer *transfer = user;
    prse_str piece = {bytes, size * count};
    transfer->broken = prse_http_call_answer_body(transfer->call, piece);
    return transfer->broken ? 0 : piece.len;
}

/* "HTTP/1.1 200 OK"; 0 for another line. */
static int32_t status_of(prse_str line)
{
    int32_t status = 0;
    if (!prse__str_starts(line, "HTTP/"))
        return 0;
    const char *space = memchr(line.ptr, ' ', line.len);
    const char *end = line.ptr + line.len;
    for (int i = 1; space && i <= 3 && space + i < end; i++)
        if (space[i] >= '0' && space[i] <= '9')
            status = status * 10 + (space[i] - '0');
    return status;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *user)
{
    prse__transfer *transfer = user;
    prse_str line = {bytes, size * count};
    int32_t status = status_of(line);
    const char *colon = memchr(bytes, ':', line.len);
    if (status) {
        prse_http_call_answer_status(transfer->call, status);
    } else if (colon) {
        prse_str name = {bytes, (size_t)(colon - bytes)};
        prse_str value = {colon + 1, line.len - name.len - 1};
        transfer->broken = prse_http_call_answer_header(
            transfer->call, name, prse__str_trim(value));
    }
    return transfer->broken ? 0 : line.len;
}

static int add_header(prse__transfer *transfer, const char *line)
{
    struct curl_slist *list = curl_slist_append(transfer->headers, line);
    if (list)
        transfer->headers = list;
    return list != NULL;
}

static int set_headers(prse__transfer *transfer)
{
    prse_str name, value;
    prse__buf line;
    int ok = add_header(transfer, "Expect:");
    prse__buf_init(&line, 0);
    for (size_t i = 0;
         ok && prse_http_call_header(transfer->call, i, &name, &value); i++) {
        prse__buf_clear(&line);
        prse__buf_add(&line, name);
        /* libcurl's way to send a header without a value. */
        prse__buf_adds(&line, value.len > 0 ? ": " : ";");
        prse__buf_add(&line, value);
        ok = !line.failed && add_header(transfer, line.ptr);
    }
    prse__buf_free(&line);
    return ok && curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER,
                                  transfer->headers) == CURLE_OK;
}

static prse_str host_of(prse_str url)
{
    const char *scheme = strstr(url.ptr, "://");
    const char *host = scheme ? scheme + 3 : url.ptr;
    const char *stop = *host == '[' ? strchr(host, ']') : NULL;
    size_t len = stop ? (size_t)(stop + 1 - host) : strcspn(host, ":/?#");
    return (prse_str){host, len};
}

static int set_address(prse__transfer *transfer)
{
    CURL *easy = transfer->easy;
    const prse__curl *curl = transfer->session->curl;
    prse_str url = prse_http_call_url(transfer->call);
    const prse__proxy *proxy =
        prse__str_starts(url, "https:") ? &curl->https : &curl->http;
    transfer->reach = prse__host_reach(host_of(url));
    /* The environment's proxy is for the world outside; any proxy looks names
     * up itself, which a call that watches its addresses can't have. */
    int direct = transfer->guarded ||
                 (!curl->chosen && transfer->reach == PRSE__REACH_LOOPBACK);
    transfer->proxy_port = direct ? 0 : proxy->port;
    return curl_easy_setopt(easy, CURLOPT_URL, url.ptr) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROXY, direct ? "" : proxy->url) ==
               CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_NOPROXY, curl->no_proxy) ==
               CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_USERAGENT, curl->user_agent) ==
               CURLE_OK &&
           (!curl->ca_file || curl_easy_setopt(easy, CURLOPT_CAINFO,
                                               curl->ca_file) == CURLE_OK);
}

/* libcurl knows PUT and DELETE as a POST and a GET of another name. */
static int set_method(prse__transfer *transfer)
{
    CURL *easy = transfer->easy;
    prse_str method = prse_http_call_method(transfer->call);
    prse_str body = prse_http_call_body(transfer->call);
    int put = prse__str_is(method, "PUT");
    if (prse__str_is(method, "HEAD"))
        return curl_easy_setopt(easy, CURLOPT_NOBODY, 1L) == CURLE_OK;
    if ((put || prse__str_is(method, "DELETE")) &&
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method.ptr) != CURLE_OK)
        return 0;
    if (!put && !prse__str_is(method, "POST"))
        return curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L) == CURLE_OK;
    return curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                            (curl_off_t)body.len) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.ptr) == CURLE_OK;
}

/* These can't fail but where the option itself is unknown. */
static int set_fixed(prse__transfer *transfer)
{
    static const struct {
        CURLoption option;
        long value;
    } fixed[] = {
        {CURLOPT_NOSIGNAL, 1},
        {CURLOPT_FOLLOWLOCATION, 0},
        {CURLOPT_PATH_AS_IS, 1},
        {CURLOPT_DISALLOW_USERNAME_IN_URL, 1},
        {CURLOPT_SUPPRESS_CONNECT_HEADERS, 1},
        {CURLOPT_NETRC, CURL_NETRC_IGNORED},
        /* A name server that does not answer holds nobody up at the end. */
        {CURLOPT_QUICK_EXIT, 1},
        {CURLOPT_SSL_VERIFYPEER, 1},
        {CURLOPT_SSL_VERIFYHOST, 2},
        {CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
    };
    CURL *easy = transfer->easy;
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (curl_easy_setopt(easy, fixed[i].option, fixed[i].value) !=
            CURLE_OK)
            return 0;
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") ==
               CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip") ==
               CURLE_OK;
}

static int set_times(prse__transfer *transfer)
{
    int64_t connect;
    int64_t total = prse_http_call_time(transfer->call, &connect);
    return curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS,
                            (long)total) == CURLE_OK &&
           curl_easy_setopt(transfer->easy, CURLOPT_CONNECTTIMEOUT_MS,
                            (long)connect) == CURLE_OK;
}

static int set_callbacks(prse__transfer *transfer)
{
    CURL *easy = transfer->easy;
    return curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body) ==
               CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header) ==
               CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION,
                            prse__transfer_open_socket) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer) ==
               CURLE_OK;
}

/* A connection that another call opened was judged by that call's rules. */
static int set_guard(prse__transfer *transfer)
{
    CURL *easy = transfer->easy;
    transfer->guarded =
        prse_http_call_may_connect(transfer->call, (prse_str){0}) >= 0;
    return !transfer->guarded ||
           (curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
            curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK);
}

prse_status prse__transfer_set(prse__transfer *transfer, prse_error *err)
{
    if (set_fixed(transfer) && set_guard(transfer) &&
        set_callbacks(transfer) &&
        set_times(transfer) && set_address(transfer) &&
        set_method(transfer) && set_headers(transfer))
        return PRSE_OK;
    return prse__error_nomem(err);
}

/* Codes not listed are PRSE_EIO with libcurl's sentence. */
static const struct {
    CURLcode code;
    prse_status status;
    const char *why;
} meanings[] = {
    {CURLE_OK, PRSE_OK, ""},
    {CURLE_OPERATION_TIMEDOUT, PRSE_ETIMEOUT, "no answer in time"},
    {CURLE_COULDNT_RESOLVE_HOST, PRSE_EIO,
     "the name of the host was not found"},
    {CURLE_COULDNT_RESOLVE_PROXY, PRSE_EIO,
     "the name of the proxy was not found"},
    {CURLE_PEER_FAILED_VERIFICATION, PRSE_ETLS,
     "the server's certificate is not one that is trusted for this host"},
    {CURLE_SSL_CACERT_BADFILE, PRSE_ETLS,
     "the file of trusted certificates can't be read"},
    {CURLE_SSL_CONNECT_ERROR, PRSE_EIO, "no secure connection was agreed on"},
    {CURLE_SSL_INVALIDCERTSTATUS, PRSE_ETLS,
     "the server's certificate is not valid any more"},
    {CURLE_SSL_ISSUER_ERROR, PRSE_ETLS, "the certificate's issuer is unknown"},
    {CURLE_FILESIZE_EXCEEDED, PRSE_ELIMIT,
     "the answer is larger than is accepted"},
    {CURLE_OUT_OF_MEMORY, PRSE_ENOMEM, "memory ran out"},
    {CURLE_PARTIAL_FILE, PRSE_EIO, "the answer broke off"},
    {CURLE_BAD_CONTENT_ENCODING, PRSE_EIO, "the answer can't be unpacked"},
    {CURLE_WRITE_ERROR, PRSE_EIO, "the answer can't be unpacked"},
    {CURLE_GOT_NOTHING, PRSE_EIO, "the server hung up without an answer"},
};

typedef struct end {
    prse_status status;
    const char *why;
} end;

static end end_of_connect(prse__transfer *transfer)
{
    long number = 0;
    if (transfer->barred)
        return (end){PRSE_EREFUSED, "the host leads to an address of this "
                     "computer, of the local network or of a cloud's "
                     "metadata: barred"};
    curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    if (number == 0 || number == ECONNREFUSED)
        return (end){PRSE_EREFUSED, "the connection was refused"};
    return (end){PRSE_EIO, "no connection came about"};
}

static end end_of(prse__transfer *transfer, CURLcode code)
{
    if (transfer->broken)
        return (end){transfer->broken, ""};
    if (code == CURLE_COULDNT_CONNECT)
        return end_of_connect(transfer);
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
        if (meanings[i].code == code)
            return (end){meanings[i].status, meanings[i].why};
    return (end){PRSE_EIO, curl_easy_strerror(code)};
}

void prse__transfer_finish(prse__transfer *transfer, CURLcode code)
{
    end how = end_of(transfer, code);
    prse_http_call *call = transfer->call;
    transfer->call = NULL;
    prse_http_call_finish(call, how.status, prse_str_of(how.why));
}
