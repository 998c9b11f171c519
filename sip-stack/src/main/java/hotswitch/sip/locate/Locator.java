package hotswitch.sip.locate;

import hotswitch.sip.locate.DnsRecord.Naptr;
import hotswitch.sip.locate.DnsRecord.Srv;
import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** RFC 3263 §4: NAPTR, then SRV, then addresses; one location at a time each, no state between them. */
public final class Locator {
    /** More than these no caller would wait for. */
    private static final int PLACES_MAX = 16;

    private static final int SERVERS_MAX = 8;
    private static final long TTL_MAX_S = 86_400;

    private final Lookup lookup;
    private final List<Transport> spoken;
    private final Set<Lookup.Type> families;

    /**
     * @param spoken what this node can use, the preferred first
     * @param families A, AAAA or both
     */
    public Locator(Lookup lookup, List<Transport> spoken, Set<Lookup.Type> families) {
        this.lookup = lookup;
        this.spoken = List.copyOf(spoken);
        this.families = Set.copyOf(families);
    }

    /** One server of an SRV record set, or a host by itself, before its addresses are known. */
    private record Server(Transport transport, String host, int port, int rank, int weight) {}

    public void locate(ServerName name, Consumer<Located> then) {
        Search search = new Search(name, then);
        if (name.port() != 0) {
            search.host();
        } else if (name.transport() != null) {
            search.services(List.of(service(name.transport(), name.host())));
        } else {
            lookup.ask(Lookup.Type.NAPTR, name.host(), search::onNaptr);
        }
    }

    private record Service(Transport transport, String name) {}

    private static Service service(Transport transport, String host) {
        String scheme = transport == Transport.TLS ? "_sips" : "_sip";
        String protocol = transport == Transport.UDP ? "_udp." : "_tcp.";
        return new Service(transport, scheme + '.' + protocol + host);
    }

    private final class Search {
        private final ServerName name;
        private final Consumer<Located> then;
        private final List<Server> servers = new ArrayList<>();
        private final List<Located.Place> places = new ArrayList<>();
        private long ttlS = TTL_MAX_S;
        private boolean failed;

        Search(ServerName name, Consumer<Located> then) {
            this.name = name;
            this.then = then;
        }

        private void note(DnsAnswer answer) {
            failed |= answer.failed();
            if (!answer.failed()) {
                ttlS = Math.min(ttlS, answer.ttlS());
            }
        }

        private boolean usable(Transport transport) {
            return spoken.contains(transport) && (!name.secure() || transport == Transport.TLS);
        }

        /** §4.1: by order, then preference; what we do not speak is passed over. */
        void onNaptr(DnsAnswer answer) {
            note(answer);
            List<Naptr> found = new ArrayList<>();
            for (DnsRecord each : answer.records()) {
                if (each instanceof Naptr naptr && naptr.flags().equalsIgnoreCase("s") && usable(transport(naptr))) {
                    found.add(naptr);
                }
            }
            found.sort(Comparator.comparingInt(Naptr::order).thenComparingInt(Naptr::preference));
            List<Service> wanted = new ArrayList<>();
            found.forEach(each -> wanted.add(new Service(transport(each), each.replacement())));
            if (wanted.isEmpty()) {
                spoken.stream().filter(this::usable).forEach(each -> wanted.add(service(each, name.host())));
            }
            services(wanted);
        }

        private static Transport transport(Naptr naptr) {
            return switch (naptr.service().toUpperCase(Locale.ROOT)) {
                case "SIP+D2U" -> Transport.UDP;
                case "SIP+D2T" -> Transport.TCP;
                case "SIPS+D2T" -> Transport.TLS;
                default -> null;
            };
        }

        /** §4.2: the servers of each service in turn; with none at all the name is a host. */
        void services(List<Service> wanted) {
            if (wanted.isEmpty()) {
                if (servers.isEmpty()) {
                    host();
                } else {
                    addresses(0);
                }
                return;
            }
            Service first = wanted.getFirst();
            lookup.ask(Lookup.Type.SRV, first.name(), answer -> {
                note(answer);
                onServers(first.transport(), answer);
                services(wanted.subList(1, wanted.size()));
            });
        }

        private void onServers(Transport transport, DnsAnswer answer) {
            List<Srv> found = new ArrayList<>();
            for (DnsRecord each : answer.records()) {
                // RFC 2782: a single dot says that there is decidedly no such service.
                if (each instanceof Srv srv && !srv.target().isEmpty() && srv.port() > 0) {
                    found.add(srv);
                }
            }
            found.sort(Comparator.comparingInt(Srv::priority));
            int base = servers.isEmpty() ? 0 : servers.getLast().rank() + 1;
            int rank = base - 1;
            int priority = -1;
            for (Srv each : found) {
                rank += each.priority() == priority ? 0 : 1;
                priority = each.priority();
                servers.add(new Server(transport, each.target(), each.port(), rank, Math.max(1, each.weight())));
            }
        }

        void host() {
            Transport plain = name.secure() ? Transport.TLS : Transport.UDP;
            Transport transport = name.transport() == null ? plain : name.transport();
            int port = name.port() == 0 ? name.defaultPort() : name.port();
            servers.add(new Server(transport, name.host(), port, 0, 1));
            addresses(0);
        }

        private void addresses(int at) {
            if (at >= Math.min(servers.size(), SERVERS_MAX) || places.size() >= PLACES_MAX) {
                boolean nothing = failed && places.isEmpty();
                then.accept(new Located(places.subList(0, Math.min(PLACES_MAX, places.size())), ttlS, nothing));
                return;
            }
            Server server = servers.get(at);
            List<String> found = new ArrayList<>();
            address(
                    Lookup.Type.AAAA,
                    server,
                    found,
                    () -> address(Lookup.Type.A, server, found, () -> {
                        int weight = Math.max(1, server.weight() / Math.max(1, found.size()));
                        found.forEach(each -> places.add(
                                new Located.Place(server.transport(), each, server.port(), server.rank(), weight)));
                        addresses(at + 1);
                    }));
        }

        private void address(Lookup.Type type, Server server, List<String> found, Runnable next) {
            if (!families.contains(type)) {
                next.run();
                return;
            }
            lookup.ask(type, server.host(), answer -> {
                note(answer);
                for (DnsRecord each : answer.records()) {
                    if (each instanceof DnsRecord.Address address) {
                        found.add(address.address());
                    }
                }
                next.run();
            });
        }
    }
}
