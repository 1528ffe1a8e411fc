// SPDX-License-Identifier: Apache-2.0
package org.portailrse;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.portailrse.core.Answer;
import org.portailrse.core.Core;
import org.portailrse.core.Due;
import org.portailrse.core.Lang;
import org.portailrse.core.ObligationInfo;
import org.portailrse.core.ObligationPart;
import org.portailrse.core.Pack;
import org.portailrse.core.PartInfo;
import org.portailrse.core.Report;
import org.portailrse.core.Sentence;

/**
 * Whether an obligation applies, and why.
 *
 * @param id        as packs name it
 * @param label     for people
 * @param answer    whether it applies
 * @param reason    why, for people; empty when the answer is unknown
 * @param missing   ids of the facts that still matter, and only those
 * @param law       what it stands on
 * @param deadlines when it is due
 */
public record Verdict(String id, String label, Answer answer, String reason,
                      List<String> missing, List<Law> law,
                      List<Deadline> deadlines) {
    /**
     * A text of law.
     *
     * @param title as it is cited
     * @param url   where to read it; may be empty
     */
    public record Law(String title, String url) {
    }

    /**
     * A date by which something is due.
     *
     * @param id    as packs name it
     * @param label for people
     * @param date  null: not known, or not due
     * @param every months between repetitions; 0: once
     */
    public record Deadline(String id, String label, LocalDate date,
                           int every) {
    }

    static Verdict read(Pack pack, Report report, long i, Lang lang) {
        ObligationInfo info = Core.packObligation(pack, i, lang);
        return new Verdict(
            info.id(), info.label(), Core.reportAnswer(report, i),
            Core.reportSentence(report, i, Sentence.REASON, lang),
            Arrays.stream(Core.reportMissing(report, i)).map(
                use -> Core.packFact(pack, use.fact(), lang).id()).toList(),
            LongStream.range(0, info.lawCount()).mapToObj(at ->
                law(Core.packPart(pack, i, ObligationPart.LAW, at,
                                  lang))).toList(),
            LongStream.range(0, info.deadlineCount()).mapToObj(at -> deadline(
                Core.packPart(pack, i, ObligationPart.DEADLINE, at, lang),
                Core.reportDue(report, i, at, lang))).toList());
    }

    private static Law law(PartInfo part) {
        return new Law(part.text(), part.lawUrl());
    }

    private static Deadline deadline(PartInfo part, Due due) {
        LocalDate date = due.known()
            ? LocalDate.of(due.year(), due.month(), due.day()) : null;
        return new Deadline(part.id(), due.label(), date, due.every());
    }
}
