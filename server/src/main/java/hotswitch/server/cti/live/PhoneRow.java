package hotswitch.server.cti.live;

import hotswitch.call.status.PhoneStatus;
import hotswitch.server.metrics.AudioSum;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** One seat's telephones: where they are reached now, and how the legs sounded that ended since the start. */
public record PhoneRow(PhoneStatus phone, AudioSum audio) {
    private static final double HUNDREDTHS = 100;

    public JsonObject json() {
        JsonArray contacts = new JsonArray();
        for (PhoneStatus.Contact each : phone.contacts()) {
            contacts.add(new JsonObject()
                    .put("uri", each.uri())
                    .put("transport", each.transport())
                    .put("address", each.address())
                    .put("port", each.port())
                    .put("expiresS", each.expiresS()));
        }
        return new JsonObject()
                .put("seat", phone.seat())
                .put("registered", !phone.contacts().isEmpty())
                .put("contacts", contacts)
                .put("audio", audioJson());
    }

    private JsonObject audioJson() {
        return new JsonObject()
                .put("legs", audio.legs())
                .put("received", audio.received())
                .put("lost", audio.lost())
                .put("lostPercent", rounded(audio.lostPercent()))
                .put("jitterMs", rounded(audio.jitterMs()))
                .put("farLossyLegs", audio.farLossy())
                .put("roundTripMs", audio.reported() == 0 ? null : rounded(audio.roundTripMs()));
    }

    private static double rounded(double value) {
        return Math.round(value * HUNDREDTHS) / HUNDREDTHS;
    }
}
