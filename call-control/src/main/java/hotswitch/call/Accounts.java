package hotswitch.call;

import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.sip.auth.Login;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.header.Contact;
import hotswitch.sip.header.RetryAfter;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.OutOfDialog;
import hotswitch.sip.transaction.Hop;
import hotswitch.trunk.Trunk;
import hotswitch.trunk.register.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;

/**
 * Our accounts at carriers (RFC 3261 §10.2, §22; RFC 6140): says REGISTER when it is due and reads the answers. Each
 * start of the process and each registrar has a Call-ID of its own; within one the CSeq rises.
 */
final class Accounts {
    private static final long SILENT = Long.MAX_VALUE;
    private static final String ALARM = "TRUNK_UNREGISTERED ";
    private final Switchboard board;
    private final Carriers carriers;
    private final Names names;
    private final LocalAddress node;
    private final Map<String, Enrolment> all = new TreeMap<>();
    /** By trunk: a REGISTER that has no answer by then is given up; Timer F would say so only after 32 s. */
    private final Long2LongHashMap askedUntilNs = new Long2LongHashMap(SILENT);
    /** Of trunks that were told to be without a registration. */
    private final List<String> alarmed = new ArrayList<>();

    private boolean left;

    Accounts(Switchboard board, Carriers carriers, Names names, LocalAddress node) {
        this.board = board;
        this.carriers = carriers;
        this.names = names;
        this.node = node;
    }

    /** Null: no account there. */
    Enrolment at(Trunk trunk) {
        Enrolment known = all.get(trunk.name());
        return known != null && known.state == trunk.registration() ? known : null;
    }

    /** Null: no carrier calls us by this name. */
    Enrolment calledAs(String requestUser) {
        for (Enrolment each : all.values()) {
            if (each.owns(requestUser)) {
                return each;
            }
        }
        return null;
    }

    Login login(String trunk) {
        Enrolment known = all.get(trunk);
        return known == null ? Login.NONE : known.login;
    }

    /** The configuration was taken over: accounts that are new, other, or no more. */
    void configure(long nowNs) {
        for (Trunk trunk : carriers.trunks.all()) {
            if (trunk.registration() != null && at(trunk) == null) {
                dismiss(all.put(trunk.name(), new Enrolment(trunk, node, names.contactUser(trunk.name()))), nowNs);
            }
        }
        for (Enrolment each : List.copyOf(all.values())) {
            Trunk trunk = carriers.trunks.get(each.trunk.name());
            if (trunk == null || trunk.registration() == null) {
                all.remove(each.trunk.name());
                dismiss(each, nowNs);
            }
        }
        locate();
    }

    /** Names may lead elsewhere now. */
    void locate() {
        all.values().forEach(each -> each.places(carriers.trunks.targets(each.account.registrars())));
    }

    private void dismiss(Enrolment gone, long nowNs) {
        if (gone != null) {
            gone.state.leave(nowNs);
            if (gone.state.onDue(nowNs)) {
                ask(gone, nowNs); // nobody waits for the answer
                askedUntilNs.remove(gone.trunk.id());
            }
            alarm(gone, false);
        }
    }

    /** No calls are wanted any more. */
    void leave(long nowNs) {
        left = true;
        all.values().forEach(each -> each.state.leave(nowNs));
        onTime(nowNs);
    }

    /** A registrar has not yet confirmed that we leave. */
    boolean leaving() {
        return left && all.values().stream().anyMatch(each -> each.state.leaving());
    }

    void onTime(long nowNs) {
        if (all.isEmpty()) {
            return;
        }
        for (Enrolment each : all.values()) {
            if (askedUntilNs.get(each.trunk.id()) <= nowNs) {
                askedUntilNs.remove(each.trunk.id());
                failed(each, 0, nowNs);
            }
            boolean was = each.state.registered();
            if (each.state.onDue(nowNs)) {
                ask(each, nowNs);
            }
            tell(each, was);
        }
    }

    long nextDeadlineNs() {
        long next = Long.MAX_VALUE;
        if (all.isEmpty()) {
            return next;
        }
        for (Enrolment each : all.values()) {
            next = Math.min(next, Math.min(each.state.nextNs(), askedUntilNs.get(each.trunk.id())));
        }
        return next;
    }

    private void ask(Enrolment each, long nowNs) {
        Hop hop = Carriers.hop(each.registrar());
        String uri = "sip:" + each.account.domain();
        List<String> headers = each.headers();
        each.client = each.clientThere();
        headers.addAll(each.client.headers(Method.REGISTER, uri, names.cnonce(each.trunk.name(), nowNs)));
        Connect.Parties parties = new Connect.Parties(uri, each.aor(), each.aor(), each.contacts(), List.of());
        Connect.Content content = Connect.Content.NONE.with(headers);
        askedUntilNs.put(
                each.trunk.id(), nowNs + each.trunk.config().health().firstResponseMs() * Switchboard.NS_PER_MS);
        each.askedAt = each.state.registrar();
        each.askedCseq = board.ua.request(new OutOfDialog(token(each), Method.REGISTER, hop, parties, content), nowNs);
    }

    /** Not that of a probe: those are positive. Another one for each start, trunk and registrar. */
    private long token(Enrolment each) {
        return -(board.bootEpoch() << 24 | (long) each.trunk.id() << 8 | each.state.registrar()) - 1;
    }

    /** False: the response is not to a REGISTER of ours. */
    boolean onResponse(long token, int status, SipMessage response, long nowNs) {
        if (token >= 0) {
            return false;
        }
        for (Enrolment each : all.values()) {
            if (response == null ? token(each) == token : each.askedCseq == response.cseq()) {
                if (askedUntilNs.remove(each.trunk.id()) != SILENT || grantsLate(each, status)) {
                    answered(each, status, response, nowNs);
                }
                break;
            }
        }
        return true;
    }

    /** A registrar that was given up has us after all, and nothing has been asked since: so we are registered there. */
    private static boolean grantsLate(Enrolment each, int status) {
        return status < 300 && each.state.onLate(each.askedAt);
    }

    private void answered(Enrolment each, int status, SipMessage response, long nowNs) {
        Registration state = each.state;
        boolean was = state.registered();
        int chance = chance(each, nowNs);
        if (response == null) {
            failed(each, 0, nowNs);
        } else if (status < 300) {
            each.client.accepted();
            state.onAccepted(each.take(response), chance, nowNs);
        } else if ((status == 401 || status == 407) && each.client.challenged(response)) {
            state.onChallenged(nowNs);
        } else if (status == 423) {
            each.client.accepted(); // who it is was not in question
            state.onTooBrief(Contact.seconds(response.value(HeaderName.MIN_EXPIRES)), chance, nowNs);
        } else {
            failed(each, RetryAfter.seconds(response), nowNs);
        }
        tell(each, was);
        onTime(nowNs);
    }

    private void tell(Enrolment each, boolean was) {
        if (each.state.registered()) {
            alarm(each, false);
        } else if (was || each.state.failures() > 0) {
            alarm(each, true);
        }
    }

    private void failed(Enrolment each, long retryAfterS, long nowNs) {
        each.client.forget();
        each.state.onFailed((int) Math.min(retryAfterS, 86_400), chance(each, nowNs), nowNs);
    }

    /** The connection over which a registrar has us is gone (RFC 5626 §4.5). */
    void onTransportFailed(Hop hop, long nowNs) {
        for (Enrolment each : all.values()) {
            if (each.located()
                    && hop.transport().reliable()
                    && Carriers.hop(each.registrar()).samePeer(hop)) {
                each.state.onFlowLost(nowNs);
            }
        }
    }

    /** A registrar of a carrier that takes large requests by TCP. */
    boolean takesLargeByTcp(Hop hop) {
        return all.values().stream()
                .anyMatch(each -> each.trunk.config().manners().largeByTcp() && each.isRegistrar(hop));
    }

    private int chance(Enrolment each, long nowNs) {
        return names.spread(each.trunk.name(), nowNs, 1_000);
    }

    private void alarm(Enrolment each, boolean raised) {
        String name = each.trunk.name();
        boolean known = alarmed.contains(name);
        if (raised && !known) {
            alarmed.add(name);
        } else if (raised || !alarmed.remove(name)) {
            return;
        }
        board.tell(new RaiseAlarm(ALARM + name, each.account.user() + " at " + name, raised));
    }
}
