package hotswitch.server.edge;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.call.Brain;
import hotswitch.call.FactKind;
import hotswitch.server.pipeline.CommandProducer;
import hotswitch.server.recovery.EdgeKind;

/** Call control's way into the core: the command ring. */
public final class CoreLink implements Brain {
    private final CommandProducer producer;

    public CoreLink(CommandProducer producer) {
        this.producer = producer;
    }

    @Override
    public boolean hasRoom() {
        return producer.hasRoomForNewCalls();
    }

    @Override
    public void arrive(Command command) {
        producer.publishInside(command);
    }

    @Override
    public void tell(Command command) {
        producer.publishInside(command);
    }

    @Override
    public void keep(FactKind kind, String key, byte[] value) {
        producer.publishEdge(of(kind), key, value);
    }

    @Override
    public void keep(FactKind kind, String key, BytesWriter value) {
        producer.publishEdge(of(kind), key, value);
    }

    private static EdgeKind of(FactKind kind) {
        return switch (kind) {
            case REGISTRATION -> EdgeKind.REGISTRATION;
            case LEG -> EdgeKind.DIALOG;
            case TRUNK -> EdgeKind.TRUNK;
            case SUBSCRIPTION -> EdgeKind.SUBSCRIPTION;
            case TOLL -> EdgeKind.TOLL;
        };
    }
}
