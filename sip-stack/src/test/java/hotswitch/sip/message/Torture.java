package hotswitch.sip.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One message of RFC 4475 with its section and the outcome that the table expects. */
public record Torture(String name, String section, String outcome, String latin1) {
    private static final Pattern REPEAT = Pattern.compile("<repeat count=(\\d+)>(.*?)</repeat>");
    private static final Pattern HEX = Pattern.compile("<hex>([0-9A-F]+)</hex>");

    public static List<Torture> messages() {
        List<Torture> messages = new ArrayList<>();
        String[] head = null;
        StringBuilder text = new StringBuilder();
        for (String line : resource().split("\n")) {
            if (line.startsWith("=== ")) {
                add(messages, head, text);
                head = line.substring(4).split(" ", 3);
            } else if (head != null && !line.startsWith("#") && !line.equals("@end")) {
                text.append(line.startsWith("@sdp ") ? sdp(line.split(" ", 3)) : line)
                        .append("\r\n");
            }
        }
        add(messages, head, text);
        return messages;
    }

    /** The message of this name. */
    public static byte[] bytes(String name) {
        return messages().stream()
                .filter(message -> message.name.equals(name))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    /** The octets of the message; {@code latin1} has one character for each. */
    public byte[] bytes() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void add(List<Torture> messages, String[] head, StringBuilder text) {
        if (head != null) {
            messages.add(new Torture(head[0], head[1], head[2], octets(text.toString())));
            text.setLength(0);
        }
    }

    private static String sdp(String[] words) {
        String address = words[1];
        return String.join(
                "\r\n",
                "v=0",
                "o=mhandley 29739 7272939 IN IP4 " + address,
                "s=-",
                "c=IN IP4 " + address,
                "t=" + (words.length > 2 ? words[2] : "0 0"),
                "m=audio 49217 RTP/AVP 0 12",
                "m=video 3227 RTP/AVP 31",
                "a=rtpmap:31 LPC");
    }

    private static String octets(String text) {
        String whole = REPEAT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Matcher hex = HEX.matcher(whole);
        int from = 0;
        while (hex.find()) {
            octets.writeBytes(whole.substring(from, hex.start()).getBytes(StandardCharsets.UTF_8));
            octets.writeBytes(HexFormat.of().parseHex(hex.group(1)));
            from = hex.end();
        }
        octets.writeBytes(whole.substring(from).getBytes(StandardCharsets.UTF_8));
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    private static String resource() {
        try (InputStream in = Torture.class.getResourceAsStream("/rfc4475/messages.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
