// SPDX-License-Identifier: Apache-2.0
package org.portailrse;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.portailrse.core.Core;
import org.portailrse.core.Engine;
import org.portailrse.core.Facts;
import org.portailrse.core.Lang;
import org.portailrse.core.PackOptions;
import org.portailrse.core.Report;

/**
 * A compiled rule pack: immutable, shared by threads.
 *
 * <pre>{@code
 * try (Pack pack = Pack.load(Path.of("packs/fr-rse"))) {
 *     for (Verdict each : pack.evaluate(Map.of("effectif", 60),
 *                                       LocalDate.now(), Lang.EN)) {
 *         System.out.println(each.label() + ": " + each.answer());
 *     }
 * }
 * }</pre>
 *
 * <p>Facts go by their ids; {@code "effectif@-1"} is that of the financial
 * year before. A value is a number, a Boolean, a {@link LocalDate}, or text as
 * facts are written: {@code "50..249"}, {@code ">= 50"}, the name of a bracket
 * or of a choice. Null: known to be absent. A fact that is not given is not
 * known, and an answer is {@code UNKNOWN} only where it still matters.
 */
public final class Pack implements AutoCloseable {
    private final org.portailrse.core.Pack core;

    private Pack(org.portailrse.core.Pack core) {
        this.core = core;
    }

    /**
     * Loads a pack and compiles it.
     *
     * @param folder   the pack, or its pack.yaml
     * @param overlays files that change it (a reform), in order
     * @return the pack; close it when done
     * @throws PortailRseException with file, line and column
     */
    public static Pack load(Path folder, Path... overlays) {
        var changes = Stream.of(overlays).map(Path::toString).toList();
        try (Engine engine = Core.engineNew(null)) {
            return new Pack(Core.packLoad(engine, folder.toString(),
                                          new PackOptions(changes)));
        }
    }

    /**
     * Loads a pack from memory, for instance from the resources of a program.
     *
     * @param files the text of each by its name, pack.yaml among them
     * @return the pack; close it when done
     */
    public static Pack load(Map<String, String> files) {
        try (Engine engine = Core.engineNew(null)) {
            return new Pack(Core.packLoadFiles(engine, files));
        }
    }

    /** @return for the functions of {@link Core} */
    public org.portailrse.core.Pack core() {
        return core;
    }

    /** @return for instance "fr-rse" */
    public String id() {
        return Core.packId(core);
    }

    /**
     * Answers for every obligation.
     *
     * @param facts what is known
     * @param day   day of the law
     * @param lang  language of the texts
     * @return a verdict for each obligation, in the order of the pack
     * @throws PortailRseException a fact is not one of the pack's, or a value
     *                             not one of the fact's
     */
    public List<Verdict> evaluate(Map<String, ?> facts, LocalDate day,
                                  Lang lang) {
        return read(facts, day, report ->
            LongStream.range(0, Core.packObligationCount(core))
                .mapToObj(i -> Verdict.read(core, report, i, lang)).toList());
    }

    /**
     * The question whose answer decides most.
     *
     * @param facts what is known
     * @param day   day of the law
     * @param lang  language of the texts
     * @return nothing when there is nothing left to ask
     */
    public Optional<Question> question(Map<String, ?> facts, LocalDate day,
                                       Lang lang) {
        return read(facts, day, report -> Question.read(core, report, lang));
    }

    /** Lets the pack go; harmless when done again. */
    @Override
    public void close() {
        core.close();
    }

    private <T> T read(Map<String, ?> known, LocalDate day,
                       Function<Report, T> reading) {
        try (Facts facts = Core.factsNew(core);
             Report report = Core.reportNew(core)) {
            known.forEach((key, value) -> set(facts, key, value));
            Core.reportEvaluate(report, facts, day.toString());
            return reading.apply(report);
        }
    }

    private static void set(Facts facts, String key, Object value) {
        int at = key.lastIndexOf('@');
        int year = at < 0 ? 0 : Integer.parseInt(key.substring(at + 1));
        String text = value instanceof BigDecimal exact
            ? exact.toPlainString() : String.valueOf(value);
        Core.factsSet(facts, at < 0 ? key : key.substring(0, at), year, text);
    }
}
