package hotswitch.sim.signal.audit;

import hotswitch.sim.signal.net.Clock;
import hotswitch.sim.signal.net.Packet;
import hotswitch.sim.signal.net.WireMessage;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * S1: each request that is heard gets one final response, the same whenever it is said; an INVITE's client hears one
 * and no other. What is not heard is said again until it is given up; S12: never over a stream. CSeq rises.
 */
final class RequestBook {
    /** RFC 3261 §17.1.2.2, §17.2.1: eleven in 32 s; a straggler's answer may end it one earlier. */
    private static final int COPIES_MIN = 10;
    /** RFC 3261 §17.1.1.2. */
    private static final int INVITES_MIN = 7;

    /** RFC 3261 §17.2.2: 64*T1; a straggler that comes later is another request to whoever had it. */
    private static final long LINGERS_NS = 32_000 * Clock.NS_PER_MS;

    private final TreeMap<String, Asked> asked = new TreeMap<>();
    private final TreeMap<String, Long> cseqs = new TreeMap<>();
    /** Call-IDs for which there was a BYE: nobody needs to know what became of a re-INVITE. */
    private final TreeSet<String> ended = new TreeSet<>();

    /** When who was heard last: by whom, in which call, epoch ns. */
    private final TreeMap<String, Long> heardFrom = new TreeMap<>();

    /** How many BYEs a party has begun, by party and Call-ID. */
    private final TreeMap<String, Integer> byes = new TreeMap<>();

    /** Who has heard a BYE: party and Call-ID. */
    private final TreeSet<String> knows = new TreeSet<>();

    private final Lives lives;
    private final Findings findings;

    RequestBook(Lives lives, Findings findings) {
        this.lives = lives;
        this.findings = findings;
    }

    private static String key(String asker, WireMessage message) {
        return asker + ' ' + message.branch() + ' ' + message.method();
    }

    /** Null: nobody asked this. */
    Asked askedFor(String asker, WireMessage response) {
        return asked.get(key(asker, response));
    }

    /** True: it was not said before. */
    boolean requestSent(Packet packet, long nowNs) {
        WireMessage message = packet.message();
        Asked known = asked.get(key(packet.from(), message));
        boolean isNew = known == null;
        if (isNew) {
            known = new Asked(packet, lives);
            known.silentNs = nowNs - heardFrom.getOrDefault(dialog(packet.to(), packet.from(), message), 0L);
            asked.put(key(packet.from(), message), known);
            byes.merge(packet.from() + ' ' + message.callId(), message.method().equals("BYE") ? 1 : 0, Integer::sum);
            rises(packet);
        }
        known.sent++;
        known.sentInVain++;
        known.givenUp |= known.sentInVain >= INVITES_MIN;
        if (message.method().equals("BYE")) {
            ended.add(message.callId());
        }
        boolean again = known.askerLife == lives.of(packet.from()) && known.crashes == lives.crashes();
        findings.require(
                isNew || !again || !packet.streamed(),
                () -> "S12 said again over a stream (RFC 3261 §17.1): " + packet);
        findings.require(
                !again || known.first.text().equals(message.text()),
                () -> "S1 " + packet + " is not what was sent before: " + message.text());
        return isNew;
    }

    private void rises(Packet packet) {
        WireMessage message = packet.message();
        if (message.method().equals("CANCEL")) {
            Asked invite = asked.get(packet.from() + ' ' + message.branch() + " INVITE");
            findings.require(
                    invite != null && (invite.provisionalHeard || invite.askerLife != lives.of(packet.from())),
                    () -> "S8 CANCEL before any response (RFC 3261 §9.1): " + packet);
            if (invite != null) {
                invite.cancelled = true;
            }
            return;
        }
        // Each dialog goes on from the INVITE: two forks, or a telephone that began anew, have a row of numbers each.
        String call = packet.from() + ' ' + message.callId() + ' ' + message.fromTag() + ' ';
        Long before = cseqs.getOrDefault(call + message.toTag(), cseqs.get(call));
        cseqs.put(call + message.toTag(), message.cseq());
        // A later process knows nothing of a call that was over: a late 2xx gets ACK and BYE (RFC 3261 §13.2.2.4). Nor
        // must what is outside of dialogs rise, but REGISTER (§10.2).
        boolean forgotten = lives.crashes() > 0
                && (ended.contains(message.callId()) || message.method().equals("OPTIONS"));
        findings.require(
                before == null || before < message.cseq() || forgotten,
                () -> "S8 CSeq does not rise: " + packet + " after " + before + ": " + message.text());
    }

    /** Anything, of whichever call. */
    void heard(Packet packet, long nowNs) {
        heardFrom.put(dialog(packet.from(), packet.to(), packet.message()), nowNs);
    }

    private static String dialog(String from, String to, WireMessage message) {
        return from + ' ' + to + ' ' + message.callId();
    }

    void requestHeard(Packet packet, long nowNs) {
        Asked request = asked.get(key(packet.from(), packet.message()));
        request.heard++;
        request.heardNs = nowNs;
        if (request.heardInLife == 0) {
            request.heardInLife = lives.of(packet.to());
        }
        if (packet.message().method().equals("BYE")) {
            knows.add(packet.to() + ' ' + packet.message().callId());
        }
    }

    void responseSent(Packet packet, long nowNs) {
        WireMessage message = packet.message();
        Asked request = askedFor(packet.to(), message);
        findings.require(request != null && request.heard > 0, () -> "S1 answers what it never heard: " + packet);
        if (request == null || !message.isFinal()) {
            return;
        }
        String answer = message.status() + " " + message.toTag();
        request.answeredNs = request.answered.isEmpty() ? nowNs : request.answeredNs;
        request.forgotten |= nowNs - request.answeredNs >= LINGERS_NS;
        if (sameLife(request) && !request.forgotten) {
            findings.require(
                    request.answered.isEmpty() || request.answered.equals(answer),
                    () -> "S1 two final responses to " + request + ": " + request.answered + " and " + answer);
        }
        request.refusedAtOnce |= request.heardNs == nowNs && !message.isSuccess();
        request.answered = answer;
        request.answersSent++;
        request.saidInFull |= request.answersSent >= COPIES_MIN;
    }

    /** What is heard for the first time, or anything that is a 2xx to an INVITE. */
    void responseHeard(Packet packet) {
        WireMessage message = packet.message();
        Asked request = askedFor(packet.to(), message);
        if (request == null) {
            return;
        }
        request.provisionalHeard = true;
        request.sentInVain = 0;
        if (!message.isFinal()) {
            return;
        }
        String answer = message.status() + " " + message.toTag();
        boolean sameLife = sameLife(request);
        findings.require(
                !sameLife || request.forgotten || request.answerHeard.isEmpty() || request.answerHeard.equals(answer),
                () -> "S1 " + request + " hears " + request.answerHeard + " and " + answer);
        request.answerHeard = request.answerHeard.isEmpty() ? answer : request.answerHeard;
    }

    private boolean sameLife(Asked request) {
        return request.heardInLife == lives.of(request.to) && request.crashes == lives.crashes();
    }

    /** The switch died: what it heard in this very moment is not written down; what it said is to be said again. */
    void crashed(String name, long nowNs) {
        for (Asked request : asked.values()) {
            if (request.from.equals(name)) {
                request.sentInVain = 0;
            }
            if (request.to.equals(name)) {
                request.answersSent = 0;
                if (request.heardNs == nowNs) {
                    request.heardNs = 0;
                    request.answered = "";
                }
            }
        }
    }

    /** Nothing more will come. */
    void end() {
        asked.values().forEach(this::end);
    }

    private void end(Asked request) {
        boolean answererLives = request.heardInLife == lives.of(request.to);
        boolean askerLives = request.askerLife == lives.of(request.from);
        if (request.heardNs != 0 && answererLives) {
            findings.require(!request.answered.isEmpty(), () -> "S1 never answered: " + request);
        }
        boolean lost = request.answerHeard.isEmpty();
        boolean wanted = request.initialInvite() || !ended.contains(request.first.callId());
        boolean sameProcess = request.crashes == lives.crashes();
        // A refusal at the door, and the answer to a re-INVITE: the process that gave it takes it along.
        wanted &= sameProcess || (request.initialInvite() && !request.refusedAtOnce);
        wanted &= !request.streamed || request.answered.startsWith("2"); // RFC 3261 §13.3.1.4, §17.2.1
        if (wanted && lost && !request.answered.isEmpty() && answererLives && request.first.isInvite()) {
            findings.require(
                    request.saidInFull,
                    () -> "S1 gave up saying " + request.answered + " after " + request.answersSent + ": " + request);
        }
        boolean told = knows.contains(request.from + ' ' + request.first.callId());
        String said = request.from + ' ' + request.first.callId();
        boolean several = byes.getOrDefault(said, 0) > 1;
        boolean away = isDeaf(request) || isSilent(request);
        boolean needless = !sameProcess && (told || request.heard > 0 || several || away);
        boolean repeats = lost && askerLives && !request.streamed;
        if (repeats && request.first.method().equals("BYE") && !needless) {
            findings.require(
                    request.sent >= COPIES_MIN, () -> "S2 gave up a BYE after " + request.sent + ": " + request);
        }
        if (repeats && request.first.method().equals("CANCEL") && request.heard == 0 && rings(request)) {
            findings.require(
                    request.sent >= COPIES_MIN, () -> "S2 gave up a CANCEL after " + request.sent + ": " + request);
        }
        boolean unheard = !request.provisionalHeard && request.initialInvite() && !request.cancelled;
        if (unheard && repeats && sameProcess) {
            findings.require(
                    request.sent >= INVITES_MIN || request.heard > 0,
                    () -> "S1 gave up an INVITE after " + request.sent + ": " + request);
        }
    }

    /**
     * What this CANCEL is to end has no final response, and nobody hears it; a process that took it up says the INVITE
     * again first.
     */
    private boolean rings(Asked cancel) {
        Asked invite = asked.get(cancel.from + ' ' + cancel.first.branch() + " INVITE");
        boolean open = invite != null && invite.answerHeard.isEmpty() && invite.answered.isEmpty();
        return open && (invite.crashes == lives.crashes() || !invite.givenUp);
    }

    /**
     * Whoever is asked has not answered, or not acknowledged, for 64*T1, before or (an INVITE that is to be cancelled,
     * said again by the next process) after it: the BYE to it is a mere form.
     */
    private boolean isDeaf(Asked bye) {
        String callId = bye.first.callId();
        return asked.values().stream()
                .filter(each -> each.first.callId().equals(callId) && each != bye)
                .anyMatch(each -> each.from.equals(bye.from)
                        ? (each.answerHeard.isEmpty() && each.sent >= COPIES_MIN)
                                || (each.first.isInvite() && each.givenUp)
                        : each.saidInFull);
    }

    /** Whoever is asked has let its session timer run out (RFC 4028 §10): the BYE to it is a mere form as well. */
    private static boolean isSilent(Asked bye) {
        return bye.silentNs >= LINGERS_NS;
    }
}
