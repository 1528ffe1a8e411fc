/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as text and back (RFC 4648), with or without OpenSSL. */
#include "crypto/crypto.h"

static const char SIX_BITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789+/";

void prse__hex(char *out, const unsigned char *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * count] = '\0';
}

int prse__unhex(unsigned char *out, prse_str hex, size_t count)
{
    if (hex.len / 2 != count || hex.len % 2)
        return 0;
    for (size_t i = 0; i < count; i++) {
        int high = prse__hex_digit(hex.ptr[2 * i]);
        int low = prse__hex_digit(hex.ptr[2 * i + 1]);
        if (high < 0 || low < 0)
            return 0;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return 1;
}

/* Up to three bytes as four letters. */
static void add_four(prse__buf *out, const unsigned char *in, size_t count)
{
    uint32_t all = (uint32_t)in[0] << 16;
    all |= count > 1 ? (uint32_t)in[1] << 8 : 0;
    all |= count > 2 ? in[2] : 0;
    prse__buf_addc(out, SIX_BITS[all >> 18]);
    prse__buf_addc(out, SIX_BITS[all >> 12 & 63]);
    prse__buf_addc(out, count > 1 ? SIX_BITS[all >> 6 & 63] : '=');
    prse__buf_addc(out, count > 2 ? SIX_BITS[all & 63] : '=');
}

void prse__base64(prse__buf *out, prse_str bytes)
{
    const unsigned char *in = (const unsigned char *)bytes.ptr;
    for (size_t at = 0; at < bytes.len; at += 3)
        add_four(out, in + at, bytes.len - at < 3 ? bytes.len - at : 3);
}

static int six_bits(char c)
{
    for (int i = 0; i < 64; i++)
        if (SIX_BITS[i] == c)
            return i;
    return -1;
}

/* The bytes of four letters; `last` ones may be padded. Bits that stand for
 * nothing must be zero, so that each content has one spelling. 0: not so. */
static int take_four(prse__buf *out, const char *in, int last)
{
    size_t pads = (size_t)(in[3] == '=') + (in[3] == '=' && in[2] == '=');
    uint32_t all = 0;
    if (pads && !last)
        return 0;
    for (size_t i = 0; i < 4; i++) {
        int bits = i >= 4 - pads ? 0 : six_bits(in[i]);
        if (bits < 0)
            return 0;
        all = all << 6 | (uint32_t)bits;
    }
    if (all & ((1U << 8 * pads) - 1))
        return 0;
    for (size_t i = 0; i < 3 - pads; i++)
        prse__buf_addc(out, (char)(all >> (16 - 8 * i) & 0xFF));
    return 1;
}

int prse__unbase64(prse__buf *out, prse_str text)
{
    if (text.len % 4)
        return 0;
    for (size_t at = 0; at < text.len; at += 4)
        if (!take_four(out, text.ptr + at, at + 4 == text.len))
            return 0;
    return 1;
}

void prse__base64url(prse__buf *out, prse_str bytes)
{
    size_t from = out->len;
    prse__base64(out, bytes);
    if (out->failed)
        return;
    for (size_t i = from; i < out->len; i++) {
        char *c = out->ptr + i;
        *c = *c == '+' ? '-' : *c == '/' ? '_' : *c;
    }
    while (out->len > from && out->ptr[out->len - 1] == '=')
        out->ptr[--out->len] = '\0';
}

/* The letter of the other alphabet; '=' is in neither. */
static char usual(char c)
{
    static const char foreign[] = "+/=";
    for (size_t i = 0; foreign[i]; i++)
        if (c == foreign[i])
            return '\0';
    return c == '-' ? '+' : c == '_' ? '/' : c;
}

int prse__unbase64url(prse__buf *out, prse_str text)
{
    for (size_t at = 0; at < text.len; at += 4) {
        char four[4] = {'=', '=', '=', '='};
        size_t count = text.len - at < 4 ? text.len - at : 4;
        for (size_t i = 0; i < count; i++)
            four[i] = usual(text.ptr[at + i]);
        if (count == 1 || !take_four(out, four, at + 4 >= text.len))
            return 0;
    }
    return 1;
}
