package hotswitch.trunk.admission;

import hotswitch.trunk.admission.Admission.Admitted;
import hotswitch.trunk.admission.Admission.Refused;

/** The door of one trunk. What is in use equals the live legs on the trunk, always. */
public final class TrunkGate {
    private final int trunkId;
    private final RateBucket inboundRate;
    private final RateBucket outboundRate;
    private int channelsMax;
    private int inbound;
    private int outbound;

    public TrunkGate(int trunkId, int channelsMax, int callsPerSecond) {
        this.trunkId = trunkId;
        this.channelsMax = channelsMax;
        this.inboundRate = new RateBucket(callsPerSecond);
        this.outboundRate = new RateBucket(callsPerSecond);
    }

    /** A reload; calls inside stay even if they are more than the new limit. */
    public void limits(int channels, int callsPerSecond) {
        channelsMax = channels;
        inboundRate.rate(callsPerSecond);
        outboundRate.rate(callsPerSecond);
    }

    /** The rate is looked at last, so that a call refused for something else does not use it up. */
    public Admission admit(CallDirection direction, Headroom headroom, long nowNs) {
        if (headroom.draining()) {
            return Refused.of(Refusal.DRAINING);
        }
        if (inUse() >= channelsMax) {
            return Refused.of(Refusal.CHANNELS);
        }
        if (headroom.mediaPortsFree() < headroom.mediaPortsAsked()) {
            return Refused.of(Refusal.MEDIA_PORTS);
        }
        if (!headroom.ringFree()) {
            return Refused.of(Refusal.RING_FULL);
        }
        RateBucket rate = direction == CallDirection.INBOUND ? inboundRate : outboundRate;
        if (!rate.take(nowNs)) {
            return Refused.of(Refusal.CALLS_PER_SECOND);
        }
        count(direction, 1);
        return new Admitted(trunkId);
    }

    /** A leg that is bound again after a restart is inside whatever the limits say. */
    public void readmit(CallDirection direction) {
        count(direction, 1);
    }

    /**
     * The leg is gone.
     *
     * @throws IllegalStateException if none was inside in that direction
     */
    public void release(CallDirection direction) {
        count(direction, -1);
    }

    public int inUse() {
        return inbound + outbound;
    }

    public int inUse(CallDirection direction) {
        return direction == CallDirection.INBOUND ? inbound : outbound;
    }

    public int channelsMax() {
        return channelsMax;
    }

    private void count(CallDirection direction, int change) {
        int next = inUse(direction) + change;
        if (next < 0) {
            throw new IllegalStateException("trunk " + trunkId + ": released more " + direction + " than were inside");
        }
        switch (direction) {
            case INBOUND -> inbound = next;
            case OUTBOUND -> outbound = next;
        }
    }
}
