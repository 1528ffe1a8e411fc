/* SPDX-License-Identifier: Apache-2.0 */
/* Temporary: functions that do not link yet. */
#ifndef PRSE_CLI_PENDING_H
#define PRSE_CLI_PENDING_H
#pragma weak prse_number_read
#pragma weak prse_units_free
#pragma weak prse_units_count
#pragma weak prse_units_get
#pragma weak prse_units_total
#pragma weak prse_register_import
#pragma weak prse_register_update
#pragma weak prse_register_open
#pragma weak prse_register_free
#pragma weak prse_register_stats
#pragma weak prse_register_find
#pragma weak prse_register_search
#pragma weak prse_services_new
#pragma weak prse_services_ref
#pragma weak prse_services_unref
#pragma weak prse_services_set
#pragma weak prse_services_setting
#pragma weak prse_company_find
#pragma weak prse_company_free
#pragma weak prse_company_unit
#pragma weak prse_company_trace
#pragma weak prse_company_warning_count
#pragma weak prse_company_warning
#pragma weak prse_company_search
#pragma weak prse_services_record
#pragma weak prse_services_check
#pragma weak prse_dashboard_new
#pragma weak prse_dashboard_free
#pragma weak prse_dashboard_run
#pragma weak prse_dashboard_report
#pragma weak prse_dashboard_facts
#pragma weak prse_dashboard_unit
#pragma weak prse_dashboard_trace
#pragma weak prse_dashboard_partial
#pragma weak prse_dashboard_why
#pragma weak prse_dashboard_json
#pragma weak prse_http_call_method
#pragma weak prse_http_call_url
#pragma weak prse_http_call_header
#pragma weak prse_http_call_body
#pragma weak prse_http_call_time
#pragma weak prse_http_call_answer_status
#pragma weak prse_http_call_answer_header
#pragma weak prse_http_call_answer_body
#pragma weak prse_http_call_finish
#pragma weak prse_http_curl
#pragma weak prse_http_record
#pragma weak prse_http_replay
#pragma weak prse_http_faulty
#pragma weak prse_cache_memory
#pragma weak prse_cache_sqlite
#endif
