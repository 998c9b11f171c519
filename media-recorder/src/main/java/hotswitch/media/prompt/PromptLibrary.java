package hotswitch.media.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All prompts by name, loaded once. Immutable: a new set of prompts is a new library. */
public final class PromptLibrary {
    private static final int PROMPTS_MAX = 10_000;
    private static final String SUFFIX = ".wav";

    /** Asked with every play; an order is made where one is wanted. */
    private final Map<String, Prompt> prompts;

    private PromptLibrary(Map<String, Prompt> prompts) {
        this.prompts = prompts;
    }

    /**
     * Every {@code .wav} file under the directory; {@code notice.wav} is {@code notice}, {@code digits/3.wav} is
     * {@code digits/3}. Throws with file and fault if one of them is not PCM, 8,000 Hz, 16 bit, mono.
     */
    public static PromptLibrary load(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        if (files.size() > PROMPTS_MAX) throw new IOException(directory + ": more than " + PROMPTS_MAX + " prompts");
        Map<String, Prompt> loaded = new HashMap<>();
        for (Path file : files) {
            String path = directory.relativize(file).toString().replace('\\', '/');
            String name = path.substring(0, path.length() - SUFFIX.length());
            loaded.put(name, Prompt.of(name, WavFile.read(file)));
        }
        return new PromptLibrary(loaded);
    }

    /** A library of prompts that are at hand already. */
    public static PromptLibrary of(List<Prompt> given) {
        Map<String, Prompt> prompts = new HashMap<>();
        for (Prompt prompt : given) prompts.put(prompt.name(), prompt);
        return new PromptLibrary(prompts);
    }

    public SortedSet<String> names() {
        return new TreeSet<>(prompts.keySet());
    }

    public boolean contains(String name) {
        return prompts.containsKey(name);
    }

    /** Length in milliseconds of each prompt. */
    public Map<String, Integer> durationsMs() {
        SortedMap<String, Integer> durations = new TreeMap<>();
        prompts.forEach((name, prompt) -> durations.put(name, prompt.durationMs()));
        return durations;
    }

    /** A sentence of these prompts, or null if one of them is unknown. */
    public Playback playback(List<String> names, boolean loop) {
        return playback(names, loop, null);
    }

    /** The same, with one that nobody reads any more used again; null: there is none. */
    public Playback playback(List<String> names, boolean loop, Playback former) {
        Playback playback = former == null ? new Playback() : former;
        playback.begin(loop);
        for (int i = 0; i < names.size(); i++) {
            Prompt prompt = prompts.get(names.get(i));
            if (prompt == null) return null;
            playback.add(prompt);
        }
        return playback;
    }
}
