// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.portailrse.Pack;
import org.portailrse.PortailRseException;
import org.portailrse.Verdict;
import org.portailrse.core.Lang;

/**
 * The obligations of one company: answers, reasons, and what to ask next.
 *
 * <pre>Obligations PACK DAY [FACT=VALUE]...</pre>
 */
public final class Obligations {
    private Obligations() {
    }

    /** @param words the pack, the day, and what is known */
    public static void main(String[] words) {
        if (words.length < 2) {
            System.err.println("usage: Obligations PACK DAY [FACT=VALUE]...");
            System.exit(2);
        }
        Map<String, String> facts = new HashMap<>();
        for (int i = 2; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            facts.put(pair[0], pair.length == 2 ? pair[1] : "true");
        }
        try (Pack pack = Pack.load(Path.of(words[0]))) {
            show(pack, facts, LocalDate.parse(words[1]));
        } catch (PortailRseException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static void show(Pack pack, Map<String, String> facts,
                             LocalDate day) {
        for (Verdict each : pack.evaluate(facts, day, Lang.EN)) {
            System.out.printf("%-12s %s%n", word(each), each.label());
            if (!each.reason().isEmpty()) {
                System.out.printf("%-12s %s%n", "", each.reason());
            }
        }
        pack.question(facts, day, Lang.EN)
            .ifPresent(asked -> System.out.println("next: " + asked.text()));
    }

    private static String word(Verdict verdict) {
        return verdict.answer().name().toLowerCase().replace('_', ' ');
    }
}
