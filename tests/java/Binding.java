// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portailrse.Pack;
import org.portailrse.PortailRseException;
import org.portailrse.Question;
import org.portailrse.Verdict;
import org.portailrse.core.*;

/** What the Java package promises. Binding SOURCE_ROOT PROGRAM */
public final class Binding {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static Path root;
    private static String program;

    interface Step {
        void run() throws Exception;
    }

    public static void main(String[] words) throws Exception {
        root = Path.of(words[0]);
        program = words[1];
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("answers are those of the program", Binding::answers);
        steps.put("a verdict says why, what is missing, until when",
                  Binding::verdicts);
        steps.put("what is missing has no end", Binding::wide);
        steps.put("questions lead to answers", Binding::questions);
        steps.put("an error says where", Binding::errors);
        steps.put("an overlay changes a pack", Binding::overlays);
        steps.put("text is UTF-8, all of it", Binding::text);
        steps.put("text that C cannot hold is refused", Binding::badText);
        steps.put("null is refused or a default", Binding::nulls);
        steps.put("closing, in any order, as often as one likes",
                  Binding::closing);
        steps.put("facts have one thread at a time", Binding::confined);
        steps.put("threads share a pack", Binding::threads);
        steps.put("closing while others use it", Binding::closedUnderUse);
        steps.put("a portal in memory, and its records", Binding::portal);
        steps.put("services take the cache that they are given",
                  Binding::services);
        steps.put("findings, and a model that tells of itself",
                  Binding::findings);
        steps.put("a signed receipt", Binding::receipts);
        steps.put("20,000 companies leave nothing behind", Binding::growth);
        steps.put("what was forgotten is let go", Binding::forgotten);
        steps.put("what is left out is what the guide lists",
                  Binding::leftOut);
        int failed = 0;
        for (var step : steps.entrySet()) {
            long start = System.nanoTime();
            try {
                step.getValue().run();
            } catch (Throwable wrong) {
                failed++;
                System.out.println("FAILED: " + step.getKey());
                wrong.printStackTrace(System.out);
            }
            System.out.printf("%5d ms  %s%n",
                              (System.nanoTime() - start) / 1_000_000,
                              step.getKey());
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    // --- Help ---

    private static void check(boolean holds, Object seen) {
        if (!holds) {
            throw new AssertionError(String.valueOf(seen));
        }
    }

    private static void same(Object wanted, Object seen) {
        check(wanted == null ? seen == null : wanted.equals(seen),
              "wanted " + wanted + ", got " + seen);
    }

    private static <T extends Throwable> T refused(Class<T> type, Step step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            check(type.isInstance(thrown), thrown);
            return type.cast(thrown);
        }
        throw new AssertionError("nothing was thrown");
    }

    private static Pack law() {
        return Pack.load(root.resolve("packs/fr-rse"));
    }

    private static Path mini() {
        return root.resolve("tests/fixtures/mini-pack");
    }

    private static String run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectError(
            ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(),
                                 StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    // --- Answers ---

    private static final List<Map<String, Object>> COMPANIES = List.of(
        Map.of(), Map.of("effectif", 60, "est_cotee", false),
        Map.of("effectif", "50..249"),
        Map.of("effectif", 12_000, "est_cotee", true));

    private static String told(Map<String, Object> facts, Lang lang)
        throws Exception {
        List<String> words = new ArrayList<>(List.of(
            program, "diagnose", "--pack", root + "/packs/fr-rse", "--at",
            DAY.toString(), "--format", "json", "--lang",
            lang.name().toLowerCase()));
        facts.forEach((k, v) -> words.addAll(List.of("--set", k + "=" + v)));
        return run(words.toArray(String[]::new));
    }

    private static final Pattern SHOWN = Pattern.compile(
        "^    \\{\\s+\"id\": \"(\\w+)\",\\s+\"label\": \"([^\"]*)\",\\s+"
        + "\"answer\": \"(\\w+)\".*?\"because\": \"([^\"]*)\"",
        Pattern.DOTALL | Pattern.MULTILINE);

    private static void answers() throws Exception {
        try (Pack pack = law()) {
            for (Map<String, Object> facts : COMPANIES) {
                for (Lang lang : Lang.values()) {
                    List<String> wanted = new ArrayList<>();
                    Matcher each = SHOWN.matcher(told(facts, lang));
                    while (each.find()) {
                        wanted.add(String.join("|", each.group(1),
                            each.group(2), each.group(3), each.group(4)));
                    }
                    List<String> seen = pack.evaluate(facts, DAY, lang)
                        .stream().map(v -> String.join("|", v.id(), v.label(),
                            v.answer().name().toLowerCase(), v.reason()))
                        .toList();
                    check(seen.size() > 5, seen);
                    same(wanted, seen);
                }
            }
        }
    }

    private static Verdict verdict(Pack pack, String id,
                                   Map<String, ?> facts) {
        return pack.evaluate(facts, DAY, Lang.EN).stream()
            .filter(v -> v.id().equals(id)).findFirst().orElseThrow();
    }

    /** One obligation that turns on 300 facts. */
    private static void wide() {
        List<String> names = IntStream.range(0, 300)
            .mapToObj(i -> "fait_" + i).toList();
        String label = "label: { fr: Large, en: Wide }\n";
        Map<String, String> files = Map.of(
            "pack.yaml", "pack: large\nversion: \"1\"\n" + label
                + "reviewed: 2026-11-01\nmissing: unknown\n"
                + "files: [facts.yaml, law.yaml, o.yaml]\n",
            "facts.yaml", "facts:\n" + names.stream()
                .map(name -> "  " + name + ":\n    type: boolean\n    " + label)
                .collect(Collectors.joining()),
            "law.yaml", "law:\n  loi:\n    title: { fr: Loi, en: Law }\n"
                + "    url: https://example.org/loi\n    status: in_force\n"
                + "    from: 2020-01-01\n    reviewed: 2026-11-01\n"
                + "    confidence: text\n",
            "o.yaml", "obligation: o\n" + label
                + "summary: { fr: O, en: O }\nlaw: [loi]\n"
                + "authority: { fr: O, en: O }\nfrom: 2020-01-01\n"
                + "applies: " + String.join(" and ", names) + "\n");
        try (Pack pack = Pack.load(files)) {
            same(names, verdict(pack, "o", Map.of()).missing());
        }
    }

    private static void verdicts() {
        try (Pack pack = law(); Pack mini = Pack.load(mini())) {
            same("fr-rse", pack.id());
            Verdict bdese = verdict(pack, "bdese", Map.of("effectif", 60));
            same(Answer.SUBJECT, bdese.answer());
            check(bdese.reason().contains("50 employees"), bdese);
            check(bdese.missing().isEmpty(), bdese);
            check(bdese.law().get(0).url().startsWith("https://"), bdese);
            Verdict unknown = verdict(pack, "bdese", Map.of());
            same(Answer.UNKNOWN, unknown.answer());
            check(unknown.missing().contains("effectif"), unknown);
            Verdict display = verdict(mini, "affichage",
                                      Map.of("effectif", 60));
            same(List.of(new Verdict.Deadline("publication",
                             "Publication, each spring",
                             LocalDate.of(2027, 3, 1), 12),
                         new Verdict.Deadline("revision", "Revision",
                             LocalDate.of(2026, 12, 31), 6)),
                 display.deadlines());
            same(Answer.SUBJECT, verdict(mini, "bilan", Map.of(
                "effectif", 120, "effectif@-1", 130, "accord", true))
                .answer());
        }
    }

    /** Any value that an open question may be answered with. */
    private static String some(Pack pack, String fact) {
        long index = Core.packFactIndex(pack.core(), fact);
        FactInfo info = Core.packFact(pack.core(), index, Lang.FR);
        if (info.choiceCount() > 0) {
            return (String) Core.packFactChoice(pack.core(), index, 0,
                                                Lang.FR)[0];
        }
        return info.type() == FactType.DATE ? "2020-01-01" : "2024";
    }

    private static void questions() {
        Map<String, Object> facts = new HashMap<>();
        try (Pack pack = law()) {
            int asked = 0;
            for (var next = pack.question(facts, DAY, Lang.FR);
                 next.isPresent() && asked < 60; asked++) {
                Question question = next.get();
                check(!question.text().isEmpty(), question);
                String key = question.year() == 0 ? question.fact()
                    : question.fact() + "@" + question.year();
                facts.put(key, question.no().isEmpty()
                    ? some(pack, question.fact()) : question.no());
                next = pack.question(facts, DAY, Lang.FR);
            }
            check(asked > 3 && asked < 60, asked);
        }
    }

    // --- Errors ---

    private static Map<String, String> miniFiles() throws IOException {
        try (Stream<Path> files = Files.list(mini())) {
            return files.collect(Collectors.toMap(
                f -> f.getFileName().toString(), Binding::content));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void errors() throws Exception {
        Map<String, String> files = miniFiles();
        Pack.load(files).close();
        files.computeIfPresent("affichage.yaml", (name, text) ->
            text.replace("applies: effectif >=", "applies: effectiff >="));
        var wrong = refused(PortailRseException.InvalidInput.class,
                            () -> Pack.load(files));
        check(wrong.file().endsWith("affichage.yaml"), wrong.file());
        check(wrong.line() == 14 && wrong.column() > 1,
              wrong.line() + ":" + wrong.column());
        check(wrong.getMessage().contains("effectiff"), wrong);
        same(Status.EIO, refused(PortailRseException.Unavailable.class, () ->
            Pack.load(Path.of("/nowhere"))).status());
        try (Pack pack = law()) {
            var unknown = refused(PortailRseException.NotFound.class, () ->
                pack.evaluate(Map.of("efectif", 1), DAY, Lang.FR));
            same("efectif", unknown.subject());
            same(Status.ETYPE, refused(PortailRseException.InvalidInput.class,
                () -> pack.evaluate(Map.of("effectif", "many"), DAY, Lang.FR))
                .status());
            same(Status.ENOTFOUND, refused(PortailRseException.class, () ->
                Core.packPart(pack.core(), 0, ObligationPart.LAW, 999,
                              Lang.FR)).status());
            same(-1L, Core.packFactIndex(pack.core(), "efectif"));
        }
    }

    private static void overlays() throws Exception {
        Path overlay = root.resolve("tests/fixtures/mini-overlay.yaml");
        try (Pack plain = Pack.load(mini());
             Pack changed = Pack.load(mini(), overlay)) {
            check(!Core.packDigest(plain.core()).equals(
                Core.packDigest(changed.core())), "the same digest");
            Object[] diff = Core.packDiff(plain.core(), changed.core(),
                new DiffOptions().dateA("2026-11-23"));
            check((Long) diff[1] > 0 && !((String) diff[0]).isEmpty(),
                  Arrays.toString(diff));
            refused(IllegalArgumentException.class, () ->
                Core.unitsCount(Core.registerSearch(null, "x",
                    new SearchOptions().limit(1L << 32))));
        }
    }

    // --- Text ---

    /** The value of a free text, as the facts then write it. */
    private static String kept(Pack pack, String value) {
        try (Facts facts = Core.factsNew(pack.core())) {
            Core.factsSet(facts, "denomination", 0, value);
            long index = Core.packFactIndex(pack.core(), "denomination");
            for (long i = 0; i < Core.factsCount(facts); i++) {
                FactState state = Core.factsGet(facts, i);
                if (state.fact() == index) {
                    return state.value();
                }
            }
            throw new AssertionError("no such fact");
        }
    }

    private static void text() throws Exception {
        try (Pack pack = Pack.load(mini())) {
            for (String each : List.of("Société", "œuvre €", "\uFFFD\uFEFF",
                                       "\uD83D\uDE00 \uDBFF\uDFFF", "a\0b",
                                       "é".repeat(400))) {
                same(each, kept(pack, each));
            }
        }
        String name = "na\u00EFf \uD83D\uDE00.yaml";
        Map<String, String> files = miniFiles();
        files.put("pack.yaml", files.get("pack.yaml")
            .replace("affichage.yaml", name));
        files.remove("affichage.yaml");
        files.put(name, "obligation: [");
        var wrong = refused(PortailRseException.InvalidInput.class,
                            () -> Pack.load(files));
        same(name, wrong.file());
    }

    private static void badText() {
        try (Pack pack = Pack.load(mini())) {
            for (String half : List.of("\uD83D", "\uDE00x", "x\uD83Dx")) {
                refused(IllegalArgumentException.class,
                        () -> kept(pack, half));
            }
            refused(IllegalArgumentException.class, () ->
                Core.packLoad(null, "pack\0s", null));
        }
    }

    private static void nulls() {
        refused(NullPointerException.class, () ->
            Core.numberRead(null));
        same(Status.EINVAL, refused(PortailRseException.class, () ->
            Core.factsNew(null)).status());
        same(0L, Core.packFactCount(null));
        same("", Core.packId(null));
        refused(NullPointerException.class, () ->
            Core.packLabel(null, null));
        same(null, Core.portalSchema() == null ? "none" : null);
        refused(NullPointerException.class, () -> {
            List<String> holes = new ArrayList<>();
            holes.add(null);
            Core.packLoad(null, "x", new PackOptions(holes));
        });
        List<?> numbers = List.of(1);
        refused(ClassCastException.class, () -> {
            @SuppressWarnings("unchecked")
            List<String> cheated = (List<String>) numbers;
            Core.packLoad(null, "x", new PackOptions(cheated));
        });
    }

    // --- Lifetime ---

    private static void closing() {
        Pack pack = law();
        Facts facts = Core.factsNew(pack.core());
        Report report = Core.reportNew(pack.core());
        Core.factsSet(facts, "effectif", 0, "60");
        Core.reportEvaluate(report, facts, "2026-11-23");
        String before = Core.reportJson(report, Lang.EN);
        pack.close();
        pack.close();
        facts.close();
        same(before, Core.reportJson(report, Lang.EN));
        check(refused(IllegalStateException.class, pack::id).getMessage()
            .contains("Pack is closed"), "another text");
        refused(IllegalStateException.class, () -> Core.factsClear(facts));
        refused(IllegalStateException.class, () ->
            Core.reportEvaluate(report, facts, "2026-11-23"));
        same(before, Core.reportJson(report, Lang.EN));
        report.close();
        report.close();
        refused(IllegalStateException.class, () ->
            Core.reportJson(report, Lang.EN));
    }

    private static <T> List<T> together(int threads, Callable<T> work)
        throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(work));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> each : all) {
                done.add(each.get());
            }
            return done;
        } finally {
            pool.shutdown();
        }
    }

    private static void confined() throws Exception {
        try (Pack pack = law(); Facts facts = Core.factsNew(pack.core());
             Report report = Core.reportNew(pack.core())) {
            Core.reportEvaluate(report, facts, "2026-11-23");
            together(4, () -> {
                for (int i = 0; i < 2000; i++) {
                    try {
                        Core.factsSet(facts, "effectif", 0, "" + i);
                        Core.reportSentence(report, 0, Sentence.REASON,
                                            Lang.FR);
                    } catch (IllegalStateException busy) {
                        check(busy.getMessage().contains("in use"), busy);
                    }
                }
                return 0;
            });
            Core.factsSet(facts, "effectif", 0, "1");
        }
    }

    private static void threads() throws Exception {
        try (Pack pack = law()) {
            var alone = pack.evaluate(COMPANIES.get(1), DAY, Lang.FR);
            var seen = together(4, () -> {
                List<Verdict> last = null;
                for (int i = 0; i < 100; i++) {
                    last = pack.evaluate(COMPANIES.get(1), DAY, Lang.FR);
                }
                return last;
            });
            seen.forEach(each -> same(alone, each));
        }
    }

    private static void closedUnderUse() throws Exception {
        for (int round = 0; round < 100; round++) {
            Pack pack = Pack.load(mini());
            var turn = new java.util.concurrent.atomic.AtomicInteger();
            together(3, () -> {
                if (turn.getAndIncrement() == 1) {
                    Thread.sleep(0, 200_000);
                    pack.close();
                    return 0;
                }
                try {
                    for (int i = 0; i < 50; i++) {
                        pack.evaluate(Map.of("effectif", i), DAY, Lang.EN);
                    }
                } catch (IllegalStateException closed) {
                    check(closed.getMessage().contains("closed"), closed);
                }
                return 0;
            });
        }
    }

    // --- Other families ---

    private static void portal() {
        Store store = Core.storeMemory();
        try (Portal portal = Core.portalNew(store, null,
                                            new PortalOptions().migrate(true));
             Session session = Core.sessionOfHost(portal, "test")) {
            refused(IllegalStateException.class, () ->
                Core.storeStat(store, Core.portalSchema()));
            store.close();
            same(1L, Core.portalCompanySave(session, new Unit()
                .siren("732829320").denomination("\uD83C\uDF33 & fils")
                .open(true), -1));
            try (Records rows = Core.portalCompany(session, "732829320")) {
                same(1L, Core.recordsCount(rows));
                same("\uD83C\uDF33 & fils",
                     Core.recordsText(rows, 0, "denomination"));
                same("732829320", Core.recordsGet(rows, 0, "siren"));
            }
            same(Status.ECONFLICT, refused(PortailRseException.class, () ->
                Core.portalCompanySave(session, new Unit()
                    .siren("732829320"), 7)).status());
        }
    }

    private static void findings() {
        String json = "{\"ESRS E1 : Changement climatique\": "
            + "[{\"PAGES\": 3, \"TEXTS\": \"Moins de gaz.\"}]}";
        try (Passages passages = Core.passagesNew();
             Classifier model = Core.classifierEsrsLite(
                 new EsrsLiteOptions().minConfidence(0.5))) {
            Core.passagesAdd(passages, "plan.pdf", json);
            Passage found = Core.passagesGet(passages, 0);
            same("Moins de gaz.", found.text());
            same(-1.0, found.confidence());
            same(Theme.ENVIRONMENT, Core.passagesTopic(passages, 0).theme());
            same(11L, Core.classifierDescribe(model).labelCount());
            same("E1", Core.classifierLabel(model, 0).code());
            refused(PortailRseException.class, () -> Core.classifierEsrsLite(
                new EsrsLiteOptions().minConfidence(2.5)));
        }
        Segment segment = new Segment().words(2).text("Trop court").right(9.5);
        same(false, Core.segmentPasses(segment, null));
        same(true, Core.segmentPasses(
            segment, new SentencesFilter().leastWords(2)));
    }

    private static void services() {
        Cache cache = Core.cacheMemory(1 << 20);
        ServicesOptions options = new ServicesOptions().cache(cache);
        try (Services services = Core.servicesNew(options)) {
            check(!Core.servicesSetting(services, 0).name().isEmpty(),
                  "a setting without name");
            check(refused(IllegalStateException.class, () ->
                Core.servicesNew(options)).getMessage()
                .contains("given away"), "another text");
            cache.close();
            same(Status.ENOTFOUND, refused(PortailRseException.class, () ->
                Core.servicesSet(services, "no", "x")).status());
        }
    }

    private static void receipts() {
        try (Pack pack = law(); Facts facts = Core.factsNew(pack.core());
             SigningKey key = Core.signingKeyMake()) {
            Core.factsSet(facts, "effectif", 0, "60");
            String receipt = Core.receiptMake(pack.core(), facts,
                "2026-11-23", new ReceiptOptions().key(key));
            Object[] checked = Core.receiptVerify(receipt,
                new ReceiptVerifyOptions().pack(pack.core()).key(key));
            check(checked[0] instanceof ReceiptCheck,
                  Arrays.toString(checked));
        }
    }

    // --- Memory ---

    /** Megabytes that the process holds. */
    private static long resident() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new AssertionError("no VmRSS");
    }

    private static void grows(int warm, int rounds, int most, Step step)
        throws Exception {
        for (int i = 0; i < warm; i++) {
            step.run();
        }
        long before = resident();
        for (int i = 0; i < rounds; i++) {
            step.run();
        }
        long after = resident();
        System.out.println("          " + before + " -> " + after + " MB");
        check(after - before < most, before + " -> " + after + " MB");
    }

    private static void growth() throws Exception {
        try (Pack pack = Pack.load(mini())) {
            grows(10_000, 20_000, 16, () -> {
                pack.evaluate(Map.of("effectif", 60), DAY, Lang.FR);
                refused(PortailRseException.class, () ->
                    pack.evaluate(Map.of("no", 1), DAY, Lang.FR));
            });
        }
    }

    private static void forgotten() throws Exception {
        try (Pack pack = Pack.load(mini())) {
            var made = new java.util.concurrent.atomic.AtomicInteger();
            grows(2_000, 8_000, 32, () -> {
                Core.reportEvaluate(Core.reportNew(pack.core()),
                                    Core.factsNew(pack.core()), "2026-11-23");
                if (made.incrementAndGet() % 500 == 0) {
                    System.gc();
                    Thread.sleep(20);
                }
            });
        }
    }

    // --- Reach ---

    private static Set<String> found(String pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher each = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (each.find()) {
            names.add(each.group(1));
        }
        return names;
    }

    private static String camel(String name) {
        return Pattern.compile("_(\\w)").matcher(name.substring(5))
            .replaceAll(m -> m.group(1).toUpperCase());
    }

    private static void leftOut() throws Exception {
        StringBuilder headers = new StringBuilder();
        try (Stream<Path> all = Files.walk(root.resolve("include"))) {
            all.filter(f -> f.toString().endsWith(".h"))
                .forEach(f -> headers.append(content(f)));
        }
        Set<String> left = found("PRSE_API\\b[^;(]*?(prse_\\w+)\\s*\\(",
                                 headers.toString());
        check(left.size() > 150, left.size());
        Set<String> methods = Arrays.stream(Core.class.getMethods())
            .map(m -> m.getName()).collect(Collectors.toSet());
        left.removeIf(name -> methods.contains(camel(name))
            || name.matches(".*_(ref|unref|free|drop)")
            || name.equals("prse_str_of") || name.equals("prse_text_str"));
        String guide = Files.readString(root.resolve("docs/java.md"));
        guide = guide.substring(guide.indexOf("## Left out"));
        same(found("`(prse_\\w+)\\(\\)`", guide), left);
    }
}
