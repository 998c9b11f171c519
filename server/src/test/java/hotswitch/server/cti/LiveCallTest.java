package hotswitch.server.cti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hotswitch.acd.CallEventType;
import hotswitch.acd.CallbackState;
import hotswitch.acd.Direction;
import hotswitch.acd.Fact;
import hotswitch.acd.TalkKind;
import hotswitch.acd.codec.CallFacts;
import hotswitch.server.journal.InPlace;
import org.junit.jupiter.api.Test;

/** A call of the live view is used again: whatever happened in the former one, the next begins as a new one does. */
class LiveCallTest {
    private static final CallFacts.Created NEXT =
            created(new Fact.CallCreated(6, Direction.OUTBOUND, "8001", "13900000001", "", "out"));

    private static CallFacts.Created created(Fact.CallCreated fact) {
        return InPlace.read(fact).created;
    }

    private static CallFacts.Event event(
            CallEventType type, long callId, long legId, String device, int agent, String queue, String cause) {
        return InPlace.read(new Fact.CallEvent(type, callId, legId, device, agent, queue, cause)).event;
    }

    @Test
    void nothingOfTheFormerCallIsLeft() {
        LiveCall used = new LiveCall()
                .begin(created(new Fact.CallCreated(4, Direction.INBOUND, "139", "12345", "carrier", "main")), 1);
        used.on(event(CallEventType.QUEUED, 4, 5, "", 0, "english", ""), 2);
        used.expectedMs = 7_000;
        used.on(event(CallEventType.DELIVERED, 4, 7, "8001", 1, "english", ""), 3);
        used.on(event(CallEventType.ESTABLISHED, 4, 7, "8001", 1, "english", ""), 4);
        used.talked(InPlace.read(new Fact.TalkInterval(4, 7, "agent", "8001", 1, TalkKind.TALK, 4, 5)).talk);
        used.on(event(CallEventType.TRANSFERRED, 4, 7, "8001", 1, "", "park 701"), 5);
        used.on(new Fact.CallbackChanged(4, CallbackState.PROMISED, "english", "13900000000", 0, 0, ""));
        String former = used.json(0).encode();
        LiveCall fresh = new LiveCall().begin(NEXT, 9);
        used.over().begin(NEXT, 9);
        assertNotEquals(former, used.json(0).encode());
        assertEquals(fresh.json(0).encode(), used.json(0).encode());
        CallFacts.Event queued = event(CallEventType.QUEUED, 6, 8, "", 0, "english", "");
        assertEquals(fresh.enters(queued), used.enters(queued));
        assertEquals(fresh.connected(), used.connected());
    }
}
