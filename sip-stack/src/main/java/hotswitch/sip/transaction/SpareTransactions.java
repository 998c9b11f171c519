package hotswitch.sip.transaction;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.timer.Spares;

/**
 * Transactions that have ended, for the next requests: one lives for 32 s, so that a collector would move it twice
 * before it goes. Only such as nobody but the layer has any more: those of INVITEs were let go by who had them.
 */
final class SpareTransactions {
    private final TransactionLayer layer;
    private final Spares<NonInviteClient> clients = new Spares<>();
    private final Spares<NonInviteServer> servers = new Spares<>();
    private final Spares<InviteClient> inviteClients = new Spares<>();
    private final Spares<InviteServer> inviteServers = new Spares<>();

    SpareTransactions(TransactionLayer layer) {
        this.layer = layer;
    }

    NonInviteClient client() {
        NonInviteClient spare = clients.take();
        return spare == null ? new NonInviteClient(layer) : spare;
    }

    NonInviteServer server(SipMessage request, Arrival arrival) {
        NonInviteServer spare = servers.take();
        NonInviteServer server = spare == null ? new NonInviteServer(layer) : spare;
        server.received(request.method(), request, arrival);
        return server;
    }

    InviteClient inviteClient() {
        InviteClient spare = inviteClients.take();
        return spare == null ? new InviteClient(layer) : spare;
    }

    InviteServer inviteServer() {
        InviteServer spare = inviteServers.take();
        return spare == null ? new InviteServer(layer) : spare;
    }

    void add(InviteClient ended) {
        inviteClients.add(ended);
    }

    void add(InviteServer ended) {
        inviteServers.add(ended);
    }

    void add(NonInviteClient ended) {
        clients.add(ended);
    }

    void add(NonInviteServer ended) {
        servers.add(ended);
    }

    void tidy(int whiles) {
        clients.tidy(whiles);
        servers.tidy(whiles);
        inviteClients.tidy(whiles);
        inviteServers.tidy(whiles);
    }
}
