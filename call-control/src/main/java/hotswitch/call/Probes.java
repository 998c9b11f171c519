package hotswitch.call;

import hotswitch.sip.message.Method;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.OutOfDialog;
import hotswitch.sip.transaction.Hop;
import hotswitch.trunk.Trunk;
import hotswitch.trunk.health.AddressHealth;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** Asks the trunks' addresses by OPTIONS whether they live. */
final class Probes {
    private final Switchboard board;
    private final Carriers carriers;
    private final Long2ObjectHashMap<Asked> asked = new Long2ObjectHashMap<>();
    private long tokens;

    /** {@code untilNs}: silence until then is an answer too; Timer F would say so only after 32 s. */
    private record Asked(long token, AddressHealth health, long untilNs) {}

    Probes(Switchboard board, Carriers carriers) {
        this.board = board;
        this.carriers = carriers;
    }

    void onTime(long nowNs) {
        if (!asked.isEmpty()) {
            giveUp(nowNs);
        }
        if (carriers.trunks.nextProbeNs() > nowNs) {
            return;
        }
        for (Trunk trunk : carriers.trunks.all()) {
            List<AddressHealth> addresses = trunk.addresses();
            for (int i = 0; i < addresses.size(); i++) {
                if (addresses.get(i).onProbeDue(nowNs)) {
                    ask(trunk, i, nowNs);
                }
            }
        }
    }

    private void giveUp(long nowNs) {
        for (Asked each : List.copyOf(asked.values())) {
            if (each.untilNs <= nowNs) {
                asked.remove(each.token);
                each.health.onOptionsTimeout(nowNs);
            }
        }
    }

    private void ask(Trunk trunk, int index, long nowNs) {
        long token = ++tokens;
        Hop hop = Carriers.hop(trunk.targets().get(index).address());
        long untilNs = nowNs + trunk.config().health().firstResponseMs() * Switchboard.NS_PER_MS;
        asked.put(token, new Asked(token, trunk.addresses().get(index), untilNs));
        String uri = "sip:" + (hop.address().indexOf(':') < 0 ? hop.address() : "[" + hop.address() + "]") + ":"
                + hop.port();
        Connect.Parties parties = new Connect.Parties(uri, "<sip:" + board.config.domain() + ">", "<" + uri + ">");
        board.ua.request(new OutOfDialog(token, Method.OPTIONS, hop, parties, Connect.Content.NONE), nowNs);
    }

    /** {@code answered} false: nothing came, or nothing could be sent. */
    void onResponse(long token, int status, boolean answered, long nowNs) {
        Asked probe = asked.remove(token);
        if (probe == null) {
            return; // given up before
        }
        if (answered) {
            probe.health.onOptionsAnswer(status, nowNs);
        } else {
            probe.health.onOptionsTimeout(nowNs);
        }
    }

    long nextDeadlineNs() {
        long next = carriers.trunks.nextProbeNs();
        if (asked.isEmpty()) {
            return next;
        }
        for (Asked each : asked.values()) {
            next = Math.min(next, each.untilNs);
        }
        return next;
    }
}
