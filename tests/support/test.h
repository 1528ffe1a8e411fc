/* SPDX-License-Identifier: Apache-2.0 */
/* PRSE_TEST(suite, name) { ... }: a Criterion test whose body may leak neither
 * memory nor file descriptors. Criterion calls a test passed even when
 * LeakSanitizer complains at exit, so that the test itself asks at its end. */
#ifndef PRSE_TESTS_SUPPORT_TEST_H
#define PRSE_TESTS_SUPPORT_TEST_H

#include <criterion/criterion.h>
#include <dirent.h>

#if defined(__SANITIZE_ADDRESS__)
#define PRSE_TEST_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PRSE_TEST_ASAN 1
#endif
#endif

#ifdef PRSE_TEST_ASAN
#include <sanitizer/lsan_interface.h>
/* Pointers left in dead stack frames would pass for references. */
__attribute__((noinline)) static void prse_test_wipe_stack(void)
{
    volatile char dead[65536];
    for (size_t i = 0; i < sizeof(dead); i++)
        dead[i] = 0;
}

static inline int prse_test_leaks(void)
{
    prse_test_wipe_stack();
    return __lsan_do_recoverable_leak_check();
}
#else
static inline int prse_test_leaks(void)
{
    return 0;
}
#endif

static inline int prse_test_open_files(void)
{
    int count = 0;
    DIR *dir = opendir("/proc/self/fd");
    if (!dir)
        return -1;
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

/* Further arguments go to Criterion: PRSE_TEST(text, ends, .timeout =
 * PRSE_LONG). One value (seconds) for all: Criterion 2.4 leaks a timer now
 * and then when the tests of a program have different ones. meson ends a
 * program that hangs. */
#define PRSE_LONG 3000
#define PRSE_TEST(suite, ...) PRSE_TEST_NAMED(suite, __VA_ARGS__, .disabled = 0)
#define PRSE_TEST_NAMED(suite, name, ...) \
    static void suite##_##name##_body(void); \
    Test(suite, name, __VA_ARGS__) \
    { \
        int files = prse_test_open_files(); \
        suite##_##name##_body(); \
        cr_assert_eq(files, prse_test_open_files(), "a file is left open"); \
        cr_assert_eq(prse_test_leaks(), 0, "memory is leaked"); \
    } \
    __attribute__((noinline)) static void suite##_##name##_body(void)

#endif
