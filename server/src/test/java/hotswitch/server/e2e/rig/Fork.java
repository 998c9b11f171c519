package hotswitch.server.e2e.rig;

import hotswitch.media.rtp.ToneClient;

/** Another telephone that a carrier rings for the same INVITE (RFC 3261 §13.2.2.4): a tag and audio of its own. */
public record Fork(ToneClient voice) implements AutoCloseable {
    private static final int EVENTS = 101;

    /** 183 with its description; it sends nothing until the test gives it a tone. */
    public static Fork of(PhoneCall call) {
        SipText invite = call.invitation();
        Phone phone = call.phone;
        Fork fork = new Fork(new ToneClient(phone.line.address(), 0, phone.codec));
        String sdp = new PhoneSdp(phone.line.address(), fork.voice.port(), phone.codec, EVENTS).text(1, "sendrecv");
        phone.raw(SipText.bytes(Replies.text(invite, 183, phone.id(), phone.contact(), sdp)));
        fork.voice.peer(invite.audioAddress(), invite.audioPort());
        return fork;
    }

    @Override
    public void close() {
        voice.close();
    }
}
