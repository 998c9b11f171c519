package hotswitch.sip.session;

import hotswitch.sip.transaction.Hop;
import org.agrona.MutableDirectBuffer;

/** Our final response to an INVITE while its ACK has not come: a restart must be able to say it again. */
public interface Unheard {
    /** Puts its bytes at an index of a buffer that grows; how many. */
    int encode(MutableDirectBuffer out, int index);

    /** Whence the INVITE came. */
    Hop source();
}
