package hotswitch.media.archive;

/** What a recording is archived as: the values of {@code recording.format}. */
public enum RecordingFormat {
    /** Ogg Opus, 24 kbit/s for both sides together: about 0.18 MB a minute. Needs libopus. */
    OPUS("opus"),
    /** Linear PCM, 256 kbit/s: about 1.9 MB a minute. Needs nothing. */
    WAV("wav");

    private final String key;

    RecordingFormat(String key) {
        this.key = key;
    }

    /** The word in the configuration, and the end of the file's name. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException neither {@code opus} nor {@code wav} */
    public static RecordingFormat of(String key) {
        for (RecordingFormat format : values()) {
            if (format.key.equals(key)) return format;
        }
        throw new IllegalArgumentException("recording.format: '" + key + "' is neither opus nor wav");
    }
}
