package hotswitch.sip.auth;

/** Where passwords come from. */
@FunctionalInterface
public interface Passwords {
    /** The user's password in clear; null when there is no such user. */
    String password(String user);
}
