package hotswitch.server.e2e.rig;

import hotswitch.media.rtp.ToneClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/** One call of a phone: its dialog, what it heard, and its audio. */
public final class PhoneCall implements AutoCloseable {
    final Phone phone;
    public final boolean incoming;
    final String callId;
    public final ToneClient voice; // sends nothing until the test gives it a tone
    private final String localTag;
    private final Heard heard = new Heard();
    private String remoteUri;
    String remoteTag = "";
    String target;
    private SipText invite;
    private String inviteBranch = "";
    private String inviteHeaders = "";
    private long cseq;
    private String lastReply = "";
    private String sdp = "";
    /** The answer to the switch's offer, in our ACK, whenever that is said. */
    private String lateAnswer = "";

    private boolean early;
    private int sdpVersion;
    private int eventPayloadType;
    private volatile boolean ended;

    private PhoneCall(Phone phone, boolean incoming, String callId) {
        this.phone = phone;
        this.incoming = incoming;
        this.callId = callId;
        this.localTag = phone.id();
        this.voice = new ToneClient(phone.line.address(), 0, phone.codec);
        this.eventPayloadType = phone.eventPayloadType;
        voice.eventPayloadType(eventPayloadType);
    }

    /** {@code number} is called, by an INVITE to {@code user}: mostly the same. */
    static PhoneCall outgoing(Phone phone, String user, String number) {
        PhoneCall call = new PhoneCall(phone, false, phone.id() + "@" + PhoneLine.bracketed(phone.line.address()));
        call.target = "sip:" + user + "@"
                + PhoneLine.bracketed(phone.line.server.getAddress().getHostAddress()) + ":"
                + phone.line.server.getPort();
        call.remoteUri = call.target.replace(":" + user + "@", ":" + number + "@");
        return call;
    }

    static PhoneCall incoming(Phone phone, SipText invite) {
        PhoneCall call = new PhoneCall(phone, true, invite.callId());
        String from = invite.header("From");
        call.invite = invite;
        call.remoteUri = from.substring(from.indexOf('<') + 1, from.indexOf('>'));
        call.remoteTag = from.substring(from.indexOf("tag=") + 4);
        call.target = invite.contact();
        call.heardOne(invite);
        call.audio(invite);
        return call;
    }

    /** {@code headers}: further lines. {@code offers} false: the 200 offers, our ACK answers. */
    synchronized void invite(String headers, boolean offers) {
        sdp = offers ? sdp("sendrecv") : "";
        cseq++;
        inviteHeaders = cseq == 1 ? headers : inviteHeaders + headers;
        inviteBranch = phone.branch();
        phone.resending.say(inviteBranch, request("INVITE", cseq, inviteBranch, inviteHeaders, sdp));
    }

    /** 180. */
    public PhoneCall ring() {
        reply(180, "");
        return this;
    }

    /** 200 with our answer, said again until the ACK comes. */
    public PhoneCall answer() {
        reply(200, early ? "" : sdp("sendrecv"));
        return this;
    }

    /** 18x with our description: there is something to hear before the answer. {@code lines}: further headers. */
    public PhoneCall speaksEarly(int status, String lines) {
        respond(status, lines + "Contact: " + phone.contact() + "\r\n", sdp("sendrecv"));
        sdpVersion--; // the 200 says the very same
        return this;
    }

    public void reject(int status) {
        over();
        reply(status, "");
    }

    /** Asks who calls, by this header; the INVITE comes once more. */
    public void challenge(int status, String line) {
        respond(status, line + "\r\n", "");
    }

    private void respond(int status, String lines, String body) {
        lastReply = Replies.whole(invite, status, localTag, lines, body);
        phone.raw(SipText.bytes(lastReply));
    }

    /** 183 with our answer, which wants its PRACK (RFC 3262); the 200 afterwards does not say it again. */
    public void answerEarly(long rseq) {
        speaksEarly(183, "Require: 100rel\r\nRSeq: " + rseq + "\r\n");
        early = true;
    }

    /** 302: this seat or number shall have the call instead. */
    public void deflect(String to) {
        over();
        challenge(302, "Contact: <sip:" + to + "@" + phone.domain() + ">");
    }

    /** CANCEL of our INVITE. */
    public synchronized void cancel() {
        phone.resending.say("CANCEL" + inviteBranch, request("CANCEL", cseq, inviteBranch, "", ""));
    }

    /** REFER to this URI. */
    public SipText refer(String uri) {
        return ask("REFER", "Refer-To: <" + uri + ">\r\n", "");
    }

    /** The value of a Replaces that means this dialog: our tag is the from-tag (RFC 3891 §3). */
    public String replaces() {
        String theirs = incoming
                ? remoteTag
                : first(m -> m.answersInvite(101) && m.status() != 401).toTag();
        return callId + ";to-tag=" + theirs + ";from-tag=" + localTag;
    }

    /** BYE, and its 200. */
    public SipText hangUp() {
        over();
        return ask("BYE", "", "");
    }

    /** BYE; does not wait. */
    public void bye() {
        over();
        say("BYE", "", "");
    }

    /** A key by SIP INFO. */
    public SipText info(char digit) {
        return ask("INFO", "", "Signal=" + digit + "\r\nDuration=160\r\n");
    }

    /** A key by RFC 4733, for 100 ms. */
    public void press(char digit) {
        voice.press(digit, 100);
    }

    /** Re-INVITE with this direction (sendonly: hold); the final response. */
    public SipText reinvite(String direction) {
        return reinviteWith(sdp(direction));
    }

    /** The hold of old (RFC 3264 §8.4): an address of zeros, and no word about a direction. */
    public SipText reinviteToNowhere() {
        String address = phone.line.address();
        return reinviteWith(sdp("sendrecv").replace("c=IN IP4 " + address, "c=IN IP4 0.0.0.0"));
    }

    /** Re-INVITE without SDP, as exchanges do: the 200 carries the offer, our ACK this answer. */
    public SipText reinviteWithoutOffer(String direction) {
        lateAnswer = sdp(direction);
        return reinviteWith("");
    }

    private SipText reinviteWith(String description) {
        sdp = description;
        return ask("INVITE", "", description);
    }

    SipText ask(String method, String headers, String body) {
        String branch = say(method, headers, body);
        return awaitHeard(method + " answered", m -> m.branch().equals(branch) && m.status() >= 200);
    }

    private synchronized String say(String method, String headers, String body) {
        cseq++;
        String branch = phone.branch();
        if (method.equals("INVITE")) {
            inviteBranch = branch;
        }
        phone.resending.say(branch, request(method, cseq, branch, headers, body));
        return branch;
    }

    /** The final response to our INVITE. */
    public SipText awaitFinal() {
        return awaitHeard("a final response to " + target, m -> m.answersInvite(200) && m.status() != 401);
    }

    /** The 200 to our INVITE. */
    public SipText awaitAnswered() {
        SipText last = awaitFinal();
        if (last.status() != 200) {
            throw new AssertionError("not answered: " + last);
        }
        return last;
    }

    public SipText awaitAck() {
        return awaitHeard("ACK", m -> m.isRequest() && m.method().equals("ACK"));
    }

    public SipText awaitCancel() {
        return awaitHeard("CANCEL", m -> m.isRequest() && m.method().equals("CANCEL"));
    }

    public SipText awaitBye() {
        return awaitHeard("BYE", m -> m.isRequest() && m.method().equals("BYE"));
    }

    public SipText awaitHeard(String what, Predicate<SipText> which) {
        return awaitHeard(what, Await.LONG, which);
    }

    public SipText awaitHeard(String what, Duration bound, Predicate<SipText> which) {
        return heard.await(phone.user + " hears " + what, bound, which);
    }

    /** Null: not heard. */
    public SipText first(Predicate<SipText> which) {
        return heard.first(which);
    }

    public boolean heardRequest(String method) {
        return first(m -> m.isRequest() && m.method().equals(method)) != null;
    }

    public List<SipText> heard() {
        return heard.all();
    }

    /** Who has hung up does not go on speaking: the port may be another call's by then. */
    private void over() {
        ended = true;
        voice.tone(0);
    }

    /** Over for this phone: cleared, cancelled or refused, by whichever side. */
    public boolean ended() {
        return ended;
    }

    /** Who calls, as the INVITE says. */
    public String caller() {
        return invite.caller();
    }

    public SipText invitation() {
        return invite;
    }

    /** nanoTime of the last packet that this side's audio got. */
    public long lastPacketNs() {
        var packets = voice.packets();
        return packets.isEmpty() ? 0 : packets.getLast().arrivalNs();
    }

    void received(SipText message) {
        if (message.isRequest()) {
            request(message);
        } else {
            response(message);
        }
        // Last: who waits for it finds the dialog as it is after it.
        heardOne(message);
    }

    private void heardOne(SipText message) {
        heard.add(message);
    }

    private void request(SipText message) {
        switch (message.method()) {
            case "INVITE" -> invited(message);
            case "ACK" -> phone.resending.heard("200 " + callId);
            case "BYE" -> {
                phone.respond(message, 200);
                phone.resending.heard("200 " + callId);
                over();
            }
            case "CANCEL" -> {
                phone.respond(message, 200);
                if (phone.heedsCancel) {
                    reject(487);
                }
            }
            default -> phone.respond(message, 200);
        }
    }

    private void invited(SipText message) {
        if (message.branch().equals(invite == null ? "" : invite.branch())) {
            if (!lastReply.isEmpty()) {
                phone.raw(SipText.bytes(lastReply));
            }
        } else {
            audio(message);
            invite = message;
            answer();
        }
    }

    private void response(SipText message) {
        phone.resending.heard(message.cseqMethod().equals("CANCEL") ? "CANCEL" + message.branch() : message.branch());
        if (!message.answersInvite(200)) {
            return;
        }
        if (message.status() < 300) {
            remoteTag = message.toTag();
            target = message.contact();
            audio(message);
            phone.raw(SipText.bytes(request("ACK", message.cseq(), phone.branch(), "", lateAnswer())));
        } else {
            String to = "\r\nTo: " + Matcher.quoteReplacement(message.header("To"));
            String ack = request("ACK", message.cseq(), message.branch(), "", "");
            phone.raw(SipText.bytes(ack.replaceFirst("\r\nTo: [^\r]*", to)));
            refused(message);
        }
    }

    private String lateAnswer() {
        lateAnswer = sdp.isEmpty() && lateAnswer.isEmpty() ? sdp("sendrecv") : lateAnswer;
        return sdp.isEmpty() ? lateAnswer : "";
    }

    private void refused(SipText message) {
        if (message.status() == 401 && !phone.digest.password().isEmpty() && cseq == 1) {
            String value = phone.digest.authorization(phone.digest.challenge(message), "INVITE", target, 1);
            invite("Authorization: " + value + "\r\n", true);
        } else {
            over();
        }
    }

    private void reply(int status, String body) {
        lastReply = Replies.text(invite, status, localTag, phone.contact(), body);
        if (status == 200) {
            phone.resending.say("200 " + callId, lastReply);
        } else {
            phone.raw(SipText.bytes(lastReply));
        }
    }

    private String request(String method, long number, String branch, String headers, String body) {
        String local = "<" + phone.uri() + ">;tag=" + localTag;
        String type = method.equals("INFO") ? "application/dtmf-relay" : "application/sdp";
        return method + " " + target + " SIP/2.0\r\n" + phone.via(branch) + "Max-Forwards: 70\r\nFrom: "
                + (incoming ? local : "<" + fromUri() + ">;tag=" + localTag) + "\r\nTo: <" + remoteUri + ">"
                + (remoteTag.isEmpty() ? "" : ";tag=" + remoteTag) + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                + " " + method + "\r\nContact: " + phone.contact() + "\r\n"
                + headers
                + (body.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "Content-Length: "
                + SipText.bytes(body).length + "\r\n\r\n" + body;
    }

    /** A seat speaks in the domain's name, a caller in his carrier's. */
    private String fromUri() {
        boolean seat = !phone.digest.password().isEmpty();
        return seat ? phone.uri() : "sip:" + phone.user + "@" + PhoneLine.bracketed(phone.line.address());
    }

    private void audio(SipText message) {
        if (message.audioPort() != 0) {
            voice.peer(message.audioAddress(), message.audioPort());
            eventPayloadType = PhoneSdp.eventPayloadType(message.body(), eventPayloadType);
            voice.eventPayloadType(eventPayloadType);
        }
    }

    private synchronized String sdp(String direction) {
        return new PhoneSdp(phone.line.address(), voice.port(), phone.codec, eventPayloadType)
                .text(++sdpVersion, direction);
    }

    @Override
    public void close() {
        voice.close();
    }
}
