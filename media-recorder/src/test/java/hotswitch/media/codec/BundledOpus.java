package hotswitch.media.codec;

/** Encodes a frame with the library that opus-java bundles; alone in its process, for two libraries would mix. */
final class BundledOpus {
    private BundledOpus() {}

    public static void main(String[] args) {
        OpusEncoder encoder = new OpusEncoder(OpusBinding.bundled(new UnsatisfiedLinkError("not installed")));
        int bytes = encoder.encode(new short[OpusEncoder.FRAME_SAMPLES * OpusEncoder.CHANNELS])
                .remaining();
        if (bytes == 0) throw new IllegalStateException("nothing encoded");
        System.out.println("version " + encoder.version());
        encoder.destroy();
    }
}
