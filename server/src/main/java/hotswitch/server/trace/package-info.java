/** Signalling as it was on the wire: kept in a ring, shown as a ladder, as packets, and told to a collector. */
package hotswitch.server.trace;
