package hotswitch.acd.config;

import java.util.List;

/** Channels of work items beside the calls: chats, messages, whatever a system in front of us takes in. */
public record ChannelsConfig(List<Channel> channels) {
    public static final ChannelsConfig NONE = new ChannelsConfig(List.of());
    public static final String VOICE = "voice";

    /**
     * {@code withCalls}: who has an item of it is offered calls as well. {@code dueMs}: until when after its
     * arrival it should be done, 0 whenever.
     */
    public record Channel(String name, boolean withCalls, long dueMs) {}

    /** Null if there is none. */
    public Channel of(String name) {
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).name().equals(name)) {
                return channels.get(i);
            }
        }
        return null;
    }
}
