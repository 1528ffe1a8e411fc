/* SPDX-License-Identifier: Apache-2.0 */
/* Ed25519 keys in files (RFC 8410). */
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#include "crypto/failed.h"
#include "crypto/key.h"

enum { PEM_LIMIT = 65536, DER_LIMIT = 64 };

/* What RFC 8410 puts before the 32 bytes, the same in each key. */
typedef struct half {
    const char *begin, *end;
    unsigned char head[16];
    size_t head_len;
    int is_private;
} half;

static const half HALVES[] = {
    {"-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----",
     {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00},
     12, 0},
    {"-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----",
     {0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70,
      0x04, 0x22, 0x04, 0x20},
     16, 1},
};

/* Where the text begins with, or past, a mark; empty: nowhere. */
static prse_str at_mark(prse_str text, const char *mark)
{
    while (text.len && !prse__str_starts(text, mark)) {
        text.ptr++;
        text.len--;
    }
    return text;
}

/* What stands between BEGIN and END: in the common form one line of base64.
 * Empty: they are not there. */
static prse_str body(prse_str pem, const half *kind)
{
    prse_str rest = at_mark(pem, kind->begin);
    if (!rest.len)
        return rest;
    size_t skip = strlen(kind->begin);
    rest = (prse_str){rest.ptr + skip, rest.len - skip};
    prse_str end = at_mark(rest, kind->end);
    rest.len = end.len ? rest.len - end.len : 0;
    return prse__str_trim(rest);
}

/* OpenSSL's decoders do not tell a wrong file from a lack of memory, so that
 * the common form is read here. 0: another form; -1: no memory. */
static int read_raw(unsigned char out[PRSE__KEY_BYTES], prse_str pem,
                    const half *kind)
{
    static const char zeros[DER_LIMIT];
    prse__buf der;
    prse__buf_init(&der, DER_LIMIT);
    /* Room at once, so that growing leaves no copy behind. */
    prse__buf_add(&der, (prse_str){zeros, sizeof zeros});
    if (der.failed)
        return -1;
    prse__buf_clear(&der);
    int is_so = prse__unbase64(&der, body(pem, kind)) &&
                der.len == kind->head_len + PRSE__KEY_BYTES &&
                memcmp(der.ptr, kind->head, kind->head_len) == 0;
    if (is_so)
        memcpy(out, der.ptr + kind->head_len, PRSE__KEY_BYTES);
    prse__wipe(der.ptr, der.cap);
    prse__buf_free(&der);
    return is_so;
}

static prse_status from_raw(prse__key **out, const unsigned char *raw,
                            int is_private, prse_error *err)
{
    EVP_PKEY *pkey =
        is_private
            ? EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, raw,
                                           PRSE__KEY_BYTES)
            : EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, raw,
                                          PRSE__KEY_BYTES);
    return pkey ? prse__key_wrap(out, pkey, is_private, err)
                : prse__crypto_failed(err, "Ed25519");
}

/* --- Other forms: keys with attributes, of other kinds, locked --- */

/* OpenSSL would ask the terminal for the passphrase. */
static int no_passphrase(char *buf, int size, int writing, void *asked)
{
    (void)buf, (void)size, (void)writing;
    *(int *)asked = 1;
    return -1;
}

/* One of the two kinds of a PEM file; NULL: it is not that. */
static EVP_PKEY *decode(prse_str pem, int is_private, int *asked)
{
    BIO *bio = BIO_new_mem_buf(pem.ptr, (int)pem.len);
    if (!bio)
        return NULL;
    EVP_PKEY *pkey =
        is_private ? PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, asked)
                   : PEM_read_bio_PUBKEY(bio, NULL, no_passphrase, asked);
    BIO_free(bio);
    return pkey;
}

static prse_status no_key(prse_error *err)
{
    return prse__error_set(err, PRSE_EPARSE, NULL,
                           "not a key in PEM, such as `openssl genpkey "
                           "-algorithm ed25519` writes");
}

static prse_status unreadable(prse_error *err, int asked)
{
    if (prse__crypto_lacked_memory())
        return prse__error_nomem(err);
    if (asked)
        return prse__error_set(err, PRSE_EPARSE, NULL,
                               "the key is locked by a passphrase; "
                               "`openssl pkey` writes it without");
    return no_key(err);
}

static prse_status read_other(prse__key **out, prse_str pem, prse_error *err)
{
    int asked = 0;
    int is_private = at_mark(pem, "PRIVATE KEY-----").len > 0;
    ERR_clear_error();
    EVP_PKEY *pkey = pem.len ? decode(pem, is_private, &asked) : NULL;
    if (!pkey)
        return unreadable(err, asked);
    ERR_clear_error();
    if (EVP_PKEY_get_base_id(pkey) == EVP_PKEY_ED25519)
        return prse__key_wrap(out, pkey, is_private, err);
    prse__error_set(err, PRSE_ETYPE, NULL,
                    "a key of the kind %s; expected Ed25519",
                    EVP_PKEY_get0_type_name(pkey));
    EVP_PKEY_free(pkey);
    return PRSE_ETYPE;
}

prse_status prse__key_read(prse__key **out, prse_str pem, prse_error *err)
{
    *out = NULL;
    if (pem.len > PEM_LIMIT)
        return no_key(err);
    for (size_t i = 0; i < sizeof HALVES / sizeof *HALVES; i++) {
        unsigned char raw[PRSE__KEY_BYTES];
        int is_so = read_raw(raw, pem, &HALVES[i]);
        prse_status status = PRSE_OK;
        if (is_so < 0)
            return prse__error_nomem(err);
        if (is_so)
            status = from_raw(out, raw, HALVES[i].is_private, err);
        prse__wipe(raw, sizeof raw);
        if (is_so)
            return status;
    }
    return read_other(out, pem, err);
}

static prse_status raw_private(unsigned char out[32], const prse__key *key,
                               prse_error *err)
{
    size_t len = PRSE__KEY_BYTES;
    if (!key->is_private)
        return prse__key_no_private(err);
    if (EVP_PKEY_get_raw_private_key(key->pkey, out, &len) != 1)
        return prse__crypto_failed(err, "Ed25519");
    return PRSE_OK;
}

prse_status prse__key_pem(prse__buf *out, const prse__key *key, int private_,
                          prse_error *err)
{
    const half *kind = &HALVES[private_ != 0];
    unsigned char der[sizeof kind->head + PRSE__KEY_BYTES];
    memcpy(der, kind->head, kind->head_len);
    unsigned char *raw = der + kind->head_len;
    prse_status status = private_ ? raw_private(raw, key, err)
                                  : prse__key_public(raw, key, err);
    if (!status) {
        prse__buf_addf(out, "%s\n", kind->begin);
        prse__base64(out,
                     (prse_str){(char *)der, kind->head_len + PRSE__KEY_BYTES});
        prse__buf_addf(out, "\n%s\n", kind->end);
        if (out->failed)
            status = prse__error_nomem(err);
    }
    prse__wipe(der, sizeof der);
    return status;
}
