package hotswitch.sim.actor;

import hotswitch.acd.Command.DeviceDialled;
import hotswitch.acd.Command.DeviceDown;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.Ids;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.DeviceConfig;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.Callees;
import hotswitch.sim.world.EdgeLeg;
import hotswitch.sim.world.Party;
import hotswitch.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All telephones: those of the seats register, ring and dial; the rest of the world only rings. */
public final class Phones implements Callees {
    private static final double DOWN_EVERY_MS = 60_000;
    private static final double DIALS_EVERY_MS = 90_000;
    private static final long DIALLED_ID = 1_000_000;
    private final World world;
    private final Map<String, Phone> byName = new TreeMap<>();
    private final Map<String, Dice> others = new TreeMap<>();
    private final List<String> targets = new ArrayList<>();
    private final SecondCalls secondCalls;
    private long dialled;

    private static final class Phone {
        final DeviceConfig config;
        final Dice dice;
        final Dice deflects;
        boolean up = true;

        Phone(DeviceConfig config, Dice dice, Dice deflects) {
            this.config = config;
            this.dice = dice;
            this.deflects = deflects;
        }
    }

    public Phones(World world, CentreConfig config) {
        this.world = world;
        for (DeviceConfig device : config.devices()) {
            Phone phone =
                    new Phone(device, world.dice("phone " + device.name()), world.dice("deflects " + device.name()));
            byName.put(device.name(), phone);
            if (!device.number().isEmpty()) {
                byName.put(device.number(), phone);
            }
            targets.add(device.name());
        }
        targets.addAll(List.of("01088880000", "01088880001", "01088880002", ""));
        secondCalls = new SecondCalls(world, targets);
    }

    public List<String> targets() {
        return targets;
    }

    public void start() {
        for (DeviceConfig device :
                byName.values().stream().map(p -> p.config).distinct().toList()) {
            Phone phone = byName.get(device.name());
            if (device.number().isEmpty()) {
                world.send(new DeviceUp(device.name()));
                comesAndGoes(phone);
            }
            dials(phone);
        }
    }

    /** Registers again what may have been forgotten. */
    public void allUp() {
        byName.values().forEach(phone -> {
            phone.up = true;
            world.send(new DeviceUp(phone.config.name()));
        });
    }

    private void comesAndGoes(Phone phone) {
        world.in(phone.dice.exponential(DOWN_EVERY_MS), () -> {
            if (phone.dice.chance(world.chaos(Fault.DEVICE_DOWN))) {
                phone.up = false;
                world.edge.tell(new DeviceDown(phone.config.name()));
                world.in(phone.dice.exponential(20_000), () -> {
                    phone.up = true;
                    world.edge.tell(new DeviceUp(phone.config.name()));
                });
            }
            if (!world.isCalm()) {
                comesAndGoes(phone);
            }
        });
    }

    private void dials(Phone phone) {
        world.in(phone.dice.exponential(DIALS_EVERY_MS), () -> {
            String target = phone.dice.pick(targets);
            if (phone.dice.chance(world.chaos(Fault.DIALS)) && !world.crashes().down()) {
                dial(phone, target);
            }
            if (!world.isCalm()) {
                dials(phone);
            }
        });
    }

    private void dial(Phone phone, String target) {
        long n = DIALLED_ID + dialled++;
        long callId = Ids.ofEdge(world.crashes().boot(), 4 * n + 2);
        String name = phone.config.name();
        Callee party = new Callee(world, phone.dice, true);
        EdgeLeg leg = world.edge.arrive(Ids.ofEdge(world.crashes().boot(), 4 * n + 3), callId, name, party);
        world.send(new DeviceDialled(callId, leg.id, name, target));
        world.in(phone.dice.exponential(30_000), () -> {
            if (leg.peer == null) {
                world.edge.hangUp(leg);
            }
        });
    }

    /** A seat's own phone says: elsewhere. */
    private void deflects(Phone phone, EdgeLeg leg) {
        if (phone.config.number().isEmpty() && phone.deflects.chance(world.chaos(Fault.TRANSFERS) / 4)) {
            String to = phone.deflects.chance(0.3) ? "q1" : phone.deflects.pick(targets);
            world.in(phone.deflects.between(0, 3_000), () -> world.edge.deflect(leg, to));
        }
    }

    @Override
    public Party ring(EdgeLeg leg) {
        Phone phone = byName.get(leg.device);
        if (phone != null) {
            deflects(phone, leg);
            Consumer<EdgeLeg> talking = phone.config.number().isEmpty() ? secondCalls::talks : talks -> {};
            return new Callee(world, phone.dice, true, talking).rings(leg, phone.up);
        }
        Dice dice = others.computeIfAbsent(leg.device, number -> world.dice("phone " + number));
        return new Callee(world, dice, false).rings(leg, true);
    }
}
