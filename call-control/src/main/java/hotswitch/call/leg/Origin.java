package hotswitch.call.leg;

import hotswitch.acd.call.Call;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ListCodec;
import hotswitch.acd.flow.Named;
import hotswitch.sip.header.Diversion;
import hotswitch.sip.header.HistoryInfo;
import hotswitch.sip.header.NameAddr;
import hotswitch.sip.header.Privacy;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * What the INVITE of an arriving leg says that matters for INVITEs of ours in the same call.
 *
 * @param dialled the number that it calls
 * @param withheld the caller hides his number (RFC 3323, RFC 3325)
 * @param hops that are left to the call; one less for each switch that passes it on (RFC 7332)
 * @param diversions values of Diversion (RFC 5806), the latest first; hidden ones are marked, one by one
 * @param history the same of History-Info (RFC 7044), the oldest first
 */
public record Origin(String dialled, boolean withheld, int hops, List<String> diversions, List<String> history) {
    /** A longer way here is not told on. */
    private static final int ENTRIES_MAX = 8;
    /** Characters of a name; a longer one is cut where it fits for sure. */
    private static final int NAME_MAX = 80;

    public Origin {
        diversions = List.copyOf(diversions);
        history = List.copyOf(history);
    }

    static Origin of(SipMessage invite, String dialled) {
        boolean redirected = isRedirected(invite);
        Privacy privacy = Privacy.of(invite);
        return new Origin(
                dialled,
                privacy.identity(),
                hops(invite),
                redirected ? diversions(invite, privacy.history()) : List.of(),
                redirected ? history(invite, privacy.history()) : List.of());
    }

    private static boolean isRedirected(SipMessage invite) {
        return invite.count(HeaderName.DIVERSION) > 0 || invite.count(HeaderName.HISTORY_INFO) > 0;
    }

    /** RFC 3261 §8.1.1.6: 70 where nothing is said. */
    private static int hops(SipMessage invite) {
        return invite.maxForwards() < 0 ? 70 : invite.maxForwards();
    }

    /** Nobody sent it on, and nobody hides. */
    boolean isPlain() {
        return !withheld && diversions.isEmpty() && history.isEmpty();
    }

    /** The same without entries of History-Info that name this user; "": of none. */
    public Origin without(String user) {
        if (user.isEmpty() || history.isEmpty()) {
            return this;
        }
        List<String> told = history.stream()
                .map(entry -> HistoryInfo.isOf(entry, user) ? HistoryInfo.anonymous(HistoryInfo.index(entry)) : entry)
                .toList();
        return new Origin(dialled, withheld, hops, diversions, told);
    }

    /** This, which is plain, is what that INVITE says too. */
    boolean isOf(SipMessage invite, String number) {
        return hops == hops(invite)
                && dialled.equals(number)
                && !isRedirected(invite)
                && !Privacy.of(invite).identity();
    }

    private static List<String> diversions(SipMessage invite, boolean hide) {
        List<Diversion> all = Diversion.parse(invite);
        List<String> values = new ArrayList<>();
        for (Diversion each : all == null ? List.<Diversion>of() : all) {
            if (values.size() < ENTRIES_MAX) {
                String value = each.by().format() + ";reason=" + each.reason() + ";counter=" + each.counter();
                values.add(hide || each.hidden() ? value + ";privacy=full" : value);
            }
        }
        return values;
    }

    private static List<String> history(SipMessage invite, boolean hide) {
        List<HistoryInfo> all = HistoryInfo.parse(invite);
        List<String> values = new ArrayList<>();
        for (HistoryInfo each : all == null || all.size() > ENTRIES_MAX ? List.<HistoryInfo>of() : all) {
            values.add(each.format(hide));
        }
        return values;
    }

    /**
     * For flows, records and the agent's phone: {@code caller.withheld}, {@code caller.name} as From says it, and
     * {@code called.original}, the number first dialled.
     */
    public static List<Named> attributes(SipMessage invite) {
        boolean redirected = isRedirected(invite);
        boolean withheld = Privacy.of(invite).identity();
        String name = withheld ? "" : name(invite);
        if (!redirected && !withheld && name.isEmpty()) {
            return List.of();
        }
        List<Named> attributes = new ArrayList<>(2);
        if (withheld) {
            attributes.add(new Named("caller.withheld", "on"));
        }
        if (!name.isEmpty()) {
            attributes.add(new Named(Call.CALLER_NAME, name));
        }
        String original = redirected ? original(invite) : "";
        if (!original.isEmpty()) {
            attributes.add(new Named("called.original", original));
        }
        return attributes;
    }

    /** The caller's name in From, in whatever characters; "" for none. */
    private static String name(SipMessage invite) {
        int from = invite.firstLine(HeaderName.FROM);
        boolean bare = from < 0 || invite.buffer().getByte(invite.valueOffset(from)) == '<';
        NameAddr address = bare ? null : NameAddr.parse(invite.fromAddress());
        if (address == null || address.display().equalsIgnoreCase("anonymous")) {
            return "";
        }
        String clean = address.display().replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= NAME_MAX ? clean : clean.substring(0, clean.offsetByCodePoints(0, NAME_MAX / 2));
    }

    /** The oldest entry of History-Info, or else of Diversion; "": there is none that names a number. */
    private static String original(SipMessage invite) {
        List<HistoryInfo> history = HistoryInfo.parse(invite);
        if (history != null && history.size() > 1) {
            return user(history.getFirst().target());
        }
        List<Diversion> diversions = Diversion.parse(invite);
        return diversions == null || diversions.isEmpty()
                ? ""
                : user(diversions.getLast().by());
    }

    private static String user(NameAddr address) {
        String user = address.uri() == null ? null : address.uri().user();
        return user == null ? "" : user;
    }

    void write(BytesWriter out) {
        out.text(dialled).flag(withheld).i32(hops);
        ListCodec.writeTexts(out, diversions);
        ListCodec.writeTexts(out, history);
    }

    static Origin read(BytesReader in) {
        return new Origin(in.text(), in.flag(), in.i32(), ListCodec.readTexts(in), ListCodec.readTexts(in));
    }
}
