package hotswitch.server.e2e.rig;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP message as text, read with nothing of the product's own: another pair of eyes. {@code atNs}: nanoTime of
 * arrival.
 */
public record SipText(String start, List<String> headers, String body, long atNs) {
    private static final Pattern BRANCH = Pattern.compile("branch=([^;,\\s]+)");
    private static final Pattern TAG = Pattern.compile(";\\s*tag=([^;>,\\s]+)");
    private static final Pattern URI = Pattern.compile("<([^>]+)>");

    public static SipText parse(String text, long atNs) {
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        List<String> lines = new ArrayList<>(List.of(head.split("\r\n")));
        String first = lines.removeFirst();
        return new SipText(first, lines, end < 0 ? "" : text.substring(end + 4), atNs);
    }

    /** Its first line, and the first one of its body. */
    String inShort() {
        return body.isEmpty() ? start : start + " | " + body.lines().findFirst().orElse("");
    }

    public boolean isRequest() {
        return !start.startsWith("SIP/2.0 ");
    }

    public String method() {
        return isRequest() ? start.substring(0, start.indexOf(' ')) : cseqMethod();
    }

    /** 0 for a request. */
    public int status() {
        return isRequest() ? 0 : Integer.parseInt(start.substring(8, 11));
    }

    /** The first header of this name (long form); "" none. */
    public String header(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    public List<String> all(String name) {
        List<String> found = new ArrayList<>();
        for (String line : headers) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                found.add(line.substring(colon + 1).strip());
            }
        }
        return found;
    }

    public String callId() {
        return header("Call-ID");
    }

    public long cseq() {
        return Long.parseLong(header("CSeq").split(" ")[0]);
    }

    public String cseqMethod() {
        return header("CSeq").split(" ")[1];
    }

    public boolean answersInvite() {
        return answersInvite(100);
    }

    /** With this status or a higher one. */
    boolean answersInvite(int status) {
        return !isRequest() && status() >= status && cseqMethod().equals("INVITE");
    }

    public String branch() {
        return group(BRANCH, header("Via"));
    }

    public String toTag() {
        return group(TAG, header("To"));
    }

    /** The URI of Contact. */
    public String contact() {
        return group(URI, header("Contact"));
    }

    /** The user part of From's URI: the caller's number as the seat sees it. */
    public String caller() {
        String uri = group(URI, header("From"));
        return uri.substring(uri.indexOf(':') + 1, uri.indexOf('@'));
    }

    /** Port of the audio stream in the SDP; 0 none. */
    public int audioPort() {
        Matcher m = Pattern.compile("m=audio (\\d+) ").matcher(body);
        return m.find() ? Integer.parseInt(m.group(1)) : 0;
    }

    /** Address of the first connection line. */
    public String audioAddress() {
        return group(Pattern.compile("c=IN IP[46] (\\S+)"), body);
    }

    static int contentLength(String head) {
        Matcher m = Pattern.compile("(?im)^(?:content-length|l)\\s*:\\s*(\\d+)").matcher(head);
        return m.find() ? Integer.parseInt(m.group(1)) : 0;
    }

    private static String group(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() ? m.group(1) : "";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return start;
    }
}
