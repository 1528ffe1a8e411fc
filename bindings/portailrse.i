/* SPDX-License-Identifier: Apache-2.0 */
/* The interface of every binding: the public headers, without the prefix. What
 * a language does with each family of types is in its own file; which type is
 * of which family, in types.i, which generate.py writes from the headers. */
%module(threads="1") portailrse

%{
#include "portailrse/access.h"
#include "portailrse/analytics.h"
#include "portailrse/batch.h"
#include "portailrse/dashboard.h"
#include "portailrse/document.h"
#include "portailrse/people.h"
#include "portailrse/jwt.h"
#include "portailrse/qualification.h"
#include "portailrse/remote.h"
%}

%rename("%(strip:[prse_])s") "";
%rename($ignore, %$isclass) "";
%rename($ignore, %$isenumitem) "";
%rename($ignore, %$isenum) "";
%rename($ignore, %$isvariable) "";
%rename($ignore, %$isconstant) "";

%include <stdint.i>
%include "language.i"
%include "types.i"

%include "portailrse/base.h"
%include "portailrse/access.h"
%include "portailrse/engine.h"
%include "portailrse/pack.h"
%include "portailrse/facts.h"
%include "portailrse/obligation.h"
%include "portailrse/batch.h"
%include "portailrse/receipt.h"
%include "portailrse/company.h"
%include "portailrse/register.h"
%include "portailrse/sys/clock.h"
%include "portailrse/sys/http.h"
%include "portailrse/sys/cache.h"
%include "portailrse/callback.h"
%include "portailrse/jwt.h"
%include "portailrse/remote.h"
%include "portailrse/services.h"
%include "portailrse/dashboard.h"
%include "portailrse/sys/store.h"
%include "portailrse/sys/blob.h"
%include "portailrse/records.h"
%include "portailrse/store.h"
%include "portailrse/portal.h"
%include "portailrse/people.h"
%include "portailrse/qualification.h"
%include "portailrse/document.h"
%include "portailrse/analytics.h"

#ifdef SWIGPYTHON
%include "ours.i"
#endif
