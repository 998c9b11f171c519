package hotswitch.server.e2e.parties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.rig.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What each party of an ended call did, as the intervals of the event stream tell. */
public record Timeline(Map<String, List<JsonNode>> byParty) {
    /** Waits for the call's end. */
    public static Timeline of(Events events, long call) {
        events.await(
                "CallEnded", e -> type(e).equals("CallEnded") && e.path("call").asLong() == call);
        return new Timeline(events.of(call).stream()
                .filter(e -> type(e).equals("TalkInterval"))
                .collect(Collectors.groupingBy(
                        e -> e.get("role").asText() + " " + e.get("device").asText(),
                        LinkedHashMap::new,
                        Collectors.toList())));
    }

    private static String type(JsonNode event) {
        return event.get("type").asText();
    }

    /** Its kinds in order: "talk hold talk". */
    public String kinds(String party) {
        return of(party).stream().map(e -> e.get("kind").asText()).collect(Collectors.joining(" "));
    }

    private List<JsonNode> of(String party) {
        List<JsonNode> all = byParty.getOrDefault(party, List.of());
        assertFalse(all.isEmpty(), () -> "no interval of " + party + " in " + byParty);
        return all;
    }

    public Instant from(String party) {
        return time(of(party).getFirst(), "from");
    }

    public Instant to(String party) {
        return time(of(party).getLast(), "to");
    }

    /** Milliseconds of this kind. */
    public long ms(String party, String kind) {
        return of(party).stream()
                .filter(e -> e.get("kind").asText().equals(kind))
                .mapToLong(e -> Duration.between(time(e, "from"), time(e, "to")).toMillis())
                .sum();
    }

    /** Length of the first of this kind. */
    public long firstMs(String party, String kind) {
        return of(party).stream()
                .filter(e -> e.get("kind").asText().equals(kind))
                .map(e -> Duration.between(time(e, "from"), time(e, "to")).toMillis())
                .findFirst()
                .orElseThrow();
    }

    private static Instant time(JsonNode event, String name) {
        return Instant.parse(event.get(name).asText());
    }

    /** No leg's intervals leave a gap or overlap. */
    public Timeline isWhole() {
        byParty.forEach((party, all) -> {
            for (int i = 1; i < all.size(); i++) {
                boolean sameLeg = all.get(i - 1).get("leg").equals(all.get(i).get("leg"));
                assertTrue(
                        !sameLeg || all.get(i - 1).get("to").equals(all.get(i).get("from")), () -> party + ": " + all);
            }
        });
        return this;
    }

    /** The customer's intervals are the call from its connection to its end, and the record counts them alike. */
    public Timeline agrees(JsonNode record, String customer) {
        assertEquals(Instant.parse(record.get("connected").asText()), from(customer), this::toString);
        assertEquals(Instant.parse(record.get("ended").asText()), to(customer), this::toString);
        long talkMs = ms(customer, "talk") + ms(customer, "conference");
        assertEquals((double) talkMs, (double) record.get("talkMs").asLong(), 2, () -> record + " and " + this);
        assertEquals(
                (double) ms(customer, "hold"),
                (double) record.get("holdMs").asLong(),
                2,
                () -> record + " and " + this);
        assertEquals(
                (double) ms(customer, "wait"),
                (double) record.get("otherMs").asLong(),
                3,
                () -> record + " and " + this);
        return this;
    }
}
