package hotswitch.media.relay;

import hotswitch.media.prompt.Playback;
import hotswitch.media.rtp.Pacer;
import java.util.List;

/**
 * What plays on a port: a play that the application ordered, else the music of a hold; paced by the loop's schedule.
 */
final class PortPlayer implements Pacer.Paced {
    private final MediaPort port;
    private final PortLoop loop;
    private final Pacer.Seat seat;
    private Playback playing;
    private long playId;
    /** Of what plays: it begins then. */
    private long beginsNs;

    private Playback music;
    private Playback last;
    /** It was played and has ended: the next play's; null: there is none. */
    private Playback over;

    private long feed;
    private int packetIndex;

    PortPlayer(MediaPort port, PortLoop loop) {
        this.port = port;
        this.loop = loop;
        seat = loop.seat(this);
    }

    /** Another leg's; what played has ended. */
    void begin() {
        playing = null;
        playId = 0;
        beginsNs = 0;
        music = null;
        last = null;
        feed = 0;
        packetIndex = 0;
    }

    /** In place of another one it goes on in that one's pace. */
    void play(long newPlayId, List<String> prompts, boolean repeated) {
        finish(PlayEnd.REPLACED);
        Playback playback = loop.sentence(prompts, repeated, over);
        over = null;
        if (playback == null) {
            loop.listener().onPlayEnded(port.legId(), newPlayId, PlayEnd.FAILED);
        } else if (playback.isOver()) {
            loop.listener().onPlayEnded(port.legId(), newPlayId, PlayEnd.COMPLETED);
        } else {
            playing = playback;
            playId = newPlayId;
            beginsNs = repeated ? loop.nowNs() + loop.patience().lateNs() : 0;
        }
        keepSeat();
    }

    /** Ends this play; one that has ended already is none of ours. */
    void stop(long oldPlayId) {
        if (playing != null && playId == oldPlayId) end(PlayEnd.STOPPED);
    }

    /** Ends what plays, if anything does. */
    void end(PlayEnd why) {
        finish(why);
        keepSeat();
    }

    private void finish(PlayEnd why) {
        if (playing == null) return;
        over = playing;
        playing = null;
        last = null;
        port.sender.stream.interrupt();
        loop.listener().onPlayEnded(port.legId(), playId, why);
    }

    void music(Playback playback) {
        music = playback;
        keepSeat();
    }

    /** While something plays nothing is relayed to this port's peer. */
    boolean isActive() {
        return playing != null || music != null;
    }

    @Override
    public boolean onDue(long nowNs, boolean skipped) {
        Playback now = playing != null ? playing : music;
        if (now != null && (now != playing || nowNs >= beginsNs)) {
            if (now != last) begin(now);
            if (skipped) port.sender.stream.interrupt();
            port.sender.play(now, port.hearsEarly(), feed, packetIndex++, nowNs);
            if (now == playing && now.isOver()) finish(PlayEnd.COMPLETED);
        }
        return isActive();
    }

    void close() {
        music = null;
        end(PlayEnd.CLOSED);
    }

    private void begin(Playback playback) {
        last = playback;
        feed = loop.nextFeed();
        packetIndex = 0;
    }

    private void keepSeat() {
        if (!isActive()) seat.leave();
        else if (!seat.isTaken()) loop.pace(seat);
    }
}
