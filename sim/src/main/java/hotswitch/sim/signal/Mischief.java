package hotswitch.sim.signal;

/** What can go other than well between the switch and its far sides. Each is on or off in a life. */
public enum Mischief {
    /** Datagrams are lost. */
    LOSS,
    /** Datagrams come twice. */
    DOUBLES,
    /** Delays differ so that messages overtake each other. */
    REORDERING,
    /** Some datagrams come seconds late. */
    STRAGGLERS,
    /** Callers give up: CANCEL, which crosses the 200 now and then. */
    GIVES_UP,
    /** Both sides hang up at the same moment. */
    BYE_CROSSES_BYE,
    /** Hold, retrieve and other re-INVITEs, also while another one is not settled (491). */
    REINVITES,
    /** INVITEs without an offer, so that the ACK must wait for the answer. */
    LATE_ACK,
    /** Callers and telephones that dial require reliable provisional responses (RFC 3262). */
    RELIABLE,
    /** Far sides refuse. */
    REFUSES,
    /** Far sides ring for ever, or say nothing at all. */
    IGNORES,
    /** Calls and telephones fall silent in the middle of everything. */
    VANISHES,
    /** Telephones start anew and know nothing of their calls. */
    REBOOTS,
    /** Registrations end and come back. */
    UNREGISTERS,
    /** A carrier answers nothing for a while, or 503. */
    CARRIER_FAILS,
    /** Carriers have a second gateway, by which they are reached when the first is not. */
    TWO_GATEWAYS,
    /** Carriers are known by name; the DNS is slow, silent, or tells of other gateways than before. */
    NAMES,
    /** A carrier wants us registered, and refuses that, or grants little, now and then. */
    ACCOUNT,
    /** Agents transfer, hold, ask others, dial out. */
    TRANSFERS,
    /** Telephones dial, also beside a call, and transfer by REFER: to a number, or to whom they asked before. */
    DIALS,
    /** Telephones send a call that rings elsewhere (302), and so do carriers. */
    DEFLECTS,
    /** A telephone takes what rings at another one, or talks there, by INVITE with Replaces. */
    PICKS_UP,
    /** Some seats have a second telephone: both ring, one wins. */
    SEVERAL_PHONES,
    /** Telephones sit behind a NAT that gives them another port, or address, in the middle of everything. */
    REBINDS,
    /** Carriers and telephones speak TCP; connections break now and then with all that is under way. */
    STREAMS,
    /** Few channels at the carriers and few media ports. */
    NARROW,
    /** kill -9 of the switch: what was not journaled is lost. */
    CRASH
}
