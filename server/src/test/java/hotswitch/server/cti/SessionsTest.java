package hotswitch.server.cti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.config.KpiConfig;
import hotswitch.server.config.RolesConfig;
import hotswitch.server.config.RolesConfig.Role;
import hotswitch.server.cti.Tokens.Bearer;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.journal.FactLog;
import hotswitch.server.store.RecordStore;
import hotswitch.server.trace.LogLevels;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code session-minutes}: a token that was not used for so long is refused, and stays so. The clock is stepped. */
final class SessionsTest {
    private static final List<String> RIGHTS = List.of("queues.read", "events.read");
    private static final RolesConfig ROLES = new RolesConfig(
            List.of(new Role("system-admin", RIGHTS, false, 30), new Role("integration", RIGHTS, false, 0)));

    /** Stands still until it is stepped. */
    private static final class SteppedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-24T08:00:00Z");

        void step(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants only");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir
    private Path data;

    private final SteppedClock clock = new SteppedClock();
    private HttpClient http;
    private FactLog facts;
    private RecordStore store;
    private Cti api;

    @BeforeEach
    void start() throws IOException {
        http = HttpClient.newHttpClient();
        facts = FactLog.open(data.resolve("facts"));
        store = RecordStore.open(data, "");
        api = new Cti(facts, command -> {}, 1);
        Cti.Sources sources = new Cti.Sources(
                new LiveView(),
                store.records(),
                data,
                () -> List.of(),
                () -> List.of(),
                call -> List.of(),
                () -> Map.of());
        api.listen(
                "127.0.0.1",
                0,
                sources,
                new Cti.Operator(
                        clock,
                        Tokens.of(data),
                        () -> ROLES,
                        () -> new KpiConfig(List.of(), List.of()),
                        by -> List.of(),
                        () -> "",
                        () -> true,
                        new LogLevels()));
    }

    @AfterEach
    void stop() {
        api.close();
        store.close();
        facts.close();
        http.shutdownNow();
    }

    private String token(String role) throws IOException {
        return Tokens.of(data).issue(new Bearer(role, 0), clock.instant().getEpochSecond(), 0);
    }

    private HttpRequest request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private HttpResponse<String> ask(String token) throws IOException, InterruptedException {
        return http.send(request(token, "/queues"), BodyHandlers.ofString());
    }

    private void minutes(int n) {
        clock.step(Duration.ofMinutes(n));
    }

    @Test
    void aTokenLivesAsLongAsItIsUsed() throws Exception {
        String token = token("system-admin");
        for (int i = 0; i < 4; i++) {
            minutes(29);
            assertEquals(200, ask(token).statusCode(), "used every 29 minutes");
        }
        minutes(30);
        HttpResponse<String> refused = ask(token);
        assertEquals(401, refused.statusCode());
        assertEquals(
                "application/problem+json",
                refused.headers().firstValue("content-type").orElse(""));
        assertTrue(refused.body().contains("not used for 30 minutes"), refused.body());
        assertEquals(401, ask(token).statusCode(), "to be refused is no use");
        assertEquals(200, ask(token("system-admin")).statusCode(), "another one of the same role");
    }

    @Test
    void oneThatWasNeverUsedCountsFromItsIssue() throws Exception {
        String token = token("system-admin");
        minutes(31);
        assertEquals(401, ask(token).statusCode());
    }

    @Test
    void aRoleWithoutLimitIsNeverRefused() throws Exception {
        String token = token("integration");
        minutes(60 * 24 * 300);
        assertEquals(200, ask(token).statusCode());
    }

    @Test
    void theNextProcessKnowsWhenATokenWasUsed() throws Exception {
        String used = token("system-admin");
        String left = token("system-admin");
        assertEquals(200, ask(left).statusCode());
        minutes(20);
        assertEquals(200, ask(used).statusCode());
        stop();
        minutes(20);
        start();
        assertEquals(200, ask(used).statusCode());
        assertEquals(401, ask(left).statusCode());
    }

    @Test
    void whoListensToTheEventsUsesHisToken() throws Exception {
        String token = token("system-admin");
        HttpResponse<InputStream> stream = http.send(request(token, "/events"), BodyHandlers.ofInputStream());
        assertEquals(200, stream.statusCode());
        minutes(45);
        assertEquals(200, ask(token).statusCode());
        stream.body().close();
        Await.until("silence after the stream's end", () -> {
            minutes(45);
            return status(token) == 401;
        });
    }

    private int status(String token) {
        try {
            return ask(token).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
