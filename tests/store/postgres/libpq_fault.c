/* SPDX-License-Identifier: Apache-2.0 */
/* Lack of memory inside libpq, which is a shared library: the program's own
 * malloc comes first when it is bound, and strikes only when libpq asks. */
#define _GNU_SOURCE 1
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);

static uintptr_t from, to; /* where libpq's code is */

static int find_libpq(struct dl_phdr_info *info, size_t size, void *user)
{
    (void)size, (void)user;
    if (!strstr(info->dlpi_name, "libpq.so"))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X)) {
            from = info->dlpi_addr + part->p_vaddr;
            to = from + part->p_memsz;
        }
    }
    return 1;
}

__attribute__((constructor)) static void find(void)
{
    dl_iterate_phdr(find_libpq, NULL);
}

/* The wrapper asks for memory in turn, and seems to be libpq when it was jumped
 * to instead of called. */
static _Thread_local int inside;

static int is_libpq(const void *caller)
{
    return !inside && (uintptr_t)caller >= from && (uintptr_t)caller < to;
}

void *malloc(size_t size)
{
    if (!is_libpq(__builtin_return_address(0)))
        return __libc_malloc(size);
    inside = 1;
    void *block = __wrap_malloc(size);
    inside = 0;
    return block;
}

void *calloc(size_t count, size_t size)
{
    if (!is_libpq(__builtin_return_address(0)))
        return __libc_calloc(count, size);
    inside = 1;
    void *block = __wrap_calloc(count, size);
    inside = 0;
    return block;
}

void *realloc(void *old, size_t size)
{
    if (!is_libpq(__builtin_return_address(0)))
        return __libc_realloc(old, size);
    inside = 1;
    void *block = __wrap_realloc(old, size);
    inside = 0;
    return block;
}
