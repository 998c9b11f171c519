package hotswitch.sip.message;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one SIP message after another into the same buffer: start line, headers, then {@link #end} or {@link #body}.
 * A carriage return, line feed or NUL in a value would let a caller write headers of his own, so it is refused with
 * {@link IllegalArgumentException}; a message that outgrows the buffer is refused with {@link
 * IndexOutOfBoundsException}.
 */
public final class SipWriter {
    private static final int DEFAULT_CAPACITY = 2 * SipMessage.MAX_MESSAGE;
    private final byte[] array;
    /** Over the same bytes. */
    private final UnsafeBuffer out;

    /** RFC 7339 §4.3: how long what we say about our load holds, ms. */
    private static final int OC_MS = 500;

    private final ParamCursor params = new ParamCursor();
    private int at;
    /** Percent, for neighbours that offer overload control; -1: we say nothing. */
    private int overloadLoss = -1;

    private long overloadMs;

    public SipWriter() {
        this(new byte[DEFAULT_CAPACITY]);
    }

    /** Writes from the beginning of this array. */
    public SipWriter(byte[] into) {
        array = into;
        out = new UnsafeBuffer(into);
    }

    /** Begins a request; {@code method} is a listed one. */
    public SipWriter startRequest(Method method, String uri) {
        if (method == Method.OTHER) {
            throw new IllegalArgumentException("a method needs a name");
        }
        return startRequest(method.name(), uri);
    }

    public SipWriter startRequest(String method, String uri) {
        at = 0;
        word(method);
        octet(' ');
        word(uri);
        return raw(" SIP/2.0").crlf();
    }

    public SipWriter startResponse(int status) {
        return startResponse(status, ReasonPhrase.of(status));
    }

    public SipWriter startResponse(int status, String reason) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("no SIP status: " + status);
        }
        at = 0;
        return raw("SIP/2.0 ").number(status).raw(" ").text(reason).crlf();
    }

    public SipWriter header(HeaderName name, CharSequence value) {
        return raw(name.wire()).raw(": ").text(value).crlf();
    }

    /** Begins a header whose value comes in pieces; {@link #crlf} ends it. */
    public SipWriter begin(HeaderName name) {
        return raw(name.wire()).raw(": ");
    }

    /** From or To of this address, with a tag that does not stand in it already; "": there is none. */
    public SipWriter party(HeaderName name, CharSequence address, CharSequence tag) {
        raw(name.wire()).raw(": ").text(address);
        return (tag.isEmpty() ? this : raw(";tag=").word(tag)).crlf();
    }

    /** A Via whose branch is put together from a prefix, a mark and a number; its line end is still to come. */
    public SipWriter via(String sentBy, CharSequence prefix, String mark, long number) {
        return raw("Via: ").text(sentBy).text(prefix).text(mark).number(number);
    }

    /** Ends a Via; {@code offersControl}: we heed what the next hop says of its load (RFC 7339 §4.1). */
    public SipWriter endVia(boolean offersControl) {
        return (offersControl ? raw(";oc;oc-algo=\"loss\"") : this).crlf();
    }

    /** A whole line {@code Name: value}; blanks around either do not matter. */
    public SipWriter line(String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a header line: " + line);
        }
        int nameTo = end(line, 0, colon);
        int from = begin(line, 0, nameTo);
        word(line, from, nameTo).raw(": ");
        int to = end(line, colon + 1, line.length());
        return text(line, begin(line, colon + 1, to), to).crlf();
    }

    private static int begin(String line, int from, int to) {
        int at = from;
        while (at < to && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int end(String line, int from, int to) {
        int at = to;
        while (at > from && Character.isWhitespace(line.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    public SipWriter header(HeaderName name, long value) {
        return raw(name.wire()).raw(": ").number(value).crlf();
    }

    public SipWriter header(String name, String value) {
        word(name);
        return raw(": ").text(value).crlf();
    }

    public SipWriter cseq(long number, Method method) {
        return raw("CSeq: ").number(number).raw(" ").raw(method.name()).crlf();
    }

    /** Each header of this name in order, its bytes as they came. */
    public SipWriter copyAll(HeaderName name, SipMessage source) {
        for (int line = source.firstLine(name); line >= 0; line = source.nextLine(line)) {
            copyLine(source, line);
        }
        return this;
    }

    /** The first header of this name, its bytes as they came; nothing where there is none. */
    public SipWriter copyFirst(HeaderName name, SipMessage source) {
        int line = source.firstLine(name);
        return line < 0 ? this : copyLine(source, line);
    }

    /** To as it came, with this tag unless it has one already (RFC 3261 §8.2.6.2). */
    public SipWriter toWithTag(SipMessage source, CharSequence tag) {
        int line = source.firstLine(HeaderName.TO);
        if (line < 0) {
            return this;
        }
        raw("To: ").copy(source, source.valueOffset(line), source.valueLength(line));
        if (!source.hasToTag() && !tag.isEmpty()) {
            raw(";tag=").word(tag);
        }
        return crlf();
    }

    /**
     * The Vias of a request for its response: to the first one the source address and port where it came from are added
     * (RFC 3261 §18.2.1: received, when sent-by is another; RFC 3581 §4: received and rport, when rport is asked for).
     */
    public SipWriter viaFrom(SipMessage request, String received, int rport) {
        int first = request.firstLine(HeaderName.VIA);
        firstVia(request, first, received, rport);
        for (int line = request.nextLine(first); line >= 0; line = request.nextLine(line)) {
            copyLine(request, line);
        }
        return this;
    }

    /** Via, From, To, Call-ID and CSeq of a response (RFC 3261 §8.2.6.2). */
    public SipWriter copyDialogHeaders(SipMessage request, String received, int rport, CharSequence toTag) {
        return viaFrom(request, received, rport)
                .copyFirst(HeaderName.FROM, request)
                .toWithTag(request, toTag)
                .copyFirst(HeaderName.CALL_ID, request)
                .copyFirst(HeaderName.CSEQ, request);
    }

    /** Ends a message without a body. */
    public SipWriter end() {
        return raw("Content-Length: 0\r\n\r\n");
    }

    public SipWriter body(String contentType, CharSequence text) {
        if (!(text instanceof AsciiText ascii)) {
            return body(contentType, text.toString().getBytes(StandardCharsets.UTF_8));
        }
        int length = ascii.length();
        header(HeaderName.CONTENT_TYPE, contentType);
        header(HeaderName.CONTENT_LENGTH, length).crlf();
        out.boundsCheck(at, length);
        ascii.put(array, at);
        at += length;
        return this;
    }

    public SipWriter body(String contentType, byte[] bytes) {
        header(HeaderName.CONTENT_TYPE, contentType);
        header(HeaderName.CONTENT_LENGTH, bytes.length).crlf();
        out.putBytes(at, bytes);
        at += bytes.length;
        return this;
    }

    public DirectBuffer buffer() {
        return out;
    }

    /** Bytes written since the last start line. */
    public int length() {
        return at;
    }

    /** The message as text, for a person who looks for a fault. */
    @Override
    public String toString() {
        return Scan.body(array, 0, at);
    }

    private SipWriter copyLine(SipMessage source, int line) {
        HeaderName name = source.headerAt(line);
        if (name == HeaderName.OTHER) {
            long slice = source.headers.name(line);
            copy(source, Scan.offset(slice), Scan.length(slice));
        } else {
            raw(name.wire());
        }
        return raw(": ")
                .copy(source, source.valueOffset(line), source.valueLength(line))
                .crlf();
    }

    private SipWriter firstVia(SipMessage request, int line, String received, int rport) {
        int from = request.valueOffset(line);
        int end = from + request.valueLength(line);
        TopVia via = request.via;
        if (!via.valid) {
            return raw("Via: ").copy(request, from, end - from).crlf();
        }
        raw("Via: ").copy(request, from, via.paramsFrom - from);
        boolean offersControl = via.overloadControl && overloadLoss >= 0;
        params.start(request.octets, via.paramsFrom, end);
        while (params.next()) {
            boolean control = offersControl && isOverloadControl();
            if (!control && !params.isNamed("received") && !params.isNamed("rport")) {
                raw(";").copy(request, Scan.offset(params.name), Scan.length(params.name));
                if (params.value != Scan.NONE) {
                    raw("=").copy(request, Scan.offset(params.value), Scan.length(params.value));
                }
            }
        }
        if (via.rport || !isViaHost(request, received)) {
            raw(";received=").word(received);
        }
        if (via.rport) {
            raw(";rport=").number(rport);
        }
        if (offersControl) {
            raw(";oc=")
                    .number(overloadLoss)
                    .raw(";oc-algo=\"loss\";oc-validity=")
                    .number(overloadLoss == 0 ? 0 : OC_MS);
            raw(";oc-seq=").number(overloadMs / 1_000).raw(".");
            int ms = (int) (overloadMs % 1_000);
            raw(ms < 10 ? "00" : ms < 100 ? "0" : "").number(ms);
        }
        return copy(request, via.end, end - via.end).crlf();
    }

    private boolean isOverloadControl() {
        return params.isNamed("oc")
                || params.isNamed("oc-algo")
                || params.isNamed("oc-validity")
                || params.isNamed("oc-seq");
    }

    /**
     * What neighbours hear that offer RFC 7339's control.
     *
     * @param lossPercent of new calls that they should not send
     * @param nowNs epoch ns
     */
    public void overload(int lossPercent, long nowNs) {
        overloadLoss = lossPercent;
        overloadMs = nowNs / 1_000_000;
    }

    /** Sent-by has an IPv6 address in brackets; received has it without. */
    private static boolean isViaHost(SipMessage request, String received) {
        int offset = Scan.offset(request.via.host);
        int length = Scan.length(request.via.host);
        boolean bracketed = length > 2 && request.octets[offset] == '[';
        return bracketed
                ? Scan.equalsIgnoreCase(request.octets, offset + 1, length - 2, received)
                : Scan.equalsIgnoreCase(request.octets, offset, length, received);
    }

    private SipWriter copy(SipMessage source, int offset, int length) {
        out.putBytes(at, source.buffer(), offset, length);
        at += length;
        return this;
    }

    private SipWriter raw(String ascii) {
        put(ascii, 0, ascii.length());
        return this;
    }

    /** Characters below 0x80, as they lie. */
    @SuppressWarnings("deprecation") // getBytes drops high bytes: here there are none
    private void put(String ascii, int from, int to) {
        out.boundsCheck(at, to - from);
        ascii.getBytes(from, to, array, at);
        at += to - from;
    }

    /** Ends a line. */
    public SipWriter crlf() {
        octet('\r');
        octet('\n');
        return this;
    }

    /** A piece of a value. */
    public SipWriter number(long value) {
        at += out.putLongAscii(at, value);
        return this;
    }

    /** Method, URI, header name or tag: neither space nor control characters. */
    private SipWriter word(CharSequence value) {
        return word(value, 0, value.length());
    }

    private SipWriter word(CharSequence value, int from, int to) {
        Unwritable.unlessWord(value, from, to);
        return text(value, from, to);
    }

    /** A piece of a value. */
    public SipWriter text(CharSequence value) {
        return text(value, 0, value.length());
    }

    private SipWriter text(CharSequence value, int from, int to) {
        byte[] bytes = OwnText.ascii(value);
        if (bytes == null) {
            return text(value.toString(), from, to);
        }
        Unwritable.unlessText(bytes, from, to);
        out.putBytes(at, bytes, from, to - from);
        at += to - from;
        return this;
    }

    private SipWriter text(String value, int from, int to) {
        if (!Unwritable.unlessTextIsAscii(value, from, to)) {
            return wide(value, from, to);
        }
        put(value, from, to);
        return this;
    }

    private SipWriter wide(String value, int from, int to) {
        byte[] bytes = WireText.bytes(value.substring(from, to));
        out.putBytes(at, bytes);
        at += bytes.length;
        return this;
    }

    private void octet(int b) {
        out.putByte(at++, (byte) b);
    }
}
