/** The Domain Name System over Netty's client, on a thread of its own. */
package hotswitch.sip.transport.dns;
