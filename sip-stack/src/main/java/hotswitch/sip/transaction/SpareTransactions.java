package hotswitch.sip.transaction;

import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Transactions that have ended, for the next requests: one lives for 32 s, so that a collector would move it twice
 * before it goes. Only such as nobody but the layer has any more: those of INVITEs were let go by who had them.
 */
final class SpareTransactions {
    /** As many end in a moment as begin; this is for the difference. */
    private static final int EACH_MAX = 4_096;

    private final TransactionLayer layer;
    private final List<NonInviteClient> clients = new ArrayList<>();
    private final List<NonInviteServer> servers = new ArrayList<>();
    private final List<InviteClient> inviteClients = new ArrayList<>();
    private final List<InviteServer> inviteServers = new ArrayList<>();

    SpareTransactions(TransactionLayer layer) {
        this.layer = layer;
    }

    NonInviteClient client() {
        return clients.isEmpty() ? new NonInviteClient(layer) : clients.removeLast();
    }

    NonInviteServer server(SipMessage request, Arrival arrival) {
        NonInviteServer server = servers.isEmpty() ? new NonInviteServer(layer) : servers.removeLast();
        server.received(request.method(), request, arrival);
        return server;
    }

    InviteClient inviteClient() {
        return inviteClients.isEmpty() ? new InviteClient(layer) : inviteClients.removeLast();
    }

    InviteServer inviteServer() {
        return inviteServers.isEmpty() ? new InviteServer(layer) : inviteServers.removeLast();
    }

    void add(InviteClient ended) {
        if (inviteClients.size() < EACH_MAX) {
            inviteClients.add(ended);
        }
    }

    void add(InviteServer ended) {
        if (inviteServers.size() < EACH_MAX) {
            inviteServers.add(ended);
        }
    }

    void add(NonInviteClient ended) {
        if (clients.size() < EACH_MAX) {
            clients.add(ended);
        }
    }

    void add(NonInviteServer ended) {
        if (servers.size() < EACH_MAX) {
            servers.add(ended);
        }
    }
}
