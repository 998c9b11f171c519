package hotswitch.server.e2e.crowd;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.DigestAnswer.Challenge;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A carrier whose customers register, and say who they are when they register and when they call. */
public final class Registrar implements AutoCloseable {
    public static final String DOMAIN = "ims.example";
    private final DigestAnswer customer;
    private final Phone phone;
    private final List<SipText> registers = new CopyOnWriteArrayList<>();
    private final List<PhoneCall> calls = new CopyOnWriteArrayList<>();
    private volatile String contact = "";
    private final AtomicInteger nonces = new AtomicInteger();

    public Registrar(InetSocketAddress hotline, String address, DigestAnswer customer) {
        this.customer = customer;
        phone = Phone.callerAt(hotline, address, "registrar").onRegister(this::register);
        phone.onCall(call -> {
            calls.add(call);
            call.challenge(407, "Proxy-Authenticate: " + challenge());
        });
    }

    public int port() {
        return phone.port();
    }

    private String challenge() {
        nonces.incrementAndGet();
        return "Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\""
                .formatted(DOMAIN, nonce(), customer.algorithm());
    }

    private String nonce() {
        return "n" + nonces.get();
    }

    private void register(SipText request) {
        registers.add(request);
        String uri = request.start().split(" ")[1];
        if (!isRight(request.header("Authorization"), "REGISTER", uri)) {
            phone.answer(request, 401, "WWW-Authenticate: " + challenge() + "\r\n");
            return;
        }
        boolean leaves = request.header("Expires").equals("0");
        contact = leaves ? "" : request.contact();
        String granted = "Contact: <" + request.contact() + ">;expires=" + (leaves ? "0" : "60") + "\r\n";
        phone.answer(request, 200, granted + "Service-Route: <sip:edge." + DOMAIN + ";lr>\r\n");
    }

    private boolean isRight(String credentials, String method, String uri) {
        return customer.isRight(credentials, new Challenge(DOMAIN, nonce(), false), method, uri);
    }

    public List<SipText> registers() {
        return List.copyOf(registers);
    }

    /** Where the customer is; "": nowhere. */
    public String contact() {
        return contact;
    }

    public String awaitContact() {
        return Await.value("a registration at the carrier", () -> contact.isEmpty() ? null : contact);
    }

    public void awaitLeft() {
        Await.until("no registration at the carrier", () -> contact.isEmpty());
    }

    /** A call of the customer's whose credentials are right; it is answered. */
    public PhoneCall awaitCall() {
        return Await.value(
                "a call with credentials",
                () -> calls.stream()
                        .filter(call -> {
                            SipText last = call.invitation();
                            return isRight(
                                    last.header("Proxy-Authorization"),
                                    "INVITE",
                                    last.start().split(" ")[1]);
                        })
                        .findFirst()
                        .orElse(null));
    }

    @Override
    public void close() {
        phone.close();
    }
}
