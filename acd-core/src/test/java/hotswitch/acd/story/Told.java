package hotswitch.acd.story;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A core in the words of the stories, for tests that count instead of reading: what it said, as facts. */
final class Told implements Effects {
    record Said(long timeNs, Fact fact) {}

    private final Map<String, byte[]> rules = new TreeMap<>();
    final List<Said> facts = new ArrayList<>();
    final AcdCore core;
    int orders;

    private Told(Limits limits) {
        core = new AcdCore(limits, new ScriptFlow(), rules::get);
    }

    /** All phones are registered. */
    static Told of(Limits limits, List<String> centre) {
        Told play = new Told(limits);
        CentreConfig config = new StoryConfig(centre).build();
        play.rules(0, config);
        config.devices().forEach(device -> play.at(0, new DeviceUp(device.name())));
        return play;
    }

    static Told of(String... centre) {
        return of(new Limits(100, 50, 10, 50, 5, 20), List.of(centre));
    }

    /** The commands of a story; it must not change the rules. */
    static Told story(String name) throws IOException {
        Story story = Story.parse(Files.readString(StoriesTest.STORIES.resolve(name + ".txt")));
        Told play = of(story.configLines().toArray(String[]::new));
        for (Story.Group group : story.groups) {
            for (String line : group.lines()) {
                if (line.startsWith("t=")) {
                    String[] timeAndCommand = line.substring(2).split("\\s+", 2);
                    play.at(Double.parseDouble(timeAndCommand[0]), timeAndCommand[1]);
                }
            }
        }
        return play;
    }

    void rules(double second, CentreConfig config) {
        at(second, new ConfigApplied(Request.unasked("node"), keep(config)));
    }

    /** Its hash, by which it is put in force. */
    String keep(CentreConfig config) {
        byte[] bytes = ConfigCodec.toBytes(config);
        String hash = "%08x".formatted(java.util.Arrays.hashCode(bytes));
        rules.put(hash, bytes);
        return hash;
    }

    void at(double second, String command) {
        at(second, new StoryCommands(core::view).parse(command));
    }

    void at(double second, Command command) {
        core.onCommand(command, timeNs(second), this);
    }

    static long timeNs(double second) {
        return Stage.START_NS + Math.round(second * 1e9);
    }

    <F extends Fact> List<F> facts(Class<F> type) {
        List<F> all = new ArrayList<>();
        for (Said said : facts) {
            if (type.isInstance(said.fact)) {
                all.add(type.cast(said.fact));
            }
        }
        return all;
    }

    @Override
    public void order(Order order) {
        orders++;
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        facts.add(new Said(timeNs, fact));
    }
}
