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
    private final Long2ObjectHashMap<AddressHealth> asked = new Long2ObjectHashMap<>();
    private long tokens;

    Probes(Switchboard board, Carriers carriers) {
        this.board = board;
        this.carriers = carriers;
    }

    void onTime(long nowNs) {
        if (carriers.trunks.nextProbeNs() > nowNs) {
            return;
        }
        for (Trunk trunk : carriers.trunks.all()) {
            List<AddressHealth> addresses = trunk.addresses();
            for (int i = 0; i < addresses.size(); i++) {
                if (addresses.get(i).onProbeDue(nowNs)) {
                    ask(addresses.get(i), Carriers.hop(trunk.config().addresses().get(i)), nowNs);
                }
            }
        }
    }

    private void ask(AddressHealth health, Hop hop, long nowNs) {
        long token = ++tokens;
        asked.put(token, health);
        String uri = "sip:" + (hop.address().indexOf(':') < 0 ? hop.address() : "[" + hop.address() + "]") + ":" + hop.port();
        Connect.Parties parties =
                new Connect.Parties(uri, "<sip:" + board.config.domain() + ">", "<" + uri + ">");
        board.ua.request(new OutOfDialog(token, Method.OPTIONS, hop, parties, Connect.Content.NONE), nowNs);
    }

    /** {@code answered} false: nothing came, or nothing could be sent. */
    void onResponse(long token, int status, boolean answered, long nowNs) {
        AddressHealth health = asked.remove(token);
        if (health == null) {
            return;
        }
        if (answered) {
            health.onOptionsAnswer(status, nowNs);
        } else {
            health.onOptionsTimeout(nowNs);
        }
    }

    long nextDeadlineNs() {
        return carriers.trunks.nextProbeNs();
    }
}
