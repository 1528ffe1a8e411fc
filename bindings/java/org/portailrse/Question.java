// SPDX-License-Identifier: Apache-2.0
package org.portailrse;

import java.util.Optional;
import org.portailrse.core.Core;
import org.portailrse.core.Lang;
import org.portailrse.core.Pack;
import org.portailrse.core.Report;

/**
 * The best next question.
 *
 * @param fact id of the fact that it asks for
 * @param year 0: the last closed financial year; -1: the one before
 * @param text for people
 * @param yes  the value to set when the answer is yes; empty: the value itself
 *             is asked for
 * @param no   the value to set when it is no
 * @param why  which obligations it helps to decide
 */
public record Question(String fact, int year, String text, String yes,
                       String no, String why) {
    static Optional<Question> read(Pack pack, Report report, Lang lang) {
        try {
            var asked = Core.reportQuestion(report, lang);
            String fact = Core.packFact(pack, asked.fact(), lang).id();
            return Optional.of(new Question(fact, asked.year(), asked.text(),
                                            asked.yes(), asked.no(),
                                            asked.why()));
        } catch (PortailRseException.NotFound nothing) {
            return Optional.empty();
        }
    }
}
