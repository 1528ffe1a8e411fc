/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sha256.h"

#include <string.h>

enum { BLOCK = PRSE__SHA256_BLOCK, ROUNDS = 64 };

/* First 32 bits of the fractional parts of the cube roots of the first 64
 * primes (FIPS 180-4, 4.2.2). */
static const uint32_t k[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

static void schedule(uint32_t w[ROUNDS], const unsigned char *p)
{
    for (size_t i = 0; i < 16; i++, p += 4)
        w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
               (uint32_t)p[2] << 8 | p[3];
    for (size_t i = 16; i < ROUNDS; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) +
               w[i - 7] + (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
}

/* One round. The eight words stay where they are and change their roles: in
 * round i word (x - i) mod 8 has the role x, from a to h. */
static inline void turn(uint32_t s[8], uint32_t i, uint32_t input)
{
    uint32_t a = s[-i & 7], b = s[(1 - i) & 7], c = s[(2 - i) & 7];
    uint32_t e = s[(4 - i) & 7], f = s[(5 - i) & 7], g = s[(6 - i) & 7];
    uint32_t one = s[(7 - i) & 7] + input + ((e & f) ^ (~e & g)) +
                   (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25));
    uint32_t two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
                   ((a & b) ^ (a & c) ^ (b & c));
    s[(3 - i) & 7] += one;
    s[(7 - i) & 7] = one + two;
}

static void absorb(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[ROUNDS], s[8];
    schedule(w, block);
    memcpy(s, state, sizeof s);
    for (size_t i = 0; i < ROUNDS; i += 8) {
        turn(s, 0, k[i] + w[i]);
        turn(s, 1, k[i + 1] + w[i + 1]);
        turn(s, 2, k[i + 2] + w[i + 2]);
        turn(s, 3, k[i + 3] + w[i + 3]);
        turn(s, 4, k[i + 4] + w[i + 4]);
        turn(s, 5, k[i + 5] + w[i + 5]);
        turn(s, 6, k[i + 6] + w[i + 6]);
        turn(s, 7, k[i + 7] + w[i + 7]);
    }
    for (size_t i = 0; i < 8; i++)
        state[i] += s[i];
}

void prse__sha256_begin(prse__sha256_state *state)
{
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                      0xa54ff53a, 0x510e527f, 0x9b05688c,
                                      0x1f83d9ab, 0x5be0cd19};
    memcpy(state->words, start, sizeof start);
    state->len = 0;
}

void prse__sha256_add(prse__sha256_state *state, prse_str data)
{
    while (data.len) {
        size_t at = state->len % BLOCK;
        size_t n = data.len < BLOCK - at ? data.len : BLOCK - at;
        const char *block = data.ptr;
        if (n < BLOCK) {
            memcpy(state->rest + at, data.ptr, n);
            block = (const char *)state->rest;
        }
        if (at + n == BLOCK)
            absorb(state->words, (const unsigned char *)block);
        state->len += n;
        data = (prse_str){data.ptr + n, data.len - n};
    }
}

/* What is left of the data, a 1 bit, zeros, and the length in bits. */
void prse__sha256_end(prse__sha256_state *state, unsigned char out[32])
{
    static const char one_bit[BLOCK] = {(char)0x80};
    uint64_t bits = state->len * 8;
    size_t at = state->len % BLOCK;
    char length[8];
    for (size_t i = 8; i-- > 0; bits >>= 8)
        length[i] = (char)(bits & 0xFF);
    prse__sha256_add(state, (prse_str){one_bit, (at < BLOCK - 8 ? BLOCK - 8
                                                 : 2 * BLOCK - 8) - at});
    prse__sha256_add(state, (prse_str){length, sizeof length});
    for (size_t i = 0; i < 32; i++)
        out[i] = (unsigned char)(state->words[i / 4] >> (24 - 8 * (i % 4)) &
                                 0xFF);
}

void prse__sha256(unsigned char out[32], prse_str data)
{
    prse__sha256_state state;
    prse__sha256_begin(&state);
    prse__sha256_add(&state, data);
    prse__sha256_end(&state, out);
}

void prse__sha256_hex(char out[65], prse_str data)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[32];
    prse__sha256(hash, data);
    for (size_t i = 0; i < sizeof hash; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
    out[64] = '\0';
}
