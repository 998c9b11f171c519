package hotswitch.server.cti;

import hotswitch.server.cti.Tokens.Token;
import hotswitch.server.journal.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When each token was used last: one that was not used for its role's {@code session-minutes} is refused from then on,
 * by the next process too. A token without a line here counts from its issue. An open event stream is use. Any thread.
 */
final class Sessions {
    /** Beyond it the token that was not used for longest counts from its issue again, which is stricter. */
    static final int KEPT_MAX = 10_000;

    private static final int MINUTE_S = 60;
    private final Path file;
    private final Clock clock;
    /** The longest unused first. */
    private final Map<String, Use> uses = new LinkedHashMap<>(16, 0.75f, true);

    private boolean changed;

    /** Of one token. */
    final class Use {
        private long lastS;
        private int streams;

        private Use(long lastS) {
            this.lastS = lastS;
        }

        void streamOpened() {
            synchronized (Sessions.this) {
                streams++;
            }
        }

        void streamClosed() {
            synchronized (Sessions.this) {
                streams--;
                lastS = nowS();
                changed = true;
            }
        }

        private long lastS() {
            return streams > 0 ? nowS() : lastS;
        }
    }

    /** {@code file}: where it stands between two processes. */
    Sessions(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        read();
    }

    private void read() {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            for (String line : text.lines().toList()) {
                int space = line.indexOf(' ');
                uses.put(line.substring(0, space), new Use(Long.parseLong(line.substring(space + 1))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long nowS() {
        return clock.instant().getEpochSecond();
    }

    /** One use; throws {@link Problem} 401 when it comes too late. {@code minutes} 0: it never does. */
    synchronized Use use(Token token, int minutes) {
        if (minutes == 0) {
            return new Use(nowS());
        }
        Use use = uses.get(token.id());
        long lastS = use == null ? token.issuedS() : use.lastS();
        if (nowS() - lastS >= (long) minutes * MINUTE_S) {
            throw new Problem(401, "this token was not used for " + minutes + " minutes; ./hotswitch token gives one");
        }
        if (use == null) {
            use = new Use(lastS);
            uses.put(token.id(), use);
            forget();
        }
        changed |= use.lastS != nowS();
        use.lastS = nowS();
        return use;
    }

    private void forget() {
        if (uses.size() > KEPT_MAX) {
            uses.remove(uses.keySet().iterator().next());
        }
    }

    /** Writes what changed; what a kill takes with it is what came since the last time. */
    void save() {
        StringBuilder text = new StringBuilder();
        synchronized (this) {
            if (!changed) {
                return;
            }
            changed = false;
            uses.forEach(
                    (id, use) -> text.append(id).append(' ').append(use.lastS()).append('\n'));
        }
        DurableFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
