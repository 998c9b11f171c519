/** Where carriers are whose addresses are names (RFC 3263); pure. */
package hotswitch.call.locate;
