package hotswitch.server.cti.live;

import io.vertx.core.json.JsonObject;

/**
 * One trunk as call control sees it now. {@code state}: up, suspect, down, probing; {@code registration}: none,
 * registered, unregistered. {@code withheld}: calls that it did not want (RFC 7339).
 */
public record TrunkRow(String name, String state, String registration, int inUse, int channels, long withheld) {

    public JsonObject json() {
        return new JsonObject()
                .put("id", name)
                .put("state", state)
                .put("registration", registration)
                .put("inUse", inUse)
                .put("channels", channels)
                .put("withheld", withheld);
    }
}
