/** A network of a test's own, in which peers can vanish. */
package hotswitch.sip.apart;
