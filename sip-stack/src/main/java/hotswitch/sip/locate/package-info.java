/** From a name to addresses in their order (RFC 3263): pure, over a lookup that the transport supplies. */
package hotswitch.sip.locate;
