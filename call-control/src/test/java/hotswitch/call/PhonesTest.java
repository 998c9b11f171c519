package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.call.status.PhoneStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the telephones of the seats are, as an operator asks. */
class PhonesTest {
    private final Rig rig = new Rig();

    private List<PhoneStatus> phones(String after, int most) {
        return rig.telephony.phones(after, most, rig.nowNs);
    }

    private static List<String> seats(List<PhoneStatus> phones) {
        return phones.stream().map(PhoneStatus::seat).toList();
    }

    @Test
    void eachTelephoneOfASeatIsShownUntilItIsGone() {
        assertEquals(List.of(), phones("", 10).getFirst().contacts());
        rig.register();
        List<PhoneStatus.Contact> contacts = phones("", 10).getFirst().contacts();
        assertEquals(
                List.of("192.0.2.81", "192.0.2.82"),
                contacts.stream().map(PhoneStatus.Contact::address).toList());
        PhoneStatus.Contact desk = contacts.getFirst();
        assertEquals("UDP 5080", desk.transport() + " " + desk.port());
        long leftS = desk.expiresS();
        rig.run(10_000);
        assertEquals(leftS - 10, phones("", 10).getFirst().contacts().getFirst().expiresS());
        rig.run((leftS + 1) * 1_000);
        assertEquals(List.of(), phones("", 10).getFirst().contacts());
    }

    @Test
    void manyAreAskedForPieceByPiece() {
        rig.seats("8002", "8003", "8004");
        assertEquals(List.of("8001", "8002"), seats(phones("", 2)));
        assertEquals(List.of("8003", "8004"), seats(phones("8002", 2)));
        assertEquals(List.of(), phones("8004", 2));
        assertEquals(List.of("8003", "8004"), seats(phones("8002x", 9)), "one that is gone meanwhile");
    }
}
