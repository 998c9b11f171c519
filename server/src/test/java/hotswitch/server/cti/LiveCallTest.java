package hotswitch.server.cti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hotswitch.acd.CallEventType;
import hotswitch.acd.CallbackState;
import hotswitch.acd.Direction;
import hotswitch.acd.Fact;
import hotswitch.acd.TalkKind;
import org.junit.jupiter.api.Test;

/** A call of the live view is used again: whatever happened in the former one, the next begins as a new one does. */
class LiveCallTest {
    private static final Fact.CallCreated NEXT =
            new Fact.CallCreated(6, Direction.OUTBOUND, "8001", "13900000001", "", "out");

    @Test
    void nothingOfTheFormerCallIsLeft() {
        LiveCall used = new LiveCall()
                .begin(new Fact.CallCreated(4, Direction.INBOUND, "13900000000", "12345", "carrier", "main"), 1);
        used.on(new Fact.CallEvent(CallEventType.QUEUED, 4, 5, "", 0, "english", ""), 2);
        used.expectedMs = 7_000;
        used.on(new Fact.CallEvent(CallEventType.DELIVERED, 4, 7, "8001", 1, "english", ""), 3);
        used.on(new Fact.CallEvent(CallEventType.ESTABLISHED, 4, 7, "8001", 1, "english", ""), 4);
        used.talked(new Fact.TalkInterval(4, 7, "agent", "8001", 1, TalkKind.TALK, 4, 5));
        used.on(new Fact.CallEvent(CallEventType.TRANSFERRED, 4, 7, "8001", 1, "", "park 701"), 5);
        used.on(new Fact.CallbackChanged(4, CallbackState.PROMISED, "english", "13900000000", 0, 0, ""));
        String former = used.json(0).encode();
        LiveCall fresh = new LiveCall().begin(NEXT, 9);
        used.over().begin(NEXT, 9);
        assertNotEquals(former, used.json(0).encode());
        assertEquals(fresh.json(0).encode(), used.json(0).encode());
        Fact.CallEvent queued = new Fact.CallEvent(CallEventType.QUEUED, 6, 8, "", 0, "english", "");
        assertEquals(fresh.enters(queued), used.enters(queued));
        assertEquals(fresh.connected(), used.connected());
    }
}
