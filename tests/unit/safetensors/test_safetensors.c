/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <string.h>

#include "safetensors/safetensors.h"
#include "support/fault.h"
#include "support/folder.h"
#include "support/test.h"

typedef struct scene {
    folder folder;
    char path[400];
} scene;

/* A file with this header and so many bytes of numbers, 1, 2, 3 ... */
static void make(scene *s, const char *header, size_t numbers)
{
    folder_make(&s->folder);
    strcpy(s->path, folder_file(&s->folder, "model.safetensors").ptr);
    FILE *file = fopen(s->path, "wb");
    size_t length = strlen(header);
    cr_assert_not_null(file);
    for (int i = 0; i < 8; i++)
        fputc((int)(length >> 8 * i & 255), file);
    fputs(header, file);
    for (size_t i = 0; i < numbers; i++)
        fputc((int)(i + 1) & 255, file);
    cr_assert_eq(fclose(file), 0);
}

static prse__safetensors *opened(const scene *s)
{
    prse__safetensors *file;
    prse_error err = {0};
    cr_assert_eq(prse__safetensors_open(&file, s->path, &err), PRSE_OK, "%s",
                 err.message);
    return file;
}

PRSE_TEST(safetensors, tensors_are_found_by_name)
{
    scene s;
    make(&s, "{\"__metadata__\":{\"format\":\"pt\"},"
             "\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],"
             "\"data_offsets\":[4,12]},"
             "\"a\":{\"dtype\":\"F32\",\"shape\":[1],"
             "\"data_offsets\":[0,4]}}  ", 12);
    prse__safetensors *file = opened(&s);
    const prse__tensor *b = prse__safetensors_find(file, PRSE_STR("b"));
    cr_assert_eq(prse__safetensors_count(file), 2);
    cr_assert_not_null(b);
    cr_assert_eq(b->rank, 2);
    cr_assert_eq(b->shape[0], 2);
    cr_assert_eq(b->count, 2);
    cr_assert_eq(b->bytes[0], 5);
    cr_assert_null(prse__safetensors_find(file, PRSE_STR("c")));
    prse__safetensors_close(file);
    folder_drop(&s.folder);
}

/* IEEE 754: 1.5, -2, the smallest of each kind, infinity. */
static const struct {
    prse__tensor_type type;
    uint16_t bits;
    float is;
} HALVES[] = {{PRSE__TENSOR_F16, 0x3E00, 1.5f},
              {PRSE__TENSOR_F16, 0xC000, -2.0f},
              {PRSE__TENSOR_F16, 0x0001, 5.9604645e-8f},
              {PRSE__TENSOR_F16, 0x8000, -0.0f},
              {PRSE__TENSOR_F16, 0x7BFF, 65504.0f},
              {PRSE__TENSOR_BF16, 0x3FC0, 1.5f},
              {PRSE__TENSOR_BF16, 0xC000, -2.0f},
              {PRSE__TENSOR_BF16, 0x0080, 1.17549435e-38f}};

PRSE_TEST(safetensors, numbers_of_sixteen_bits_become_floats)
{
    for (size_t i = 0; i < sizeof HALVES / sizeof *HALVES; i++) {
        unsigned char bytes[] = {(unsigned char)(HALVES[i].bits & 255),
                                 (unsigned char)(HALVES[i].bits >> 8)};
        prse__tensor tensor = {.type = HALVES[i].type, .count = 1,
                               .bytes = bytes};
        float is;
        prse__tensor_floats(&is, &tensor, 0, 1);
        cr_assert_eq(memcmp(&is, &HALVES[i].is, sizeof is), 0, "%04x",
                     HALVES[i].bits);
        cr_assert_null(prse__tensor_in_place(&tensor));
    }
}

#define ONE(dtype, shape, places) "{\"a\":{\"dtype\":\"" dtype \
    "\",\"shape\":" shape ",\"data_offsets\":" places "}}"

static const struct {
    const char *header;
    const char *says;
} WRONG[] = {
    {"{}", "names no tensor"},
    {"[]", "names no tensor"},
    {ONE("I8", "[1]", "[0,1]"), "its dtype is none of"},
    {ONE("F32", "[1,1,1,1,1]", "[0,4]"), "at most 4 sides"},
    {ONE("F32", "[-1]", "[0,4]"), "at most 4 sides"},
    {ONE("F32", "[4294967296,4294967296,16]", "[0,4]"), "at most 4 sides"},
    {ONE("F32", "[1]", "[0,8]"), "do not fit its shape"},
    {ONE("F32", "[2]", "[12,20]"), "do not fit its shape or the file"},
    {ONE("F32", "[1]", "[8,4]"), "do not fit its shape"},
    {ONE("F32", "[1]", "[0]"), "do not fit its shape"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
     "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
     "it overlaps another tensor"},
};

PRSE_TEST(safetensors, what_breaks_the_form_is_refused_and_named)
{
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        scene s;
        prse__safetensors *file;
        prse_error err = {0};
        make(&s, WRONG[i].header, 16);
        cr_assert_eq(prse__safetensors_open(&file, s.path, &err),
                     PRSE_ESCHEMA, "%s", WRONG[i].header);
        cr_assert(strstr(err.message, WRONG[i].says), "%s: %s",
                  WRONG[i].header, err.message);
        cr_assert(strstr(err.file, "model.safetensors"));
        folder_drop(&s.folder);
    }
}

static void expect_length(const unsigned char length[8], prse_status status,
                          const char *says)
{
    scene s;
    prse__safetensors *file;
    prse_error err = {0};
    make(&s, "{}", 0);
    FILE *again = fopen(s.path, "wb");
    cr_assert_eq(fwrite(length, 1, 8, again), 8);
    fputs("{}", again);
    cr_assert_eq(fclose(again), 0);
    cr_assert_eq(prse__safetensors_open(&file, s.path, &err), status);
    cr_assert(strstr(err.message, says), "%s", err.message);
    folder_drop(&s.folder);
}

PRSE_TEST(safetensors, the_length_of_the_header_is_not_believed)
{
    expect_length((const unsigned char[8]){3}, PRSE_ESCHEMA,
                  "longer than the file");
    expect_length((const unsigned char[8]){255, 255, 255, 255, 255, 255, 255,
                                           255},
                  PRSE_ELIMIT, "more than");
}

PRSE_TEST(safetensors, a_header_that_is_no_json_has_its_place)
{
    scene s;
    prse__safetensors *file;
    prse_error err = {0};
    make(&s, "{\"a\":\n  oops}", 4);
    cr_assert_eq(prse__safetensors_open(&file, s.path, &err), PRSE_EPARSE);
    cr_assert_eq(err.line, 2);
    folder_drop(&s.folder);
}

PRSE_TEST(safetensors, a_file_that_is_not_there_or_too_short_is_told)
{
    scene s;
    prse__safetensors *file;
    prse_error err = {0};
    make(&s, "{}", 0);
    folder_write(&s.folder, "model.safetensors", "short");
    cr_assert_eq(prse__safetensors_open(&file, s.path, &err), PRSE_ESCHEMA);
    cr_assert_eq(prse__safetensors_open(&file, "/nowhere/m", &err),
                 PRSE_ENOTFOUND);
    cr_assert_eq(prse__safetensors_open(&file, s.folder.path, &err),
                 PRSE_ESCHEMA, "a folder");
    folder_drop(&s.folder);
}

PRSE_TEST(safetensors, lack_of_memory_is_told)
{
    scene s;
    make(&s, ONE("F32", "[1]", "[0,4]"), 4);
    PRSE_EACH_FAULT {
        prse__safetensors *file = NULL;
        prse_error err = {0};
        prse_status status = prse__safetensors_open(&file, s.path, &err);
        PRSE_FAULT_CHECK(status, err);
        prse__safetensors_close(file);
    }
    folder_drop(&s.folder);
}
