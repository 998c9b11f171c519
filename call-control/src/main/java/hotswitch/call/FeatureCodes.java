package hotswitch.call;

import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegFact;
import hotswitch.call.leg.LegRole;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Reasons;
import hotswitch.call.pin.PinGuard;
import hotswitch.sip.session.Session;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Codes dialled at a seat's phone: {@code *50} agent {@code *} PIN {@code #} log on and ready ({@code *50} alone: the
 * seat's
 * usual agent, the PIN follows as digits), {@code *51} ready, {@code *52} reason not ready, {@code *59} log off. Each
 * is a
 * short call of its own that ends with a prompt; its legs have negative ids, so that the core never hears of them. What
 * became of a code is audited; a process that dies leaves the call to the next one, which ends it.
 */
final class FeatureCodes {
    private static final int PIN_MAX = 16;
    private static final String OK = "feature-ok";
    private static final String BAD = "feature-bad";
    private final Switchboard board;
    private final Voice voice;
    private final PinGuard pins = new PinGuard();
    private long wrongPins;
    private long unheardPins;
    private final Long2ObjectHashMap<Dialogue> dialogues = new Long2ObjectHashMap<>();

    /** One phone and its code. */
    private static final class Dialogue {
        final Leg leg;
        final StringBuilder pin = new StringBuilder();
        /** Whose PIN is awaited; 0: none is. */
        int agent;

        Dialogue(Leg leg) {
            this.leg = leg;
        }
    }

    FeatureCodes(Switchboard board, Voice voice) {
        this.board = board;
        this.voice = voice;
    }

    boolean owns(long legId) {
        return legId < 0;
    }

    /** PINs that were wrong. */
    long wrongPins() {
        return wrongPins;
    }

    /** PINs that were not looked at, so often had wrong ones come before. */
    long unheardPins() {
        return unheardPins;
    }

    int size() {
        return dialogues.size();
    }

    void begin(Session session, String device, String dialled, String offer, long nowNs) {
        long id = board.newId();
        Leg leg = new Leg(-id, id, LegRole.ARRIVING, device);
        leg.dialledFor = code(dialled);
        board.bind(leg, session);
        leg.session = session;
        if (!voice.open(leg)) {
            session.reject(503, 0, "", nowNs);
            return;
        }
        Dialogue dialogue = new Dialogue(leg);
        dialogues.put(leg.id, dialogue);
        CharSequence sdp = offer.isEmpty() ? voice.offer(leg) : voice.answer(leg, offer);
        if (sdp.isEmpty()) {
            session.reject(488, voice.unfit(leg), nowNs);
            forget(dialogue);
            return;
        }
        leg.become(LegState.UP);
        leg.kept = true;
        leg.ackDue = true;
        session.accept(sdp, nowNs);
        board.keep(leg);
        carryOut(dialogue, dialled, nowNs);
    }

    private static String code(String dialled) {
        return dialled.length() < 3 ? dialled : dialled.substring(0, 3);
    }

    private void carryOut(Dialogue dialogue, String dialled, long nowNs) {
        String code = code(dialled);
        String rest = dialled.substring(code.length()).replace("#", "");
        switch (code) {
            case "*50" -> logOn(dialogue, rest, nowNs);
            case "*51" -> ask(dialogue, 0, AgentTarget.READY, "");
            case "*52" -> ask(dialogue, 0, AgentTarget.NOT_READY, rest.isEmpty() ? "BREAK" : "BREAK_" + rest);
            case "*59" -> ask(dialogue, 0, AgentTarget.LOGGED_OFF, "");
            default -> say(dialogue, BAD);
        }
    }

    private void logOn(Dialogue dialogue, String rest, long nowNs) {
        int star = rest.indexOf('*');
        if (rest.isEmpty()) {
            dialogue.agent = board.config.usualAgents().getOrDefault(dialogue.leg.device, 0);
            if (dialogue.agent == 0) {
                say(dialogue, BAD);
            }
            return;
        }
        boolean whole = star > 0 && star <= 9 && rest.substring(0, star).chars().allMatch(Character::isDigit);
        if (whole) {
            logOn(dialogue, Integer.parseInt(rest.substring(0, star)), rest.substring(star + 1), nowNs);
        } else {
            say(dialogue, BAD);
        }
    }

    private void logOn(Dialogue dialogue, int agent, String pin, long nowNs) {
        String seat = "device:" + dialogue.leg.device;
        String person = "agent:" + agent;
        String right = board.config.pins().get(agent);
        if (pins.locks(seat, nowNs) || pins.locks(person, nowNs)) {
            unheardPins++;
            say(dialogue, BAD);
        } else if (right != null && right.equals(pin)) {
            pins.right(seat);
            pins.right(person);
            ask(dialogue, agent, AgentTarget.READY, "");
        } else {
            wrongPins++;
            wrong(seat, seat, nowNs);
            if (right != null) { // agents who are none are not counted: there is no end of them
                wrong(seat, person, nowNs);
            }
            say(dialogue, BAD);
        }
    }

    private void wrong(String seat, String who, long nowNs) {
        long seconds = pins.wrong(who, nowNs);
        if (seconds > 0) {
            board.tell(new Audit(Request.unasked(seat), "pin-lock", who, false, seconds + " s"));
        }
    }

    /** {@code agent} 0: whoever is logged on at this seat. The answer comes by {@link #onDone}. */
    private void ask(Dialogue dialogue, int agent, AgentTarget target, String reason) {
        String device = dialogue.leg.device;
        Request request = new Request(dialogue.leg.id, "device:" + device, "");
        board.tell(new SetAgentState(request, agent, target, reason, device));
    }

    /** The core answered the request of this leg. */
    void onDone(long legId, int status) {
        Dialogue dialogue = dialogues.get(legId);
        if (dialogue != null) {
            say(dialogue, status < 300 ? OK : BAD);
        }
    }

    void onDigit(long legId, char digit, long nowNs) {
        Dialogue dialogue = dialogues.get(legId);
        if (dialogue == null || dialogue.agent == 0) {
            return;
        }
        if (digit != '#' && dialogue.pin.length() < PIN_MAX) {
            dialogue.pin.append(digit);
            return;
        }
        int agent = dialogue.agent;
        dialogue.agent = 0;
        logOn(dialogue, agent, dialogue.pin.toString(), nowNs);
    }

    private void say(Dialogue dialogue, String prompt) {
        tell(board, dialogue.leg.device, dialogue.leg.dialledFor, prompt.equals(OK), "call " + dialogue.leg.callId);
        dialogue.leg.dialledFor = "";
        board.keep(dialogue.leg);
        board.media.play(dialogue.leg.id, 1, List.of(prompt), false);
    }

    /** After a restart: nobody will hear what became of this code. */
    static void lost(Switchboard board, LegFact fact) {
        if (!fact.dialledFor().isEmpty()) {
            tell(board, fact.device(), fact.dialledFor(), false, "call " + fact.callId() + " ended by a restart");
        }
    }

    /** The code alone: what follows it may be a PIN. */
    private static void tell(Switchboard board, String device, String code, boolean done, String detail) {
        board.tell(new Audit(Request.unasked("device:" + device), "feature-code", code, done, detail));
    }

    /** The phone holds, resumes, or moves its audio; "" asks for our offer. */
    void onReinvite(Session session, String sdp, long nowNs) {
        Dialogue dialogue = dialogues.get(session.legId());
        if (dialogue == null) {
            session.rejectReinvite(481, List.of(), nowNs);
            return;
        }
        CharSequence ours = sdp.isEmpty() ? voice.offer(dialogue.leg) : voice.answer(dialogue.leg, sdp);
        if (ours.isEmpty()) {
            session.rejectReinvite(488, voice.unfit(dialogue.leg), nowNs);
        } else {
            session.acceptReinvite(ours, nowNs);
            board.keep(dialogue.leg);
        }
    }

    /** The answer to an offer of ours; one that does not fit leaves the audio as it was. */
    void onAcked(Session session, String sdp) {
        Dialogue dialogue = dialogues.get(session.legId());
        if (dialogue == null) {
            return;
        }
        boolean answered = !sdp.isEmpty() && voice.answered(dialogue.leg, sdp);
        if (answered || dialogue.leg.ackDue) {
            dialogue.leg.ackDue = false;
            board.keep(dialogue.leg); // a restart need not say the 200 again
        }
    }

    /** The prompt was heard, or nothing is heard of the phone: the short call is over. */
    void onSilence(long legId, long nowNs) {
        Dialogue dialogue = dialogues.get(legId);
        if (dialogue != null) {
            dialogue.leg.session.close(Reasons.clearing("done"), nowNs);
            forget(dialogue);
        }
    }

    void onEnded(long legId) {
        Dialogue dialogue = dialogues.get(legId);
        if (dialogue != null) {
            forget(dialogue);
        }
    }

    private void forget(Dialogue dialogue) {
        Leg leg = dialogue.leg;
        dialogues.remove(leg.id);
        board.media.close(leg.id);
        leg.become(LegState.OVER);
        if (leg.kept && !leg.dialledFor.isEmpty()) {
            tell(board, leg.device, leg.dialledFor, false, "call " + leg.callId + " ended before its answer");
        }
        board.part(leg);
    }
}
