/**
 * The registrar (RFC 3261 §10; RFC 3581 and RFC 5626 where phones sit behind NAT): which contacts a device has, until
 * when,
 * and where they are really reached. Pure: time and requests come in, answers and changes go out.
 */
package hotswitch.sip.registrar;
