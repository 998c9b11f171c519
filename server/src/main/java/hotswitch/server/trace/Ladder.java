package hotswitch.server.trace;

import hotswitch.server.journal.CentreTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Messages as a ladder for a person: the parties side by side (who spoke first, then this switch, then the others),
 * time downwards.
 */
public final class Ladder {
    private static final int FIRST = 11;
    private static final int APART = 26;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(CentreTime.ZONE);
    private static final int PREFIX = "HH:mm:ss.SSSSSS +1234.567 ".length();
    private static final long NS_PER_US = 1_000;

    private final List<Trace.Peer> parties = new ArrayList<>();
    private final List<Trace.Message> messages;

    private Ladder(List<Trace.Message> messages) {
        this.messages = messages;
        for (Trace.Message message : messages) {
            if (!parties.contains(message.remote())) {
                parties.add(message.remote());
            }
        }
    }

    /** Lines; times of the centre, and since the message before in ms. */
    public static List<String> of(List<Trace.Message> messages) {
        return messages.isEmpty() ? List.of() : new Ladder(messages).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(PREFIX) + heads(true));
        lines.add(" ".repeat(PREFIX) + heads(false));
        Set<String> said = new HashSet<>();
        long beforeNs = messages.getFirst().timeNs();
        for (Trace.Message message : messages) {
            lines.add(line(message, beforeNs, said));
            beforeNs = message.timeNs();
        }
        return lines;
    }

    /** The switch is the second column. */
    private int column(Trace.Peer party) {
        int index = parties.indexOf(party);
        return index == 0 ? 0 : index + 1;
    }

    private static int at(int column) {
        return FIRST + APART * column;
    }

    private String heads(boolean names) {
        StringBuilder line = new StringBuilder();
        for (Trace.Peer party : parties) {
            centre(line, at(column(party)), names ? "" : party.toString());
            if (line.length() < at(1)) {
                centre(
                        line,
                        at(1),
                        names ? "hotswitch" : messages.getFirst().local().toString());
            }
        }
        return line.toString().stripTrailing();
    }

    private static void centre(StringBuilder line, int at, String text) {
        int from = at - text.length() / 2;
        line.append(" ".repeat(Math.max(line.isEmpty() ? 0 : 1, from - line.length())))
                .append(text);
    }

    private String line(Trace.Message message, long beforeNs, Set<String> said) {
        Glance glance = Glance.at(message);
        long us = (message.timeNs() - beforeNs) / NS_PER_US;
        String time = TIME.format(Instant.ofEpochSecond(0, message.timeNs()));
        String again = said.add(message.received() + glance.identity()) ? "" : " (again)";
        String audio = glance.audio().isEmpty() ? "" : "  [" + glance.audio() + "]";
        String since = String.format(Locale.ROOT, "%+9.3f", us / (double) TimeUnit.MILLISECONDS.toMicros(1));
        return time + " " + since + " " + rungs(message, glance.word()) + "  " + glance.detail() + audio + again;
    }

    private String rungs(Trace.Message message, String word) {
        char[] line = " ".repeat(at(parties.size()) + 1).toCharArray();
        for (int i = 0; i <= parties.size(); i++) {
            line[at(i)] = '|';
        }
        int party = at(column(message.remote()));
        int left = Math.min(party, at(1));
        int right = Math.max(party, at(1));
        for (int i = left + 1; i < right; i++) {
            line[i] = '-';
        }
        boolean rightwards = message.received() == party < at(1);
        line[rightwards ? right - 1 : left + 1] = rightwards ? '>' : '<';
        String shown = " " + word + " ";
        int from = (rightwards ? left + 1 : left + 2) + (APART - 2 - shown.length()) / 2;
        for (int i = 0; i < shown.length() && from + i < right - 1; i++) {
            line[from + i] = shown.charAt(i);
        }
        return new String(line);
    }
}
