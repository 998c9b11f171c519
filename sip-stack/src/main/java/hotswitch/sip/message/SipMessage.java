package hotswitch.sip.message;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One SIP message as slices over the bytes that came (RFC 3261 §7). The object is reused: {@link #index} replaces
 * what it shows, and makes no garbage; text is made when it is asked for. All offsets count from the start of {@link
 * #buffer()}. Not for two threads; {@link #copy()} keeps a message beyond the life of its bytes.
 */
public final class SipMessage {
    /** Bytes of a message at the most. */
    public static final int MAX_MESSAGE = 64 * 1024;

    private static final String COOKIE = "z9hG4bK";
    private static final byte[] NONE = {};
    private static final int LASTING_BYTES = 4 * 1024;
    /** Bytes of one header field, folds included, or of the start line. */
    public static final int MAX_LINE = 8 * 1024;
    /** Header lines of a message. */
    public static final int MAX_HEADERS = 256;

    /** The message lies at their beginning; room of our own, so that they are read as an array. */
    byte[] octets = NONE;
    /** Of the message. */
    int octetCount;

    final HeaderTable headers = new HeaderTable();
    final StartLine start = new StartLine();
    final TopVia via = new TopVia();
    final NameAddrTag from = new NameAddrTag();
    final NameAddrTag to = new NameAddrTag();
    int bodyFrom;
    int bodyLength;
    long cseq;
    Method cseqMethod = Method.OTHER;
    long cseqMethodText;
    int maxForwards;

    private final MessageIndexer indexer = new MessageIndexer(this);
    /** Null: each text is made anew, and so is the room. */
    private final KnownTexts known;
    /** Over {@link #octets}. */
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);

    private String requestUri;
    private String callId;
    private String fromTag;
    private String toTag;
    private String fromAddress;

    public SipMessage() {
        this(null);
    }

    private SipMessage(KnownTexts known) {
        this.known = known;
    }

    /** For many messages, one after the other: texts that most of them have in common are one object each. */
    public static SipMessage lasting() {
        return new SipMessage(new KnownTexts());
    }

    /** Shows the message in these bytes (a datagram, or a frame of a stream); NONE when it may be worked on. */
    public Malformed index(DirectBuffer buffer, int offset, int length) {
        if (known == null || length > octets.length) {
            octets = new byte[known == null ? length : Math.max(length, LASTING_BYTES)];
        }
        buffer.getBytes(offset, octets, 0, length);
        return index(length);
    }

    private Malformed index(int length) {
        octetCount = length;
        bytes.wrap(octets, 0, length);
        requestUri = callId = fromTag = toTag = fromAddress = null;
        return indexer.index();
    }

    /** 64-bit hash of ASCII text that agrees with {@link #branchHash} and {@link #callIdHash}. */
    public static long hash(CharSequence text) {
        return Scan.hash(text);
    }

    /**
     * Whether a malformed request can still be refused: Via and CSeq are there, by which its sender knows the answer
     * (RFC 3261 §17.1.3), and it is no ACK.
     */
    public boolean answerable() {
        return start.request && start.method != Method.ACK && via.addressed && headers.count(HeaderName.CSEQ) > 0;
    }

    public boolean isRequest() {
        return start.request;
    }

    /** Of a request its own, of a response that of CSeq. */
    public Method method() {
        return start.request ? start.method : cseqMethod;
    }

    public String methodText() {
        return Scan.text(octets, start.request ? start.methodText : cseqMethodText);
    }

    /** Status code of a response; 0 for a request. */
    public int status() {
        return start.status;
    }

    /** "" for a response. */
    public String requestUri() {
        if (requestUri == null) {
            requestUri = known(start.uri);
        }
        return requestUri;
    }

    public String callId() {
        if (callId == null) {
            callId = Scan.text(octets, first(HeaderName.CALL_ID));
        }
        return callId;
    }

    /** "" when there is none. */
    public String fromTag() {
        if (fromTag == null) {
            fromTag = Scan.text(octets, from.tag);
        }
        return fromTag;
    }

    /** "" when there is none. */
    public String toTag() {
        if (toTag == null) {
            toTag = Scan.text(octets, to.tag);
        }
        return toTag;
    }

    /** Display name and address of From, without its parameters; "" when it is malformed. */
    public String fromAddress() {
        if (fromAddress == null) {
            fromAddress = from.valid ? Scan.text(octets, from.address) : "";
        }
        return fromAddress;
    }

    /** From or To for messages of ours, as {@link WireText}: its address where {@link #isPlain}, else all of it. */
    public String party(HeaderName name) {
        NameAddrTag party = name == HeaderName.FROM ? from : to;
        String read = !party.plain ? value(name) : party == from ? fromAddress() : known(party.address);
        return WireText.of(octets, party.plain ? party.address : first(name), read);
    }

    /** From, or To, is no more than its address and, if it has one, the tag. */
    public boolean isPlain(HeaderName name) {
        return name == HeaderName.FROM ? from.plain : to.plain;
    }

    /** -1 when CSeq is missing or malformed. */
    public long cseq() {
        return cseq;
    }

    public Method cseqMethod() {
        return cseqMethod;
    }

    /** Branch of the top Via; "" when there is none. */
    public String branch() {
        return Scan.text(octets, via.branch);
    }

    /** Adds its bytes, as they came, to what is there. */
    public void appendBranch(StringBuilder out) {
        for (int i = 0; via.branch != Scan.NONE && i < Scan.length(via.branch); i++) {
            out.append((char) (octets[Scan.offset(via.branch) + i] & 0xff));
        }
    }

    /** Host of the top Via's sent-by, an IPv6 address in brackets. */
    public String viaHost() {
        return Scan.text(octets, via.host);
    }

    /** The same; where it is the usual one, that text itself. */
    public String viaHost(String usual) {
        return equal(via.host, usual) ? usual : viaHost();
    }

    /** Port of the top Via's sent-by; -1 when there is none. */
    public int viaPort() {
        return via.port;
    }

    /** Transport of the top Via as it came, for example {@code UDP}. */
    public String viaTransport() {
        return Scan.text(octets, via.transport);
    }

    /** What the responder says of its load, in our Via of a response (RFC 7339 §4); null: nothing. */
    public LoadReport loadReport() {
        return via.report(octets);
    }

    /** Whether the top Via asks for a symmetric response (RFC 3581 §4). */
    public boolean viaRport() {
        return via.rport;
    }

    /** The first header of this name, unfolded; null when there is none. */
    public String value(HeaderName name) {
        long slice = first(name);
        return slice == Scan.NONE ? null : Scan.text(octets, slice);
    }

    /** The address in the first header of this name if it begins with a bracket, "" if that never ends; else null. */
    public String bracketed(HeaderName name) {
        return begins(name, "<") ? known(Scan.bracketed(octets, first(name))) : null;
    }

    /** The header line {@code i} (from 0) of this name, unfolded; null when there are fewer. */
    public String value(HeaderName name, int i) {
        int line = headers.line(name, i);
        return line < 0 ? null : Scan.text(octets, headers.value(line));
    }

    /** The first header of this name, listed or not; null when there is none. */
    public String value(String name) {
        HeaderName listed = HeaderName.of(name);
        if (listed != HeaderName.OTHER) {
            return value(listed);
        }
        int line = headers.other(octets, name);
        return line < 0 ? null : Scan.text(octets, headers.value(line));
    }

    public int count(HeaderName name) {
        return headers.count(name);
    }

    public int headerCount() {
        return headers.size();
    }

    /** Name of header line {@code line}, from 0 in the order of the message. */
    public HeaderName headerAt(int line) {
        return headers.header(line);
    }

    /** Line of the first header of this name; -1 when there is none. */
    public int firstLine(HeaderName name) {
        return headers.first(name);
    }

    /** Line of the next header of the same name; -1 when there is none. */
    public int nextLine(int line) {
        return headers.next(line);
    }

    /** Where the value of a header line begins, space left out. */
    public int valueOffset(int line) {
        return Scan.offset(headers.value(line));
    }

    /** Bytes of the value of a header line, folds included, space around left out. */
    public int valueLength(int line) {
        return Scan.length(headers.value(line));
    }

    /** The name of a header line as it came. */
    public String nameAt(int line) {
        return Scan.text(octets, headers.name(line));
    }

    /** -1 when there is none. */
    public int maxForwards() {
        return maxForwards;
    }

    public DirectBuffer buffer() {
        return bytes;
    }

    public int bodyOffset() {
        return bodyFrom;
    }

    public int bodyLength() {
        return bodyLength;
    }

    /** Bytes of the message, body included; bytes of the datagram after it do not count. */
    public int length() {
        return bodyFrom + bodyLength;
    }

    public String bodyText() {
        return Scan.body(octets, bodyFrom, bodyLength);
    }

    /** 64-bit hash of the branch, equal to {@link #hash} of its text. */
    public long branchHash() {
        return Scan.hash(octets, via.branch);
    }

    public boolean branchEquals(CharSequence text) {
        return equal(via.branch, text);
    }

    /** 64-bit hash of the Call-ID, equal to {@link #hash} of its text. */
    public long callIdHash() {
        return Scan.hash(octets, first(HeaderName.CALL_ID));
    }

    public boolean callIdEquals(CharSequence text) {
        return equal(first(HeaderName.CALL_ID), text);
    }

    /** As {@link #callIdHash}; of no tag that of "". */
    public long fromTagHash() {
        return Scan.hash(octets, from.tag);
    }

    public long toTagHash() {
        return Scan.hash(octets, to.tag);
    }

    public boolean fromTagEquals(CharSequence text) {
        return equal(from.tag, text);
    }

    public boolean toTagEquals(CharSequence text) {
        return equal(to.tag, text);
    }

    public boolean hasToTag() {
        return to.tag != Scan.NONE;
    }

    /** Whether the top Via was sent by this host, without regard to case, and port (-1: it names none). */
    public boolean isSentBy(String host, int port) {
        int length = via.host == Scan.NONE ? 0 : Scan.length(via.host);
        return via.port == port && Scan.equalsIgnoreCase(octets, Scan.offset(via.host), length, host);
    }

    /** Whether the branch is unique by RFC 3261 §8.1.1.7; otherwise its sender is of RFC 2543's time. */
    public boolean hasUniqueBranch() {
        return via.branch != Scan.NONE
                && Scan.length(via.branch) > COOKIE.length()
                && Scan.equalsIgnoreCase(octets, Scan.offset(via.branch), COOKIE.length(), COOKIE);
    }

    /** Whether the first header of this name begins so, without regard to case. */
    public boolean begins(HeaderName name, String text) {
        long slice = first(name);
        boolean fits = slice != Scan.NONE && Scan.length(slice) >= text.length();
        return fits && Scan.equalsIgnoreCase(octets, Scan.offset(slice), text.length(), text);
    }

    /** Whether the first header of this name is this token, without regard to case, whatever parameters follow it. */
    public boolean is(HeaderName name, String token) {
        long slice = first(name);
        int length = token.length();
        boolean begins = begins(name, token);
        byte after = !begins || Scan.length(slice) == length ? (byte) ';' : octets[Scan.offset(slice) + length];
        return begins && (after == ';' || Scan.isSpace(after));
    }

    /** The same message over bytes of its own. */
    public SipMessage copy() {
        SipMessage copy = new SipMessage();
        copy.octets = Arrays.copyOf(octets, octetCount);
        copy.index(octetCount);
        return copy;
    }

    /** The message as text, for a person who looks for a fault. */
    @Override
    public String toString() {
        return Scan.body(octets, 0, length());
    }

    private String known(long slice) {
        return known == null ? Scan.text(octets, slice) : known.of(octets, slice);
    }

    private long first(HeaderName name) {
        int line = headers.first(name);
        return line < 0 ? Scan.NONE : headers.value(line);
    }

    private boolean equal(long slice, CharSequence text) {
        return slice == Scan.NONE ? text.isEmpty() : Scan.equals(octets, Scan.offset(slice), Scan.length(slice), text);
    }
}
