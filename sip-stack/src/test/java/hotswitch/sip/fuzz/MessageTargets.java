package hotswitch.sip.fuzz;

import hotswitch.sip.auth.DigestAlgorithm;
import hotswitch.sip.auth.DigestClient;
import hotswitch.sip.auth.DigestResult;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.header.AuthValue;
import hotswitch.sip.header.Contact;
import hotswitch.sip.header.Diversion;
import hotswitch.sip.header.HistoryInfo;
import hotswitch.sip.header.NameAddr;
import hotswitch.sip.header.Privacy;
import hotswitch.sip.header.RAck;
import hotswitch.sip.header.RSeq;
import hotswitch.sip.header.Reason;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.header.SessionExpires;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.header.Via;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.registrar.DeviceListener;
import hotswitch.sip.registrar.Registrar;
import hotswitch.sip.registrar.RegistrarLimits;
import hotswitch.sip.session.FuzzedAgent;
import hotswitch.sip.transaction.Hop;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Whole messages, and what is read out of them. */
final class MessageTargets {
    private static final Hop SOURCE = Hop.udp("192.0.2.9", 5062);
    private static final long NOW_NS = 1_800_000_000_000_000_000L;
    private static final byte[] SECRET = "a secret of this boot alone".getBytes(StandardCharsets.UTF_8);

    private MessageTargets() {}

    /** Null: nothing that would be worked on. */
    private static SipMessage read(byte[] bytes) {
        SipMessage message = new SipMessage();
        Malformed fault = message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        return fault == Malformed.NONE ? message : null;
    }

    /** A message that is well formed can be shown, copied and answered; the answer is well formed too. */
    static void index(byte[] bytes) {
        SipMessage message = new SipMessage();
        Malformed fault = message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        show(message);
        if (fault != Malformed.NONE && !message.answerable()) {
            return;
        }
        if (fault == Malformed.NONE && !message.copy().callId().equals(message.callId())) {
            throw new AssertionError("a copy says otherwise");
        }
        if (!message.isRequest()) {
            return;
        }
        SipWriter answer = new SipWriter()
                .startResponse(400)
                .copyDialogHeaders(message, SOURCE.address(), SOURCE.port(), "t")
                .end();
        SipMessage ours = new SipMessage();
        Malformed again = ours.index(answer.buffer(), 0, answer.length());
        if (fault == Malformed.NONE && again != Malformed.NONE) {
            throw new AssertionError("our answer is " + again + ":\n" + ours);
        }
    }

    private static void show(SipMessage message) {
        for (int line = 0; line < message.headerCount(); line++) {
            message.nameAt(line);
            message.value(message.headerAt(line), 0);
        }
        message.requestUri();
        message.viaHost("192.0.2.1");
        message.fromAddress();
        message.party(HeaderName.FROM);
        message.party(HeaderName.TO);
        message.begins(HeaderName.CONTENT_TYPE, "application/sdp");
        message.bodyText();
        message.branchHash();
        message.callIdHash();
        message.methodText();
        boolean same = message.branchEquals(message.branch()) && message.fromTagEquals(message.fromTag());
        if (!same
                && message.branch().chars().allMatch(c -> c < 0x80)
                && message.fromTag().chars().allMatch(c -> c < 0x80)) {
            throw new AssertionError("not equal to itself: " + message.branch() + " " + message.fromTag());
        }
    }

    static void headers(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        NameAddr address = NameAddr.parse(text);
        if (address != null
                && address.uri() != null
                && SipUri.parse(address.uri().toString()) == null) {
            throw new AssertionError("a URI that cannot be read again: " + address.uri());
        }
        NameAddr.parseList(text);
        SipUri.parse(text);
        RAck.parse(text);
        Reason.parse(text);
        ReferTo.parse(text);
        Replaces.parse(text);
        SessionExpires.parse(text);
        AuthValue.parse(text);
        Contact.seconds(text);
        SipMessage message = read(bytes);
        if (message != null) {
            Contact.parse(message);
            Diversion.parse(message);
            HistoryInfo.parse(message);
            Privacy.of(message);
            RSeq.parse(message.value(HeaderName.RSEQ));
            NameAddr.asserted(message);
            Via.parse(message);
        }
    }

    /** Nobody gets in without the password. */
    static void digest(byte[] bytes) {
        SipMessage message = read(bytes);
        if (message == null) {
            return;
        }
        DigestServer.Rules rules = new DigestServer.Rules(List.of(DigestAlgorithm.values()), 300_000_000_000L);
        DigestServer server = new DigestServer("hotline.local", rules, SECRET, user -> "not to be guessed");
        for (HeaderName header : List.of(HeaderName.AUTHORIZATION, HeaderName.PROXY_AUTHORIZATION)) {
            if (server.authenticate(message, header, SOURCE.address(), NOW_NS) instanceof DigestResult.Accepted in) {
                throw new AssertionError("let in: " + in);
            }
        }
        DigestClient client = new DigestClient("8001", "secret");
        if (!message.isRequest() && client.challenged(message)) {
            client.headers(message.method(), "sip:a", "c");
        }
    }

    static void register(byte[] bytes) {
        SipMessage message = read(bytes);
        if (message == null) {
            return;
        }
        Registrar registrar = new Registrar(RegistrarLimits.DEFAULT, new Unheard(), host -> true);
        SipWriter writer = new SipWriter().startResponse(200);
        registrar.register(message, "8001", SOURCE, NOW_NS).write(writer);
        writer.end();
        ExpandableArrayBuffer out = new ExpandableArrayBuffer();
        int length = registrar.encode("8001", out, 0);
        if (length > 0) {
            registrar.restore("8001", Arrays.copyOf(out.byteArray(), length), NOW_NS);
        }
        if (registrar.lookup("8001", NOW_NS).size() > RegistrarLimits.DEFAULT.contactsMax()) {
            throw new AssertionError("too many contacts");
        }
    }

    private static final class Unheard implements DeviceListener {
        @Override
        public void deviceUp(String device) {}

        @Override
        public void deviceDown(String device) {}

        @Override
        public void bindingsChanged(String device) {}
    }

    /** A whole user agent: whatever comes, in the end nothing is left of it. */
    static void agent(byte[] bytes) {
        FuzzedAgent agent = new FuzzedAgent(new LocalAddress("192.0.2.1", 5060, 5060, ""), new Names(SECRET));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String each : text.split("\u0000\u0000", 8)) {
            SipMessage message = read(each.getBytes(StandardCharsets.ISO_8859_1));
            if (message != null) {
                agent.take(message, SOURCE);
            }
        }
        agent.assertNothingLeft();
    }
}
