// SPDX-License-Identifier: Apache-2.0
package org.portailrse;

import org.portailrse.core.Status;

/**
 * What the library refused, and where: the three kinds below differ in what a
 * caller would do about them; any other is a failure of the call or of the
 * machine. What was closed, or is in use by another thread, is an
 * {@link IllegalStateException}.
 */
public class PortailRseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Place place;

    /**
     * @param status  what went wrong
     * @param file    name of the input, or empty
     * @param line    from 1; 0: no place
     * @param column  from 1; 0: no place
     * @param subject fact, obligation or key concerned, or empty
     */
    private record Place(Status status, String file, int line, int column,
                         String subject) {
    }

    private PortailRseException(Place place, String message) {
        super(message);
        this.place = place;
    }

    /** There is nothing under that name. */
    public static final class NotFound extends PortailRseException {
        private static final long serialVersionUID = 1;

        private NotFound(Place place, String message) {
            super(place, message);
        }
    }

    /** A text, a value or a pack is not what it should be: correct it. */
    public static final class InvalidInput extends PortailRseException {
        private static final long serialVersionUID = 1;

        private InvalidInput(Place place, String message) {
            super(place, message);
        }
    }

    /** A service, a disk or a peer does not answer now: later, perhaps. */
    public static final class Unavailable extends PortailRseException {
        private static final long serialVersionUID = 1;

        private Unavailable(Place place, String message) {
            super(place, message);
        }
    }

    static PortailRseException of(int code, String message, String file,
                                  int line, int column, String subject) {
        Place place = new Place(Status.of(code), file, line, column, subject);
        return switch (place.status) {
            case ENOTFOUND -> new NotFound(place, message);
            case EINVAL, ELIMIT, EPARSE, ESCHEMA, ERULE, ETYPE ->
                new InvalidInput(place, message);
            case EIO, ETIMEOUT, EREFUSED, ERATE, EPEER, EBUSY ->
                new Unavailable(place, message);
            default -> new PortailRseException(place, message);
        };
    }

    /** @return what went wrong */
    public Status status() {
        return place.status;
    }

    /** @return the name of the input, or an empty text */
    public String file() {
        return place.file;
    }

    /** @return from 1; 0: no place */
    public int line() {
        return place.line;
    }

    /** @return from 1; 0: no place */
    public int column() {
        return place.column;
    }

    /** @return the fact, obligation or key concerned, or an empty text */
    public String subject() {
        return place.subject;
    }
}
