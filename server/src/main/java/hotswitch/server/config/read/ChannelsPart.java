package hotswitch.server.config.read;

import hotswitch.acd.config.AgentDuty.Capacity;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.ChannelsConfig.Channel;
import hotswitch.server.config.text.CsvRow;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;
import java.util.ArrayList;
import java.util.List;

/** {@code channels} of {@code queues.yaml}, the queue's {@code channel}, and the agents' column of that name. */
final class ChannelsPart {
    private static final long DAY_MS = 86_400_000L;
    private static final int ITEMS_MAX = 100;

    private ChannelsPart() {}

    static ChannelsConfig read(Reading reading, YamlMap map) {
        List<Channel> channels = new ArrayList<>();
        for (String name : map.keys()) {
            Words.name(name, "channel", map.place(name), reading.faults());
            if (name.equals(ChannelsConfig.VOICE)) {
                reading.faults()
                        .add(map.place(name), "voice is the channel of calls", "choose another name", "voice 专指来电");
            }
            reading.references().define(Kind.CHANNEL, name, map.place(name));
            YamlMap channel = map.map(name);
            channels.add(
                    new Channel(name, channel.flag("with-calls", false), channel.number("due-ms", 0, 0, 90 * DAY_MS)));
        }
        return new ChannelsConfig(List.copyOf(channels));
    }

    /** Of a queue. */
    static String channel(Reading reading, YamlMap queue) {
        String channel = queue.text("channel", ChannelsConfig.VOICE);
        if (!channel.equals(ChannelsConfig.VOICE)) {
            reading.references().need(Kind.CHANNEL, channel, queue.place("channel"));
        }
        return channel;
    }

    /** "chat:3;message:10". */
    static List<Capacity> capacities(Reading reading, CsvRow row) {
        List<Capacity> list = new ArrayList<>();
        Words.parts(row.text("channels"), part -> {
            int colon = part.indexOf(':');
            String name = colon < 0 ? part : part.substring(0, colon).strip();
            String most = colon < 0 ? "" : part.substring(colon + 1).strip();
            reading.references().need(Kind.CHANNEL, name, row.place());
            boolean number = most.matches("[0-9]{1,3}") && Integer.parseInt(most) <= ITEMS_MAX;
            if (!number) {
                row.fault("the capacity of " + name + " is \"" + most + "\"", "write 0 to " + ITEMS_MAX, "容量应为整数");
            }
            list.add(new Capacity(name, number ? Integer.parseInt(most) : 0));
        });
        return List.copyOf(list);
    }
}
