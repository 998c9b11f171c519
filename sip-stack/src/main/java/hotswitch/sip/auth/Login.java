package hotswitch.sip.auth;

/** Who we are to a peer that asks; with {@code realm} "" a challenge of any realm is answered. */
public record Login(String user, String password, String realm) {
    /** Whoever asks gets no answer. */
    public static final Login NONE = new Login("", "", "");

    public boolean exists() {
        return !user.isEmpty();
    }

    @Override
    public String toString() {
        return "Login[" + user + ']';
    }
}
