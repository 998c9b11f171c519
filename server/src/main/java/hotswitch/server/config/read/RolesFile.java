package hotswitch.server.config.read;

import hotswitch.server.config.RolesConfig;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.List;

/** {@code roles.yaml}. The rights are a closed list; the roles are not. */
public final class RolesFile {
    public static final String NAME = "roles.yaml";

    /** Everything that the API can ask for. {@code self}: the agent's own state, calls and events. */
    public static final List<String> RIGHTS = List.of(
            "admin.drain",
            "admin.drill",
            "admin.emergency",
            "admin.log",
            "admin.reload",
            "admin.surge",
            "agents.force",
            "agents.read",
            "agents.self",
            "agents.set",
            "audit.read",
            "calls.control",
            "calls.monitor",
            "calls.read",
            "calls.self",
            "events.read",
            "events.self",
            "items.control",
            "items.read",
            "items.self",
            "kpi.read",
            "queues.read",
            "recordings.hold",
            "recordings.listen",
            "recordings.pause",
            "recordings.read",
            "tokens.issue",
            "trunks.read",
            "why.read");

    private RolesFile() {}

    public static RolesConfig read(Reading reading) {
        YamlMap root = YamlFile.read(reading.conf(), NAME, true);
        YamlMap named = root.map("roles");
        List<RolesConfig.Role> roles = new ArrayList<>();
        for (String name : named.keys()) {
            Words.name(name, "role", named.place(name), reading.faults());
            reading.references().define(Kind.ROLE, name, named.place(name));
            YamlMap map = named.map(name);
            roles.add(new RolesConfig.Role(
                    name,
                    map.items("rights").stream().map(RolesFile::right).toList(),
                    map.flag("masked", true),
                    map.integer("session-minutes", 30, 0, 100_000)));
        }
        root.done();
        return new RolesConfig(List.copyOf(roles));
    }

    private static String right(YamlValue value) {
        return value.oneOf(RIGHTS, "look at the list of rights in the shipped roles.yaml");
    }
}
