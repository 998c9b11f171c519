package hotswitch.bench.demo;

import hotswitch.sip.sdp.Negotiation;
import hotswitch.sip.sdp.Negotiator;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Ended;
import hotswitch.sip.session.Session;
import java.util.List;

/**
 * A citizen who calls 12345.
 *
 * <pre>
 * PLANNED   -> CALLING
 * CALLING   -> LISTENING (the switch answered: notice, music) | DONE
 * LISTENING -> TALKING (an agent's voice was heard) | DONE (patience ended, or refused)
 * TALKING   -> DONE
 * </pre>
 */
final class Caller {
    enum State {
        PLANNED,
        CALLING,
        LISTENING,
        TALKING,
        DONE
    }

    /** @param patienceNs from the switch's 200 until an agent must have spoken */
    record Plan(int number, String ani, long callsAfterNs, long talkNs, long patienceNs) {}

    private static final int LISTENS_FIRST_PACKETS = 125;
    private final Plan plan;
    private final Carrier carrier;
    private final Speaker speaker;
    private volatile State state = State.PLANNED;
    private volatile Ended why;
    private Session session;
    private CharSequence offer = "";

    Caller(Plan plan, Carrier carrier, List<Voice> own, List<Voice> agents) {
        this.plan = plan;
        this.carrier = carrier;
        speaker = new Speaker(own.get(plan.number % own.size()), agents, this::hearsAgent);
    }

    Plan plan() {
        return plan;
    }

    private void become(State next) {
        boolean legal = switch (next) {
            case PLANNED -> false;
            case CALLING -> state == State.PLANNED;
            case LISTENING -> state == State.CALLING;
            case TALKING -> state == State.LISTENING;
            case DONE -> state == State.CALLING || state == State.LISTENING || state == State.TALKING;
        };
        if (!legal) {
            throw new IllegalStateException("caller " + plan.ani + ": " + state + " -> " + next);
        }
        state = next;
    }

    Session call(long nowNs) {
        become(State.CALLING);
        offer = new Negotiator().offer(PhoneUser.media(speaker), plan.number + 1L, "");
        Connect.Parties parties = new Connect.Parties(
                "sip:12345@127.0.0.1:" + carrier.hotline.port(),
                "<sip:" + plan.ani + "@carrier.example>",
                "<sip:12345@127.0.0.1>");
        session = carrier.agent.connect(
                new Connect(plan.number + 1L, 0, carrier.hotline, parties, Connect.Content.sdp(offer)), nowNs);
        return session;
    }

    void accepted(String answer, long nowNs) {
        become(State.LISTENING);
        Negotiation.Agreed agreed = PhoneUser.agreed(new Negotiator().applyAnswer(offer, answer));
        speaker.connect(agreed.plan().remoteAddress(), agreed.plan().remotePort());
        carrier.desk.add(speaker);
        carrier.loop.at(nowNs + plan.patienceNs, this::losesPatience);
    }

    /** On the desk's thread. */
    private void hearsAgent() {
        carrier.loop.loop.execute(() -> {
            if (state == State.LISTENING) {
                become(State.TALKING);
                speaker.speak(LISTENS_FIRST_PACKETS);
                carrier.loop.at(carrier.loop.nowNs() + plan.talkNs, this::hangsUp);
            }
        });
    }

    private void losesPatience(long nowNs) {
        if (state == State.LISTENING) {
            hangsUp(nowNs);
        }
    }

    private void hangsUp(long nowNs) {
        session.close("", nowNs);
    }

    void ended(Ended because) {
        why = because;
        become(State.DONE);
        carrier.desk.remove(speaker);
    }

    State state() {
        return state;
    }

    /** Null before the end. */
    Ended why() {
        return why;
    }

    /** True when an agent's own voice was heard for half a second at least. */
    boolean heardAgent() {
        return speaker.heardVoice();
    }
}
