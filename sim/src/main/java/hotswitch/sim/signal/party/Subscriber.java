package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sim.signal.node.NodeSetup;
import hotswitch.sip.auth.DigestAlgorithm;
import hotswitch.sip.auth.DigestResult;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.header.Contact;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.ServerTransaction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The switch as a carrier's registrar knows it: it is challenged, now and then refused or told to ask for longer. */
public final class Subscriber {
    private static final long NONCE_NS = 60_000_000_000L;
    /** Who is challenged: it has one address as long as the world stands. */
    private static final String SWITCH = "switch";

    private final Surroundings around;
    private final Dice dice;
    private final DigestServer digest;
    private String contact = "";
    private long untilNs;
    private int leastS = 1;

    public Subscriber(Surroundings around, String carrier) {
        this.around = around;
        this.dice = around.clock().dice("registrar of " + carrier);
        digest = new DigestServer(
                NodeSetup.REALM,
                new DigestServer.Rules(List.of(DigestAlgorithm.MD5), NONCE_NS),
                ("the secret of " + carrier).getBytes(StandardCharsets.UTF_8),
                user -> user.equals(NodeSetup.ACCOUNT) ? NodeSetup.password(NodeSetup.ACCOUNT) : null);
    }

    /** Where it is called; "": it is not registered. */
    String contact() {
        return around.nowNs() < untilNs ? contact : "";
    }

    void onRegister(ServerTransaction transaction, SipMessage register, long nowNs) {
        long asked = Contact.seconds(register.value(HeaderName.EXPIRES));
        if (dice.chance(around.chaos(Mischief.ACCOUNT))) {
            leastS = dice.between(1, 200);
        }
        if (dice.chance(around.chaos(Mischief.ACCOUNT))) {
            String later = "Retry-After: " + dice.between(1, 20);
            transaction.respond(dice.pick(List.of(403, 500, 503)), List.of(later), "", "", nowNs);
        } else if (asked > 0 && asked < leastS) {
            transaction.respond(423, List.of("Min-Expires: " + leastS), "", "", nowNs);
        } else if (digest.authenticate(register, SWITCH, nowNs) instanceof DigestResult.Challenge challenge) {
            List<String> headers = challenge.values().stream()
                    .map(each -> "WWW-Authenticate: " + each)
                    .toList();
            transaction.respond(401, headers, "", "", nowNs);
        } else {
            grant(transaction, register, asked, nowNs);
        }
    }

    private void grant(ServerTransaction transaction, SipMessage register, long asked, long nowNs) {
        int little = Math.max(leastS, dice.between(20, 120));
        long seconds = around.clock().isCalm() ? asked : Math.min(asked, little);
        contact = Contact.parse(register).getFirst().uri().toString();
        untilNs = nowNs + seconds * 1_000_000_000L;
        String ours = register.value(HeaderName.CONTACT) + ";expires=" + seconds;
        transaction.respond(200, List.of("Contact: " + ours), "", "", nowNs);
    }
}
