package hotswitch.server.cti.live;

import io.vertx.core.json.JsonObject;

/** One trunk as call control sees it now. {@code state}: up, suspect, down, probing. */
public record TrunkRow(String name, String state, int inUse, int channels) {

    public JsonObject json() {
        return new JsonObject()
                .put("id", name)
                .put("state", state)
                .put("inUse", inUse)
                .put("channels", channels);
    }
}
