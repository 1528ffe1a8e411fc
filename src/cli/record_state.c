/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/record_state.h"

#include "cli/json_value.h"

void cli_record_state(cli_buffer *out, const cli_context *cli,
                      prse_str record, cli_text_id read, cli_text_id absent)
{
    const struct {
        const char *state;
        cli_text_id words;
    } states[] = {
        {"lue", read},
        {"absente", absent},
        {"illisible", TEXT_TRACE_UNREADABLE},
        {"indisponible", TEXT_TRACE_DOWN},
        {"limitee", TEXT_TRACE_LIMITED},
        {"refusee", TEXT_TRACE_DENIED},
        {"non_demandee", TEXT_TRACE_NOT_ASKED},
    };
    prse_str state = cli_json_at(record, "etat");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (cli_json_is(state, states[i].state))
            cli_buffer_add_text(out, cli_text(cli, states[i].words));
}
