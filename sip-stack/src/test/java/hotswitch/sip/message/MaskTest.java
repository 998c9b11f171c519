package hotswitch.sip.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is secret is illegible, byte for byte; what is not is as it was. */
final class MaskTest {
    /** Blank lines before a message (RFC 3261 §7.5) hide nothing and make nothing legible. */
    private static void masks(String before, String after) {
        masksAlone(before, after);
        masksAlone("\n\n" + before, "\n\n" + after);
    }

    private static void masksAlone(String before, String after) {
        byte[] bytes = before.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        new Mask(bytes, "50").hide(bytes.length);
        assertEquals(after.replace("\n", "\r\n"), new String(bytes, StandardCharsets.UTF_8));
    }

    /** Several bytes are looked at in one go: none of them may be passed over, whatever stands beside it. */
    @Test
    void aLogOnCodeIsFoundWhereverItStands() {
        for (int before = 0; before < 20; before++) {
            for (int after = 0; after < 20; after++) {
                String line = "X: " + "é)+a".repeat(before).substring(0, 3 * before) + "*50";
                String end = "$&+)".repeat(after) + "\nAuthorization: Basic ab\n\n";
                masks(line + "4711>" + end, line + "xxxx>" + end.replace("Basic ab", "Basicxxx"));
                String escaped = line.replace("*", "%2a");
                masks(escaped + "1#>" + end, escaped + "xx>" + end.replace("Basic ab", "Basicxxx"));
            }
        }
    }

    @Test
    void credentialsAndChallenges() {
        masks("""
                REGISTER sip:hotline.local SIP/2.0
                Authorization: Digest username="8001", realm="a.b", nonce="abc,d=ef", uri="sip:a.b", \
                response = "0123456789abcdef", cnonce=77ff, nc=00000001, qop=auth
                proxy-AUTHORIZATION : digest username="8001",
                  nonce="abc",
                \tresponse="ff"
                WWW-Authenticate: Digest realm="x", nonce="n1", opaque="o", algorithm=MD5
                Authentication-Info: nextnonce="n2", rspauth="aa", qop=auth
                X-Nonce: nonce="stays"

                """, """
                REGISTER sip:hotline.local SIP/2.0
                Authorization: Digest username="8001", realm="a.b", nonce="xxxxxxxx", uri="sip:a.b", \
                response = "xxxxxxxxxxxxxxxx", cnonce=xxxx, nc=00000001, qop=auth
                proxy-AUTHORIZATION : digest username="8001",
                  nonce="xxx",
                \tresponse="xx"
                WWW-Authenticate: Digest realm="x", nonce="xx", opaque="o", algorithm=MD5
                Authentication-Info: nextnonce="xx", rspauth="xx", qop=auth
                X-Nonce: nonce="stays"

                """);
        masks("Authorization: Basic dXNlcjpwYXNz\n\n", "Authorization: Basicxxxxxxxxxxxxx\n\n");
        masks("Authorization: Bearer a=b\n\n", "Authorization: Bearerxxxx\n\n");
    }

    @Test
    void thePinOfALogOn() {
        masks("""
                INVITE sip:*50*1001*4711%23@hotline.local SIP/2.0
                To: <sip:%2A501001*4711%23@hotline.local>;tag=*52
                Authorization: Digest uri="sip:*504711#@hotline.local", response=""
                Accept: */*
                From: <sip:*51@hotline.local>

                """, """
                INVITE sip:*50xxxxxxxxxxxxx@hotline.local SIP/2.0
                To: <sip:%2A50xxxxxxxxxxxx@hotline.local>;tag=*52
                Authorization: Digest uri="sip:*50xxxxx@hotline.local", response=""
                Accept: */*
                From: <sip:*51@hotline.local>

                """);
    }

    /** A number may have separators and escapes wherever it likes (RFC 3966 §5.1.1, RFC 3986 §2.1). */
    @Test
    void thePinOfALogOnThatIsWrittenOtherwise() {
        for (String code : List.of("*5-0", "*(5)0", "*.50", "*%35%30", "%2a%2d5%30", "*5%28%290")) {
            masks(
                    "INVITE sip:" + code + "*1001*(47)11&=+$/%23;x=1@h;user=phone SIP/2.0\n\n",
                    "INVITE sip:" + code + "xxxxxxxxxxxxxxxxxxxx;x=1@h;user=phone SIP/2.0\n\n");
        }
        masks("INVITE tel:*5-1-4711 SIP/2.0\n\n", "INVITE tel:*5-1-4711 SIP/2.0\n\n");
    }

    /** RFC 3261 §19.1.1: in any header, and in the Request-URI. */
    @Test
    void passwordsOfUris() {
        masks("""
                INVITE sip:bob:secret@a.b:5060 SIP/2.0
                Via: SIP/2.0/UDP 1.2.3.4:5060;branch=z9hG4bK1
                From: "sip:x:y" <SIPS:bob:se cret"\\,;?:x@a.b:5060;p=q@r>;tag=1
                To: sip:bob:secret@a.b;tag=2
                Contact: <sip:1.2.3.4:5060>, <sip:a:b@c>,
                  <sip:a:
                \tb@c>, sip:d:e@f
                X-Any: why:not@here sip:p:ss@w@rd@h
                Call-ID: 1:2@3

                """, """
                INVITE sip:bob:xxxxxx@a.b:5060 SIP/2.0
                Via: SIP/2.0/UDP 1.2.3.4:5060;branch=z9hG4bK1
                From: "sip:x:y" <SIPS:bob:xxxxxxxxxxxxxxxxxxxxxxxxxxx@r>;tag=1
                To: sip:bob:xxxxxx@a.b;tag=2
                Contact: <sip:1.2.3.4:5060>, <sip:a:x@c>,
                  <sip:a:
                \tx@c>, sip:d:x@f
                X-Any: why:not@here sip:p:xxxxxxx@h
                Call-ID: 1:2@3

                """);
        masks(
                "INVITE sip:[::1]:5060 SIP/2.0\nA: <sip:b@[::1]:5060>\n\n",
                "INVITE sip:[::1]:5060 SIP/2.0\n" + "A: <sip:b@[::1]:5060>\n\n");
    }

    /** A fold may be wherever a space may (RFC 3261 §7.3.1), and quoted strings have escapes. */
    @Test
    void credentialsThatAreFolded() {
        masks("""
                Authorization
                 :
                 Digest
                 username="8001", response
                 =
                \t"0123
                  4567", cnonce = "a\\"b,c", nonce=
                 ab, nc=00000001
                Authorization: Digestion a="b",
                 c
                WWW-Authenticate: Basic
                  realm="r"
                To: x

                """, """
                Authorization
                 :
                 Digest
                 username="8001", response
                 =
                \t"xxxx
                  xxxx", cnonce = "xxxxxx", nonce=
                 xx, nc=00000001
                Authorization: Digestionxxxxxxx
                 x
                WWW-Authenticate: Basic
                  xxxxxxxxx
                To: x

                """);
    }

    @Test
    void keysByInfo() {
        masks(
                "INFO sip:a@b SIP/2.0\nSubject: Signal=5\n\nSignal=5\nDuration=160\n",
                "INFO sip:a@b SIP/2.0\nSubject: Signal=5\n\nSignal=x\nDuration=160\n");
        masks("INFO sip:a@b SIP/2.0\n\n7", "INFO sip:a@b SIP/2.0\n\nx");
        masks("INVITE sip:a@b SIP/2.0\n\nSignal=5", "INVITE sip:a@b SIP/2.0\n\nSignal=5");
    }

    @Test
    void keysOfStreams() {
        masks(
                "SIP/2.0 200 OK\n\nv=0\na=crypto:1 AES_CM_128 inline:abc\na=ice-pwd:xyz\na=rtpmap:8 PCMA/8000\n",
                "SIP/2.0 200 OK\n\nv=0\na=crypto:xxxxxxxxxxxxxxxxxxxxxxx\na=ice-pwd:xxx\na=rtpmap:8 PCMA/8000\n");
    }

    /** Cut anywhere, even in the middle of a word: nothing is read beyond the end. */
    @Test
    void anyLength() {
        String whole = "INVITE sip:*50%2a50@x SIP/2.0\r\nAuthorization: Digest response=\"ab\"\r\n\r\na=crypto:1\r\n";
        for (int length = 0; length <= whole.length(); length++) {
            byte[] bytes = whole.getBytes(StandardCharsets.US_ASCII);
            new Mask(bytes, "50").hide(length);
            assertEquals(
                    whole.substring(length),
                    new String(bytes, length, bytes.length - length, StandardCharsets.US_ASCII));
        }
        masks("", "");
        masks("Authorization", "Authorization");
        masks(" folded=\"what\"\n", " folded=\"what\"\n");
    }
}
