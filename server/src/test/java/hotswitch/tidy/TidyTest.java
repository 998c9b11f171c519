package hotswitch.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.tidy.SourceTree.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules that a text search can see; {@link BordersTest} has those that need the class files. */
final class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 60;
    private static final int LINE_MAX = 120;
    private static final int PACKAGE_FILES_MAX = 25;

    /** What a pure package may not name: it would bring in time, threads, chance or the outside. */
    private static final Pattern IMPURE = Pattern.compile(
            "System\\.currentTimeMillis|System\\.nanoTime|Instant\\.now|\\bThread\\b|\\bsynchronized\\b|\\bvolatile\\b"
                    + "|\\bLock\\b|java\\.net\\.|java\\.nio\\.channels|java\\.io\\.File|java\\.util\\.concurrent"
                    + "|\\bRandom\\(\\)|Math\\.random|ThreadLocalRandom|\\bUUID\\b|System\\.out|org\\.slf4j"
                    + "|\\bHashMap\\b|\\bHashSet\\b.*for");
    /** In the core even more: order and arithmetic must be exact. */
    private static final Pattern INEXACT =
            Pattern.compile("\\b(float|double|Float|Double)\\b|\\.stream\\(\\)|\\bHashMap\\b");

    private final List<Source> sources = SourceTree.read();

    @Test
    void filesMethodsAndLinesAreShort() {
        List<String> faults = new ArrayList<>();
        for (Source source : sources) {
            if (source.lines().size() > FILE_LINES_MAX) {
                faults.add(source.path() + ": " + source.lines().size() + " lines");
            }
            longLines(source, faults);
            longMethods(source, faults);
        }
        assertEquals(List.of(), faults);
    }

    private static void longLines(Source source, List<String> faults) {
        for (int i = 0; i < source.lines().size(); i++) {
            String line = source.lines().get(i);
            if (line.length() > LINE_MAX || line.indexOf('\t') >= 0) {
                faults.add(source.path() + ":" + (i + 1) + ": longer than " + LINE_MAX + ", or a tab");
            }
        }
    }

    private static final Pattern METHOD_START = Pattern.compile("^    (?:[a-zA-Z@].*)?\\).*\\{$");

    /** The formatter indents a class's methods by four: one begins at that depth and ends with a brace there. */
    private static void longMethods(Source source, List<String> faults) {
        int start = -1;
        for (int i = 0; i < source.lines().size(); i++) {
            String line = source.lines().get(i);
            if (start < 0 && METHOD_START.matcher(line).matches() && !line.contains("record ")) {
                start = i;
            } else if (start >= 0 && line.equals("    }")) {
                if (i - start + 1 > METHOD_LINES_MAX) {
                    faults.add(source.path() + ":" + (start + 1) + ": method of " + (i - start + 1) + " lines");
                }
                start = -1;
            }
        }
    }

    @Test
    void nothingIsLeftUnfinishedOrSilenced() {
        Pattern mark = Pattern.compile(
                "TO" + "DO|FIX" + "ME|@Dis" + "abled|@Ign" + "ore|catch \\((Exception|Throwable) \\w+\\) \\{\\s*\\}");
        assertEquals(List.of(), matches(s -> true, mark));
    }

    @Test
    void testsStepTheClockAndNeverSleep() {
        Pattern nap = Pattern.compile("Thread\\." + "sleep|TimeUnit\\.[A-Z]+\\." + "sleep");
        assertEquals(List.of(), matches(s -> !s.isMain(), nap));
    }

    @Test
    void purePackagesKnowNoTimeNoThreadNoChanceNoOutside() {
        assertEquals(List.of(), matches(s -> s.isMain() && isPure(s), IMPURE));
    }

    @Test
    void theCoreIsExactAndOrdered() {
        assertEquals(List.of(), matches(s -> s.isMain() && s.module().equals("acd-core"), INEXACT));
    }

    private static boolean isPure(Source source) {
        return switch (source.module()) {
            case "acd-core", "ivr", "trunk-failover", "call-control" -> true;
            case "sip-stack" ->
                !source.packagePath().startsWith("sip/transport")
                        && !source.packagePath().equals("sip/header");
            default -> false;
        };
    }

    @Test
    void packagesAreSmall() {
        Map<String, Integer> files = new TreeMap<>();
        for (Source source : sources) {
            if (source.isMain()) {
                files.merge(source.module() + " " + source.packagePath(), 1, Integer::sum);
            }
        }
        files.values().removeIf(n -> n <= PACKAGE_FILES_MAX);
        assertEquals(Map.of(), files);
    }

    @Test
    void everyFileIsUsed() {
        Set<String> words = new TreeSet<>();
        Map<String, String> declared = new TreeMap<>();
        Pattern word = Pattern.compile("[A-Z]\\w+");
        for (Source source : sources) {
            if (source.isMain() && !source.simpleName().equals("package-info")) {
                declared.put(source.simpleName(), source.path());
            }
        }
        for (Source source : sources) {
            for (String line : source.lines()) {
                Matcher m = word.matcher(line);
                while (m.find()) {
                    if (!m.group().equals(source.simpleName())) {
                        words.add(m.group());
                    }
                }
            }
        }
        declared.keySet().removeIf(name -> words.contains(name) || name.endsWith("Main") || name.equals("Demo"));
        assertTrue(declared.isEmpty(), () -> "used nowhere: " + declared.values());
    }

    private List<String> matches(java.util.function.Predicate<Source> which, Pattern pattern) {
        return sources.stream()
                .filter(which)
                .flatMap(source -> Stream.iterate(0, i -> i < source.lines().size(), i -> i + 1)
                        .filter(i ->
                                pattern.matcher(code(source.lines().get(i))).find())
                        .map(i -> source.path() + ":" + (i + 1) + ": "
                                + source.lines().get(i).strip()))
                .toList();
    }

    /** Without comments: prose may speak of threads. */
    private static String code(String line) {
        String bare = line.strip();
        if (bare.startsWith("*") || bare.startsWith("/*") || bare.startsWith("//")) {
            return "";
        }
        int comment = line.indexOf(" // ");
        return comment < 0 ? line : line.substring(0, comment);
    }
}
