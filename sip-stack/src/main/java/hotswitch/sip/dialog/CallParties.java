package hotswitch.sip.dialog;

import java.util.List;

/** Who calls whom, as the INVITE says that is to make a dialog. */
public interface CallParties {

    String requestUri();

    /** Name-addr without tag, for example {@code "12345" <sip:12345@hotline.local>}. */
    String from();

    /** Name-addr without tag. */
    String to();

    /** A Contact value of its own, "" for the node's. */
    String contact();

    /** Route values that the INVITE carries from the start (RFC 3608 §6.1, RFC 3327). */
    List<String> routes();
}
