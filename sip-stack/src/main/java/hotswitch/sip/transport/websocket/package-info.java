/** WebSocket (RFC 6455) as a stream of SIP messages (RFC 7118), by Netty's codec. */
package hotswitch.sip.transport.websocket;
