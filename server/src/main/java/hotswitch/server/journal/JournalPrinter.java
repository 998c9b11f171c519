package hotswitch.server.journal;

import hotswitch.acd.Fact;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.CommandCodec;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * One readable line for each entry: time of the centre, sequence, kind, what it says; the core's commands as they are
 * named in the code.
 */
public final class JournalPrinter {
    private final Consumer<String> out;
    /** Lines that do not name it are left out; null: none are. */
    private final Pattern wanted;

    private JournalPrinter(Consumer<String> out, Pattern wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    /** All entries. */
    public static JournalPrinter all(Consumer<String> out) {
        return new JournalPrinter(out, null);
    }

    /** What concerns one call: its legs are looked up among the facts. */
    public static JournalPrinter ofCall(Consumer<String> out, long callId, FactLog facts) {
        LongStream.Builder ids = LongStream.builder().add(callId);
        facts.read(0, Integer.MAX_VALUE, (seq, timeNs, fact) -> {
            if (fact instanceof Fact.CallEvent event && event.callId() == callId && event.legId() != 0) {
                ids.add(event.legId());
            }
        });
        return of(out, ids.build().distinct().toArray());
    }

    /** Entries that name one of these ids of calls or legs. */
    static JournalPrinter of(Consumer<String> out, long... ids) {
        StringBuilder any = new StringBuilder();
        for (long id : ids) {
            any.append(any.isEmpty() ? "" : "|").append(id);
        }
        return new JournalPrinter(out, Pattern.compile("\\b(callId|legId|key)=(" + any + ")\\b"));
    }

    /** Prints from the oldest entry that is kept; the reading says whether all of it is sound. */
    public Journal.Reading print(Journal journal) {
        return journal.read(journal.begin(), this::line);
    }

    private void line(long sequence, long timeNs, Journal.Kind kind, BytesReader payload) {
        String text = text(kind, payload);
        if (wanted == null || wanted.matcher(text).find()) {
            out.accept("%s %10d %-10s %s".formatted(CentreTime.toTheNanosecond(timeNs), sequence, kind, text));
        }
    }

    private static String text(Journal.Kind kind, BytesReader payload) {
        return switch (kind) {
            case COMMAND -> CommandCodec.read(payload).toString();
            case EDGE -> edge(payload.i8(), payload);
            case SKIP -> "entry=" + payload.i64() + " fault=" + payload.text();
            case MARK -> "";
            case CHECKPOINT -> "entry=" + payload.i64();
        };
    }

    /** A kind below zero: the bytes come behind those that the key has. */
    private static String edge(int kind, BytesReader payload) {
        String bytes = kind < 0 ? " more=" : " bytes=";
        return "kind=" + Math.abs(kind) + " key=" + payload.text() + bytes + payload.bytes().length;
    }
}
