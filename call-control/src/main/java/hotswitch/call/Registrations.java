package hotswitch.call;

import hotswitch.acd.Command.DeviceDown;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.sip.auth.DigestResult;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.header.DateText;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.registrar.Binding;
import hotswitch.sip.registrar.DeviceListener;
import hotswitch.sip.registrar.Gruus;
import hotswitch.sip.registrar.RegisterResult;
import hotswitch.sip.registrar.Registrar;
import hotswitch.sip.registrar.RegistrarLimits;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.agrona.ExpandableArrayBuffer;

/** REGISTER: who is reachable where. */
final class Registrations {
    private static final byte[] FORGOTTEN = {};
    private final Switchboard board;
    private final DigestServer digest;
    private final Registrar registrar;
    private final Gruus gruus;
    private final DateText dates = new DateText();
    /** Where facts are put together. */
    private final ExpandableArrayBuffer room = new ExpandableArrayBuffer(512);

    private final BytesWriter fact = new BytesWriter(room, 0);
    private long nextExpiryNs = Long.MAX_VALUE;

    Registrations(Switchboard board, DigestServer digest, RegistrarLimits limits, Names names) {
        this.board = board;
        this.digest = digest;
        this.registrar = new Registrar(limits, new Listener(), this::isOurs);
        this.gruus = new Gruus(names);
    }

    private final class Listener implements DeviceListener {
        @Override
        public void deviceUp(String device) {
            board.tell(new DeviceUp(device));
        }

        @Override
        public void deviceDown(String device) {
            board.tell(new DeviceDown(device));
        }

        @Override
        public void bindingsChanged(String device) {
            int length = registrar.encode(device, room, 0);
            board.brain.keep(FactKind.REGISTRATION, device, fact.reset().leave(length));
        }
    }

    /** What a former process knew; what has expired meanwhile is told as down. */
    void restore(SortedMap<String, byte[]> kept, long nowNs) {
        kept.forEach((device, bytes) -> {
            registrar.restore(device, bytes, nowNs);
            if (registrar.lookup(device, nowNs).isEmpty()) {
                board.tell(new DeviceDown(device));
                board.brain.keep(FactKind.REGISTRATION, device, FORGOTTEN);
            }
        });
        nextExpiryNs = registrar.onTime(nowNs);
    }

    List<Binding> contacts(String device, long nowNs) {
        return registrar.lookup(device, nowNs);
    }

    /** The phone that a Request-URI means (RFC 5627); null: every phone of a seat, or a number. */
    Gruus.Phone meant(String requestUri) {
        return gruus.meant(requestUri, registrar);
    }

    /** The seats that are registered at this peer. */
    SortedSet<String> seatsAt(Hop peer) {
        return registrar.devicesAt(peer);
    }

    boolean anyAt(String address) {
        return registrar.anyAt(address);
    }

    void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        if (request.method() == Method.REGISTER) {
            register(transaction, request, source, nowNs);
        } else {
            transaction.respond(501, nowNs);
        }
    }

    private void register(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        switch (digest.authenticate(request, source.address(), nowNs)) {
            case DigestResult.Challenge challenge -> {
                if (challenge.wrong()) {
                    board.failures.accept(source, nowNs);
                }
                SipWriter out = transaction.startResponse(401);
                challenge.write(out);
                transaction.send(401, out.end(), nowNs);
            }
            case DigestResult.Accepted accepted -> {
                RegisterResult result = registrar.register(request, accepted.user(), source, nowNs);
                if (result instanceof RegisterResult.Registered done && Gruus.asked(request)) {
                    String domain = board.config.domain();
                    result = done.with(gruus.told(accepted.user(), domain, done.bindings()));
                }
                SipWriter out = transaction.startResponse(result.status());
                result.write(out);
                if (result.status() == 200) {
                    out.header(HeaderName.DATE, dates.at(nowNs)); // RFC 3261 §10.3, step 8
                }
                transaction.send(result.status(), out.end(), nowNs);
                nextExpiryNs = registrar.onTime(nowNs);
            }
        }
    }

    /**
     * RFC 3261 §10.3, step 5: the address is one of our domain. An address of numbers may be one of this machine's, or
     * the one that a NAT has for it.
     */
    private boolean isOurs(String host) {
        return host.isEmpty() || board.config.isLocal(host) || Binding.isNumeric(host);
    }

    /** A connection is gone. */
    void onTransportFailed(Hop hop, long nowNs) {
        registrar.flowLost(hop);
        nextExpiryNs = registrar.onTime(nowNs);
    }

    void onTime(long nowNs) {
        if (nowNs >= nextExpiryNs) {
            nextExpiryNs = registrar.onTime(nowNs);
        }
    }

    long nextDeadlineNs() {
        return nextExpiryNs;
    }
}
