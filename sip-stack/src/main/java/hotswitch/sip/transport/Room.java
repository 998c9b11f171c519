package hotswitch.sip.transport;

/** So many bytes for all streams of a port together. */
final class Room {
    private final long bytesMax;
    private long taken;

    Room(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** One stream takes so many more (or fewer, which always goes); false: that is more than there is room for. */
    boolean take(int moreBytes) {
        if (moreBytes > 0 && taken + moreBytes > bytesMax) {
            return false;
        }
        taken += moreBytes;
        return true;
    }
}
