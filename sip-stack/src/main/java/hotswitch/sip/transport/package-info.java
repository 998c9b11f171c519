/**
 * SIP over UDP and TCP sockets (RFC 3261 §18): the only package of the stack with sockets and threads. It moves whole
 * messages between the network and a {@link hotswitch.sip.transport.SipReceiver} and understands nothing of them but
 * their length.
 */
package hotswitch.sip.transport;
