package hotswitch.sim.signal.audit;

import hotswitch.sim.signal.net.Packet;
import hotswitch.sim.signal.net.WireMessage;
import hotswitch.sim.signal.node.NodeSetup;
import java.util.List;
import java.util.TreeMap;

/** S13: before a registration of ours at a carrier expires the switch asks for it again. */
final class RegisterBook {
    private static final long NS_PER_S = 1_000_000_000L;

    private static final class Account {
        private long grantedNs;
        private long untilNs;
        private long askedNs;
    }

    /** By carrier: those that want us registered. */
    private final TreeMap<String, Account> accounts = new TreeMap<>();

    private final Findings findings;

    RegisterBook(List<NodeSetup.Carrier> carriers, Findings findings) {
        carriers.stream().filter(NodeSetup.Carrier::account).forEach(each -> accounts.put(each.name(), new Account()));
        this.findings = findings;
    }

    void registerSent(Packet packet, long nowNs) {
        Account account = accounts.get(NodeSetup.Carrier.of(packet.to()));
        if (account != null) {
            account.askedNs = nowNs;
        }
    }

    void answerHeard(Packet packet, long nowNs) {
        Account account = accounts.get(NodeSetup.Carrier.of(packet.from()));
        WireMessage message = packet.message();
        if (account != null && message.isSuccess()) {
            String contact = message.header("Contact");
            long seconds = Long.parseLong(contact.substring(contact.lastIndexOf('=') + 1));
            account.grantedNs = nowNs;
            account.untilNs = nowNs + seconds * NS_PER_S;
        }
    }

    /** After a turn of the switch. */
    void look(long nowNs) {
        accounts.forEach((carrier, account) -> findings.require(
                account.untilNs == 0 || nowNs < account.untilNs || account.askedNs > account.grantedNs,
                () -> "S13 the registration at " + carrier + " expires, and the switch has not asked for it again"));
    }

    /** The switch died: the next process registers anew. */
    void crashed() {
        accounts.replaceAll((carrier, account) -> new Account());
    }
}
