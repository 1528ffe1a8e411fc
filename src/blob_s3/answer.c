/* SPDX-License-Identifier: Apache-2.0 */
/* What an answer is worth: by its code, else by its HTTP status. */
#include <string.h>

#include "blob_s3/s3.h"
#include "formats/xml_fields.h"

enum { SHOWN = 160, NAMED = 64 };

typedef struct meaning {
    const char *code;
    prse_status status;
    int again;
    const char *hint; /* NULL: what the service says is enough */
} meaning;

static const char WRONG_REGION[] =
    "the bucket is in another region: see the endpoint and the region";

static const meaning meanings[] = {
    {"AccessDenied", PRSE_EDENIED, 0,
     "the access key has no right to this, or the link is too old"},
    {"AllAccessDisabled", PRSE_EDENIED, 0, NULL},
    {"AccountProblem", PRSE_EDENIED, 0, NULL},
    {"AuthorizationHeaderMalformed", PRSE_EDENIED, 0,
     "most often the region is another one"},
    {"BadDigest", PRSE_EIO, 1, "the bytes changed on their way"},
    {"EntityTooLarge", PRSE_ELIMIT, 0, "too large for this service"},
    {"ExpiredToken", PRSE_EDENIED, 0, NULL},
    {"IllegalLocationConstraintException", PRSE_EPEER, 0, WRONG_REGION},
    {"IncompleteBody", PRSE_EIO, 1, "the bytes did not arrive whole"},
    {"InsufficientStorage", PRSE_ELIMIT, 0, "no room is left"},
    {"InternalError", PRSE_EPEER, 1, NULL},
    {"InvalidAccessKeyId", PRSE_EDENIED, 0, "the access key is not known"},
    {"InvalidSignatureException", PRSE_EDENIED, 0,
     "the secret key is not the access key's"},
    {"InvalidToken", PRSE_EDENIED, 0, NULL},
    {"NoSuchBucket", PRSE_EPEER, 0,
     "the bucket does not exist, or the access key belongs to another "
     "project"},
    {"NoSuchKey", PRSE_ENOTFOUND, 0, "there is no such blob"},
    {"NoSuchUpload", PRSE_EIO, 0, "the upload was ended from elsewhere"},
    {"OperationAborted", PRSE_EPEER, 1, NULL},
    {"PermanentRedirect", PRSE_EPEER, 0, WRONG_REGION},
    {"PreconditionFailed", PRSE_EIO, 0,
     "it was replaced while it was read: read it again"},
    {"QuotaExceeded", PRSE_ELIMIT, 0, "no room is left"},
    {"RequestLimitExceeded", PRSE_ERATE, 1, NULL},
    {"RequestTimeTooSkewed", PRSE_EDENIED, 0,
     "the clock of this computer is wrong by more than 15 minutes"},
    {"RequestTimeout", PRSE_EIO, 1, NULL},
    {"ServiceUnavailable", PRSE_EPEER, 1, NULL},
    {"SignatureDoesNotMatch", PRSE_EDENIED, 0,
     "the secret key is not the access key's"},
    {"SlowDown", PRSE_ERATE, 1, "too many requests"},
    {"TemporaryRedirect", PRSE_EPEER, 0, WRONG_REGION},
    {"Throttling", PRSE_ERATE, 1, NULL},
    {"TooManyRequests", PRSE_ERATE, 1, NULL},
    {"XAmzContentSHA256Mismatch", PRSE_EIO, 1,
     "the bytes changed on their way"},
};

/* Answers without a code that is known. */
static const struct {
    int32_t http;
    meaning means;
} numbers[] = {
    {401, {NULL, PRSE_EDENIED, 0, "the access key was not accepted"}},
    {403, {NULL, PRSE_EDENIED, 0, "the access key has no right to this"}},
    {409, {NULL, PRSE_EPEER, 1, NULL}},
    {412, {NULL, PRSE_EIO, 0,
           "it was replaced while it was read: read it again"}},
    {413, {NULL, PRSE_ELIMIT, 0, "too large for this service"}},
    {429, {NULL, PRSE_ERATE, 1, "too many requests"}},
    {500, {NULL, PRSE_EPEER, 1, NULL}},
    {502, {NULL, PRSE_EPEER, 1, NULL}},
    {503, {NULL, PRSE_EPEER, 1, NULL}},
    {504, {NULL, PRSE_EPEER, 1, NULL}},
    {507, {NULL, PRSE_ELIMIT, 0, "no room is left"}},
};

static meaning meaning_of(const char *code, int32_t http)
{
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
        if (strcmp(meanings[i].code, code) == 0)
            return meanings[i];
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (numbers[i].http == http)
            return numbers[i].means;
    return (meaning){NULL, PRSE_EPEER, 0, NULL};
}

/* --- The body --- */

typedef struct words {
    prse__s3_request *request;
    char message[SHOWN];
} words;

static prse_status on_error_field(void *user, prse_str path, prse_str text,
                                  prse_error *err)
{
    words *it = user;
    (void)err;
    text = prse__str_trim(text);
    if (prse__str_is(path, "Error/Code"))
        prse__error_copy(it->request->code, PRSE__S3_CODE, text);
    else if (prse__str_is(path, "Error/Message"))
        prse__error_copy(it->message, SHOWN, text);
    return PRSE_OK;
}

/* One line, whatever it was. */
static void flatten(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            *text = ' ';
}

/* A body that can't be read is one that says nothing, but for memory. */
static prse_status read_error(words *it, prse_error *err)
{
    prse_error unread = {0};
    /* Blanks may come first, while the service is still at it. */
    prse_str body =
        prse__str_trim(prse__buf_str(&it->request->answer->answer));
    it->request->code[0] = '\0';
    it->message[0] = '\0';
    if (body.len == 0)
        return PRSE_OK;
    prse_status status = prse__xml_fields_read(body, "answer of S3",
                                               on_error_field, it, &unread);
    flatten(it->request->code);
    flatten(it->message);
    return status == PRSE_ENOMEM ? prse__error_nomem(err) : PRSE_OK;
}

/* --- Judging --- */

static const char *subject(char to[NAMED], const prse__s3 *s3,
                           const prse__s3_request *request)
{
    prse__error_copy(to, NAMED, request->bucket ? s3->bucket : request->key);
    return to;
}

static prse_status refused(const prse__s3 *s3, const words *it,
                           const meaning *means, prse_error *err)
{
    char name[NAMED];
    const prse__s3_request *request = it->request;
    const char *said = it->message[0] ? it->message : "no reason given";
    return prse__error_set(
        err, means->status, subject(name, s3, request),
        "%s%sS3 answered %d%s%s to %s: %s", means->hint ? means->hint : "",
        means->hint ? "; " : "", (int)request->http,
        request->code[0] ? " " : "", request->code, request->method, said);
}

static prse_status judge_words(const prse__s3 *s3, prse__s3_request *request,
                               int *again, prse_error *err)
{
    words it = {.request = request};
    prse_status status = read_error(&it, err);
    if (status)
        return status;
    if (request->http >= 200 && request->http < 300 && !request->code[0])
        return PRSE_OK;
    meaning means = meaning_of(request->code, request->http);
    /* These two say that nothing was done. */
    int unheard = request->http == 503 || request->http == 429;
    *again = means.again && (unheard || !request->once);
    return refused(s3, &it, &means, err);
}

/* Of the network's failures, those that may pass. */
static prse_status judge_call(const prse__s3 *s3,
                              const prse__s3_request *request, int *again,
                              prse_error *err)
{
    char name[NAMED];
    const prse_http_call *call = request->answer;
    prse_status status = call->status;
    *again = !request->once &&
             (status == PRSE_EIO || status == PRSE_ETIMEOUT);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    if (status == PRSE_ELIMIT)
        status = PRSE_EPEER;
    return prse__error_set(err, status, subject(name, s3, request),
                           "%s of %s did not come about: %s",
                           request->method, call->why.subject,
                           call->why.message);
}

prse_status prse__s3_judge(const prse__s3 *s3, prse__s3_request *request,
                           int *again, prse_error *err)
{
    const prse_http_call *call = request->answer;
    request->http = call->http;
    if (call->status)
        return judge_call(s3, request, again, err);
    if (call->http >= 200 && call->http < 300 && !request->says_late)
        return PRSE_OK;
    return judge_words(s3, request, again, err);
}
