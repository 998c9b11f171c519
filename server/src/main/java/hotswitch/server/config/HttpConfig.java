package hotswitch.server.config;

import java.net.URI;
import java.util.List;

/** What flows may ask outside, by name; nothing else is ever asked. */
public record HttpConfig(List<Target> targets) {
    public static final HttpConfig NONE = new HttpConfig(List.of());

    /** {@code post}: values go as a JSON object in the body, otherwise as the query. {@code connections}: at once. */
    public record Target(String name, URI url, boolean post, int connections, List<Header> headers) {}

    /** May be a secret: does not print its value. */
    public record Header(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Null if there is none of this name. */
    public Target target(String name) {
        for (Target target : targets) {
            if (target.name().equals(name)) return target;
        }
        return null;
    }
}
