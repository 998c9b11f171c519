package hotswitch.server.cti;

import hotswitch.server.cti.Tokens.Bearer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Who calls the API, and how far his right reaches. {@code only}: the one agent that it reaches, 0 = all. {@code
 * masked}:
 * callers' numbers are shown as 138****0000.
 */
record Caller(Bearer bearer, int only, boolean masked, Sessions.Use session) {
    private static final int SHOWN = 3;
    private static final int HIDDEN = 4;

    /** For the audit: role, and agent where there is one. */
    String name() {
        return bearer.toString();
    }

    boolean reaches(int agent) {
        return only == 0 || only == agent;
    }

    /** Throws {@link Problem} 403 for another agent than the own one. */
    void require(int agent) {
        if (!reaches(agent)) {
            throw new Problem(403, "this token reaches agent " + only + " only");
        }
    }

    /** Throws {@link Problem} 403 where the right does not reach everything. */
    void requireAll() {
        if (only != 0) {
            throw new Problem(403, "this token reaches agent " + only + " only");
        }
    }

    JsonObject shown(JsonObject json) {
        String ani = json.getString("ani");
        return masked && ani != null ? json.put("ani", mask(ani)) : json;
    }

    /** Those rows that the right reaches, as they may be shown. */
    JsonArray shown(JsonArray rows) {
        JsonArray shown = new JsonArray();
        for (Object row : rows) {
            JsonObject json = (JsonObject) row;
            if (reaches(json.getInteger("agent", 0))) {
                shown.add(shown(json));
            }
        }
        return shown;
    }

    static String mask(String number) {
        if (number.length() <= SHOWN) {
            return number;
        }
        int to = Math.min(number.length(), SHOWN + HIDDEN);
        return number.substring(0, SHOWN) + "*".repeat(to - SHOWN) + number.substring(to);
    }
}
