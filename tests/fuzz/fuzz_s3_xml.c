/* SPDX-License-Identifier: Apache-2.0 */
/* What an S3 service may answer: the first byte chooses who reads the rest. */
#include "blob_s3/s3.h"
#include "fuzz/fuzz.h"

static void read_page(const prse__s3_request *request)
{
    prse__s3_page page = {0};
    prse_error err = {0};
    prse_status status = prse__s3_page_read(&page, request, &err);
    fuzz_check(status, &err);
    for (size_t i = 0; !status && i < page.count; i++) {
        const prse__s3_entry *entry = &page.entries[i];
        FUZZ_ASSERT(entry->key.ptr && entry->key.ptr[entry->key.len] == '\0');
        FUZZ_ASSERT(i == 0 ||
                    prse__str_cmp(page.entries[i - 1].key, entry->key) <= 0);
    }
    FUZZ_ASSERT(status || !page.truncated || page.token.len > 0);
    prse__s3_page_free(&page);
}

static void judge(prse__s3_request *request)
{
    static const int32_t numbers[] = {200, 403, 404, 503};
    const prse__s3 s3 = {.bucket = PRSE_STR("bucket")};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        int again;
        prse_error err = {0};
        request->answer->http = numbers[i];
        request->says_late = 1;
        prse_status status = prse__s3_judge(&s3, request, &again, &err);
        fuzz_check(status, &err);
        FUZZ_ASSERT(numbers[i] == 200 || status != PRSE_OK);
        FUZZ_ASSERT(strlen(request->code) < sizeof request->code);
    }
}

static void read_field(const prse__s3_request *request)
{
    prse__buf out;
    prse_error err = {0};
    prse__buf_init(&out, 0);
    prse_status status = prse__s3_field(
        &out, request, "InitiateMultipartUploadResult/UploadId", &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT(status || out.len > 0);
    prse__buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse_http_call *call;
    if (size == 0 ||
        prse__call_new(&call, "GET", PRSE_STR("https://s3/"), (prse_str){0},
                       NULL) != PRSE_OK)
        return 0;
    prse__s3_request request = {.method = "GET", .key = PRSE_STR("key"),
                                .answer = call};
    prse__buf_add(&call->answer, fuzz_text(data + 1, size - 1));
    if (data[0] % 3 == 0)
        read_page(&request);
    else if (data[0] % 3 == 1)
        judge(&request);
    else
        read_field(&request);
    prse__call_free(call);
    return 0;
}
