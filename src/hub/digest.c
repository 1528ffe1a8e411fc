/* SPDX-License-Identifier: Apache-2.0 */
/* The Hub names large files by their SHA-256, and small ones as git does. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/crypto.h"
#include "hub/hub.h"

enum { PIECE = 65536, SMALL = 64 << 20 };

static ssize_t read_piece(int file, char *to, size_t room)
{
    ssize_t got;
    do
        got = read(file, to, room);
    while (got < 0 && errno == EINTR);
    return got;
}

/* All of it goes through `add`. */
static prse_status read_all(int file, void (*add)(void *user, prse_str bytes),
                            void *user, prse_error *err)
{
    char piece[PIECE];
    ssize_t got;
    if (lseek(file, 0, SEEK_SET) < 0)
        return prse__hub_failed("", "a file of the cache can't be read", errno,
                                err);
    while ((got = read_piece(file, piece, sizeof piece)) > 0)
        add(user, (prse_str){piece, (size_t)got});
    return got < 0 ? prse__hub_failed("", "a file of the cache can't be read",
                                      errno, err)
                   : PRSE_OK;
}

static void add_to_digest(void *user, prse_str bytes)
{
    prse__digest_add(user, bytes);
}

static void add_to_buf(void *user, prse_str bytes)
{
    prse__buf_add(user, bytes);
}

static prse_status sha256(char hex[PRSE__DIGEST_HEX], int file,
                          prse_error *err)
{
    unsigned char raw[PRSE__DIGEST_BYTES];
    prse__digest *digest = NULL;
    prse_status status = prse__digest_new(&digest, err);
    if (!status)
        status = read_all(file, add_to_digest, digest, err);
    if (!status)
        status = prse__digest_end(digest, raw, err);
    if (!status)
        prse__hex(hex, raw, sizeof raw);
    prse__digest_free(digest);
    return status;
}

static prse_status git(char hex[PRSE__DIGEST_HEX], int file, prse_error *err)
{
    struct stat is = {0};
    prse__buf bytes;
    prse__buf_init(&bytes, 0);
    if (fstat(file, &is) == 0 && is.st_size > SMALL)
        return prse__error_set(err, PRSE_EPEER, NULL,
                               "a file of more than 64 MiB without a SHA-256");
    prse_status status = read_all(file, add_to_buf, &bytes, err);
    if (!status && bytes.failed)
        status = prse__error_nomem(err);
    if (!status)
        status = prse__git_hex(hex, prse__buf_str(&bytes), err);
    prse__buf_free(&bytes);
    return status;
}

prse_status prse__hub_digest_same(int *same, int file, prse_str digest,
                                  prse_error *err)
{
    char hex[PRSE__DIGEST_HEX];
    prse_status status = digest.len == PRSE__COMMIT ? git(hex, file, err)
                                                    : sha256(hex, file, err);
    *same = !status && prse__str_is(digest, hex);
    return status;
}
