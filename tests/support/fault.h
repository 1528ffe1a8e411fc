/* SPDX-License-Identifier: Apache-2.0 */
/* Lack of memory on demand. The body runs again and again: the first request
 * for memory fails, then only the second, ... until none is left to fail; then
 * once more, where every request from the nth on fails.
 *
 *   PRSE_EACH_FAULT {
 *       prse_error err = {0};
 *       prse_status status = prse__json_read(&node, arena, text, NULL, NULL,
 *                                            &err);
 *       PRSE_FAULT_CHECK(status, err);
 *   }
 *
 * Works in unit tests, where malloc, calloc and realloc are wrapped when the
 * program is linked, for the third-party libraries too. */
#ifndef PRSE_TESTS_SUPPORT_FAULT_H
#define PRSE_TESTS_SUPPORT_FAULT_H

#define PRSE_EACH_FAULT for (prse_fault_start(); prse_fault_next();)

/* Either no fault was met, or it was reported, with a filled error. */
#define PRSE_FAULT_CHECK(status, err) \
    do { \
        int met_ = prse_fault_pause(); \
        cr_assert_eq((status), met_ ? PRSE_ENOMEM : PRSE_OK, \
                     "%s, fault met: %d", prse_status_name(status), met_); \
        cr_assert_eq((err).code, (int32_t)(status)); \
        cr_assert_eq((err).message[0] != '\0', met_); \
    } while (0)

void prse_fault_start(void);
/* Arms the next fault; 0 when all are done. Fails the test when the body asked
 * for no memory at all, or never ends. */
int prse_fault_next(void);
/* Disarms until the next round; 1 when the fault of this round was met. */
int prse_fault_pause(void);

/* For one fault: the nth request from now fails, and those after it when
 * `lasting`. 0: none. */
void prse_fault_arm(unsigned nth, int lasting);

#endif
