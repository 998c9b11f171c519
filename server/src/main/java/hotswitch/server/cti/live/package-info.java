/** Rows of what is going on, as the API shows them. */
package hotswitch.server.cti.live;
