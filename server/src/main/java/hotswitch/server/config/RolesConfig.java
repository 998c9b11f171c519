package hotswitch.server.config;

import java.util.List;

/** {@code roles.yaml}: what the bearer of a token may do. Nothing is allowed that does not stand here. */
public record RolesConfig(List<Role> roles) {

    /** {@code sessionMinutes}: a token is refused after so long without use; 0: never. */
    public record Role(String name, List<String> rights, boolean numbersMasked, int sessionMinutes) {}

    public boolean allows(String role, String right) {
        for (Role each : roles) {
            if (each.name().equals(role)) return each.rights().contains(right);
        }
        return false;
    }
}
