/**
 * SIP sessions: a call's INVITE, its changes and its end, as verbs and reports (RFC 3261 §13, §14, §15). One file per
 * verb: {@code Connecting} (we call), {@code Accepting} (we are called), {@code Modifying} (re-INVITE, UPDATE),
 * {@code Clearing} (BYE). Pure: the wire is a port, time an argument.
 */
package hotswitch.sip.session;
