package hotswitch.call;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesWriter;
import java.util.SortedMap;
import java.util.TreeMap;

/** The core's side of the port: writes commands down and keeps edge facts as the journal does. */
final class Notebook implements Brain {
    private final Ladder ladder;
    final SortedMap<String, byte[]> legs = new TreeMap<>();
    final SortedMap<String, byte[]> registrations = new TreeMap<>();
    final SortedMap<String, byte[]> trunks = new TreeMap<>();
    final SortedMap<String, byte[]> subscriptions = new TreeMap<>();
    final SortedMap<String, byte[]> toll = new TreeMap<>();
    /** False: the ring is three quarters full. */
    boolean room = true;

    Command.CallArrived arrived;
    Command.DeviceDialled dialled;
    Command.DeviceConsults consults;
    Command.TransferCall transfer;

    Notebook(Ladder ladder) {
        this.ladder = ladder;
    }

    @Override
    public boolean hasRoom() {
        return room;
    }

    @Override
    public void arrive(Command command) {
        tell(command);
    }

    @Override
    public void tell(Command command) {
        switch (command) {
            case Command.CallArrived call -> arrived = call;
            case Command.DeviceDialled call -> dialled = call;
            case Command.DeviceConsults call -> consults = call;
            case Command.TransferCall asked -> transfer = asked;
            default -> {}
        }
        ladder.said("core: " + command.toString().replace(", attributes=[]", ""));
    }

    @Override
    public void keep(FactKind kind, String key, byte[] value) {
        SortedMap<String, byte[]> facts = facts(kind);
        if (value.length == 0) {
            facts.remove(key);
        } else {
            facts.put(key, value);
        }
    }

    @Override
    public void addToLeg(long legId, BytesWriter more) {
        legs.compute(Long.toString(legId), (k, value) -> Brain.joined(value, more.toBytes()));
    }

    private SortedMap<String, byte[]> facts(FactKind kind) {
        return switch (kind) {
            case LEG -> legs;
            case REGISTRATION -> registrations;
            case TRUNK -> trunks;
            case SUBSCRIPTION -> subscriptions;
            case TOLL -> toll;
        };
    }
}
