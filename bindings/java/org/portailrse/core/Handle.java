// SPDX-License-Identifier: Apache-2.0
package org.portailrse.core;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/**
 * An object of the library. Close it when done; one that was forgotten goes
 * when the garbage collector finds it. Closing twice is harmless; using what
 * was closed is an {@link IllegalStateException}. What was made from it, or is
 * using it, holds it: no order of closing is wrong.
 */
public abstract class Handle implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final long box; // Read by the native side.

    Handle(long box) {
        this.box = box;
        CLEANER.register(this, () -> forget(box));
    }

    /** Lets it go as soon as no call is using it. */
    @Override
    public final void close() {
        shut(box);
        Reference.reachabilityFence(this);
    }

    private static native void shut(long box);

    private static native void forget(long box);
}
