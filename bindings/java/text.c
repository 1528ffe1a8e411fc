/* SPDX-License-Identifier: Apache-2.0 */
/* Text: UTF-16 in Java, UTF-8 here. JNI's own "modified UTF-8" writes U+0000
 * and everything past U+FFFF in a way that nothing else reads. */
#include "crossing.h"

#include <stdlib.h>
#include <string.h>

static size_t put(char *to, uint32_t letter)
{
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t bytes = letter < 0x80 ? 1 : letter < 0x800 ? 2
                                   : letter < 0x10000 ? 3 : 4;
    for (size_t i = bytes; i-- > 1; letter >>= 6)
        to[i] = (char)(0x80 | (letter & 0x3F));
    to[0] = (char)(first[bytes] | letter);
    return bytes;
}

/* SIZE_MAX: half a pair of surrogates. */
static size_t encode(char *to, const jchar *from, size_t units)
{
    size_t bytes = 0;
    for (size_t i = 0; i < units; i++) {
        uint32_t letter = from[i];
        if (letter >= 0xD800 && letter < 0xE000) {
            if (letter >= 0xDC00 || i + 1 == units ||
                (from[i + 1] & 0xFC00) != 0xDC00)
                return SIZE_MAX;
            letter = 0x10000 + ((letter & 0x3FF) << 10) + (from[++i] & 0x3FF);
        }
        bytes += put(to + bytes, letter);
    }
    to[bytes] = '\0';
    return bytes;
}

prse_str prse_java_str(JNIEnv *env, jstring text)
{
    if (!text)
        prse_java_throw(env, "java/lang/NullPointerException",
                        "a text is null");
    if (prse_java_thrown(env))
        return (prse_str){"", 0};
    jsize units = (*env)->GetStringLength(env, text);
    jchar *wide = prse_java_room(env, (size_t)units + 1, sizeof *wide);
    char *made = wide ? prse_java_room(env, (size_t)units + 1, 3) : NULL;
    if (!made)
        return (prse_str){"", 0};
    (*env)->GetStringRegion(env, text, 0, units, wide);
    size_t bytes = encode(made, wide, (size_t)units);
    if (bytes != SIZE_MAX)
        return (prse_str){made, bytes};
    prse_java_throw(env, "java/lang/IllegalArgumentException",
                    "a text holds half a pair of surrogates");
    return (prse_str){"", 0};
}

const char *prse_java_chars(JNIEnv *env, jstring text)
{
    if (!text)
        return NULL;
    prse_str made = prse_java_str(env, text);
    if (strlen(made.ptr) != made.len)
        prse_java_throw(env, "java/lang/IllegalArgumentException",
                        "a name or path holds a NUL character");
    return made.ptr;
}

/* The letter at `from`, and how many bytes it takes; what is not UTF-8 is one
 * U+FFFD a byte. */
static uint32_t get(const unsigned char *from, size_t left, size_t *bytes)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t wanted = from[0] < 0x80 ? 1 : from[0] < 0xC0 ? 0
                    : from[0] < 0xE0 ? 2 : from[0] < 0xF0 ? 3
                    : from[0] < 0xF8 ? 4 : 0;
    uint32_t letter = wanted == 1 ? from[0] : from[0] & (0x7Fu >> wanted);
    *bytes = 1;
    if (wanted == 0 || wanted > left)
        return 0xFFFD;
    for (size_t i = 1; i < wanted; i++) {
        if ((from[i] & 0xC0) != 0x80)
            return 0xFFFD;
        letter = letter << 6 | (from[i] & 0x3F);
    }
    if (letter < least[wanted] || letter > 0x10FFFF ||
        (letter >= 0xD800 && letter < 0xE000))
        return 0xFFFD;
    *bytes = wanted;
    return letter;
}

static jsize decode(jchar *to, prse_str from)
{
    jsize units = 0;
    for (size_t i = 0, bytes; i < from.len; i += bytes) {
        uint32_t letter = get((const unsigned char *)from.ptr + i,
                              from.len - i, &bytes);
        if (letter >= 0x10000) {
            to[units++] = (jchar)(0xD7C0 + (letter >> 10));
            letter = 0xDC00 | (letter & 0x3FF);
        }
        to[units++] = (jchar)letter;
    }
    return units;
}

jstring prse_java_string(JNIEnv *env, prse_str text)
{
    jchar few[256], *wide = few;
    if (prse_java_thrown(env))
        return NULL;
    if (text.len > 256 && text.len <= INT32_MAX)
        wide = malloc(text.len * sizeof *wide);
    if (!wide || text.len > INT32_MAX) {
        prse_java_throw(env, "java/lang/OutOfMemoryError", "native memory");
        return NULL;
    }
    jstring made = (*env)->NewString(env, wide, decode(wide, text));
    if (wide != few)
        free(wide);
    return made;
}

jstring prse_java_string_of(JNIEnv *env, const char *text)
{
    return text ? prse_java_string(env, prse_str_of(text)) : NULL;
}

jstring prse_java_taken(JNIEnv *env, prse_text *text)
{
    jstring made = prse_java_string(env, prse_text_str(text));
    prse_text_free(text);
    return made;
}
