package hotswitch.sip.transaction;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The transactions by hash of branch and method; equal hashes are chained and compared in full. The salt is secret, so
 * that a peer cannot aim at one slot.
 */
@SuppressWarnings("ReferenceEquality") // transactions are themselves, not values
public final class TransactionTable {
    private final Long2ObjectHashMap<Transaction> clients = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Transaction> servers = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<ServerTransaction> merges = new Long2ObjectHashMap<>();
    private final Arrival arrival = new Arrival();
    private final long salt;
    private final int max;
    private final int newMax;
    private int size;

    /** @param transactionsMax how many may be alive; new requests outside dialogs stop at seven eighths */
    public TransactionTable(long salt, int transactionsMax) {
        this.salt = salt;
        this.max = transactionsMax;
        this.newMax = transactionsMax - transactionsMax / 8;
    }

    int size() {
        return size;
    }

    boolean full() {
        return size >= newMax;
    }

    /** No room for any request of a peer's. */
    boolean crowded() {
        return size >= max;
    }

    long key(CharSequence branch, Method method) {
        return mix(SipMessage.hash(branch), method);
    }

    private long mix(long hash, Method method) {
        long z = hash * 31 + method.ordinal() ^ salt;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** A number that nobody else can tell, of this branch and Call-ID. */
    long mark(SipMessage request) {
        return mix(31 * request.branchHash() + request.callIdHash(), request.method());
    }

    void add(Transaction transaction) {
        Long2ObjectHashMap<Transaction> map = transaction instanceof ClientTransaction ? clients : servers;
        transaction.next = map.put(transaction.key, transaction);
        size++;
        if (transaction instanceof ServerTransaction server && server.mergeKey != 0) {
            merges.putIfAbsent(server.mergeKey, server);
        }
    }

    void remove(Transaction transaction) {
        Long2ObjectHashMap<Transaction> map = transaction instanceof ClientTransaction ? clients : servers;
        Transaction first = map.get(transaction.key);
        if (first != transaction) {
            unchain(first, transaction);
        } else if (transaction.next == null) {
            map.remove(transaction.key);
        } else {
            map.put(transaction.key, transaction.next);
        }
        transaction.next = null;
        size--;
        if (transaction instanceof ServerTransaction server && merges.get(server.mergeKey) == server) {
            merges.remove(server.mergeKey);
        }
    }

    private static void unchain(Transaction first, Transaction transaction) {
        Transaction before = first;
        while (before.next != transaction) {
            before = before.next;
        }
        before.next = transaction.next;
    }

    /** RFC 3261 §17.1.3: branch of the top Via and method of CSeq. */
    ClientTransaction client(SipMessage response) {
        Transaction at = clients.get(mix(response.branchHash(), response.cseqMethod()));
        while (at != null && !(at.method == response.cseqMethod() && response.branchEquals(at.branch))) {
            at = at.next;
        }
        return (ClientTransaction) at;
    }

    ClientTransaction client(CharSequence branch, Method method) {
        Transaction at = clients.get(key(branch, method));
        while (at != null && !(at.method == method && CharSequence.compare(at.branch, branch) == 0)) {
            at = at.next;
        }
        return (ClientTransaction) at;
    }

    /** RFC 3261 §17.2.3: branch, sent-by and method; without the magic cookie by what RFC 2543 compares. */
    ServerTransaction server(SipMessage request, Method method) {
        boolean unique = request.hasUniqueBranch();
        String branch = unique ? "" : formerBranch(request);
        Transaction at = servers.get(unique ? mix(request.branchHash(), method) : key(branch, method));
        while (at != null && !(at.method == method && matches((ServerTransaction) at, request, branch))) {
            at = at.next;
        }
        return (ServerTransaction) at;
    }

    /** @param branch what stands for the request's; "" for its own */
    private static boolean matches(ServerTransaction at, SipMessage request, String branch) {
        boolean same = branch.isEmpty() ? request.branchEquals(at.branch) : branch.contentEquals(at.branch);
        return same && at.isSentAlike(request);
    }

    /** RFC 2543 senders: Request-URI, From tag, Call-ID, CSeq number and top Via name the request. */
    private static String formerBranch(SipMessage request) {
        return request.requestUri()
                + ' '
                + request.fromTag()
                + ' '
                + request.callId()
                + ' '
                + request.cseq()
                + ' '
                + request.value(HeaderName.VIA);
    }

    /** Valid until the next call. */
    Arrival arrival(SipMessage request, Hop source) {
        arrival.branch.setLength(0);
        if (request.hasUniqueBranch()) {
            request.appendBranch(arrival.branch);
        } else {
            arrival.branch.append(formerBranch(request));
        }
        arrival.key = key(arrival.branch, request.method());
        arrival.path(request, source);
        boolean mergeable = !request.hasToTag() && request.method() != Method.CANCEL;
        arrival.mergeKey = mergeable ? mergeKey(request) : 0;
        return arrival;
    }

    /** The same of an INVITE of which there is only our final response. */
    Arrival answered(SipMessage response, Hop source) {
        arrival.branch.setLength(0);
        response.appendBranch(arrival.branch);
        arrival.key = key(arrival.branch, Method.INVITE);
        arrival.path(response, source);
        arrival.mergeKey = 0;
        return arrival;
    }

    private long mergeKey(SipMessage request) {
        long hash = request.callIdHash() * 31 + request.fromTagHash();
        return mix(hash * 31 + request.cseq(), request.method()) | 1;
    }

    /** RFC 3261 §8.2.2.2: the same request came before on another path and is still being worked on. */
    boolean merges(long mergeKey) {
        return mergeKey != 0 && merges.containsKey(mergeKey);
    }
}
