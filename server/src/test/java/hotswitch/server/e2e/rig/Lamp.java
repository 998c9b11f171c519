package hotswitch.server.e2e.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone's busy lamp for a seat: its subscription to the event dialog, and what it was told (RFC 6665, RFC 4235). */
public final class Lamp {
    private static final Pattern STATE = Pattern.compile("<state>(\\w+)</state>");
    private static final Pattern MAIL =
            Pattern.compile("Messages-Waiting: (yes|no)\r\n.*\r\nVoice-Message: (\\d+/\\d+)");
    private static final Pattern PRESENCE =
            Pattern.compile("<basic>(\\w+)</basic>(?:.|\\s)*?(?:<dm:note>(.*)</dm:note>|</presence>)");
    private final Phone phone;
    private final String seat;
    final String callId;
    private final String localTag;
    private final List<SipText> told = new ArrayList<>();
    private String remoteTag = "";
    private final String event;
    private int cseq;

    Lamp(Phone phone, String seat, String event) {
        this.phone = phone;
        this.seat = seat;
        this.event = event;
        this.callId = phone.id() + "@" + phone.line.address();
        this.localTag = phone.id();
    }

    /** SUBSCRIBE, through the challenge; the last response. */
    public SipText subscribe(int expiresS) {
        SipText first = once(expiresS, "");
        if (first.status() != 401) {
            return first;
        }
        String value = phone.digest.authorization(phone.digest.challenge(first), "SUBSCRIBE", uri(), 1);
        SipText last = once(expiresS, "Authorization: " + value + "\r\n");
        remoteTag = last.status() == 200 ? last.toTag() : remoteTag;
        return last;
    }

    private String uri() {
        return "sip:" + seat + "@" + phone.domain();
    }

    private SipText once(int expiresS, String authorization) {
        String branch = phone.branch();
        cseq++;
        String text = "SUBSCRIBE " + uri() + " SIP/2.0\r\n" + phone.via(branch) + "Max-Forwards: 70\r\nFrom: <"
                + phone.uri() + ">;tag=" + localTag + "\r\nTo: <" + uri() + ">"
                + (remoteTag.isEmpty() ? "" : ";tag=" + remoteTag) + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq
                + " SUBSCRIBE\r\nContact: " + phone.contact() + "\r\nEvent: " + event + "\r\nExpires: " + expiresS
                + "\r\n" + authorization + "Content-Length: 0\r\n\r\n";
        return phone.ask(branch, text);
    }

    void received(SipText notify) {
        phone.respond(notify, 200);
        synchronized (told) {
            told.add(notify);
        }
    }

    /**
     * What was told last is this, such as {@code active [early]}; of messages {@code active yes 1/0}, of an
     * agent {@code active open 1001 ready}.
     */
    public void await(String shown) {
        Await.until("the lamp of " + seat + " shows " + shown + ", not " + shows(), () -> shows().equals(shown));
    }

    private String shows() {
        synchronized (told) {
            if (told.isEmpty()) {
                return "nothing";
            }
            SipText last = told.getLast();
            String state = last.header("Subscription-State").replaceAll(";.*", "");
            Matcher mail = MAIL.matcher(last.body());
            if (mail.find()) {
                return state + ' ' + mail.group(1) + ' ' + mail.group(2);
            }
            Matcher presence = PRESENCE.matcher(last.body());
            if (presence.find()) {
                return state + ' ' + presence.group(1) + (presence.group(2) == null ? "" : ' ' + presence.group(2));
            }
            List<String> states = STATE.matcher(last.body())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
            return state + " " + states;
        }
    }
}
