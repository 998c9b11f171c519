package hotswitch.sim.signal.audit;

import hotswitch.sim.signal.net.Clock;
import hotswitch.sim.signal.net.Packet;
import hotswitch.sim.signal.net.WireMessage;
import java.util.TreeMap;

/**
 * S2: each dialog ends on both sides. S3: no 2xx without ACK or BYE, and each copy that comes after the ACK gets one
 * more. S8: after 491 whoever made the Call-ID waits 2.1 to 4 s, the other up to 2 s (RFC 3261 §14.1).
 */
final class DialogBook {
    private static final int TRIES_MAX = 5;
    private static final long OWNER_WAITS_MS = 2_100;
    private static final long MOST_MS = 4_000;
    private static final long OTHER_MOST_MS = 2_000;

    private final TreeMap<String, Dialog> dialogs = new TreeMap<>();
    private final TreeMap<String, Okay> okays = new TreeMap<>();
    private final Lives lives;
    private final Findings findings;

    private static final class Side {
        final String name;
        final int life;
        boolean knows;
        long knowsSinceNs;
        boolean byeSent;
        boolean byeHeard;
        /** It heard 481: the other side knows nothing of the call (RFC 3261 §12.2.1.2). */
        boolean alone;
        /** Of the BYE that told this side the end; "" none did. */
        String told = "";

        /** Of the last 491 heard to a re-INVITE of this side; 0 none. */
        long glareNs;

        int glares;

        Side(String name, int life) {
            this.name = name;
            this.life = life;
        }

        void learns(long nowNs) {
            knowsSinceNs = knows ? knowsSinceNs : nowNs;
            knows = true;
        }

        boolean over() {
            return byeSent || byeHeard || alone;
        }
    }

    private static final class Dialog {
        final String callId;
        final Side caller;
        final Side callee;
        final int crashes;

        Dialog(String callId, Side caller, Side callee, int crashes) {
            this.crashes = crashes;
            this.callId = callId;
            this.caller = caller;
            this.callee = callee;
        }

        Side of(String name) {
            return caller.name.equals(name) ? caller : callee;
        }
    }

    /** A 2xx to an INVITE or re-INVITE. */
    private static final class Okay {
        final Asked invite;
        final Dialog dialog;
        int heard;
        long heardNs;
        int acksSent;
        int owed;
        int acksHeard;

        Okay(Asked invite, Dialog dialog) {
            this.invite = invite;
            this.dialog = dialog;
        }
    }

    DialogBook(Lives lives, Findings findings) {
        this.lives = lives;
        this.findings = findings;
    }

    private static String key(String callId, String oneTag, String otherTag) {
        boolean inOrder = oneTag.compareTo(otherTag) < 0;
        return callId + ' ' + (inOrder ? oneTag + ' ' + otherTag : otherTag + ' ' + oneTag);
    }

    private static String key(WireMessage message) {
        return key(message.callId(), message.fromTag(), message.toTag());
    }

    void okSent(Packet packet, Asked invite, long nowNs) {
        WireMessage ok = packet.message();
        Dialog dialog = dialogs.get(key(ok));
        if (dialog == null && invite.initialInvite()) {
            Side caller = new Side(invite.from, invite.askerLife);
            Side callee = new Side(invite.to, lives.of(invite.to));
            dialog = new Dialog(ok.callId(), caller, callee, lives.crashes());
            dialogs.put(key(ok), dialog);
        }
        if (dialog != null && invite.initialInvite()) {
            dialog.callee.learns(nowNs);
        }
        if (dialog != null) {
            okays.putIfAbsent(okay(ok), new Okay(invite, dialog));
        }
    }

    private static String okay(WireMessage message) {
        return key(message) + ' ' + message.cseq() + ' ' + message.fromTag();
    }

    void okHeard(Packet packet, long nowNs) {
        Okay okay = okays.get(okay(packet.message()));
        if (okay == null) {
            return;
        }
        okay.heard++;
        okay.heardNs = nowNs;
        okay.owed += okay.acksSent > 0 ? 1 : 0;
        if (okay.invite.initialInvite()) {
            okay.dialog.caller.learns(nowNs);
        }
    }

    /** This party died: what it heard in this very moment is not written down. */
    void crashed(String name, long nowNs) {
        for (Dialog dialog : dialogs.values()) {
            Side side = dialog.of(name);
            boolean forgets = side.name.equals(name) && side.knowsSinceNs == nowNs;
            side.knows &= !forgets;
        }
        for (Okay okay : okays.values()) {
            if (okay.invite.from.equals(name) && okay.heardNs == nowNs) {
                okay.heard = 0;
                okay.owed = 0;
            }
        }
    }

    void ackSent(Packet packet) {
        Okay okay = okays.get(okay(packet.message()));
        if (okay != null) {
            okay.acksSent++;
        }
    }

    void ackHeard(Packet packet) {
        Okay okay = okays.get(okay(packet.message()));
        if (okay != null) {
            okay.acksHeard++;
        }
    }

    void byeSent(Packet packet) {
        Dialog dialog = dialogs.get(key(packet.message()));
        if (dialog != null) {
            dialog.of(packet.from()).byeSent = true;
        }
    }

    void byeHeard(Packet packet) {
        Dialog dialog = dialogs.get(key(packet.message()));
        if (dialog != null) {
            Side side = dialog.of(packet.to());
            side.told = side.over() ? side.told : packet.message().branch();
            side.byeHeard = true;
        }
    }

    void unknownHeard(Packet packet) {
        Dialog dialog = dialogs.get(key(packet.message()));
        if (dialog != null) {
            dialog.of(packet.to()).alone = true;
        }
    }

    /** 481 to a BYE: right only for who has ended the call before. */
    void byeUnknown(Packet packet) {
        Dialog dialog = dialogs.get(key(packet.message()));
        Side side = dialog == null ? null : dialog.of(packet.from());
        boolean same = side != null && side.life == lives.of(side.name) && dialog.crashes == lives.crashes();
        findings.require(
                !same || !side.knows || !side.told.equals(packet.message().branch()),
                () -> "S2 " + side.name + " has forgotten a call: " + packet + ", Call-ID " + dialog.callId);
    }

    /** A re-INVITE crossed another one. */
    void glareHeard(Packet packet, long nowNs) {
        Dialog dialog = dialogs.get(key(packet.message()));
        if (dialog != null) {
            Side side = dialog.of(packet.to());
            side.glareNs = nowNs;
            side.glares++;
        }
    }

    void reinviteSent(Packet packet, long nowNs) {
        Dialog dialog = dialogs.get(key(packet.message()));
        Side side = dialog == null ? null : dialog.of(packet.from());
        if (side == null || side.glareNs == 0) {
            return;
        }
        long waitedMs = (nowNs - side.glareNs) / Clock.NS_PER_MS;
        boolean owner = side == dialog.caller;
        boolean right = owner ? waitedMs >= OWNER_WAITS_MS && waitedMs <= MOST_MS : waitedMs <= OTHER_MOST_MS;
        findings.require(
                right || side.glares >= TRIES_MAX,
                () -> "S8 after 491 again in " + waitedMs + " ms, "
                        + (owner ? "with its own Call-ID: " : "with the other's Call-ID: ") + packet);
        side.glareNs = 0;
    }

    /** Nothing more will come. */
    void end() {
        for (Dialog dialog : dialogs.values()) {
            end(dialog, dialog.caller);
            end(dialog, dialog.callee);
        }
        okays.values().forEach(this::end);
    }

    private void end(Dialog dialog, Side side) {
        boolean lives = side.life == this.lives.of(side.name);
        // Its session timed out, for the other side is gone, and the process died before it said so: a mere form.
        Side other = side == dialog.caller ? dialog.callee : dialog.caller;
        boolean form = dialog.crashes != this.lives.crashes() && other.over();
        findings.require(
                !side.knows || side.over() || !lives || form,
                () -> "S2 never ended at " + side.name + ": dialog of " + dialog.caller.name + " and "
                        + dialog.callee.name + ", Call-ID " + dialog.callId);
    }

    private void end(Okay okay) {
        boolean askerLives = okay.invite.askerLife == lives.of(okay.invite.from);
        // A process that died before its ACK may leave the rest to the BYE of the next one.
        boolean refusedBefore = !okay.invite.answerHeard.startsWith("2");
        boolean died = okay.dialog.crashes != lives.crashes()
                && okay.dialog.of(okay.invite.from).over();
        boolean cleared = refusedBefore || died;
        Side callee = okay.dialog.of(okay.invite.to);
        boolean calleeLives = callee.life == lives.of(callee.name);
        findings.require(
                okay.heard == 0 || okay.acksSent > 0 || !askerLives || cleared,
                () -> "S3 a 2xx got no ACK: " + okay.invite);
        findings.require(
                okay.acksSent > okay.owed || okay.heard == 0 || !askerLives || cleared,
                () -> "S3 a 2xx that came again got no further ACK: " + okay.invite);
        findings.require(
                okay.acksHeard > 0 || callee.over() || !calleeLives || !callee.knows || died,
                () -> "S3 a 2xx without ACK or BYE: " + okay.invite);
    }
}
