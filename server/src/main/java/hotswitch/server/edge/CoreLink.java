package hotswitch.server.edge;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.DeviceDown;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.call.Brain;
import hotswitch.call.FactKind;
import hotswitch.server.pipeline.CommandProducer;
import hotswitch.server.recovery.EdgeKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Call control's way into the core: the command ring. */
public final class CoreLink implements Brain {
    /** The log's part of what the core is told anyway: what somebody looks for at night. */
    private static final Logger LOG = LoggerFactory.getLogger(CoreLink.class);

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
        if (command instanceof RaiseAlarm alarm) {
            LOG.warn("alarm {} {}", alarm.code(), alarm.on() ? "raised" : "cleared");
        } else if (command instanceof Audit audit && !audit.allowed()) {
            LOG.warn(
                    "refused {} {} by={}: {}",
                    audit.action(),
                    audit.subject(),
                    audit.request().by(),
                    audit.detail());
        } else if (command instanceof DeviceUp phone) {
            LOG.info("seat registered device={}", phone.device());
        } else if (command instanceof DeviceDown phone) {
            LOG.info("seat not registered any more device={}", phone.device());
        }
    }

    @Override
    public void keep(FactKind kind, String key, byte[] value) {
        producer.publishEdge(of(kind), key, value);
    }

    @Override
    public void keep(FactKind kind, String key, BytesWriter value) {
        producer.publishEdge(of(kind), key, value);
    }

    @Override
    public void keepLeg(long legId, BytesWriter fact) {
        producer.publishDialog(legId, fact);
    }

    @Override
    public void addToLeg(long legId, BytesWriter more) {
        producer.publishMore(legId, more);
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
