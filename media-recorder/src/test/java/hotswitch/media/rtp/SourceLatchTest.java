package hotswitch.media.rtp;

import static hotswitch.media.rtp.SourceLatch.Verdict.ACCEPT;
import static hotswitch.media.rtp.SourceLatch.Verdict.LATCH;
import static hotswitch.media.rtp.SourceLatch.Verdict.REFUSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceLatchTest {
    private static final int PHONE = 0xA;
    private static final int STRANGER = 0xB;

    private final InetSocketAddress signalled = at("127.0.0.1", 4_000);
    private final InetSocketAddress translated = at("127.0.0.2", 5_000);
    private final InetSocketAddress elsewhere = at("127.0.0.3", 6_000);
    private final SourceLatch latch = new SourceLatch();

    @BeforeEach
    void signal() {
        expect(signalled);
    }

    @Test
    void theSignalledAddressIsBelievedAtOnce() {
        assertEquals(LATCH, latch.from(signalled, PHONE, 1));
        assertEquals(ACCEPT, latch.fromPeer(PHONE, 2));
    }

    @Test
    void aTranslatedAddressNeedsTwoInSequence() {
        assertEquals(REFUSE, latch.from(translated, PHONE, 1));
        assertEquals(REFUSE, latch.from(translated, PHONE, 7));
        assertEquals(REFUSE, latch.from(elsewhere, STRANGER, 8));
        assertEquals(REFUSE, latch.from(translated, PHONE, 8));
        assertEquals(ACCEPT, latch.from(translated, PHONE, 9));
        assertEquals(translated, latch.address());
        for (int i = 10; i < 59; i++) assertEquals(ACCEPT, latch.from(translated, PHONE, i));
        assertEquals(LATCH, latch.from(translated, PHONE, 59));
    }

    @Test
    void theSignalledAddressTakesOverFromAStraggler() {
        latch.from(elsewhere, STRANGER, 8);
        assertEquals(ACCEPT, latch.from(elsewhere, STRANGER, 9));
        int before = latch.generation();
        assertEquals(LATCH, latch.from(signalled, PHONE, 1));
        assertEquals(before + 1, latch.generation());
        assertEquals(REFUSE, latch.from(elsewhere, STRANGER, 10));
    }

    @Test
    void aStragglerThatFallsSilentIsForgotten() {
        latch.from(elsewhere, STRANGER, 8);
        latch.from(elsewhere, STRANGER, 9);
        assertFalse(latch.seek());
        assertEquals(REFUSE, latch.from(translated, PHONE, 1));
        assertEquals(ACCEPT, latch.from(translated, PHONE, 2));
    }

    @Test
    void whileThePeerTalksNobodyElseIsHeard() {
        latch.from(signalled, PHONE, 1);
        for (int i = 0; i < 5; i++) assertEquals(REFUSE, latch.from(elsewhere, STRANGER, i));
    }

    @Test
    void anotherStreamOfThePeerNeedsTwoInSequence() {
        latch.from(signalled, PHONE, 1);
        int before = latch.generation();
        assertEquals(REFUSE, latch.fromPeer(0xC, 70));
        assertEquals(ACCEPT, latch.fromPeer(0xC, 71));
        assertEquals(before + 1, latch.generation());
        assertEquals(REFUSE, latch.fromPeer(PHONE, 2));
    }

    @Test
    void afterSilenceTheKnownStreamMayMove() {
        latch.from(signalled, PHONE, 1);
        int before = latch.generation();
        assertTrue(latch.seek());
        assertFalse(latch.seek());
        assertEquals(LATCH, latch.from(elsewhere, PHONE, 40));
        assertEquals(elsewhere, latch.address());
        assertEquals(before, latch.generation());
    }

    @Test
    void afterSilenceAStrangerStaysOutside() {
        latch.from(signalled, PHONE, 1);
        latch.seek();
        for (int i = 0; i < 5; i++) assertEquals(REFUSE, latch.from(elsewhere, STRANGER, i));
        assertEquals(REFUSE, latch.from(at("127.0.0.1", 4_444), 0xD, 1));
        assertEquals(LATCH, latch.from(at("127.0.0.1", 4_444), 0xD, 2));
    }

    @Test
    void aNewOfferForgetsTheOldPeer() {
        latch.from(signalled, PHONE, 1);
        assertFalse(expect(at("127.0.0.1", 4_000)));
        assertTrue(expect(translated));
        assertFalse(latch.isKnown());
        assertEquals(LATCH, latch.from(translated, STRANGER, 1));
    }

    private boolean expect(InetSocketAddress peer) {
        return latch.expect(peer.getAddress(), peer.getPort());
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
